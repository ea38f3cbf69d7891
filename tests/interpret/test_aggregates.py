from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.data.rows import Row
from pbrlang.interpret import THE_CONTRACT, Interpreter, Undefined
from pbrlang.ir.expressions import Aggregate, Expr, Lines, Members, Rows, Window
from pbrlang.names.homes import CONTRACT, ByReference, ToContract, ToElement, ToRow
from tests.interpret.building import CLAIM as CLAIM_TABLE
from tests.interpret.building import (
    CLAIM_AMOUNT,
    GBP,
    STARTS,
    TO_PERSON,
    aggregate,
    apply,
    claims,
    const,
    definition,
    group,
    having,
    of_field,
    of_value,
    paying_claims,
    pounds,
    row,
    rows_to_date,
    small,
    year,
)

DATES = st.dates(date(2030, 4, 1), date(2032, 9, 30))
MADE = st.lists(st.tuples(st.sampled_from(["P1", "P2", None]), st.integers(0, 9), DATES), max_size=12)
Made = list[tuple[str | None, int, date]]


def rows_of(made: Made) -> dict[str, tuple[Row, ...]]:
    return claims(*((f"C{number}", *each) for number, each in enumerate(made)))


def of_person(word: str, **more: object) -> Aggregate:
    return aggregate(word, Rows("Claim"), TO_PERSON, (), **more)


@given(MADE, DATES)
def test_totals_numbers_and_shares_to_date_of_one_person(made: Made, t: date) -> None:
    contract = small(group("Large Claim", "Claim", apply("more than", CLAIM_AMOUNT, pounds(4))))
    rows = rows_of(made)
    reader = Interpreter(contract, rows)
    to_date = Window("to date")
    for person in rows["Person"]:
        own = [amount for key, amount, day in made if key == person.key[0] and day <= t]
        assert reader.evaluate(of_person("total", window=to_date, body=CLAIM_AMOUNT), person, t) == sum(own)
        assert reader.evaluate(of_person("number", window=to_date), person, t) == len(own)
        large = sum(amount > 4 for amount in own)
        share = of_person("share", window=to_date, that_are="Large Claim")
        if own:
            assert reader.evaluate(share, person, t) == Fraction(large, len(own))
        else:
            with pytest.raises(Undefined):
                reader.evaluate(share, person, t)
        members = aggregate("number", Members("Large Claim", "Claim"), TO_PERSON, (), window=to_date)
        assert reader.evaluate(members, person, t) == large


@given(MADE, DATES)
def test_a_condition_of_the_readers_date_gives_what_going_through_the_rows_gives(made: Made, t: date) -> None:
    """The number of rows so far is read inside the condition, so that no sum can be prepared once."""
    contract = small(
        definition("Claims So Far", CONTRACT, rows_to_date("number", "Claim")),
        timed=("Claims So Far",),
    )
    so_far = of_value("Claims So Far", path=(ToContract(),))
    total = of_person(
        "total", window=Window("to date"), body=CLAIM_AMOUNT, where=apply("at most", CLAIM_AMOUNT, so_far)
    )
    rows = rows_of(made)
    read = [(key, amount) for key, amount, day in made if day <= t]
    reader = Interpreter(contract, rows)
    for person in rows["Person"]:
        expected = sum(amount for key, amount in read if key == person.key[0] and amount <= len(read))
        assert reader.evaluate(total, person, t) == expected


@given(MADE, st.integers(1, 2), DATES)
def test_in_the_year_keeps_the_year_and_sees_nothing_later(made: Made, number: int, t: date) -> None:
    contract = small()
    period = year(contract, number)
    total = aggregate(
        "total", Rows("Claim"), (ToContract(),), (ToContract(),), window=Window("in", "year"), body=CLAIM_AMOUNT
    )
    expected = sum(amount for _, amount, day in made if period.first <= day <= min(period.last, t))
    assert Interpreter(contract, rows_of(made)).evaluate(total, period, t) == expected


@given(MADE)
def test_before_this_is_strictly_earlier(made: Made) -> None:
    rows = rows_of(made)
    earlier = aggregate("number", Rows("Claim"), TO_PERSON, TO_PERSON, window=Window("before this"))
    reader = Interpreter(small(), rows)
    for claim, (key, _, day) in zip(rows["Claim"], made, strict=True):
        if key is not None:
            expected = sum(1 for other, _, when in made if other == key and when < day)
            assert reader.evaluate(earlier, claim, day) == expected


def test_lines_are_read_by_what_they_were_earned_for() -> None:
    rows = claims(("C1", "P1", 3, STARTS), ("C2", "P1", 4, date(2030, 6, 1)), ("C3", "P2", 5, STARTS))
    contract = having(small(), paying_claims(when=apply("at least", CLAIM_AMOUNT, pounds(4))))
    path = (ToElement("Claim Payment"), ByReference("Person"))
    total = aggregate("total", Lines("Claim Payment"), path, (), window=Window("to date"))
    number = aggregate("number", Lines("Claim Payment"), path, (), window=Window("to date"))
    reader = Interpreter(contract, rows)
    first, second = rows["Person"]
    assert reader.evaluate(total, first, date(2030, 5, 31)) == 0
    assert reader.evaluate(total, first, date(2030, 6, 1)) == 4
    assert [reader.evaluate(number, each, date(2031, 1, 1)) for each in (first, second)] == [1, 1]


def test_rows_without_a_date_count_always() -> None:
    undated = tuple(row(CLAIM_TABLE, f"C{n}", None, n, None, None) for n in range(1, 4))
    total = rows_to_date("total", "Claim", CLAIM_AMOUNT)
    assert Interpreter(small(), {"Claim": undated}).evaluate(total, THE_CONTRACT, STARTS) == 6


def test_a_fault_of_any_member_is_told_with_all_others() -> None:
    rows = claims(("C1", "P1", 1, STARTS), ("C2", "P1", 1, STARTS), ("C3", "P1", 1, STARTS + timedelta(days=1)))
    withdrawn = of_field("Claim", "Withdrawn On", GBP)
    contract = having(small(), paying_claims(when=apply("more than", of_person_total(withdrawn), pounds(0))))
    reader = Interpreter(contract, rows)
    assert reader.lines("Claim Payment") == ()
    assert [fault.row and fault.row.key[0] for fault in reader.faults] == ["C1", "C2", "C3"]
    assert {fault.told.code for fault in reader.faults} == {"PBR543"}


def of_person_total(body: Expr) -> Aggregate:
    return aggregate("total", Rows("Claim"), TO_PERSON, TO_PERSON, window=Window("to date"), body=body)


def test_given_values_stand_in_the_place_of_meanings() -> None:
    contract = small(definition("Rate", CONTRACT, const(3), GBP), definition("Twice", CONTRACT, twice_the_rate(), GBP))
    reader = Interpreter(contract, {}, given={("Rate", THE_CONTRACT): Fraction(5)})
    assert reader.value("Twice", THE_CONTRACT, STARTS) == 10


def twice_the_rate() -> Expr:
    return apply("multiply", const(2), of_value("Rate", GBP))


def test_a_member_of_a_group_is_itself_as_a_row() -> None:
    rows = claims(("C1", "P1", 3, STARTS))
    reader = Interpreter(small(), rows)
    assert reader.walk(rows["Claim"][0], (ToRow(),), STARTS) is rows["Claim"][0]
