"""The lines of the Work Programme by DuckDB SQL on whole pence, written by hand: `python hand_lines.py FOLDER FILE`.

Each attachment, outcome and four weeks is a line of its month's statement, in the order of `pbr pay --lines`, and it pays
all that is due: what the contract pays at most has to be looked at before. No row is checked.
"""

import sys
from pathlib import Path

import duckdb
import scheme
from hand_sql import INCENTIVE, PEOPLE, SETUP

CLAIMS = """
    create temp view claims as
    select "Participant", "Weeks In Work" as weeks, "Reached On" as day, people.* exclude "Participant",
        "Weeks In Work" - point as after
    from '{folder}/employment_claims.{kind}' join people using ("Participant")
    where weeks >= point and "Reached On" <= date '2020-03-31'
"""
PLACED = """
    create temp table placed as
    select *, row_number() over (partition by "Participant" order by day, weeks) as number,
        count(*) filter (where is_sustained) over (partition by "Participant" order by day, weeks) as sustained
    from (select *, after >= 4 and after % 4 = 0 as is_sustained from claims)
"""
GROUPS = """
    create temp view persons as select name, day as first from (
        select people.name, placed.day from placed join people using ("Participant") where number = 1)
"""
LINES = """
    select 1 as clause, 'Attachment Fee' as name, '7' as at, "Participant" as who, 0 as weeks, "Attached On" as day,
        fee as pence, 'Participant ' || "Participant" as what
    from people join fees using (list, year)
    union all
    select 2, 'Job Outcome', '9.1', "Participant", weeks, day, outcome,
        'Participant ' || "Participant" || '; Weeks In Work ' || weeks
    from placed where number = 1
    union all
    select 3, 'Sustainment', '9.2', "Participant", weeks, day, sustainment,
        'Participant ' || "Participant" || '; Weeks In Work ' || weeks
    from placed where is_sustained and sustained <= most
    union all
    select 4, 'Incentive', '9.8', lpad(place::varchar, 4, '0'), year::integer, make_date(year + 1, 3, 31), pence,
        'Payment Group ' || name || '; year ' || (year - 2010)
    from incentives
"""
COPY = """
    copy (
        select strftime(day, '%B %Y') as "Period", date_trunc('month', day)::date as "From", last_day(day) as "To",
            name as "Clause", at as "Number", what as "For", day as "Date",
            pence::decimal(18, 0) * 0.01::decimal(3, 2) as "Due", 0.00::decimal(3, 2) as "Cut",
            pence::decimal(18, 0) * 0.01::decimal(3, 2) as "Amount"
        from ({lines}) order by date_trunc('month', day), clause, day, who, weeks
    ) to '{file}'
"""


def main(folder: Path, file: Path) -> None:
    """Write the lines to a file."""
    kind = "parquet" if (folder / "participants.parquet").exists() else "csv"
    with duckdb.connect() as base:
        base.execute(SETUP)
        base.executemany(
            "insert into prices values (?, ?, ?, ?, ?, ?, ?)", [[name, *row] for name, row in scheme.GROUPS.items()]
        )
        fees = [[card, year, fee] for card, row in enumerate(scheme.ATTACHMENT) for year, fee in enumerate(row)]
        base.executemany("insert into fees values (?, ?, ?)", fees)
