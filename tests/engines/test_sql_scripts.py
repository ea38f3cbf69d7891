"""Views that a script makes give, period by period, what the interpreter gives, on real databases."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pbrlang.api import CannotBeBuilt, Contract, load
from pbrlang.backends.sql.naming import column, quoted
from pbrlang.backends.sql.script.inputs import input_name
from pbrlang.data.reading import Reading
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Field
from pbrlang.kinds.model import Quantity
from pbrlang.settle import settle

VISITS = """contract Home Visits
    purpose "Older people are visited before they are ill."
    commissioner "A county council"
    provider "A nursing charity"
    currency GBP
    runs from 1 April 2030 to 31 March 2032
    results settle until 30 June 2032
    years start on 1 April
    settles every quarter
    rounds each payment to the nearest penny, half up

data Client
    Client      identifier
    Joined On   date
    Need        one of Low, High
    one row for each Client
    dated Joined On

data Home Visit
    Visit       identifier
    Client      refers to Client
    Kind        one of Short, Long
    Length      number of hours, to 1 decimal place
    Fuel        money, at least £0
    Discount    share or blank
    Has Fallen  yes or no
    Visited On  date
    one row for each Visit
    dated Visited On

payment Joining Fee
    for each Client
    pays £75.25

payment Long Visit
    for each Home Visit
    when Kind is Long
    pays £20.15 per hour * Length + Fuel
    at most 2 times for each Client

payment Short Visit
    for each Home Visit
    when Kind is Short and Need is High
    pays 33.3% of £10.05

deduction Fall
    for each Home Visit
    when Has Fallen is yes
    deducts £7.77

cap Visits In A Year
    limits Long Visit, Short Visit to £300 for each year, for the term only
    cutting the latest first
    money cut is lost
    unused room is lost
