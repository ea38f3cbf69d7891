"""The bulk engine beside SQL written by hand for the same answer: `python benchmarks/bulk.py 100000 1000000`.

Each engine runs in processes of its own, in turns, on made claims of the Work Programme in Parquet: ten claims for each
participant, in no order. Seconds are those of the processor, of all threads together, so that a busy machine does not
count; medians of so many runs. `compute` begins when the data is loaded and checked: what is due, statements and what
became of each row. The SQL by hand reads Parquet as it computes, without checking a cell, and gives the count and sum
of each month by clause, the rows used, and the counts by group that the incentive needs; pence apart are those of all
three clauses together.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

from whole_process import as_installed

REPOSITORY = Path(__file__).parents[1]
EXAMPLE = REPOSITORY / "examples" / "work-programme"
GROUPS = {
    "JSA 18 To 24": (120000, 26, 17000, 13, (40000, 30000, 20000, 0)),
    "JSA 25 And Over": (120000, 26, 21500, 13, (40000, 30000, 20000, 0)),
    "JSA Early Access": (120000, 13, 25000, 20, (40000, 30000, 20000, 0)),
    "JSA Ex Incapacity Benefit": (120000, 13, 25000, 20, (40000, 30000, 20000, 0)),
    "ESA Volunteers": (100000, 13, 11500, 20, (40000, 30000, 20000, 0)),
    "New ESA": (120000, 13, 23500, 20, (60000, 45000, 30000, 0)),
    "ESA Ex Incapacity Benefit": (350000, 13, 37000, 26, (60000, 45000, 30000, 0)),
}
CLAIMS = 10

MAKE = """
COPY (
  SELECT 'P' || lpad(i::VARCHAR, 9, '0') AS "Participant", {groups}[1 + (hash(i) % 7)::INT] AS "Payment Group",
    DATE '2011-06-01' + (hash(i * 3 + 1) % 1700)::INT AS "Referred On",
    DATE '2011-06-01' + (hash(i * 3 + 1) % 1700)::INT + (hash(i * 5 + 2) % 40)::INT AS "Attached On"
  FROM range({people}) AS t(i)) TO '{folder}/participants.parquet' (FORMAT parquet);
