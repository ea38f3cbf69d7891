"""All engines of `pbr pay` on the same claims of the Work Programme, side by side.

`.venv/bin/python benchmarks/engines.py [--claims 10000 100000] [--postgres URL]`, where pbrlang is installed with the
extras `bulk`, `spark` and `postgres`. Each run is a process of its own, from Parquet to what each clause pays; they
take turns. `own cpu` is the processor's time of pbrlang, `other cpu` that of Spark's Java or of the server's processes,
if they run on this Linux machine, and MiB the most memory of pbrlang and Java. What is wrong is told in pence, all
clauses together, beside SQL written by hand for the same answer.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from side_by_side import HERE, RIVALS, answer

EXAMPLE = HERE.parent / "examples" / "work-programme"
OF_THE_INTERPRETER = 100_000
"""Beyond so many claims the interpreter takes no part."""
TICKS = 100


def one(engine: str, folder: Path, url: str | None) -> dict[str, object]:
    """What each clause pays in pence, and what that took."""
    began, reader = time.perf_counter(), _others(engine, url)
    from pbrlang import load
    from pbrlang.engines.connecting import Resources

    resources = Resources(url=url if engine == "postgres" else None)
    paid: dict[str, int] = {}
    for statement in load(EXAMPLE).pay(folder, engine=engine, lines=False, resources=resources).settlement.statements:
        for clause in statement.clauses:
            paid[clause.clause] = paid.get(clause.clause, 0) + int(clause.total * 100)
    wall, (other, memory) = time.perf_counter() - began, reader()
    used = resource.getrusage(resource.RUSAGE_SELF)
    own = used.ru_utime + used.ru_stime
    return {"paid": paid, "wall": wall, "own": own, "other": other, "memory": used.ru_maxrss / 1024 + memory}


def _others(engine: str, url: str | None) -> Callable[[], tuple[float, float]]:
    """Reads the seconds of processor that other processes have taken since, and the MiB that Java has had."""
    if engine == "spark":
        return _of_java
    if engine != "postgres" or url is None:
        return lambda: (0.0, 0.0)
    import psycopg

    with psycopg.connect(url) as session:
        found = session.execute("SHOW data_directory").fetchone()
    server = (Path(found[0] if found else "") / "postmaster.pid").read_text().split()[0]
    before = _seconds(server, of_children=True)

    def read() -> tuple[float, float]:
        time.sleep(0.5)  # until the server has seen its process end
        return _seconds(server, of_children=True) - before, 0.0

    return read


def _of_java() -> tuple[float, float]:
    from pyspark import SparkContext

    java = str(SparkContext._gateway.proc.pid)
    status = (Path("/proc") / java / "status").read_text()
    kib = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return _seconds(java, of_children=False), int(kib) / 1024


def _seconds(process: str, *, of_children: bool) -> float:
    fields = (Path("/proc") / process / "stat").read_text().rsplit(")", 1)[1].split()
    first = 13 if of_children else 11
    return (int(fields[first]) + int(fields[first + 1])) / TICKS


def measured(claims: int, times: int, url: str | None) -> str:
    """A table for so many claims."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([sys.executable, str(HERE / "made_claims.py"), str(claims), str(folder)], check=True)
        rows = str(folder / "parquet")
        exact = answer([sys.executable, str(RIVALS / "hand_sql.py"), rows])
        engines = [
            *(["python"] if claims <= OF_THE_INTERPRETER else []),
            "duckdb",
            *(["postgres"] if url else []),
            "spark",
        ]
        runs: dict[str, list[dict[str, object]]] = {each: [] for each in engines}
        for _ in range(times):
            for engine, those in runs.items():
                command = [sys.executable, __file__, "--one", engine, rows, "--postgres", url or ""]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                those.append(json.loads(done.stdout))
    lines = [f"{claims:,} claims, {claims // 4:,} people; medians of {times}"]
    lines.append(f"{'':<12}{'wall s':>9}{'own cpu s':>11}{'other cpu s':>13}{'MiB':>8}{'pence wrong':>13}")
    for engine, those in runs.items():
        wall, own, other, memory = (
            statistics.median(float(str(each[of])) for each in those) for of in ("wall", "own", "other", "memory")
        )
        paid = json.loads(json.dumps(those[0]["paid"]))
        wrong = sum(abs(paid.get(clause, 0) - pence) for clause, pence in exact.items())
        lines.append(f"{engine:<12}{wall:>9.2f}{own:>11.2f}{other:>13.2f}{memory:>8.0f}{wrong:>13,}")
    return "\n".join(lines)


def main() -> None:
    """Print a table for each size."""
    parser = argparse.ArgumentParser(description="Time the engines of pbr pay on the Work Programme.")
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--times", type=int, default=3, help="how often each runs (default: %(default)s)")
    parser.add_argument("--postgres", metavar="URL", help="a server of PostgreSQL, best on this machine")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(one(asked.one[0], Path(asked.one[1]), asked.postgres or None)))
        return
    for claims in asked.claims:
        print(measured(claims, asked.times, asked.postgres), end="\n\n", flush=True)


if __name__ == "__main__":
    main()
