from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.interpret import Fate, Interpreter, Line, key_in_words
from pbrlang.ir.expressions import Expr
from pbrlang.ir.program import Program
from pbrlang.kinds.model import DAY
from pbrlang.names.homes import CONTRACT, CalendarHome, GroupHome, LineHome, ToElement
from pbrlang.source.late import changed
from tests.interpret.building import (
    CLAIM_AMOUNT,
    ENDS,
    GBP,
    STARTS,
    TO_PERSON,
    UNTIL,
    apply,
    claims,
    clause,
    const,
    group,
    having,
    key_of,
    of_field,
    often,
    paying_claims,
    pounds,
    small,
)

Amount = Fraction | int

MAY, JUNE = date(2030, 5, 1), date(2030, 6, 1)


def amounts(contract: Program, *made: tuple[str, str | None, Amount, date]) -> list[tuple[str, Amount]]:
    lines = Interpreter(contract, claims(*made)).lines("Claim Payment")
    return [(key_of(line), line.due) for line in lines]


def told(line: Line) -> tuple[date, Amount]:
    return line.date, line.due


def test_lines_come_by_date_and_key_and_are_rounded() -> None:
    contract = having(small(), paying_claims())
    made: list[tuple[str, str | None, Amount, date]]
    made = [("C2", None, Fraction("1.005"), MAY), ("C1", None, Fraction("2.0049"), MAY), ("C9", None, 3, STARTS)]
    assert amounts(contract, *made) == [("C9", 3), ("C1", 2), ("C2", Fraction("1.01"))]


def test_only_what_is_dated_from_the_first_day_to_the_end_of_the_run_off_earns_a_line() -> None:
    contract = having(small(), paying_claims())
    days = [date(2030, 3, 31), STARTS, UNTIL, date(2032, 10, 1)]
    rows = claims(*((f"C{number}", None, 1, day) for number, day in enumerate(days)))
    reader = Interpreter(contract, rows)
    assert [line.date for line in reader.lines("Claim Payment")] == [STARTS, UNTIL]
    fates = reader.fates()
    assert [fates[row] for row in rows["Claim"]] == [Fate.BEFORE, Fate.EARNED, Fate.EARNED, Fate.AFTER_RUN_OFF]


def test_nothing_later_than_the_date_of_the_statement() -> None:
    contract = having(small(), paying_claims())
    rows = claims(("C1", None, 1, MAY), ("C2", None, 1, JUNE))
    reader = Interpreter(contract, rows, as_at=MAY)
    assert [line.date for line in reader.lines("Claim Payment")] == [MAY]
    assert reader.fates()[rows["Claim"][1]] is Fate.LATER


def test_a_line_may_have_a_day_of_its_own_and_a_blank_one_never_comes() -> None:
    day = of_field("Claim", "Withdrawn On", DAY)
    contract = having(small(), paying_claims(day=day))
    rows = claims(("C1", None, 1, MAY), ("C2", None, 2, MAY))
    rows["Claim"][1].values["Withdrawn On"] = JUNE
    reader = Interpreter(contract, rows)
    (line,) = reader.lines("Claim Payment")
    assert told(line) == (JUNE, 2)
    assert reader.fates()[rows["Claim"][0]] is Fate.UNDATED


def test_a_line_of_nought_is_a_line() -> None:
    contract = having(small(), paying_claims(often=often(const(1), TO_PERSON)))
    assert amounts(contract, ("C1", "P1", 0, MAY), ("C2", "P1", 5, JUNE)) == [("C1", 0)]


@pytest.mark.parametrize(
    ("clamps", "due"),
    [
        ([("not more than", pounds(3))], 3),
        ([("not less than", pounds(7))], 7),
        ([("not more than", pounds(3)), ("not less than", pounds(4))], 4),
        ([("not less than", pounds(4)), ("not more than", pounds(3))], 3),
    ],
)
def test_clamps_act_in_the_order_of_the_text(clamps: list[tuple[str, Expr]], due: int) -> None:
    contract = having(small(), paying_claims(clamps=clamps))
    assert amounts(contract, ("C1", None, 5, MAY)) == [("C1", due)]


