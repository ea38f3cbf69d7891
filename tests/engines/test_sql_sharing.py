"""Who pays, who receives, and what has a statement of its own, in views: the same as in the interpreter."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from pbrlang.api import Contract, load
from pbrlang.settle import as_json, settle
from tests.engines.test_sql_limits import HEAD, LIMITS, a_cap, a_folder
from tests.engines.test_sql_scripts import Run, fill, in_duckdb, in_postgres, statement_of

TERMS = HEAD.partition("list Need")[0]
REST = HEAD[len(TERMS) :]
SHARED = {
    "with one who takes what is beyond": """payers
    | "A council" | 1/3      | £100.01 over the contract |
    | "A trust"   | 33.3%    | no limit                  |
    | "A fund"    | the rest | £50 for each year         |
    beyond its limit, a payer's share falls on "A trust"
    each is liable for its own share only
""",
    "not paid beyond": """payers
    | "A council" | 12.5%    | £30.01 for each year      |
    | "A trust"   | the rest | £250.01 over the contract |
    beyond its limit, a payer's share is not paid
    all are liable for the whole
""",
    "split": """split Long Visit, Fall
    | "A partner"  | 1/3      | £40.01 for each year |
    | the provider | the rest | no limit             |

split Joining Fee
    | "A partner"  | 2/3      | no limit |
    | the provider | the rest | no limit |
""",
}
LARGE = """
deduction Great Fall
    for each Home Visit
    when Length is more than 4.5 hours
    deducts £133.33
"""
ALONE = """
grant Starting Grant
    pays £200.05 on 30 September 2030, payable on its date

payment Undoing
    for each Home Visit
    on Undone On
    when Undone On is not blank
    pays £1.01
    payable on its date
"""


def amounts(rows: Any) -> list[tuple[object, ...]]:
    return sorted(
        (
            *(each for each in row if isinstance(each, str)),
            *(Fraction(each) for each in row if not isinstance(each, str)),
        )
        for row in rows
    )


def shares_of(contract: Contract) -> dict[str, list[tuple[object, ...]]]:
    """What each party has of each statement, as the interpreter says it."""
    end = contract.program.terms.settles_until
    settlement = settle(contract.program, contract.read().rows, as_at=end, complete_to=end)
    found: dict[str, list[tuple[object, ...]]] = {"payers": [], "not_paid": [], "receivers": []}
    for each in json.loads(as_json(settlement))["statements"]:
        period = each["period"]
        found["payers"] += [(period, one["payer"], one["amount"], one["to_date"]) for one in each.get("payers", [])]
        if "not_paid" in each:
            found["not_paid"].append((period, each["not_paid"]["amount"], each["not_paid"]["to_date"]))
        for split in each.get("splits", []):
            names = ", ".join(split["clauses"])
            told = [(period, names, one["receiver"], one["amount"], one["to_date"]) for one in split["receivers"]]
            found["receivers"] += told
    return {
        name: amounts([(*row[:-2], Fraction(str(row[-2])), Fraction(str(row[-1]))) for row in rows])
        for name, rows in found.items()
    }


COLUMNS = {
    "payers": "period, payer, amount, to_date",
    "not_paid": "period, amount, to_date",
    "receivers": "period, clauses, receiver, amount, to_date",
}


def shares_are(contract: Contract) -> Any:
    program, reading = contract.program, contract.read()
    wanted = shares_of(contract)
    wanted = {name: rows for name, rows in wanted.items() if any(row[-1] for row in rows)}
    assert wanted

    def test(run: Run) -> None:
        fill(run, program, reading)
        for name, rows in wanted.items():
            assert amounts(run(f"SELECT {COLUMNS[name]} FROM {name}")) == rows

    return test


@pytest.mark.parametrize("shared", SHARED)
def test_shares(tmp_path: Path, shared: str) -> None:
    contract = a_folder(tmp_path / "visits", 0, TERMS + SHARED[shared] + REST + LARGE)
    in_duckdb(contract, shares_are(contract))


def test_shares_in_postgres(tmp_path: Path, postgres_url: str) -> None:
    text = TERMS + SHARED["with one who takes what is beyond"] + SHARED["split"] + REST + LARGE + ALONE
    contract = a_folder(tmp_path / "visits", 1, text)
    in_duckdb(contract, shares_are(contract))
    in_postgres(contract, postgres_url, shares_are(contract))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 8))
def test_shares_of_much(tmp_path: Path, postgres_url: str, seed: int) -> None:
    for number, shared in enumerate(SHARED.values()):
        contract = a_folder(tmp_path / str(number), seed, TERMS + shared + REST + LARGE + ALONE)
        in_duckdb(contract, shares_are(contract))
        in_postgres(contract, postgres_url, shares_are(contract))


def test_sums_payable_on_their_date(tmp_path: Path, postgres_url: str) -> None:
    contract = a_folder(tmp_path / "visits", 0, HEAD + ALONE + a_cap("Ceiling", LIMITS["in proportion for each year"]))
    in_duckdb(contract, statement_of(contract))
    in_postgres(contract, postgres_url, statement_of(contract))


@pytest.mark.parametrize("name", ["resettlement", "peterborough"])
def test_examples(repository: Path, name: str) -> None:
    contract = load(repository / "examples" / name)
    in_duckdb(contract, shares_are(contract))
