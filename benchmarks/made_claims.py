"""Make claims of the Work Programme by the million, as Parquet and as CSV: `python made_claims.py CLAIMS FOLDER`.

There is one participant for each four claims. The same number gives the same rows on every machine.
"""

import sys
from pathlib import Path

import duckdb

GROUPS = """
    select * from (values
        ('JSA 18 To 24', 0, 20, 26), ('JSA 25 And Over', 20, 62, 26), ('JSA Early Access', 62, 72, 13),
        ('JSA Ex Incapacity Benefit', 72, 75, 13), ('ESA Volunteers', 75, 79, 13), ('New ESA', 79, 96, 13),
        ('ESA Ex Incapacity Benefit', 96, 100, 13)
    ) as groups (name, low, high, point)
"""
PEOPLE = f"""
    create table people as
    with numbered as (
        select range as n, range * 7919 % 100 as share, range * 104729 % 1700 as day from range($people)
    )
    select
        'P' || lpad(n::varchar, 9, '0') as "Participant",
        name as "Payment Group",
        date '2011-06-01' + day::integer as "Referred On",
        date '2011-06-01' + (day + 5 + n % 36)::integer as "Attached On",
        n, point
    from numbered join ({GROUPS}) on share >= low and share < high
"""
CLAIMS = """
    create table claims as
    select
        "Participant",
        point + 4 * step as "Weeks In Work",
        "Attached On" + (7 * point + 10 + n * 31 % 300 + step * (28 + n % 7))::integer as "Reached On"
    from people, range(12) as steps (step)
    where step < least(n % 9, 11) and "Attached On" + (7 * point + 10 + n * 31 % 300 + step * (28 + n % 7))::integer
        <= date '2020-03-31'
"""


def main(claims: int, folder: Path) -> None:
    """Write participants, claims and the date to which they are complete."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as made:
        made.execute(PEOPLE, {"people": claims // 4})
        made.execute(CLAIMS)
        rows = {"participants": 'people order by "Participant"', "employment_claims": "claims order by all"}
        for name, source in rows.items():
            table = f"(select * exclude ({'n, point'}) from {source})" if name == "participants" else f"(from {source})"
            for kind in ("parquet", "csv"):
                made.execute(f"copy {table} to '{folder / kind}_{name}' (format {kind})")
    for kind in ("parquet", "csv"):
        own = folder / kind
        own.mkdir(exist_ok=True)
        for name in rows:
            (folder / f"{kind}_{name}").rename(own / f"{name}.{kind}")
        complete = "Data,Complete To\nParticipant,2020-04-30\nEmployment Claim,2020-04-30\n"
        (own / "complete.csv").write_text(complete, encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
