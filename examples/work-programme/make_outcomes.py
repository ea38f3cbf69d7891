"""Make a data folder of job outcomes, one for each participant: `python make_outcomes.py [--people 66900] OUT_DIR`.

Everyone is JSA 18 To 24 and reaches 26 weeks in work by 31 March 2014, so the job outcomes of 66,900 people come to
£80,280,000.
"""

import argparse
import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

FIRST_REFERRAL = date(2011, 6, 1)
LAST_CLAIM = date(2014, 3, 31)
UNTIL_ATTACHED = timedelta(days=20)
UNTIL_CLAIM = timedelta(days=240)


def referral(person: int, people: int) -> date:
    """Spread referrals evenly from the first day to the last from which a claim is still in time."""
    days = (LAST_CLAIM - UNTIL_CLAIM - UNTIL_ATTACHED - FIRST_REFERRAL).days + 1
    return FIRST_REFERRAL + timedelta(days=person * days // people)


def write(path: Path, headings: list[str], rows: Iterable[list[object]]) -> None:
    """Write one CSV file, the same bytes on every machine."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(rows)


def main(folder: Path, people: int) -> None:
    """Write the data folder."""
    width = max(5, len(str(people)))
    entries = [(f"P{n + 1:0{width}d}", referral(n, people)) for n in range(people)]
    folder.mkdir(parents=True, exist_ok=True)
    write(
        folder / "participants.csv",
        ["Participant", "Payment Group", "Referred On", "Attached On"],
        ([key, "JSA 18 To 24", referred, referred + UNTIL_ATTACHED] for key, referred in entries),
    )
    write(
        folder / "employment_claims.csv",
        ["Participant", "Weeks In Work", "Reached On"],
        ([key, 26, referred + UNTIL_ATTACHED + UNTIL_CLAIM] for key, referred in entries),
    )
    names = ["Participant", "Employment Claim"]
    write(folder / "complete.csv", ["Data", "Complete To"], [[name, LAST_CLAIM] for name in names])


def read_arguments() -> argparse.Namespace:
    """The folder to write and the number of people."""
    parser = argparse.ArgumentParser(description="Make a data folder of job outcomes, one for each participant.")
    parser.add_argument("--people", type=int, default=66_900, help="how many participants (default: %(default)s)")
    parser.add_argument("folder", type=Path, metavar="OUT_DIR")
    return parser.parse_args()


if __name__ == "__main__":
    arguments = read_arguments()
    main(arguments.folder, arguments.people)
