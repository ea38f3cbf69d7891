"""Figures by date, and what is indexed by them, as they are known on different days."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.interpret import Unreadable
from pbrlang.interpret.figures import Figures
from pbrlang.ir.expressions import Expr, IndexedBy
from pbrlang.ir.program import Program
from pbrlang.pipeline import compile_text
from tests.frame import above

UNTIL = "    until published, the latest published stands and the next statement corrects\n"


def contract(rows: str, each: str = "April", without: str = "", until: str = "") -> Program:
    text = f"""\
table Prices by month
    | Month | Index | Published On |
{rows}{until}
fee Base
    for each month to the end of run-off
    pays £100 indexed by Prices from April 2030 each {each}{without}
"""
    compiled = compile_text("contract.pbr", above(text))
    assert compiled.program is not None, [each.message() for each in compiled.diagnostics]
    return compiled.program


def row(month: str, figure: object, published: str) -> str:
    return f"    | {month} | {figure} | {published} |\n"


def indexed(program: Program) -> IndexedBy:
    found: Expr = program.clauses["Base"].amount
    assert isinstance(found, IndexedBy)
    return found


ROWS = row("April 2030", 100, "2030-05-20") + row("April 2031", 90, "2031-05-20") + row("April 2032", 99, "2032-05-20")


@pytest.mark.parametrize(
    ("day", "factor"),
    [
        (date(2030, 3, 31), "1"),
        (date(2030, 4, 1), "1"),
        (date(2031, 3, 31), "1"),
        (date(2031, 4, 1), "9/10"),
        (date(2032, 3, 31), "9/10"),
        (date(2032, 4, 1), "99/100"),
    ],
)
def test_the_latest_month_of_the_name_that_has_begun_counts(day: date, factor: str) -> None:
    program = contract(ROWS)
    assert Figures(program, None).factor(indexed(program), day).value == Fraction(factor)


def test_before_its_base_an_amount_is_not_indexed_and_needs_no_figure() -> None:
    program = contract(row("April 2030", 100, "2035-01-01"))
    assert Figures(program, date(2030, 4, 1)).factor(indexed(program), date(2030, 3, 31)).value == 1


def test_a_month_other_than_that_of_the_base_counts_from_the_first_after_it() -> None:
    rows = row("April 2030", 100, "2030-05-20") + row("October 2030", 110, "2030-11-20")
    program = contract(rows, each="October")
    figures = Figures(program, None)
    assert figures.factor(indexed(program), date(2030, 9, 30)).value == 1
    assert figures.factor(indexed(program), date(2030, 10, 1)).value == Fraction(110, 100)


@settings(max_examples=50)
@given(st.lists(st.integers(1, 200), min_size=4, max_size=4), st.dates(date(2030, 4, 1), date(2034, 3, 31)))
def test_without_falling_the_factor_is_the_highest_so_far(found: list[int], day: date) -> None:
    rows = "".join(row(f"April {2030 + n}", figure, "2030-01-01") for n, figure in enumerate(found))
    program = contract(rows, without=" without falling")
    years = day.year - 2030 + (1 if day.month >= 4 else 0)
    expected = max(Fraction(figure, found[0]) for figure in found[:years])
    assert Figures(program, None).factor(indexed(program), day).value == expected


def known(program: Program, as_at: date, month: int) -> Fraction:
    return Figures(program, as_at).of("Prices", "Index", month).figure.value


APRIL_2031 = 2031 * 12 + 3


def test_a_figure_is_known_from_the_day_on_which_it_is_published() -> None:
    program = contract(ROWS)
    with pytest.raises(Unreadable) as told:
        known(program, date(2031, 5, 19), APRIL_2031)
    (fault,) = told.value.faults
    assert fault.row is None
    assert fault.told.message() == (
        "there is no figure of `Index` (`Prices`, clause 1) for April 2031 yet: it is published on 20 May 2031"
    )
    assert known(program, date(2031, 5, 20), APRIL_2031) == 90


def test_until_it_is_published_the_latest_published_stands() -> None:
    rows = ROWS + row("March 2031", 97, "2031-04-20") + row("February 2031", 96, "2031-06-20")
    program = contract(rows, until=UNTIL)
    assert known(program, date(2031, 4, 19), APRIL_2031) == 100
    assert known(program, date(2031, 4, 20), APRIL_2031) == 97
    assert known(program, date(2031, 5, 20), APRIL_2031) == 90


def test_a_figure_never_stands_for_an_earlier_month() -> None:
    program = contract(ROWS, until=UNTIL)
    with pytest.raises(Unreadable):
        known(program, date(2034, 3, 31), APRIL_2031 - 13)


def test_of_several_publications_the_last_that_is_known_holds() -> None:
    program = contract(row("April 2031", 91, "2031-08-01") + ROWS)
    assert known(program, date(2031, 7, 31), APRIL_2031) == 90
    assert known(program, date(2031, 8, 1), APRIL_2031) == 91


def test_a_figure_of_no_earlier_day_is_read_as_it_was_first_known_after_it() -> None:
    program = contract(row("April 2031", 91, "2031-08-01") + ROWS)
    early, settled_to = date(2031, 3, 31), date(2032, 3, 31)
    assert Figures(program, early, settled_to).of("Prices", "Index", APRIL_2031).figure.value == 90
    with pytest.raises(Unreadable):
        Figures(program, early, date(2031, 5, 19)).of("Prices", "Index", APRIL_2031)
