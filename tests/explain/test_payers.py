from fractions import Fraction

import pytest

from pbrlang.diagnostics import Diagnostic
from pbrlang.explain import Explanation, explain_payer
from pbrlang.settle import Settlement
from tests.explain.asking import settled
from tests.explain.checking import check_form

PAYERS = """
payers
    | "A council" | 60% | no limit               |
    | "A trust"   | 40% | £20 over the contract |
    beyond its limit, a payer's share {beyond}
    each is liable for its own share only

payment Cost Met
    for each Visit
    pays Cost
"""


def paid(beyond: str = 'falls on "A council"') -> Settlement:
    return settled(PAYERS.format(beyond=beyond))


def why(settlement: Settlement, payer: str, period: str | None = None) -> Explanation:
    told = explain_payer(settlement, payer, period)
    assert isinstance(told, Explanation), told
    check_form(told)
    return told


@pytest.mark.parametrize("beyond", ['falls on "A council"', "is not paid"])
@pytest.mark.parametrize("payer", ["A council", "A trust"])
def test_every_part_of_every_statement_is_explained(beyond: str, payer: str) -> None:
    settlement = paid(beyond)
    total = Fraction(0)
    for statement in settlement.statements:
        assert statement.payers is not None
        told = why(settlement, payer, statement.stretch.name)
        part = next(each for each in statement.payers.parts if each.name == payer)
        assert told.amount == part.amount
        total += part.amount
    assert why(settlement, payer).amount == total


def test_a_payer_that_takes_over_what_is_beyond_the_limit_of_another() -> None:
    told = why(paid(), "a council", "Quarter 1 of year 1")
    assert told.lines == (
        "A council: £62.51 of the £82.51 of the statement of quarter 1 of year 1 (clause 5).",
        'Clause 5: "A council" | 60% | no limit.',
        "£82.51 is due to date, and its share of that is £49.51 (clause 5).",
        "£13 beyond the limits of others falls on it (clause 5).",
        "It bore £0 in earlier statements: £62.51 is left (clause 5).",
    )


def test_a_payer_beyond_its_limit() -> None:
    told = why(paid("is not paid"), "A trust", "quarter 1 of year 1")
    assert told.amount == 20
    assert told.lines[3] == "£13 of its share is beyond its limit and is not paid (clause 5)."


def test_a_question_that_names_nothing() -> None:
    for asked, period in (("A trusty", None), ("Nobody At All", None), ("A trust", "quarter 9 of year 9")):
        told = explain_payer(paid(), asked, period)
        assert isinstance(told, Diagnostic)
        assert told.message()
        assert told.help()
    none = explain_payer(settled("fee Rent\n    for each Visit\n    pays £1\n"), "A trust")
    assert isinstance(none, Diagnostic)
    assert none.help() == "the contract lists no payers"
