"""Faults of tables by date and of rate cards by bands: their pages are true, and nothing goes on for ever."""

import re
from datetime import date
from fractions import Fraction

import pytest

from pbrlang.data.errors import DataDiagnostic
from pbrlang.diagnostics.page import Page
from pbrlang.interpret import Interpreter
from pbrlang.interpret.card_errors import CARD_ERRORS
from pbrlang.pipeline import compile_text
from pbrlang.settle import settle
from tests.frame import CLIENTS, above
from tests.language.running import settled

_TITLE = re.compile(r'title="([^"]+)"')


@pytest.mark.parametrize("message", CARD_ERRORS)
@pytest.mark.parametrize(("heading", "told"), [("Example", True), ("Instead", False)])
def test_pages_give_what_they_say(message: type[DataDiagnostic], heading: str, told: bool) -> None:
    files = {"clients.csv": CLIENTS}
    text = ""
    for fence in Page.of(message).examples(heading):
        title = _TITLE.search(fence.words)
        if title:
            files[title[1]] = fence.text
        else:
            text = fence.text
    program = compile_text("page.pbr", above(text)).program
    assert program is not None
    found = settled(program, files, program.terms.settles_until)
    codes = {each.code for each in found} if isinstance(found, list) else set()
    assert codes == ({message.code} if told else set())


PLAN = """\
table Plan by year
    | Year | Planned |
    | 1    | 3       |

fee Base
    for each year of the term
    pays £100 * Planned

payment Visiting Fee
    for each Visit
    pays £10
"""


def test_a_provisional_settlement_pays_what_does_not_lack_a_figure() -> None:
    program = compile_text("contract.pbr", above(PLAN)).program
    assert program is not None
    settlement = settle(program, {}, as_at=date(2033, 3, 31), provisional=True)
    assert settlement.total == Fraction(300)
    told = [each.fault.message() for each in settlement.faults]
    assert told == [f"there is no figure of `Planned` (`Plan`, clause 1) for year {number}" for number in (2, 3)]
    assert {each.table for each in settlement.faults} == {""}


def test_each_missing_figure_is_told_once_and_stops_the_payment() -> None:
    program = compile_text("contract.pbr", above(PLAN)).program
    assert program is not None
    settlement = settle(program, {}, as_at=date(2033, 3, 31))
    assert settlement.statements == ()
    assert len(settlement.faults) == 2
    assert len(Interpreter(program, {}).lines("Base")) == 1
