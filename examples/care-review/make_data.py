"""Make the case reviews of the care review example: `python make_data.py [FOLDER]`, by default into `data`."""

import csv
import random
import sys
from datetime import date, timedelta
from pathlib import Path

HEADINGS = ["Case", "Approved Budget", "Revised Budget", "Amount Reinstated", "Reviewed On", "Reinstated On"]
COMPLETE_TO = "2017-06-30"
SEED = 20150401

# Approved, revised and reinstated amounts as written; the README says what each case shows.
AWKWARD = [
    ("21400.00", "13400.00", "0.00", "2015-04-20", ""),
    ("15000.00", "15500.00", "0.00", "2015-05-06", ""),
    ("9860.25", "9860.25", "0.00", "2015-05-19", ""),
    ("18250.37", "17015.80", "0.00", "2015-06-30", ""),
    ("7300.01", "7300.00", "0.00", "2015-07-01", ""),
    ("7300.03", "7300.00", "0.00", "2015-07-01", ""),
    ("26480.00", "22180.00", "4300.00", "2015-07-14", "2015-11-03"),
    ("31975.50", "28825.50", "5200.00", "2015-08-11", "2016-01-12"),
    ("12644.19", "11020.08", "812.07", "2015-08-27", "2015-12-08"),
    ("40112.60", "33612.60", "3250.00", "2015-10-15", "2016-11-22"),
    ("16730.00", "14980.00", "875.00", "2015-11-26", "2017-03-31"),
    ("22890.40", "19390.40", "2000.00", "2016-02-09", "2017-04-12"),
    ("19200.00", "13200.00", "1000.00", "2015-03-31", "2015-07-20"),
    ("11905.75", "10406.50", "0.00", "2016-03-31", ""),
    ("24310.00", "21910.00", "600.00", "2016-04-01", "2016-09-06"),
    ("17468.88", "15968.88", "0.00", "2017-04-05", ""),
    ("13020.00", "13840.00", "820.00", "2015-09-22", "2016-02-16"),
    ("28777.77", "25000.00", "3777.77", "2015-12-17", "2015-12-17"),
    ("10250.60", "9124.15", "0.00", "2015-04-01", ""),
    ("35600.02", "30999.99", "1500.01", "2016-02-29", "2016-06-30"),
]
MADE_CASES = 22


def pounds(pence: int) -> str:
    """An amount of pence as pounds and pence."""
    return f"{pence // 100}.{pence % 100:02d}"


def made_case(rng: random.Random) -> tuple[str, str, str, str, str]:
    """One ordinary review: most save something, some nothing, some cost more; about one in five is reinstated."""
    approved = rng.randrange(400_000, 6_000_000)
    saving = rng.choice([0, -1, 1, 1, 1, 1, 1, 1, 1]) * rng.randrange(20_000, approved // 4)
    reviewed = date(2015, 4, 1) + timedelta(days=rng.randrange(366))
    reinstated, on = 0, ""
    if saving > 0 and rng.randrange(5) == 0:
        reinstated = rng.randrange(saving // 5, saving)
        on = (reviewed + timedelta(days=rng.randrange(30, 330))).isoformat()
    return pounds(approved), pounds(approved - saving), pounds(reinstated), reviewed.isoformat(), on


def write(path: Path, headings: list[str], rows: list[list[str]]) -> None:
    """Write one CSV file, the same bytes on every machine."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(rows)


def main(folder: Path) -> None:
    """Write the data folder."""
    rng = random.Random(SEED)
    cases = AWKWARD + [made_case(rng) for _ in range(MADE_CASES)]
    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "case_reviews.csv", HEADINGS, [[f"C{n:03d}", *case] for n, case in enumerate(cases, 1)])
    write(folder / "complete.csv", ["Data", "Complete To"], [["Case Review", COMPLETE_TO]])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "data")
