"""The lines of the Work Programme by DuckDB SQL on whole pence, written by hand: `python hand_lines.py FOLDER FILE`.

They are those of `pbr pay --lines`, in their order, and of each all that is due is paid: whether that is more than the
contract may pay has to be looked at elsewhere. No row is checked, and none is accounted for.
"""

import sys
from pathlib import Path

import duckdb
import scheme
from hand_sql import PEOPLE, SETUP

PLACED = """
    create temp table placed as
    select *, row_number() over mine as number, count(*) filter (where is_sustained) over mine as sustained
    from (
        select "Participant", "Weeks In Work" as weeks, "Reached On" as day, outcome, sustainment, most,
            "Payment Group" as name, weeks >= point + 4 and (weeks - point) % 4 = 0 as is_sustained
        from '{folder}/employment_claims.{kind}' join people using ("Participant")
        where weeks >= point and "Reached On" <= date '2020-03-31')
    window mine as (partition by "Participant" order by day, weeks)
"""
INCENTIVES = """
    create temp table incentives as
    with attached as (
        select "Payment Group" as name, year("Attached On" - interval 3 month) as year, count(*) as number,
            any_value(level) as level
        from people group by all),
    reached as (
        select name, year(day - interval 3 month) as year, count(*) as good from placed where number = 1 group by all)
    select place, name, year, 100000 * good - 100 * level * attached.number as pence
    from attached join reached using (name, year) join groups using (name)
    where year < 2016 and pence > 0
"""
LINES = """
    select 1 as turn, 'Attachment Fee' as name, '7' as clause_number, "Participant" as who, 0 as weeks,
        "Attached On" as day, fee as pence, 'Participant ' || "Participant" as what
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
    select 4, 'Incentive', '9.8', place::varchar, 0, make_date(year + 1, 3, 31), pence,
        'Payment Group ' || name || '; year ' || (year - 2010)
    from incentives
"""
COPY = """
    copy (
        select strftime(day, '%B %Y') as "Period", date_trunc('month', day)::date as "From", last_day(day) as "To",
            name as "Clause", clause_number as "Number", what as "For", day as "Date",
            pence::decimal(18, 0) * 0.01::decimal(3, 2) as "Due", 0.00::decimal(3, 2) as "Cut",
            pence::decimal(18, 0) * 0.01::decimal(3, 2) as "Amount"
        from ({lines}) order by date_trunc('month', day), turn, day, who, weeks
    ) to '{file}' (header)
"""


def main(folder: Path, file: Path) -> None:
    """Write the lines to a file."""
    kind = "parquet" if (folder / "participants.parquet").exists() else "csv"
    fees = [[card, year, fee] for card, row in enumerate(scheme.ATTACHMENT) for year, fee in enumerate(row)]
    with duckdb.connect() as base:
        base.execute(SETUP)
        base.executemany(
            "insert into prices values (?, ?, ?, ?, ?, ?, ?)", [[name, *row] for name, row in scheme.GROUPS.items()]
        )
        base.executemany("insert into fees values (?, ?, ?)", fees)
        base.execute("create table groups (name varchar, place int)")
        base.executemany("insert into groups values (?, ?)", [[name, n] for n, name in enumerate(scheme.GROUPS)])
        for statement in (PEOPLE, PLACED, INCENTIVES, COPY):
            base.execute(statement.format(folder=folder, kind=kind, file=file, lines=LINES))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
