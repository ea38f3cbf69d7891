from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from pbrlang.interpret import Line
from pbrlang.interpret.paths import row_of
from pbrlang.ir.program import Cap, Program
from pbrlang.names.homes import ByDate, ByReference, CalendarHome, TableHome, ToElement
from pbrlang.settle import Settlement, settle
from pbrlang.source.late import changed
from tests.interpret.building import (
    CLAIM_AMOUNT,
    PENNY,
    STARTS,
    UNTIL,
    apply,
    cap,
    claims,
    clause,
    const,
    definition,
    having,
    key_of,
    of_value,
    paying_claims,
    pounds,
    small,
)

AMOUNTS = st.fractions(min_value=-3, max_value=20, max_denominator=300)
MADE = st.lists(st.tuples(st.sampled_from(["P1", "P2", None]), AMOUNTS, st.dates(STARTS, UNTIL)), max_size=14)
CAPS = st.fractions(min_value=0, max_value=60, max_denominator=300)
LOSERS = st.sampled_from(["latest first", "in proportion"])
Made = Sequence[tuple[str | None, Fraction, date]]

DOUBLE = clause("Double Payment", TableHome("Claim"), apply("multiply", const(2), CLAIM_AMOUNT), number="4.2")
BOTH = ("Claim Payment", "Double Payment")


def settled(contract: Program, made: Made) -> Settlement:
    return settle(contract, claims(*((f"C{number:02}", *each) for number, each in enumerate(made))), as_at=UNTIL)


def capped(*caps: Cap) -> Program:
    return having(small(), paying_claims(), DOUBLE, *caps)


def in_order(settlement: Settlement) -> list[Line]:
    """Lines by date, clause in the text, and key."""
    places = {name: place for place, name in enumerate(BOTH)}
    return sorted(
        settlement.settled,
        key=lambda line: (line.date, places[line.clause], key_of(line)),
    )


def positive(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.due > 0]


@given(MADE, CAPS)
def test_latest_first_is_the_closed_form_over_prefix_sums(made: Made, most: Fraction) -> None:
    settlement = settled(capped(cap("Ceiling", BOTH, pounds(most))), made)
    whole = Fraction(int(most * 100), 100)
    so_far = Fraction(0)
    for line in positive(in_order(settlement)):
        before, so_far = so_far, so_far + line.due
        assert settlement.settled[line].settled == min(so_far, whole) - min(before, whole)


@given(MADE, CAPS, LOSERS)
def test_a_cap_holds_to_the_penny_and_takes_no_more_than_it_must(made: Made, most: Fraction, loser: str) -> None:
    settlement = settled(capped(cap("Ceiling", BOTH, pounds(most), loser=loser)), made)
    paid = [settlement.settled[line].settled for line in positive(in_order(settlement))]
    due = sum(line.due for line in positive(in_order(settlement)))
    assert all(amount >= 0 and (amount / PENNY).denominator == 1 for amount in paid)
    assert all(each.cut >= 0 for each in settlement.settled.values())
    assert sum(paid) == min(due, Fraction(int(most * 100), 100)) <= most


@given(MADE, CAPS, LOSERS)
def test_negative_lines_are_neither_cut_nor_free_room(made: Made, most: Fraction, loser: str) -> None:
    contract = capped(cap("Ceiling", BOTH, pounds(most), loser=loser))
    without = settled(contract, [each for each in made if each[1] > 0])
    settlement = settled(contract, made)
    assert all(each.cut == 0 for each in settlement.settled.values() if each.due <= 0)
    # Leaving out rows leaves the keys of the others in the same order.
    assert [settlement.settled[line].settled for line in positive(in_order(settlement))] == [
        without.settled[line].settled for line in positive(in_order(without))
    ]


@given(MADE, CAPS)
def test_in_proportion_no_line_is_a_penny_from_its_share_of_the_statements_room(made: Made, most: Fraction) -> None:
    settlement = settled(capped(cap("Ceiling", BOTH, pounds(most), loser="in proportion")), made)
    room = Fraction(int(most * 100), 100)
    for statement in settlement.statements:
        lines = [each for each in statement.lines if each.due > 0]
        due = sum(each.due for each in lines)
        share = min(Fraction(1), room / due) if due else Fraction(1)
        assert all(abs(each.settled - each.due * share) < PENNY for each in lines)
        assert sum(each.settled for each in lines) == min(due, room)
        room -= sum(each.settled for each in lines)


