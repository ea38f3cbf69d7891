"""How long the next statement takes after a hundred, beside `pbr pay` of the same data: made job outcomes.

Run it where pbrlang is installed: `.venv/bin/python benchmarks/next_statement.py [PEOPLE]`; 50,000 people have
100,000 rows.
"""

import csv
import shutil
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from whole_process import run, table

EXAMPLE = Path(__file__).parents[1] / "examples" / "work-programme"
PBR = [sys.executable, "-P", "-m", "pbrlang"]
ISSUED = 100
TIMES = 5
LAST = date(2020, 3, 31)


def months(number: int) -> list[date]:
    """The last days of the first months of the contract."""
    firsts = [date(2011 + (5 + month) // 12, (5 + month) % 12 + 1, 1) for month in range(1, number + 1)]
    return [first - timedelta(1) for first in firsts]


def make(folder: Path, people: int) -> None:
    """Write the data, its claims spread over all months, complete to the end."""
    subprocess.run(
        [sys.executable, str(EXAMPLE / "make_outcomes.py"), "--people", str(people), str(folder)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    claims = folder / "employment_claims.csv"
    heading, *rows = csv.reader(claims.read_text(encoding="utf-8").splitlines())
    first = date(2012, 3, 1)
    days = (LAST - first).days
    with claims.open("w", newline="", encoding="utf-8") as file:
        spread = ([who, weeks, first + timedelta(n * days // len(rows))] for n, (who, weeks, _) in enumerate(rows))
        csv.writer(file, lineterminator="\n").writerows([heading, *spread])
    (folder / "complete.csv").write_text(f"Data,Complete To\nParticipant,{LAST}\nEmployment Claim,{LAST}\n")


def correct(folder: Path) -> None:
    """Withdraw one in two hundred of the claims."""
    claims = folder / "employment_claims.csv"
    heading, *rows = claims.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row for n, row in enumerate(rows) if n % 200]
    claims.write_text("".join([heading, *kept]), encoding="utf-8")


def main(people: int) -> None:
    """Issue a hundred statements in ten runs, each on corrected data; then time the next one, with corrections too."""
    with tempfile.TemporaryDirectory() as name:
        data, ledger, copy = (Path(name) / each for each in ("data", "issued.ledger", "next.ledger"))
        make(data, people)
        days = months(ISSUED + 1)
        settle = [*PBR, "settle", str(EXAMPLE), "--data", str(data), "--ledger"]
        for last in days[9:ISSUED:10]:
            run([*settle, str(ledger), "--to", str(last)])
            correct(data)
        pay = [*PBR, "pay", str(EXAMPLE), "--data", str(data), "--as-at", str(days[-1])]
        found = {"pbr pay": [], "pbr settle, the next statement": []}
        for _ in range(TIMES):
            shutil.copy(ledger, copy)
            found["pbr pay"].append(run(pay))
            found["pbr settle, the next statement"].append(run([*settle, str(copy), "--to", str(days[-1])]))
        print(table(found))
        print(f"{2 * people:,} rows, {ISSUED} statements before, ledger of {ledger.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
