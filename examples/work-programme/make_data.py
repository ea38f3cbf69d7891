"""Make the participants and claims of the Work Programme example: `python make_data.py [FOLDER]`, else in `data`."""

import csv
import random
import sys
from datetime import date, timedelta
from pathlib import Path

from awkward import CLAIMS, OUT_OF_ORDER, PARTICIPANTS

SEED = 20110601
FIRST_DAY, LAST_DAY = date(2011, 6, 1), date(2016, 3, 31)
RUN_OFF_END = date(2020, 3, 31)
COMPLETE_TO = "2020-04-30"
# Referrals of each contract year; they fall, as those of the real programme did.
REFERRALS = {1: 752, 2: 555, 3: 326, 4: 206, 5: 135}
# Added to each group's chance of finding work, in percentage points.
YEAR_CHANCE = {1: -4, 2: -1, 3: 2, 4: 8, 5: 3}
# How many in a hundred belong to the group and how many in a hundred of them find work; outcome point and limit.
GROUPS = {
    "JSA 18 To 24": (20, 45, 26, 13),
    "JSA 25 And Over": (42, 38, 26, 13),
    "JSA Early Access": (10, 36, 13, 20),
    "JSA Ex Incapacity Benefit": (3, 24, 13, 20),
    "ESA Volunteers": (4, 20, 13, 20),
    "New ESA": (17, 18, 13, 20),
    "ESA Ex Incapacity Benefit": (4, 10, 13, 26),
}

Participant = tuple[str, str, date, date]
Claim = tuple[str, int, date]


def year_bounds(year: int) -> tuple[date, date]:
    """First and last day of a contract year; the first begins late."""
    first = FIRST_DAY if year == 1 else date(2010 + year, 4, 1)
    return first, date(2011 + year, 3, 31)


def made_entry(rng: random.Random, year: int) -> tuple[str, date, date]:
    """Payment group, referral and attachment of one participant, attached five to forty days later within the term."""
    group = rng.choices(list(GROUPS), weights=[share for share, *_ in GROUPS.values()])[0]
    first, last = year_bounds(year)
    while True:
        referred = first + timedelta(days=rng.randrange((last - first).days + 1))
        attached = referred + timedelta(days=rng.randrange(5, 41))
        if attached <= LAST_DAY:
            return group, referred, attached


def four_week_steps(rng: random.Random, limit: int) -> int:
    """How many further four weeks someone stays: a third leave early, a third stay to the limit, a few beyond."""
    kind = rng.randrange(3)
    if kind == 0:
        return rng.randrange(4)
    return rng.randrange(limit) if kind == 1 else limit + rng.choice([0, 0, 0, 1, 2])


def made_claims(rng: random.Random, group: str, attached: date) -> list[tuple[int, date]]:
    """The weeks and dates that someone who finds work reaches, with breaks between jobs."""
    *_, point, limit = GROUPS[group]
    pause = rng.choice([0, 0, rng.randrange(7, 120)])
    reached = attached + timedelta(days=rng.randrange(10, 480) + 7 * point + pause)
    claims = []
    for step in range(four_week_steps(rng, limit) + 1):
        if reached > RUN_OFF_END:
            break
        claims.append((point + 4 * step, reached))
        reached += timedelta(days=28 + (rng.randrange(3, 70) if rng.randrange(8) == 0 else 0))
    return claims


def made_people(rng: random.Random) -> tuple[list[Participant], list[Claim]]:
    """The ordinary participants in the order of their referral, numbered after the awkward ones, and their claims."""
    entries = [(year, *made_entry(rng, year)) for year, count in REFERRALS.items() for _ in range(count)]
    participants: list[Participant] = []
    claims: list[Claim] = []
    for n, (year, group, referred, attached) in enumerate(sorted(entries, key=lambda e: e[2]), len(PARTICIPANTS) + 1):
        key = f"P{n:05d}"
        participants.append((key, group, referred, attached))
        if rng.randrange(100) < GROUPS[group][1] + YEAR_CHANCE[year]:
            claims += [(key, weeks, reached) for weeks, reached in made_claims(rng, group, attached)]
    return participants, claims


def write(path: Path, headings: list[str], rows: list[list[object]]) -> None:
    """Write one CSV file, the same bytes on every machine."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(rows)


def main(folder: Path) -> None:
    """Write the data folder; dates print as in ISO 8601."""
    people, claims = made_people(random.Random(SEED))
    in_order = sorted(claims + [c for c in CLAIMS if c[0] not in OUT_OF_ORDER], key=lambda c: (c[2], c[0], c[1]))
    in_order += [c for c in reversed(CLAIMS) if c[0] in OUT_OF_ORDER]
    folder.mkdir(parents=True, exist_ok=True)
    headings = ["Participant", "Payment Group", "Referred On", "Attached On"]
    write(folder / "participants.csv", headings, [list(p) for p in PARTICIPANTS + people])
    write(folder / "employment_claims.csv", ["Participant", "Weeks In Work", "Reached On"], [list(c) for c in in_order])
    names = ["Participant", "Employment Claim"]
    write(folder / "complete.csv", ["Data", "Complete To"], [[name, COMPLETE_TO] for name in names])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "data")
