"""Writes `data`, or the folder that is named: made-up offenders and reoffences, the same bytes each time."""

import csv
import random
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

OUT = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent / "data"
COMPLETE = date(2024, 1, 31)
FIRST, LAST = date(2015, 2, 1), date(2022, 1, 31)
PER_DAY = {2015: 0.62, 2016: 0.5, 2017: 0.44, 2018: 0.42, 2019: 0.4, 2020: 0.3, 2021: 0.36, 2022: 0.36}
RATE = {2015: 0.47, 2016: 0.455, 2017: 0.45, 2018: 0.44, 2019: 0.45, 2020: 0.42, 2021: 0.43, 2022: 0.43}


def write(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """One file of data."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([headings, *rows])


def main() -> None:
    """Write all files."""
    chance = random.Random(2015)
    offenders: list[Sequence[str]] = []
    reoffences: list[Sequence[str]] = []
    day = FIRST
    while day <= LAST:
        if chance.random() < PER_DAY[day.year]:
            key = f"O{len(offenders) + 1:04}"
            seen = (
                "" if chance.random() < 0.03 else (day + timedelta(days=chance.choice((1, 2, 3, 4, 5, 9)))).isoformat()
            )
            offenders.append((key, day.isoformat(), seen, f"{chance.choice((3, 4, 5, 8, 10))}.{chance.randrange(10)}"))
            if chance.random() < RATE[day.year]:
                for _ in range(chance.choice((1, 1, 2, 2, 3, 4, 6, 8))):
                    committed = day + timedelta(days=chance.randrange(365))
                    reoffences.append((f"R{len(reoffences) + 1:05}", key, committed.isoformat()))
        day += timedelta(days=1)
    OUT.mkdir(exist_ok=True)
    write("offenders.csv", ("Offender", "Started On", "First Seen On", "Weight"), offenders)
    write("reoffences.csv", ("Reoffence", "Offender", "Committed On"), reoffences)
    write(
        "complete.csv", ("Data", "Complete To"), [(name, COMPLETE.isoformat()) for name in ("Offenders", "Reoffences")]
    )


if __name__ == "__main__":
    main()
