"""The Work Programme in plain Python with `Decimal`, written by hand: `python decimals.py FOLDER`, with CSV files."""

import csv
import json
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import scheme

PENNY = Decimal(1)


def main(folder: Path) -> dict[str, int]:
    """What each clause pays in all, in pence."""
    due: dict[date, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    people: dict[str, str] = {}
    attached_in: Counter[tuple[str, int]] = Counter()
    with (folder / "participants.csv").open(newline="", encoding="utf-8") as file:
        for key, group, referred, attached in list(csv.reader(file))[1:]:
            entered = date.fromisoformat(attached)
            people[key] = group
            year = bisect_left(scheme.YEAR_ENDS, date.fromisoformat(referred))
            price = Decimal(scheme.ATTACHMENT[scheme.GROUPS[group][0]][min(year, 3)])
            due[entered]["Attachment Fee"] += price.quantize(PENNY, ROUND_HALF_UP)
            attached_in[group, bisect_left(scheme.YEAR_ENDS, entered)] += 1
    with (folder / "employment_claims.csv").open(newline="", encoding="utf-8") as file:
        claims = sorted((date.fromisoformat(day), key, int(weeks)) for key, weeks, day in list(csv.reader(file))[1:])
    while claims and claims[-1][0] > scheme.LAST_DAY:
        claims.pop()
    have_outcome: set[str] = set()
    outcomes_in: Counter[tuple[str, int]] = Counter()
    sustained: Counter[str] = Counter()
    for day, key, weeks in claims:
        group = people[key]
        _, outcome, point, sustainment, limit, _ = scheme.GROUPS[group]
        if weeks >= point and key not in have_outcome:
            have_outcome.add(key)
            outcomes_in[group, bisect_left(scheme.YEAR_ENDS, day)] += 1
            due[day]["Job Outcome"] += Decimal(outcome).quantize(PENNY, ROUND_HALF_UP)
        if weeks >= point + 4 and (weeks - point) % 4 == 0 and sustained[key] < limit:
            sustained[key] += 1
            due[day]["Sustainment"] += Decimal(sustainment).quantize(PENNY, ROUND_HALF_UP)
    for (group, year), number in attached_in.items():
        more = Decimal(outcomes_in[group, year]) / Decimal(number) - Decimal(scheme.GROUPS[group][5]) / 1000
        if more > 0 and year < len(scheme.INCENTIVE_YEARS):
            bonus = (Decimal(100_000) * more * number).quantize(PENNY, ROUND_HALF_UP)
            due[scheme.YEAR_ENDS[year]]["Incentive"] += bonus
    return scheme.capped({day: {name: int(each) for name, each in sums.items()} for day, sums in due.items()})


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
