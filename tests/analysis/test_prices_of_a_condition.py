"""A price of a rate card is read from the row that the condition of the clause leaves."""

from fractions import Fraction

import pytest

from pbrlang.analysis.held import Held
from pbrlang.analysis.paying import Paying
from pbrlang.analysis.variables import Variables
from pbrlang.pipeline import compile_text
from tests.frame import FRAME

TERMS = """
tariff Prices by Kind
    | Kind  | Price |
    | Short | £40   |
    | Long  | £60   |

outcome Visiting
    payment Visit Payment
        for each Visit
        when {condition} and Length is at least 20 minutes
        pays Price
        every time
"""


def paid(condition: str) -> tuple[Fraction, list[str]]:
    """What a visit of an hour is paid, and what was supposed for it."""
    program = compile_text("contract.pbr", FRAME + TERMS.format(condition=condition)).program
    assert program is not None
    (variable,) = (
        each for each in Variables(program).of_row(program.clauses["Visit Payment"]) if "Length" in each.name
    )
    held = Held(program, ())
    return Paying(program, variable, held).clause(program.clauses["Visit Payment"])(Fraction(60)), list(held.supposed)


@pytest.mark.parametrize(
    ("condition", "price", "supposed"),
    [
        ("Kind is Long", 60, []),
        ("Kind is Short", 40, []),
        ("Kind is one of Long", 60, []),
        ("Kind is one of Short, Long", 40, ["Price"]),
        ("Cost is at least £1", 40, ["Price"]),
    ],
)
def test_the_condition_says_which_price_it_can_be(condition: str, price: int, supposed: list[str]) -> None:
    assert paid(condition) == (Fraction(price), supposed)