PEOPLE = st.sampled_from(["P1", "P2", None])
MADE = st.lists(st.tuples(PEOPLE, st.integers(0, 3), st.dates(STARTS, date(2030, 4, 9))), max_size=12)


@given(MADE, st.integers(0, 3))
def test_limits_keep_the_first_by_date_and_key(made: list[tuple[str | None, int, date]], most: int) -> None:
    condition = apply("more than", CLAIM_AMOUNT, pounds(0))
    contract = having(small(), paying_claims(when=condition, often=often(const(most), TO_PERSON)))
    named = [(f"C{number}", *each) for number, each in enumerate(made)]
    kept = []
    for key, person, amount, day in named:
        earlier = [each for each in named if each[1] == person and each[2] and (each[3], each[0]) < (day, key)]
        if amount and (person is None or len(earlier) < most):
            kept.append((day, key))
    assert [key for key, _ in amounts(contract, *named)] == [key for _, key in sorted(kept)]


def test_who_is_beyond_a_limit_is_told_so() -> None:
    contract = having(small(), paying_claims(often=often(const(1), TO_PERSON)))
    rows = claims(("C1", "P1", 1, MAY), ("C2", "P1", 1, JUNE))
    reader = Interpreter(contract, rows)
    reader.lines("Claim Payment")
    fates = reader.fates()
    assert [fates[row] for row in rows["Claim"]] == [Fate.EARNED, Fate.LIMIT]


def test_only_members_of_a_group_earn() -> None:
    large = group("Large Claim", "Claim", apply("more than", CLAIM_AMOUNT, pounds(4)))
    contract = having(small(), large, clause("Claim Payment", GroupHome("Large Claim", "Claim"), CLAIM_AMOUNT))
    assert amounts(contract, ("C1", None, 4, MAY), ("C2", None, 5, MAY)) == [("C2", 5)]


def fee(contract: Program, parts: str | None) -> list[tuple[str, Amount]]:
    paying = clause("Fee", CalendarHome("quarter"), pounds(910), until=ENDS, parts=parts)
    lines = Interpreter(having(contract, paying), {}).lines("Fee")
    return [(key_in_words(line.element)["quarter"], line.due) for line in lines]


def test_a_clause_for_each_period_runs_to_its_end_and_is_dated_by_its_last_day() -> None:
    names = [f"quarter {quarter} of year {year}" for year in (1, 2) for quarter in (1, 2, 3, 4)]
    assert fee(small(), None) == [(name, 910) for name in names]


@pytest.mark.parametrize(("parts", "last"), [("in full", [910]), ("by days", [Fraction(300)]), ("not paid", [])])
def test_a_period_that_is_cut_off(parts: str, last: list[Fraction]) -> None:
    contract = small()
    quarters = contract.calendars["quarter"]
    cut = changed(quarters.periods[0], last=date(2030, 4, 30))
    calendars = {**contract.calendars, "quarter": changed(quarters, periods=(cut,))}
    assert (cut.days, cut.whole) == (30, 91)
    assert [due for _, due in fee(changed(contract, calendars=calendars), parts)] == last


def test_a_single_payment_of_the_contract() -> None:
    paying = clause("Grant", CONTRACT, pounds(5), day=const(MAY, DAY), alone=True)
    (line,) = Interpreter(having(small(), paying), {}).lines("Grant")
    assert told(line) == (MAY, 5)


def test_a_clause_may_be_for_each_line_of_another() -> None:
    again = clause(
        "Second Payment", LineHome("Claim Payment"), of_field("Claim", "Amount", GBP, (ToElement("Claim Payment"),))
    )
    contract = having(small(), paying_claims(), again)
    lines = Interpreter(contract, claims(("C1", None, 4, MAY))).lines("Second Payment")
    assert [told(line) for line in lines] == [(MAY, 4)]
