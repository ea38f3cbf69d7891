"""The Work Programme worked out by pbrlang's engines and by programs written by hand, side by side, in one run.

`.venv/bin/python benchmarks/side_by_side.py [--claims 10000 100000] [--openfisca PYTHON]`, where pbrlang and polars are
installed; `--openfisca` names a Python that has openfisca-core and pyarrow. Each is a whole process, from files to what
each clause pays. They take turns, so that a busy machine slows all alike.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from whole_process import Run, as_installed, run

HERE = Path(__file__).parent
RIVALS = HERE / "rivals"
OF_BIG_DATA = 100_000
"""Beyond so many claims only what works in bulk takes part."""


def commands(folder: Path, claims: int, openfisca: str | None) -> dict[str, list[str]]:
    """Who takes part with so many claims, the one that the others are measured against first."""
    parquet, rows = str(folder / "parquet"), str(folder / "csv")
    found = {
        "DuckDB SQL by hand, Parquet": [sys.executable, str(RIVALS / "hand_sql.py"), parquet],
        "pbrlang, duckdb, Parquet": [sys.executable, str(RIVALS / "ours.py"), parquet, "duckdb"],
        "DuckDB SQL by hand, CSV": [sys.executable, str(RIVALS / "hand_sql.py"), rows],
        "pbrlang, duckdb, CSV": [sys.executable, str(RIVALS / "ours.py"), rows, "duckdb"],
        "polars by hand, Parquet": [sys.executable, str(RIVALS / "polars_frame.py"), parquet],
    }
    if openfisca and claims <= 10 * OF_BIG_DATA:
        found["OpenFisca-Core and numpy, Parquet"] = [openfisca, str(RIVALS / "openfisca.py"), parquet]
    if claims <= 10 * OF_BIG_DATA:
        found["plain Python, Decimal, CSV"] = [sys.executable, str(RIVALS / "decimals.py"), rows]
    if claims <= OF_BIG_DATA:
        found["pbrlang, the reference interpreter, CSV"] = [sys.executable, str(RIVALS / "ours.py"), rows, "python"]
    return found


def answer(command: list[str]) -> dict[str, int]:
    """What a program says that each clause pays, in pence."""
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=as_installed())
    found: dict[str, int] = json.loads(done.stdout)
    return found


def measured(claims: int, times: int, openfisca: str | None) -> str:
    """A table for so many claims."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, str(HERE / "made_claims.py"), str(claims), str(folder)], check=True)
        taking_part = commands(folder, claims, openfisca)
        answers = {who: answer(command) for who, command in taking_part.items()}
        runs: dict[str, list[Run]] = {who: [] for who in taking_part}
        for _ in range(times):
            for who, command in taking_part.items():
                runs[who].append(run(command))
    exact = next(iter(answers.values()))
    lines = [f"{claims:,} claims, {claims // 4:,} people; medians of {times}"]
    lines.append(f"{'':<42}{'wall s':>9}{'cpu s':>9}{'MiB':>8}{'x first':>9}{'pence wrong':>13}")
    first = next(iter(runs.values()))
    for who, those in runs.items():
        ratio = statistics.median(here.wall / there.wall for here, there in zip(those, first, strict=True))
        wall, cpu, memory = (statistics.median(getattr(each, of) for each in those) for of in ("wall", "cpu", "memory"))
        wrong = sum(abs(answers[who][clause] - pence) for clause, pence in exact.items())
        lines.append(f"{who:<42}{wall:>9.2f}{cpu:>9.2f}{memory:>8.0f}{ratio:>9.2f}{wrong:>13,}")
    return "\n".join(lines)


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description="Time whole programs that work out the Work Programme.")
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000, 1_000_000, 10_000_000])
    parser.add_argument("--times", type=int, default=3, help="how often each runs (default: %(default)s)")
    parser.add_argument("--openfisca", metavar="PYTHON", help="a Python that has openfisca-core and pyarrow")
    asked = parser.parse_args()
    for claims in asked.claims:
        print(measured(claims, asked.times, asked.openfisca), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
