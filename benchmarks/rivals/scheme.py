"""The Work Programme's rules as plain numbers, for programs that are written by hand: amounts are in pence."""

from datetime import date

GROUPS: dict[str, tuple[int, int, int, int, int, int]] = {
    # payment group: attachment price list, job outcome, its weeks, sustainment, its limit, incentive level (see below)
    "JSA 18 To 24": (0, 120_000, 26, 17_000, 13, 520),
    "JSA 25 And Over": (0, 120_000, 26, 21_500, 13, 390),
    "JSA Early Access": (0, 120_000, 13, 25_000, 20, 390),
    "JSA Ex Incapacity Benefit": (0, 120_000, 13, 25_000, 20, 390),
    "ESA Volunteers": (0, 100_000, 13, 11_500, 20, 195),
    "New ESA": (1, 120_000, 13, 23_500, 20, 195),
    "ESA Ex Incapacity Benefit": (1, 350_000, 13, 37_000, 26, 195),
}
"""Incentive levels are in tenths of a per cent."""
ATTACHMENT = ((40_000, 30_000, 20_000, 0), (60_000, 45_000, 30_000, 0))
"""What an attachment pays by price list and by contract year of referral, the fourth and later in one."""
YEAR_ENDS = tuple(date(year, 3, 31) for year in range(2012, 2021))
INCENTIVE_YEARS = YEAR_ENDS[:5]
FIRST_DAY, LAST_DAY = date(2011, 6, 1), date(2020, 3, 31)
CAP = 100_000_000_000
CLAUSES = ("Attachment Fee", "Job Outcome", "Sustainment", "Incentive")


def capped(by_day: dict[date, dict[str, int]]) -> dict[str, int]:
    """What is paid of the sums of each day and clause: the latest are cut first, of one day those of later clauses."""
    paid, room = dict.fromkeys(CLAUSES, 0), CAP
    for day in sorted(by_day):
        for clause in CLAUSES:
            taken = min(by_day[day].get(clause, 0), room)
            paid[clause] += taken
            room -= taken
    return paid
