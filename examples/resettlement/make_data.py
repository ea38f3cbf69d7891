"""Writes `data`, or the folder that is named: made-up young people and reoffences, the same bytes each time."""

import csv
import random
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

OUT = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent / "data"
COMPLETE = date(2019, 12, 31)
INSTITUTIONS = ("North House", "East House", "South House", "West House")
RATE = {2015: 0.64, 2016: 0.58, 2017: 0.5}


def write(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """One file of data."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([headings, *rows])


def main() -> None:
    """Write all files."""
    chance = random.Random(1618)
    people: list[Sequence[str]] = []
    reoffences: list[Sequence[str]] = []
    for number in range(1, 601):
        released = date(2015, 1, 5) + timedelta(days=chance.randrange(1090))
        institution = chance.choice(INSTITUTIONS)
        ahead = chance.choice((45, 40, 35, 30, 28, 28) if institution != "West House" else (40, 30, 20, 28, 28))
        key = f"Y{number:03}"
        people.append((key, institution, (released - timedelta(days=ahead)).isoformat(), released.isoformat()))
        if chance.random() < RATE[released.year]:
            for _ in range(chance.choice((1, 1, 2, 4))):
                committed = released + timedelta(days=chance.randint(5, 420))
                reoffences.append((f"R{len(reoffences) + 1:04}", key, committed.isoformat()))
    OUT.mkdir(exist_ok=True)
    write("young_people.csv", ("Young Person", "Institution", "Worker From", "Released On"), people)
    write("reoffences.csv", ("Reoffence", "Young Person", "Committed On"), reoffences)
    names = ("Young People", "Reoffences")
    write("complete.csv", ("Data", "Complete To"), [(name, COMPLETE.isoformat()) for name in names])


if __name__ == "__main__":
    main()
