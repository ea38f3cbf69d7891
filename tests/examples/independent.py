"""The sums due in three examples, worked out from the files in plain Python as a second opinion on the compiler.

Each function takes an example's data folder and returns `{clause: {first day of the settlement period: pence}}`: days
as in ISO 8601, sums due from the provider negative, as in a statement. A period in which a clause comes to nothing is
left out. The data are taken as complete to the end of the run-off.

Run as a script, it prints the totals: `python tests/examples/independent.py examples`.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

Sums = dict[str, dict[str, int]]
Line = tuple[str, str, int]
Row = dict[str, str]

CARE_FIRST, CARE_LAST = date(2015, 4, 1), date(2017, 3, 31)
CUSTODY_YEARS = ((date(2011, 10, 1), date(2012, 9, 30)), (date(2012, 10, 1), date(2013, 9, 30)))
CUSTODY_BASELINE = 50_000
CUSTODY_TARGET = Fraction(10, 100)
GRANT_PENCE = 75_000_000
WORK_FIRST, WORK_LAST = date(2011, 6, 1), date(2020, 3, 31)
INCENTIVE_FROM = {
    group: Fraction(level, 100) * Fraction(130, 100)
    for level, groups in (
        (40, ("JSA 18 To 24",)),
        (30, ("JSA 25 And Over", "JSA Early Access", "JSA Ex Incapacity Benefit")),
        (15, ("ESA Volunteers", "New ESA", "ESA Ex Incapacity Benefit")),
    )
    for group in groups
}
# Outcome price, outcome point, sustainment price, sustainment limit; attachment prices of years 1, 2 and 3; in pounds.
LOWER, HIGHER = (400, 300, 200), (600, 450, 300)
PRICES: dict[str, tuple[int, int, int, int, tuple[int, ...]]] = {
    "JSA 18 To 24": (1200, 26, 170, 13, LOWER),
    "JSA 25 And Over": (1200, 26, 215, 13, LOWER),
    "JSA Early Access": (1200, 13, 250, 20, LOWER),
    "JSA Ex Incapacity Benefit": (1200, 13, 250, 20, LOWER),
    "ESA Volunteers": (1000, 13, 115, 20, LOWER),
    "New ESA": (1200, 13, 235, 20, HIGHER),
    "ESA Ex Incapacity Benefit": (3500, 13, 370, 26, HIGHER),
}


def rows(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def pence(pounds: str) -> int:
    """An amount of pounds and pence in pence."""
    whole = Fraction(pounds) * 100
    if whole.denominator != 1:
        raise ValueError(f"{pounds} is not a whole number of pence")
    return int(whole)


def in_pounds(amount: int) -> str:
    """An amount of pence as pounds and pence."""
    whole, part = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}£{whole:,}.{part:02d}"


def half_down(amount: Fraction) -> int:
    """The nearest penny; a half goes to the lower."""
    return -((1 - 2 * amount) // 2)


def half_up(amount: Fraction) -> int:
    """The nearest penny of an amount that is not negative; a half goes to the higher."""
    return (2 * amount + 1) // 2


def by_period(lines: Iterable[Line]) -> Sums:
    """Add lines of (clause, first day of the period, pence)."""
    sums: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for clause, period, amount in lines:
        sums[clause][period] += amount
    return {clause: {p: n for p, n in sorted(periods.items()) if n} for clause, periods in sums.items()}


def care_review(folder: Path) -> Sums:
    """Half of each saving above nothing; half of what is reinstated comes back, up to what was paid for the case."""
    return by_period(line for case in rows(folder / "case_reviews.csv") for line in care_lines(case))


def care_lines(case: Row) -> list[Line]:
    """The share of saving of one case, and what is recovered of it."""
    lines: list[Line] = []
    paid = 0
    reviewed = date.fromisoformat(case["Reviewed On"])
    saving = pence(case["Approved Budget"]) - pence(case["Revised Budget"])
    if saving > 0 and CARE_FIRST <= reviewed <= CARE_LAST:
        paid = half_down(Fraction(saving, 2))
        lines.append(("Share Of Saving", quarter(reviewed), paid))
    reinstated = date.fromisoformat(case["Reinstated On"]) if case["Reinstated On"] else date.max
    if CARE_FIRST <= reinstated <= CARE_LAST:
        recovered = min(half_down(Fraction(pence(case["Amount Reinstated"]), 2)), paid if reviewed <= reinstated else 0)
        lines.append(("Reinstated Care", quarter(reinstated), -recovered))
    return lines


def quarter(day: date) -> str:
    """First day of the calendar quarter."""
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1).isoformat()


def month(day: date) -> str:
    """First day of the month."""
    return day.replace(day=1).isoformat()


def custody_nights(folder: Path) -> list[int]:
    """Nights of all stays that begin in each contract year; a stay still open goes on to the year's last night."""
    stays = [(row["Admitted"], row["Released"]) for row in rows(folder / "custody_stays.csv")]
    ends = [(date.fromisoformat(a), date.fromisoformat(r) if r else date.max) for a, r in stays]
    one = timedelta(days=1)
    return [
        sum(max(0, (min(released, last + one) - max(admitted, first)).days) for admitted, released in ends)
        for first, last in CUSTODY_YEARS
    ]