def test_pennies_left_over_go_to_the_largest_parts_then_by_text_and_key() -> None:
    day = date(2030, 5, 1)
    contract = having(small(), paying_claims(), cap("Ceiling", ("Claim Payment",), pounds(1), loser="in proportion"))
    settlement = settle(contract, claims(*((f"C{n}", None, 1, day) for n in range(3))), as_at=UNTIL)
    paid = [each.settled for each in settlement.statements[0].lines]
    assert paid == [Fraction(34, 100), Fraction(33, 100), Fraction(33, 100)]


@given(MADE, CAPS, LOSERS)
def test_a_cap_for_each_person_and_one_for_each_year(made: Made, most: Fraction, loser: str) -> None:
    to_person = (ToElement("Claim Payment"), ByReference("Person"))
    one = capped(
        cap("Ceiling", ("Claim Payment",), pounds(most), loser=loser, home=TableHome("Person"), each=to_person)
    )
    settlement = settled(one, made)
    floor = Fraction(int(most * 100), 100)
    for person in ("P1", "P2", None):
        lines = [each for each in settlement.settled.values() if each.clause.name == "Claim Payment" and each.due > 0]
        own = [each for each in lines if row_of(each.line).values["Person"] == person]
        due = sum(each.due for each in own)
        assert sum(each.settled for each in own) == (due if person is None else min(due, floor))
    yearly = capped(cap("Ceiling", BOTH, pounds(most), loser=loser, home=CalendarHome("year"), each=(ByDate("year"),)))
    settlement = settled(yearly, made)
    for year in yearly.calendars["year"].periods:
        own = [
            each
            for each in settlement.settled.values()
            if each.due > 0 and yearly.calendars["year"].at(each.line.date) == year
        ]
        assert sum(each.settled for each in own) == min(sum(each.due for each in own), floor)


@given(MADE, CAPS, CAPS)
def test_caps_act_in_their_order_each_on_what_the_last_left(made: Made, first: Fraction, second: Fraction) -> None:
    contract = capped(cap("First", ("Claim Payment",), pounds(first)), cap("Second", BOTH, pounds(second)))
    settlement = settled(contract, made)
    alone = settled(capped(cap("First", ("Claim Payment",), pounds(first))), made)
    left = {key_of(line): each for line, each in alone.settled.items() if line.clause == "Claim Payment"}
    room = Fraction(int(second * 100), 100)
    for line in positive(in_order(settlement)):
        before = left[key_of(line)].settled if line.clause == "Claim Payment" else line.due
        assert settlement.settled[line].settled == min(before, room)
        room -= min(before, room)


def test_lines_dated_after_its_end_neither_count_nor_are_cut() -> None:
    first, last = date(2030, 5, 1), date(2032, 5, 1)
    made = [("C1", None, Fraction(5), last), ("C2", None, Fraction(5), first)]
    ceiling = cap("Ceiling", ("Claim Payment",), pounds(5), until=date(2032, 3, 31))
    settlement = settle(having(small(), paying_claims(), ceiling), claims(*made), as_at=UNTIL)
    assert settlement.total == 10
    ending = changed(ceiling, until=last)
    assert settle(having(small(), paying_claims(), ending), claims(*made), as_at=UNTIL).total == 5


def test_a_limit_may_be_a_definition_and_is_cut_to_the_penny() -> None:
    most = definition("Most", TableHome("Person"), const(Fraction(10, 3)))
    to_person = (ToElement("Claim Payment"), ByReference("Person"))
    ceiling = cap("Ceiling", ("Claim Payment",), of_value("Most"), home=TableHome("Person"), each=to_person)
    made = [("P1", Fraction(3), STARTS), ("P1", Fraction(3), STARTS), ("P2", Fraction(1), STARTS)]
    assert settled(having(small(), most, paying_claims(), ceiling), made).total == Fraction(333, 100) + 1
