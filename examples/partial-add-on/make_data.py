"""Writes `data`, or the folder that is named: made-up young people and their assessments, the same bytes each time."""

import csv
import random
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

OUT = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent / "data"
COMPLETE = date(2034, 3, 31)


def write(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """One file of data."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([headings, *rows])


def main() -> None:
    """Write all files."""
    chance = random.Random(2030)
    people: list[Sequence[str]] = []
    assessments: list[Sequence[str]] = []
    for number in range(1, 181):
        key, start = f"Y{number:03}", chance.randint(8, 75)
        joined = date(2030, 4, 8) + timedelta(days=chance.randrange(1050))
        people.append((key, str(start), joined.isoformat()))
        score = start
        for months in range(chance.randint(0, 5)):
            score = max(0, min(100, score + chance.randint(-4, 14)))
            day = joined + timedelta(days=70 * (months + 1))
            assessments.append((key, str(score), day.isoformat()))
    OUT.mkdir(exist_ok=True)
    write("young_people.csv", ("Young Person", "Start Score", "Joined On"), people)
    write("assessments.csv", ("Young Person", "Score", "Assessed On"), assessments)
    names = ("Young People", "Assessments")
    write("complete.csv", ("Data", "Complete To"), [(name, COMPLETE.isoformat()) for name in names])


if __name__ == "__main__":
    main()