def west_yorkshire_custody(folder: Path) -> Sums:
    """The grant, and for each year the missed part of the target out of that year's half of it."""
    lines: list[Line] = [("Investment Grant", "2011-10-01", GRANT_PENCE), ("Grant Recovery", "2011-10-01", 0)]
    for (first, _), nights in zip(CUSTODY_YEARS, custody_nights(folder), strict=True):
        missed = max(Fraction(0), CUSTODY_TARGET - Fraction(CUSTODY_BASELINE - nights, CUSTODY_BASELINE))
        half = Fraction(GRANT_PENCE, 2)
        lines.append(("Grant Recovery", first.isoformat(), -half_up(min(half, half * missed / CUSTODY_TARGET))))
    return by_period(lines)


def work_programme(folder: Path) -> Sums:
    """Attachment fees by year of referral, one outcome a participant, sustainment up to the limit, the incentive."""
    participants = {row["Participant"]: row for row in rows(folder / "participants.csv")}
    claims: defaultdict[str, list[tuple[date, int]]] = defaultdict(list)
    for row in rows(folder / "employment_claims.csv"):
        reached = date.fromisoformat(row["Reached On"])
        if WORK_FIRST <= reached <= WORK_LAST:
            claims[row["Participant"]].append((reached, int(row["Weeks In Work"])))
    lines: list[Line] = []
    outcomes: dict[str, date] = {}
    for key, participant in participants.items():
        lines += attachment_lines(participant)
        group = participant["Payment Group"]
        lines += sustainment_lines(group, sorted(claims[key]))
        first = min((c for c in claims[key] if c[1] >= PRICES[group][1]), default=None)
        if first:
            outcomes[key] = first[0]
            lines.append(("Job Outcome", month(first[0]), 100 * PRICES[group][0]))
    return by_period(lines + incentive_lines(participants, outcomes))


def contract_year(day: date) -> int:
    """Number of the contract year: year 1 ends on 31 March 2012."""
    return day.year - 2011 + (day.month >= 4)


def attachment_lines(participant: Row) -> list[Line]:
    """The fee of one participant, at the price of the contract year of referral."""
    attached = date.fromisoformat(participant["Attached On"])
    year = contract_year(date.fromisoformat(participant["Referred On"]))
    prices = PRICES[participant["Payment Group"]][4]
    if not (WORK_FIRST <= attached <= WORK_LAST and year <= len(prices)):
        return []
    return [("Attachment Fee", month(attached), 100 * prices[year - 1])]


def sustainment_lines(group: str, claims: list[tuple[date, int]]) -> list[Line]:
    """The first claims, by date and weeks, at a whole number of four weeks beyond the outcome point."""
    _, point, price, limit, _ = PRICES[group]
    paid = [reached for reached, weeks in claims if weeks > point and (weeks - point) % 4 == 0]
    return [("Sustainment", month(reached), 100 * price) for reached in paid[:limit]]


def incentive_lines(participants: dict[str, Row], outcomes: dict[str, date]) -> list[Line]:
    """£1,000 for each outcome of a group's year above the level of those attached in that year, at the year's end."""
    reached = Counter((participants[key]["Payment Group"], contract_year(day)) for key, day in outcomes.items())
    attached = [(each["Payment Group"], date.fromisoformat(each["Attached On"])) for each in participants.values()]
    attachments = Counter((group, contract_year(day)) for group, day in attached if WORK_FIRST <= day <= WORK_LAST)
    lines: list[Line] = []
    for (group, year), members in attachments.items():
        above = reached[group, year] - INCENTIVE_FROM[group] * members
        if above > 0:
            lines.append(("Incentive", month(date(2011 + year, 3, 31)), half_up(100_000 * above)))
    return lines


EXAMPLES = {
    "care-review": care_review,
    "west-yorkshire-custody": west_yorkshire_custody,
    "work-programme": work_programme,
}


def main(examples: Path) -> None:
    """Print the total of each clause and of each example."""
    for name, sums_of in EXAMPLES.items():
        totals = {clause: sum(periods.values()) for clause, periods in sums_of(examples / name / "data").items()}
        print(name, in_pounds(sum(totals.values())))
        for clause, total in totals.items():
            print(f"    {clause}: {in_pounds(total)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
