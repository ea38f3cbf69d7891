"""What limits leave and clawbacks take back, in views: the same as in the interpreter, on real databases."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from pbrlang.api import Contract, load
from tests.engines.test_sql_scripts import STATEMENT, Run, in_duckdb, in_postgres, statement_of, wanted

HEAD = """contract Home Visits
    purpose "Older people are visited before they are ill."
    commissioner "A county council"
    provider "A nursing charity"
    currency GBP
    runs from 1 April 2030 to 31 March 2032
    results settle until 30 June 2032
    years start on 1 April
    settles every quarter
    rounds each payment to the nearest penny, half up
    a missing day is the last day of its month

list Need is one of Low, High

data Client
    Client      identifier
    Joined On   date
    Need        one of Need
    Budget      money, at least £0
    one row for each Client
    dated Joined On

data Home Visit
    Visit       identifier
    Client      refers to Client
    Kind        one of Short, Long
    Length      number of hours, to 1 decimal place
    Visited On  date
    Undone On   date or blank
    one row for each Visit
    dated Visited On

cohort Joined In
    groups Clients by Joined On every month, from 1 April 2030 to 30 June 2030
    each Client is observed for 12 months from Joined On
    confirmed after 1 month

payment Long Visit
    for each Home Visit
    when Kind is Long
    pays £20.15 per hour * Length
    at most 6 times for each Client

payment Short Visit
    for each Home Visit
    when Kind is Short
    pays £3.35 + £0.10 per hour * Length

payment Joining Fee
    for each Client
    pays £75.25

deduction Fall
    for each Home Visit
    when Length is more than 4 hours
    deducts £7.77
"""
GROSS = "\n    gross of sums taken back"
KEPT_APART = "\n    money cut is lost\n    unused room is lost"
LIMITS = {
    "worked out": "limits all sums due to 40% of £500 + £1 per Client * number of Clients to date over the contract, "
    "including results settled after the term\n    cutting the latest first",
    "for each row": "limits Long Visit, Short Visit to Budget for each Client, for the term only"
    "\n    cutting the latest first",
    "for each word": "limits Long Visit, Joining Fee to £200.01 for each Need, for the term only"
    "\n    cutting the latest first",
    "for each row and year": "limits Long Visit, Short Visit to £51.13 for each Client and year, for the term only"
    "\n    cutting the latest first" + KEPT_APART,
    "for each cohort": "limits Long Visit, Short Visit to £150 for each Joined In, for the term only"
    "\n    cutting the latest first",
    "rising": "limits Long Visit, Short Visit to £10.01 per Home Visit * number of Home Visits to date"
    " over the contract, for the term only\n    cutting the latest first",
    "in proportion": "limits Long Visit, Short Visit, Joining Fee to £333.33 over the contract, for the term only"
    "\n    cutting all in proportion",
    "in proportion for each row": "limits Long Visit, Short Visit to Budget for each Client, for the term only"
    "\n    cutting all in proportion",
    "in proportion for each year": "limits all sums due to £301.01 for each year, including results settled after "
    "the term\n    cutting all in proportion" + KEPT_APART,
    "in proportion, rising": "limits Long Visit, Short Visit to £3.01 per Home Visit * number of Home Visits to date"
    " over the contract, for the term only\n    cutting all in proportion",
    "deductions": "limits Fall to £9.99 for each Client, for the term only\n    cutting the latest first",
}


def a_cap(name: str, limit: str) -> str:
    return f"\ncap {name}\n    {limit}\n"


ORDERED = (
    a_cap("First Ceiling", LIMITS["for each row"])
    + a_cap("Second Ceiling", LIMITS["in proportion"] + "\n    applied after First Ceiling")
    + a_cap("Third Ceiling", LIMITS["for each word"] + "\n    applied after Second Ceiling")
)


def a_folder(where: Path, seed: int, text: str) -> Contract:
    """A contract with rows made up from a seed; many visits lie on the edges of periods."""
    chance = random.Random(seed)
    (where / "data").mkdir(parents=True)
    (where / "contract.pbr").write_text(text, encoding="utf-8")
    days = [date(2030, 4, 1), date(2031, 3, 31), date(2032, 3, 31), date(2032, 4, 1), date(2032, 6, 30)]
    days += [date(2030, 4, 1) + timedelta(chance.randrange(820)) for _ in range(8)]
    clients = ["Client,Joined On,Need,Budget"]
    for number in range(5):
        joined, need = chance.choice(["2030-03-01", "2030-04-01", "2030-04-01"]), chance.choice(["Low", "High"])
        clients.append(f"C{number},{joined},{need},{chance.choice(['0', '33.33', '60.01', '100'])}")
    visits = ["Visit,Client,Kind,Length,Visited On,Undone On"]
    for number in range(30):
        kind, day = chance.choice(["Short", "Long"]), chance.choice(days)
        undone = chance.choice(["", str(day), str(day + timedelta(chance.randrange(200)))])
        length = chance.randrange(60) / 10
        visits.append(f"{chance.choice('Vva')}{number},C{chance.randrange(5)},{kind},{length:.1f},{day},{undone}")
    (where / "data" / "clients.csv").write_text("\n".join(clients) + "\n", encoding="utf-8")
    (where / "data" / "home_visits.csv").write_text("\n".join(visits) + "\n", encoding="utf-8")
    complete = "Data,Complete To\nClients,2032-06-30\nHome Visits,2032-06-30\n"
    (where / "data" / "complete.csv").write_text(complete, encoding="utf-8")
    return load(where)


CLAWBACK = """
clawback Undone
    for each Home Visit
    on Undone On
    when Undone On is not blank
    recovers {sum} from {source}, {how}
