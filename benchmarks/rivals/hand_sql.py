"""The Work Programme in DuckDB SQL on whole pence, written by hand: `python hand_sql.py FOLDER`, Parquet or CSV.

It believes its input: no row is checked, which is what a query written for one occasion does.
"""

import json
import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import duckdb
import scheme

SETUP = """
    create table prices ("Payment Group" varchar, list int, outcome bigint, point int, sustainment bigint, most int,
        level bigint);
    create table fees (list int, year int, fee bigint)
"""
PEOPLE = """
    create temp view people as
    select
        "Participant", "Attached On", prices.*,
        least(3, (p."Referred On" > date '2012-03-31')::int + (p."Referred On" > date '2013-03-31')::int
            + (p."Referred On" > date '2014-03-31')::int) as year
    from '{folder}/participants.{kind}' p join prices using ("Payment Group")
"""
CLAIMS = """
    create temp table persons as
    select
        any_value(c."Payment Group") as name, any_value(c.outcome) as outcome, any_value(c.sustainment) as sustainment,
        min("Reached On") filter (weeks >= c.point) as first,
        list_sort(list("Reached On") filter (weeks >= c.point + 4 and (weeks - c.point) % 4 = 0))[:any_value(most)]
            as steps
    from (select "Participant", "Weeks In Work" as weeks, "Reached On" from '{folder}/employment_claims.{kind}'
        where "Reached On" <= date '2020-03-31')
    join people c using ("Participant")
    group by "Participant"
"""
BY_DAY = {
    "Attachment Fee": 'select "Attached On", sum(fee) from people join fees using (list, year) group by all',
    "Job Outcome": "select first, sum(outcome) from persons where first is not null group by all",
    "Sustainment": """
        select day, sum(sustainment) from (select unnest(steps) as day, sustainment from persons) group by all
    """,
}
INCENTIVE = """
    with attached as (
        select "Payment Group" as name, year("Attached On" - interval 3 month) as year, count(*) as number,
            any_value(level) as level
        from people group by all),
    reached as (select name, year(first - interval 3 month) as year, count(*) as good from persons group by all)
    select year, greatest(0, 100000 * coalesce(good, 0) - 100 * level * number)
    from attached left join reached using (name, year) where year < 2016
"""


def main(folder: Path) -> dict[str, int]:
    """What each clause pays in all, in pence."""
    kind = "parquet" if (folder / "participants.parquet").exists() else "csv"
    due: dict[date, dict[str, int]] = defaultdict(dict)
    with duckdb.connect() as base:
        base.execute(SETUP)
        base.executemany(
            "insert into prices values (?, ?, ?, ?, ?, ?, ?)", [[name, *row] for name, row in scheme.GROUPS.items()]
        )
        fees = [[card, year, fee] for card, row in enumerate(scheme.ATTACHMENT) for year, fee in enumerate(row)]
        base.executemany("insert into fees values (?, ?, ?)", fees)
        for statement in (PEOPLE, CLAIMS):
            base.execute(statement.format(folder=folder, kind=kind))
        for clause, query in BY_DAY.items():
            for day, pence in base.execute(query).fetchall():
                due[day][clause] = pence
        for year, pence in base.execute(INCENTIVE).fetchall():
            day = due[date(year + 1, 3, 31)]
            day["Incentive"] = day.get("Incentive", 0) + pence
    return scheme.capped(due)


if __name__ == "__main__":
    print(json.dumps({clause: int(pence) for clause, pence in main(Path(sys.argv[1])).items()}))
