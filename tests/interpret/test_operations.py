from datetime import date
from fractions import Fraction

import pytest

from pbrlang.data.rows import Row, Value
from pbrlang.interpret import THE_CONTRACT, Interpreter, Undefined, Unreadable
from pbrlang.interpret.operations import OPERATIONS
from pbrlang.ir.expressions import Expr, RoundedTo
from pbrlang.kinds.model import DAY, Identifier
from pbrlang.vocabulary.operations import OPERATIONS as VOCABULARY
from tests.interpret.building import (
    CLAIM_AMOUNT,
    GBP,
    PENNY,
    SPAN,
    STARTS,
    apply,
    claims,
    const,
    counting,
    of_field,
    pounds,
    small,
)

T = date(2031, 1, 1)
ROWS = claims(("C1", "P1", 100, date(2030, 5, 1)))
CLAIM_ROW = ROWS["Claim"][0]
BLANK = of_field("Claim", "Withdrawn On", DAY)
NO_VALUE = apply("divide", const(1), const(0))


def value_of(expr: Expr, row: Row = CLAIM_ROW) -> Value:
    return Interpreter(small(), ROWS).evaluate(expr, row, T)


def test_every_operation_of_the_vocabulary_is_done() -> None:
    assert list(OPERATIONS) == list(VOCABULARY)


def day(number: int) -> Expr:
    return const(date(2030, 4, number), DAY)


@pytest.mark.parametrize(
    ("expr", "value"),
    [
        (apply("add", const(1), const(2)), 3),
        (apply("add", day(1), const(2, counting("week"))), date(2030, 4, 15)),
        (apply("add", const(2, counting("day")), day(1)), date(2030, 4, 3)),
        (apply("subtract", const(1), const(2)), -1),
        (apply("subtract", day(9), day(2)), 7),
        (apply("subtract", day(9), const(1, counting("week"))), date(2030, 4, 2)),
        (apply("multiply", const(Fraction(1, 3)), const(3)), 1),
        (apply("divide", const(1), const(3)), Fraction(1, 3)),
        (apply("negate", const(2)), -2),
        (apply("lesser", const(2), const(1)), 1),
        (apply("greater", const(2), const(1)), 2),
        (apply("otherwise", NO_VALUE, const(5)), 5),
        (apply("otherwise", const(4), NO_VALUE), 4),
        (apply("more than", const(2), const(2)), False),
        (apply("more than", const(3), const(2)), True),
        (apply("less than", const(2), const(2)), False),
        (apply("less than", const(1), const(2)), True),
        (apply("at least", const(2), const(2)), True),
        (apply("at least", const(1), const(2)), False),
        (apply("at most", const(2), const(2)), True),
        (apply("at most", const(3), const(2)), False),
        (apply("is", const("North"), const("North")), True),
        (apply("is", BLANK, day(1)), False),
        (apply("is not", const("North"), const("South")), True),
        (apply("one of", const("North"), const("South"), const("North")), True),
        (apply("one of", const("North"), const("South"), const("West")), False),
        (apply("a multiple of", const(8), const(4)), True),
        (apply("a multiple of", const(9), const(4)), False),
        (apply("a multiple of", const(0), const(4)), True),
        (apply("a multiple of", const(Fraction(3, 2)), const(Fraction(1, 2))), True),
        (apply("blank", BLANK), True),
        (apply("blank", CLAIM_AMOUNT), False),
        (apply("not blank", BLANK), False),
        (apply("not blank", CLAIM_AMOUNT), True),
        (apply("before", day(1), day(2)), True),
        (apply("before", day(2), day(2)), False),
        (apply("on or before", day(2), day(2)), True),
        (apply("on or before", day(3), day(2)), False),
        (apply("after", day(3), day(2)), True),
        (apply("after", day(2), day(2)), False),
        (apply("on or after", day(2), day(2)), True),
        (apply("on or after", day(1), day(2)), False),
        (apply("and", const(True), const(True)), True),
        (apply("and", const(True), const(False)), False),
        (apply("or", const(False), const(True)), True),
        (apply("or", const(False), const(False)), False),
        (RoundedTo(GBP, SPAN, pounds(Fraction(12345, 10_000)), PENNY, "up"), Fraction(124, 100)),
    ],
)
def test_operations(expr: Expr, value: Value) -> None:
    assert value_of(expr) == value


def test_a_condition_is_read_no_further_than_it_is_open() -> None:
    guarded = apply("and", apply("not blank", BLANK), apply("before", BLANK, day(1)))
    assert value_of(guarded) is False
    assert value_of(apply("or", apply("blank", BLANK), apply("before", BLANK, day(1)))) is True


def test_dividing_by_nought_gives_no_value() -> None:
    with pytest.raises(Undefined):
        value_of(apply("add", const(1), NO_VALUE))


def test_a_blank_in_a_sum_is_a_fault_of_its_cell() -> None:
    with pytest.raises(Unreadable) as raised:
        value_of(apply("before", BLANK, day(1)))
    (fault,) = raised.value.faults
    assert fault.row is CLAIM_ROW
    assert (fault.told.code, fault.told.place.column) == ("PBR543", "Withdrawn On")


def test_values_at_the_contract_need_no_row() -> None:
    assert Interpreter(small(), {}).evaluate(const(True), THE_CONTRACT, STARTS) is True


def test_identifiers_compare_by_their_text() -> None:
    person = of_field("Claim", "Person", Identifier("Person"))
    assert value_of(apply("is", person, const("P1"))) is True