COPY (
  SELECT 'P' || lpad(i::VARCHAR, 9, '0') AS "Participant",
    (CASE WHEN hash(i) % 7 < 2 THEN 26 ELSE 13 END + 4 * k + (hash(j * 7) % 20 = 0)::INT)::INT AS "Weeks In Work",
    DATE '2011-06-01' + (hash(i * 3 + 1) % 1700)::INT + (hash(i * 5 + 2) % 40)::INT + 91 + 28 * k::INT
      + (hash(i * 11) % 300)::INT AS "Reached On"
  FROM (SELECT j, j // 10 AS i, j % 10 AS k FROM range({claims}) AS t(j)) ORDER BY hash(j * 13)
) TO '{folder}/employment_claims.parquet' (FORMAT parquet);
"""

BY_HAND = """
CREATE TEMP TABLE price AS SELECT * FROM (VALUES {prices}) AS v(grp, job, point, sust, most, y1, y2, y3, y4);
CREATE TEMP TABLE person AS
  SELECT row_number() OVER () AS id, "Participant" AS whose, grp, "Attached On" AS attached,
    job, point, sust, most,
    CASE WHEN "Referred On" < DATE '2012-04-01' THEN y1 WHEN "Referred On" < DATE '2013-04-01' THEN y2
      WHEN "Referred On" < DATE '2014-04-01' THEN y3 ELSE y4 END AS fee
  FROM '{folder}/participants.parquet' JOIN price ON grp = "Payment Group"
  WHERE "Attached On" BETWEEN DATE '2011-06-01' AND DATE '2020-03-31';
CREATE TEMP TABLE claim AS
  SELECT id, grp, job, sust, most, "Reached On" AS day, "Weeks In Work" AS weeks,
    ("Reached On" - DATE '2011-06-01') * 1000 + "Weeks In Work" AS place,
    "Weeks In Work" >= point + 4 AND ("Weeks In Work" - point) % 4 = 0 AS is_sust
  FROM '{folder}/employment_claims.parquet' JOIN person ON whose = "Participant"
  WHERE "Weeks In Work" >= point AND "Reached On" BETWEEN DATE '2011-06-01' AND DATE '2020-03-31';
CREATE TEMP TABLE first AS
  SELECT id, any_value(grp) AS grp, any_value(job) AS job, min(place) AS place FROM claim GROUP BY id;
CREATE TEMP TABLE beyond AS
  WITH many AS (SELECT id FROM claim WHERE is_sust GROUP BY id HAVING count(*) > min(most))
  SELECT id, max(place) FILTER (n <= most) AS last FROM (
    SELECT id, place, most, row_number() OVER (PARTITION BY id ORDER BY place) AS n FROM claim JOIN many USING (id)
    WHERE is_sust) GROUP BY id;
CREATE TEMP TABLE answer AS
  SELECT 'Attachment Fee' AS clause, date_trunc('month', attached) AS month, count(*) AS n, sum(fee) AS pence
  FROM person GROUP BY 2
  UNION ALL
  SELECT 'Job Outcome', date_trunc('month', DATE '2011-06-01' + (place // 1000)::INT), count(*), sum(job)
  FROM first GROUP BY 2
  UNION ALL
  SELECT 'Sustainment', date_trunc('month', day), count(*), sum(sust) FROM claim LEFT JOIN beyond USING (id)
  WHERE is_sust AND (last IS NULL OR place <= last) GROUP BY 2;
CREATE TEMP TABLE used AS
  SELECT count(*) AS n FROM claim LEFT JOIN beyond USING (id) JOIN first USING (id)
  WHERE claim.place = first.place OR (is_sust AND (last IS NULL OR claim.place <= last));
CREATE TEMP TABLE outcomes AS
  SELECT grp, date_trunc('month', DATE '2011-06-01' + (place // 1000)::INT) AS month, count(*) AS n
  FROM first GROUP BY ALL;
CREATE TEMP TABLE attached AS
  SELECT grp, date_trunc('month', attached) AS month, count(*) AS n FROM person GROUP BY ALL;
"""


def make(folder: Path, claims: int) -> None:
    """Write made data."""
    import duckdb

    groups = "[" + ", ".join(f"'{each}'" for each in GROUPS) + "]"
    with duckdb.connect() as connection:
        connection.execute(MAKE.format(groups=groups, people=claims // CLAIMS, claims=claims, folder=folder))
    (folder / "complete.csv").write_text("Data,Complete To\nParticipant,2020-03-31\nEmployment Claim,2020-03-31\n")


def by_hand(folder: Path) -> dict[str, float | int]:
    """The sums by hand."""
    import duckdb

    prices = ", ".join(
        str((name, job, point, sust, most, *fees)) for name, (job, point, sust, most, fees) in GROUPS.items()
    )
    began = time.process_time(), time.perf_counter()
    with duckdb.connect() as connection:
        connection.execute(BY_HAND.format(prices=prices, folder=folder))
        found = connection.execute("SELECT clause, sum(n), sum(pence) FROM answer GROUP BY 1").fetchall()
        ended = time.process_time(), time.perf_counter()
    return {"compute": ended[0] - began[0], "pence": sum(int(pence) for _, _, pence in found)}


def by_engine(folder: Path) -> dict[str, float | int]:
    """The same by the engine."""
    from pbrlang import load
    from pbrlang.engines import paying

    contract = load(EXAMPLE)
    spent: dict[str, float] = {}
    settled = paying.settled_in

    def timed(*given: object) -> object:
        began = time.process_time()
        found = settled(*given)  # type: ignore[arg-type]
        spent["compute"] = time.process_time() - began
        return found

    paying.settled_in = timed  # type: ignore[assignment]
    payment = contract.pay(folder, engine="duckdb", lines=False)
    clauses = ("Attachment Fee", "Job Outcome", "Sustainment")
    total = sum(
        (one.due for each in payment.settlement.statements for one in each.clauses if one.clause in clauses),
        Fraction(0),
    )
    return {"compute": spent["compute"], "pence": int(total * 100)}


WAYS = {"by hand": by_hand, "pbr, engine duckdb": by_engine}


def one(way: str, folder: Path) -> None:
    """Run one way once, and print what came of it."""
    began = time.process_time()
    found = WAYS[way](folder)
    found["whole"] = time.process_time() - began
    found["mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(found))


def main() -> None:
    """Print a table for each number of claims."""
    parser = argparse.ArgumentParser()
    parser.add_argument("claims", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", nargs=2)
    options = parser.parse_args()
    if options.one:
        one(options.one[0], Path(options.one[1]))
        return
    print(
        f"{'claims':>12}  {'':<20}{'compute s':>10}{'x':>6}{'whole s':>9}{'x':>6}{'MiB':>7}{'x':>6}{'pence apart':>13}"
    )
    for claims in options.claims:
        with tempfile.TemporaryDirectory() as name:
            make(Path(name), claims)
            table(claims, Path(name), options.runs)


def table(claims: int, folder: Path, runs: int) -> None:
    """Print the medians of some runs, in turns."""
    results: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _ in range(runs):
        for way, found in results.items():
            command = [sys.executable, __file__, "--one", way, str(folder)]
            done = subprocess.run(
                command, capture_output=True, text=True, check=True, cwd=REPOSITORY, env=as_installed()
            )
            found.append(json.loads(done.stdout))
    first = {key: statistics.median(each[key] for each in results["by hand"]) for key in ("compute", "whole", "mib")}
    pence = results["by hand"][0]["pence"]
    for way, found in results.items():
        now = {key: statistics.median(each[key] for each in found) for key in first}
        widths = {"compute": "10.2f", "whole": "9.2f", "mib": "7.0f"}
        cells = [f"{now[key]:{width}}{now[key] / first[key]:6.2f}" for key, width in widths.items()]
        print(f"{claims:>12,}  {way:<20}{''.join(cells)}{found[0]['pence'] - pence:>13,}", flush=True)


if __name__ == "__main__":
    main()