"""
Run = Callable[[str], Any]


def a_folder(where: Path, seed: int, text: str = VISITS) -> Contract:
    """A contract with rows made up from a seed; days lie at the edges of its periods."""
    chance = random.Random(seed)
    (where / "data").mkdir(parents=True)
    (where / "contract.pbr").write_text(text, encoding="utf-8")
    days = [
        date(2030, 3, 31),
        date(2030, 4, 1),
        date(2031, 3, 31),
        date(2032, 3, 31),
        date(2032, 4, 1),
        date(2032, 6, 30),
    ]
    days += [date(2030, 4, 1) + timedelta(chance.randrange(850)) for _ in range(10)]
    clients = ["Client,Joined On,Need"]
    # Whoever is visited has joined before.
    clients += [f"C{number},2030-0{chance.choice([3, 4])}-01,{chance.choice(['Low', 'High'])}" for number in range(6)]
    visits = ["Visit,Client,Kind,Length,Fuel,Discount,Has Fallen,Visited On"]
    for number in range(40):
        kind, fallen = chance.choice(["Short", "Long"]), chance.choice(["yes", "no"])
        numbers = f"{chance.randrange(60) / 10:.1f},{chance.randrange(500) / 100:.2f},{chance.choice(['', '12.5%'])}"
        name = chance.choice(["V", "v", "Ä", "'"])
        visits.append(f"{name}{number},C{chance.randrange(6)},{kind},{numbers},{fallen},{chance.choice(days)}")
    (where / "data" / "clients.csv").write_text("\n".join(clients) + "\n", encoding="utf-8")
    (where / "data" / "home_visits.csv").write_text("\n".join(visits) + "\n", encoding="utf-8")
    complete = "Data,Complete To\nClients,2032-06-30\nHome Visits,2032-06-30\n"
    (where / "data" / "complete.csv").write_text(complete, encoding="utf-8")
    return load(where)


def literal(value: object, field: Field) -> str:
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).upper()
        case Fraction():
            share = isinstance(field.kind, Quantity) and field.kind.share
            whole = value * (100 if share else 1)
            return str(Decimal(whole.numerator) / Decimal(whole.denominator))
        case date():
            return f"DATE '{value}'"
        case _:
            return "'" + str(value).replace("'", "''") + "'"


def fill(run: Run, program: Program, reading: Reading) -> None:
    for table in program.tables.values():
        rows = [
            f"({', '.join(literal(row.values[each.name], each) for each in table.fields)})"
            for row in reading.rows[table.name]
        ]
        names = ", ".join(quoted(column(each.name)) for each in table.fields)
        if rows:
            run(f"INSERT INTO {quoted(input_name(table))} ({names}) VALUES {', '.join(rows)}")


def wanted(program: Program, reading: Reading) -> list[tuple[object, ...]]:
    """What the interpreter gives for each period and clause that has a line."""
    end = program.terms.settles_until
    settlement = settle(program, reading.rows, as_at=end, complete_to=end)
    assert not settlement.faults
    return sorted(
        (each.stretch.name, one.clause, one.count, one.due, one.cut + one.recovered * 0, one.total)
        for each in settlement.statements
        for one in each.clauses
        if one.count
    )


def given(rows: Sequence[Sequence[Any]]) -> list[tuple[object, ...]]:
    return sorted(
        (period, clause, int(count), Fraction(due), Fraction(cut), Fraction(amount))
        for period, clause, count, due, cut, amount in rows
        if count
    )


STATEMENT = "SELECT period, clause, line_count, due, cut, amount FROM statement"


def in_duckdb(contract: Contract, test: Callable[[Run], None]) -> None:
    with duckdb.connect() as connection:
        [script] = [text for name, text in contract.build("sql").items() if name.endswith(".duckdb.sql")]
        connection.execute(script)
        connection.execute(script)  # it may be run again
        test(lambda query: connection.execute(query).fetchall())


def in_postgres(contract: Contract, url: str, test: Callable[[Run], None]) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as session:
        session.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        [script] = [text for name, text in contract.build("sql").items() if name.endswith(".postgres.sql")]
        session.execute(script.encode())
        session.execute(script.encode())

        def run(query: str) -> Any:
            cursor = session.execute(query.encode())
            return cursor.fetchall() if cursor.description else []

        test(run)


def statement_of(contract: Contract) -> Callable[[Run], None]:
    program, reading = contract.program, contract.read()
    assert not reading.bad

    def test(run: Run) -> None:
        fill(run, program, reading)
        assert given(run(STATEMENT)) == wanted(program, reading)

    return test


@pytest.mark.parametrize("seed", range(3))
def test_visits_in_duckdb(tmp_path: Path, seed: int) -> None:
    contract = a_folder(tmp_path / "visits", seed)
    found = wanted(contract.program, contract.read())
    assert any(row[4] for row in found)  # the cap cuts something
    in_duckdb(contract, statement_of(contract))


def test_visits_in_postgres(tmp_path: Path, postgres_url: str) -> None:
    for seed in range(3):
        contract = a_folder(tmp_path / f"visits {seed}", seed)
        in_postgres(contract, postgres_url, statement_of(contract))


SOON = (
    "care-review",
    "cash-on-delivery",
    "childrens-centres",
    "partial-add-on",
    "peterborough",
    "resettlement",
    "west-yorkshire-custody",
)
LATER = ("drug-recovery", "work-programme")
DECLINED = {"transforming-rehabilitation": "`Consumer Prices`"}
"""Examples of which views are built, quick to try or not, and those of which they are not, with a part that is told."""


@pytest.mark.parametrize("name", [*SOON, *LATER])
def test_an_example_in_duckdb(repository: Path, name: str) -> None:
    contract = load(repository / "examples" / name)
    in_duckdb(contract, statement_of(contract))


@pytest.mark.parametrize("name", [*SOON, *(pytest.param(each, marks=pytest.mark.slow) for each in LATER)])
def test_an_example_in_postgres(repository: Path, postgres_url: str, name: str) -> None:
    contract = load(repository / "examples" / name)
    in_postgres(contract, postgres_url, statement_of(contract))


@pytest.mark.parametrize("name", DECLINED)
def test_an_example_is_declined(repository: Path, name: str) -> None:
    with pytest.raises(CannotBeBuilt) as declined:
        load(repository / "examples" / name).build("sql")
    assert any(DECLINED[name] in each.message() for each in declined.value.diagnostics)


def test_each_example_is_built_or_declined(repository: Path) -> None:
    names = {each.name for each in (repository / "examples").iterdir() if (each / "contract.pbr").exists()}
    assert names == {*SOON, *LATER, *DECLINED}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE home_visits SET client = 'C99' WHERE visit = 'W1'", "Client names no row of clients"),
        ("UPDATE home_visits SET fuel = 1.005", "Fuel is out of its range, or has too many decimal places"),
        ("UPDATE home_visits SET fuel = 99999999999.5", "Fuel is out of its range, or has too many decimal places"),
        ("UPDATE home_visits SET length = -1", "Length is out of its range, or has too many decimal places"),
        ("UPDATE home_visits SET kind = 'Lnog'", "Kind is none of the words that it may be"),
        ("UPDATE home_visits SET has_fallen = NULL", "Has Fallen is blank"),
        ("INSERT INTO home_visits SELECT * FROM home_visits", "there is another row with the same Visit"),
        ("UPDATE clients SET joined_on = DATE '2031-01-01'", "cannot be read: it is blank or dated later"),
    ],
)
def test_no_statement_is_given_of_rows_that_must_not_be_used(
    tmp_path: Path, postgres_url: str, change: str, problem: str
) -> None:
    contract = a_folder(tmp_path / "visits", 1)

    def test(run: Run) -> None:
        run("INSERT INTO clients VALUES ('C1', DATE '2030-04-01', 'High')")
        run("INSERT INTO home_visits VALUES ('W1', 'C1', 'Short', 1.5, 2.25, NULL, FALSE, DATE '2030-05-01')")
        assert sorted(row[1:3] for row in run(STATEMENT) if row[2]) == [("Joining Fee", 1), ("Short Visit", 1)]
        run(change)
        assert any(problem in str(row[2]) and row[1] for row in run("SELECT * FROM problems"))
        with pytest.raises(Exception, match="some rows must not be used"):
            run(STATEMENT)

    in_duckdb(contract, test)
    in_postgres(contract, postgres_url, test)


TWO_CLAWBACKS = """
clawback Fallen
    for each Home Visit
    when Has Fallen is yes
    recovers £1 from the Short Visit paid for that Client, as a debt

clawback Left
    for each Home Visit
    when Has Fallen is yes
    recovers £2 from the Short Visit, as a debt
"""


def test_what_views_cannot_say_is_declined(tmp_path: Path) -> None:
    with pytest.raises(CannotBeBuilt) as declined:
        a_folder(tmp_path / "visits", 1, VISITS.partition("cap Visits")[0] + TWO_CLAWBACKS).build("sql")
    [told] = declined.value.diagnostics
    assert "`Short Visit`" in told.message()
    assert "clawbacks on one payment that are for different things" in told.message()
