"""The first day on which something holds: against a search day by day."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.interpret import THE_CONTRACT, Interpreter, Unreadable
from pbrlang.ir.expressions import Aggregate, Constant, DayOf, Expr, FirstDay, Lines, Members, Rows, Window
from pbrlang.kinds.model import DAY, Quantity
from pbrlang.names.homes import CONTRACT, ByDate, TableHome, ToContract
from pbrlang.values.units import Unit
from tests.interpret.building import (
    CLAIM_AMOUNT,
    GBP,
    SPAN,
    STARTS,
    aggregate,
    apply,
    claims,
    definition,
    group,
    of_field,
    of_value,
    paying_claims,
    small,
)

LATER = st.integers(0, 40).map(lambda days: STARTS + timedelta(days))
CLAIMS = st.lists(st.tuples(LATER, st.integers(-3, 5)), max_size=7)
ALL_CLAIMS = Rows("Claim")
TO_DATE = Window("to date")
ALL = ((ToContract(),), (ToContract(),))
LAST = STARTS + timedelta(60)


def total(over: Rows | Members = ALL_CLAIMS) -> Aggregate:
    return aggregate("total", over, *ALL, window=TO_DATE, body=CLAIM_AMOUNT)


def reaches(least: int, what: Expr) -> Expr:
    return apply("at least", what, Constant(GBP, SPAN, Fraction(least)))


def first(condition: Expr) -> FirstDay:
    return FirstDay(DAY, SPAN, condition)


def by_search(made: list[tuple[date, int]], least: int, t: date) -> date | None:
    """Day by day, from the first on which something happens; a total that falls again changes nothing."""
    day = min((day for day, _ in made), default=t + timedelta(1))
    while day <= t:
        if sum(amount for when, amount in made if when <= day) >= least:
            return day
        day += timedelta(1)
    return None


@given(CLAIMS, st.integers(-2, 8), LATER, st.booleans())
def test_the_first_day_is_the_one_that_a_search_day_by_day_finds(
    made: list[tuple[date, int]], least: int, t: date, named: bool
) -> None:
    """Read in the condition itself, or by the name of a definition; once by an early reader, then by a late one."""
    contract = small(definition("Sum", CONTRACT, total(), GBP), timed=["Sum"])
    rows = claims(*[(f"C{number}", None, amount, day) for number, (day, amount) in enumerate(made)])
    reader = Interpreter(contract, rows)
    expr = first(reaches(least, of_value("Sum", GBP) if named else total()))
    for reads_on in (t, LAST, t):
        assert reader.evaluate(expr, THE_CONTRACT, reads_on) == by_search(made, least, reads_on)


@given(CLAIMS, LATER)
def test_one_who_asks_on_a_day_is_not_told_of_later_ones(made: list[tuple[date, int]], as_at: date) -> None:
    rows = claims(*[(f"C{number}", None, amount, day) for number, (day, amount) in enumerate(made)])
    reader = Interpreter(small(), rows, as_at=as_at)
    assert reader.evaluate(first(reaches(3, total())), THE_CONTRACT, date.max) == by_search(made, 3, as_at)


def test_days_on_which_a_group_changes_are_tried_too() -> None:
    """Someone becomes a Keen Person by their second claim, and what counts then is the first one too."""
    keen = reaches(2, aggregate("number", Rows("Claim"), *ALL, window=TO_DATE))
    contract = small(group("Keen Claim", "Claim", keen), timed=["Keen Claim"])
    days = [STARTS, STARTS + timedelta(5), STARTS + timedelta(9)]
    rows = claims(*[(f"C{number}", None, 1, day) for number, day in enumerate(days)])
    reader = Interpreter(contract, rows)
    assert reader.evaluate(first(reaches(2, total(Members("Keen Claim", "Claim")))), THE_CONTRACT, LAST) == days[1]


def test_the_sums_due_under_a_clause_are_dated_by_their_lines() -> None:
    contract = small(paying_claims())
    days = [STARTS, STARTS + timedelta(5)]
    rows = claims(*[(f"C{number}", "P1", 2, day) for number, day in enumerate(days)])
    reader = Interpreter(contract, rows)
    paid = aggregate("total", Lines("Claim Payment"), *ALL, window=TO_DATE)
    assert reader.evaluate(first(reaches(3, paid)), THE_CONTRACT, LAST) == days[1]


def test_nothing_that_is_counted_has_no_first_day() -> None:
    reader = Interpreter(small(), claims())
    assert reader.evaluate(first(reaches(0, total())), THE_CONTRACT, LAST) is None
    blank = apply("blank", of_field("Claim", "Withdrawn On"))
    where = aggregate("number", Rows("Claim"), *ALL, window=TO_DATE, where=blank)
    assert reader.evaluate(first(reaches(1, where)), THE_CONTRACT, LAST) is None


def test_a_row_outside_the_contract_lies_in_no_quarter_of_it() -> None:
    """It is a fault where a value is needed; where a clause is dated by it, there is no line."""
    last_day = DayOf(DAY, SPAN, "last day", (ByDate("quarter"),))
    named = definition("Quarter End", TableHome("Claim"), last_day, DAY)
    late = apply("after", of_value("Quarter End", DAY), Constant(DAY, SPAN, STARTS))
    rows = claims(("C1", None, 1, STARTS - timedelta(1)), ("C2", None, 1, STARTS))
    early, inside = rows["Claim"]
    reader = Interpreter(small(named), rows)
    assert reader.evaluate(late, inside, LAST) is True
    with pytest.raises(Unreadable) as met:
        reader.evaluate(late, early, LAST)
    assert [each.told.code for each in met.value.faults] == ["PBR541"]
    moved = apply("add", last_day, Constant(Quantity(Unit.noun("day")), SPAN, Fraction(10)), kind=DAY)
    paying = Interpreter(small(paying_claims(day=moved)), rows)
    assert [(line.date, line.element) for line in paying.lines("Claim Payment")] == [(date(2030, 7, 10), inside)]
    assert not paying.faults