"""
FOR_EACH_CLIENT = CLAWBACK.format(sum="£9.99", source="the Long Visit paid for that Client", how="as a debt")
CLAWBACKS = {
    "for the row": CLAWBACK.format(
        sum="120% of £20.15 per hour * Length", source="the Long Visit paid for that Home Visit", how="as a debt"
    ),
    "for another row": FOR_EACH_CLIENT,
    "of all": CLAWBACK.format(sum="£300.01", source="the Short Visit", how="as a debt"),
    "two of one": FOR_EACH_CLIENT + FOR_EACH_CLIENT.replace("Undone\n", "Undone Again\n", 1),
    "instalments": CLAWBACK.format(
        sum="£50.02",
        source="the Long Visit paid for that Client",
        how="in 3 equal monthly instalments, the last takes the rest",
    ),
    "instalments from a day": CLAWBACK.format(
        sum="£50.02",
        source="the Long Visit",
        how="in 2 equal quarterly instalments from 31 August 2031, the last takes the rest",
    ),
}


def made_up(where: Path, added: str, seeds: Sequence[int] = (0,)) -> list[Contract]:
    """A contract with different rows; something is cut of some of them."""
    found = [a_folder(where / str(seed), seed, HEAD + added) for seed in seeds]
    assert any(row[4] for each in found for row in wanted(each.program, each.read()))
    return found


@pytest.mark.parametrize("limit", LIMITS)
def test_a_limit(tmp_path: Path, limit: str) -> None:
    for contract in made_up(tmp_path, a_cap("Ceiling", LIMITS[limit])):
        in_duckdb(contract, statement_of(contract))


def test_limits_that_are_applied_one_after_another(tmp_path: Path) -> None:
    for contract in made_up(tmp_path, ORDERED):
        in_duckdb(contract, statement_of(contract))


@pytest.mark.parametrize("clawback", CLAWBACKS)
def test_a_clawback(tmp_path: Path, clawback: str) -> None:
    for contract in made_up(tmp_path, CLAWBACKS[clawback] + a_cap("Ceiling", LIMITS["for each row"] + GROSS)):
        in_duckdb(contract, statement_of(contract))


@pytest.mark.parametrize(
    "added", [ORDERED, FOR_EACH_CLIENT + a_cap("Ceiling", LIMITS["in proportion, rising"] + GROSS)]
)
def test_in_postgres(tmp_path: Path, postgres_url: str, added: str) -> None:
    for contract in made_up(tmp_path, added):
        in_postgres(contract, postgres_url, statement_of(contract))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 6))
def test_everywhere(tmp_path: Path, postgres_url: str, seed: int) -> None:
    texts = [a_cap("Ceiling", each) for each in LIMITS.values()] + [ORDERED, *CLAWBACKS.values()]
    for number, added in enumerate(texts):
        contract = a_folder(tmp_path / str(number), seed, HEAD + added)
        in_duckdb(contract, statement_of(contract))
        in_postgres(contract, postgres_url, statement_of(contract))


def test_no_statement_is_given_where_a_limit_falls_below_what_was_paid(tmp_path: Path) -> None:
    falling = "limits Joining Fee to £100 - £10 per Home Visit * number of Home Visits to date over the contract, "
    falling += "for the term only\n    cutting the latest first"
    contract = a_folder(tmp_path / "visits", 0, HEAD + a_cap("Ceiling", falling))

    def test(run: Run) -> None:
        run("INSERT INTO clients VALUES ('C1', DATE '2030-04-01', 'High', 0), ('C2', DATE '2030-04-03', 'High', 0)")
        assert sum(row[-1] for row in run(STATEMENT)) == 100
        add = "INSERT INTO home_visits VALUES ('V{0}', 'C1', 'Long', 1, DATE '2030-04-02', NULL)"
        for number in range(3):
            run(add.format(number))
        with pytest.raises(Exception, match="some rows must not be used"):
            run(STATEMENT)
        [told] = run("SELECT input, problem FROM problems")
        assert told[0] == "Ceiling"
        assert told[1].startswith("what it leaves room for falls")

    in_duckdb(contract, test)
