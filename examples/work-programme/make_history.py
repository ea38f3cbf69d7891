"""Make the Work Programme data as it stood at the end of three months: `python make_history.py [FOLDER]`.

Without a folder it writes `history`. What becomes of each row is in the table below: a row without an end stays.
"""

import csv
import sys
from pathlib import Path

MONTHS = {"2012-03": "2012-03-31", "2012-04": "2012-04-30", "2012-05": "2012-05-31"}
Cells = tuple[str, ...]
Kept = tuple[Cells, str, str]
"""A row, and the first month and the last in which it is there; a last month of nothing is the end."""

PARTICIPANTS: tuple[Kept, ...] = (
    (("P1", "JSA 18 To 24", "2011-06-20", "2011-07-04"), "2012-03", ""),
    (("P2", "JSA 25 And Over", "2011-07-11", "2011-07-25"), "2012-03", ""),
    (("P3", "JSA 25 And Over", "2011-07-18", "2011-08-01"), "2012-03", ""),
    # The payment group is corrected in April: the provider had taken P4 for a jobseeker.
    (("P4", "JSA 25 And Over", "2011-09-05", "2011-09-19"), "2012-03", "2012-03"),
    (("P4", "New ESA", "2011-09-05", "2011-09-19"), "2012-04", ""),
    (("P5", "JSA Early Access", "2011-10-03", "2011-10-17"), "2012-03", ""),
)
CLAIMS: tuple[Kept, ...] = (
    (("P1", "26", "2012-02-01"), "2012-03", ""),
    (("P1", "30", "2012-02-29"), "2012-03", ""),
    (("P1", "34", "2012-03-28"), "2012-03", ""),
    # Withdrawn in April, when the tax records did not bear it out; made again in May, for a later day.
    (("P2", "26", "2012-02-20"), "2012-03", "2012-03"),
    (("P2", "26", "2012-04-23"), "2012-05", ""),
    # Late: reached in March, and supplied in May.
    (("P3", "26", "2012-03-12"), "2012-05", ""),
    (("P5", "13", "2012-05-14"), "2012-05", ""),
    (("P1", "38", "2012-04-25"), "2012-04", ""),
)


def there(rows: tuple[Kept, ...], month: str) -> list[Cells]:
    """The rows as they stood at the end of a month, in their order."""
    return sorted(cells for cells, first, last in rows if first <= month <= (last or month))


def write(path: Path, headings: list[str], rows: list[Cells]) -> None:
    """Write one CSV file, the same bytes on every machine."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(rows)


def main(folder: Path) -> None:
    """Write a data folder for each month."""
    for month, complete_to in MONTHS.items():
        here = folder / month
        here.mkdir(parents=True, exist_ok=True)
        headings = ["Participant", "Payment Group", "Referred On", "Attached On"]
        write(here / "participants.csv", headings, there(PARTICIPANTS, month))
        write(here / "employment_claims.csv", ["Participant", "Weeks In Work", "Reached On"], there(CLAIMS, month))
        complete = [("Participant", complete_to), ("Employment Claim", complete_to)]
        write(here / "complete.csv", ["Data", "Complete To"], complete)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "history")
