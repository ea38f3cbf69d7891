"""Writes `data`, or the folder that is named: made-up people, checks and returns, the same bytes each time."""

import csv
import random
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

OUT = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parent / "data"
BANDS = {"Very Low": 20, "Low": 30, "Medium": 28, "High": 15, "Very High": 7}
CHANCE = {"Very Low": 0.62, "Low": 0.54, "Medium": 0.41, "High": 0.28, "Very High": 0.17}
DOMAINS = ("Free From Dependence", "Offending", "Health And Wellbeing")
COMPLETE = date(2018, 3, 31)
Rows = list[Sequence[str]]


def write(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """One file of data."""
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([headings, *rows])


def made(people: int, chance: random.Random) -> tuple[Rows, Rows, Rows]:
    """People, the checks of their outcomes, and who came back."""
    persons: Rows = []
    checks: Rows = []
    returns: Rows = []
    for number in range(1, people + 1):
        key = f"P{number:04}"
        band = chance.choices(list(BANDS), list(BANDS.values()))[0]
        started = date(2012, 4, 1) + timedelta(days=chance.randrange(1460))
        completed = started + timedelta(days=chance.randint(60, 420))
        leaves = chance.random() < 0.75
        persons.append((key, band, started.isoformat(), completed.isoformat() if leaves else ""))
        interim = started + timedelta(days=84)
        for domain in DOMAINS:
            good = chance.random() < CHANCE[band]
            checks.append((key, domain, "Interim", "yes" if good else "no", interim.isoformat()))
            if leaves:
                lasting = chance.random() < CHANCE[band]
                checks.append((key, domain, "Final", "yes" if lasting else "no", completed.isoformat()))
        if leaves and chance.random() < 0.3:
            back = completed + timedelta(days=chance.randint(20, 700))
            if back <= COMPLETE:
                returns.append((f"R{len(returns) + 1:03}", key, back.isoformat()))
    return persons, checks, returns


def main() -> None:
    """Write all files."""
    persons, checks, returns = made(240, random.Random(2012))
    OUT.mkdir(exist_ok=True)
    write("people.csv", ("Person", "Complexity", "Started On", "Completed On"), persons)
    write("outcome_checks.csv", ("Person", "Domain", "Stage", "Achieved", "Checked On"), checks)
    write("presentations.csv", ("Presentation", "Person", "Presented On"), returns)
    names = ("People", "Outcome Checks", "Presentations")
    write("complete.csv", ("Data", "Complete To"), [(name, COMPLETE.isoformat()) for name in names])


if __name__ == "__main__":
    main()
