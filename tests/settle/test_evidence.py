from datetime import date
from fractions import Fraction

import pytest

from pbrlang.calendar.periods import Period
from pbrlang.ir.expressions import Expr, Lines, Rows, Window
from pbrlang.ir.program import Always, Example, Expected, GivenRows, GivenValue, Program
from pbrlang.kinds.model import SHARE, YES_NO, Kind
from pbrlang.names.homes import CONTRACT, CalendarHome, TableHome, ToContract
from pbrlang.settle import STANDING, AlwaysResult, ExampleResult, run_example, try_always
from pbrlang.source.late import changed
from tests.interpret.building import (
    CLAIM_AMOUNT,
    GBP,
    SPAN,
    aggregate,
    apply,
    cap,
    claims,
    clause,
    const,
    counting,
    definition,
    having,
    of_value,
    paying_claims,
    pounds,
    small,
)
from tests.settle.real_contracts import west_yorkshire_custody, work_programme

Told = Fraction | date | bool | str


def rows(table: str, text: str) -> GivenRows:
    lines = [tuple((cell.strip(), SPAN) for cell in line.split("|")) for line in text.strip().splitlines()]
    return GivenRows(table, lines[0], tuple(lines[1:]), SPAN)


def expected(
    name: str | None,
    value: Told | int,
    *,
    period: Period | None = None,
    settled: str | None = None,
    keys: tuple[tuple[str, str], ...] = (),
    kind: Kind = GBP,
) -> Expected:
    exact = Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return Expected(name, settled, keys, period, exact, kind, SPAN)


def example(*expects: Expected, given: tuple[GivenRows | GivenValue, ...] = ()) -> Example:
    tables = tuple(each for each in given if isinstance(each, GivenRows))
    values = tuple(each for each in given if isinstance(each, GivenValue))
    return Example("an example", values, tables, expects, SPAN)


def found(result: ExampleResult) -> list[object]:
    return [each.why_not or each.found for each in result.outcomes]


PARTICIPANTS = """
    Participant | Payment Group | Referred On  | Attached On
    P1          | JSA 18 To 24  | 20 June 2011 | 4 July 2011
"""
EMPLOYMENT = """
    Participant | Weeks In Work | Reached On
    P1          | 26 weeks      | 1 February 2012
    P1          | 30 weeks      | 29 February 2012
"""
THIRTY_WEEKS = (rows("Participant", PARTICIPANTS), rows("Employment Claim", EMPLOYMENT))


def month(contract: Program, name: str) -> Period:
    return next(each for each in contract.calendars["month"].periods if each.name == name)


def test_the_worked_example_of_the_work_programme() -> None:
    contract = work_programme()
    result = run_example(
        contract,
        example(
            expected("Attachment Fee", 400, period=month(contract, "July 2011")),
            expected("Job Outcome", 1200, period=month(contract, "February 2012")),
            expected("Sustainment", 170, keys=(("Participant", "P1"), ("Weeks In Work", "30"))),
            expected("Sustainment", 0, keys=(("Participant", "P1"), ("Weeks In Work", "26 weeks"))),
            expected("Sustainment", 170, keys=(("Employment Claim", "P1"),)),
            expected(
                "Conversion Rate", 1, keys=(("Payment Group", "JSA 18 To 24"), ("Attachment Year", "1")), kind=SHARE
            ),
            expected(None, 1370, period=month(contract, "February 2012")),
            expected(None, 1770 + 480),
            given=THIRTY_WEEKS,
        ),
    )
    assert found(result) == [400, 1200, 170, 0, "there is no Employment Claim P1 in the rows given", 1, 1370, 2250]
    assert [each.held for each in result.outcomes] == [True, True, True, True, False, True, True, True]
    assert not result.held


def test_given_values_and_the_periods_they_are_for() -> None:
    contract = west_yorkshire_custody()
    one = contract.calendars["year"].periods[0]
    nights = GivenValue("Bed Nights", one, Fraction(47_500), SPAN)
    result = run_example(
        contract,
        example(
            expected("Saving Achieved", Fraction(1, 20), period=one, kind=SHARE),
            expected("Grant Recovery", 187_500, period=one),
            expected("Grant Recovery", 187_500, period=one, settled="recovered"),
            expected("Target", Fraction(1, 10), kind=SHARE),
            given=(nights,),
        ),
    )
    assert result.held


def test_what_came_out_instead() -> None:
    contract = having(small(), paying_claims(), cap("Ceiling", ("Claim Payment",), pounds(3)))
    given = rows("Claim", "Claim | Amount | Made On\nC1 | £5 | 1 May 2030")
    result = run_example(
        contract,
        example(expected("Claim Payment", 3), expected("Claim Payment", 3, settled="paid"), given=(given,)),
    )
    assert found(result) == [5, 3]
    assert (result.held, [each.held for each in result.outcomes]) == (False, [False, True])


def test_a_definition_is_asked_of_one_element_that_has_a_value() -> None:
    ratio = definition("Ratio", CONTRACT, apply("divide", const(1), const(0)))
    of_claims = definition("Half", TableHome("Claim"), apply("divide", CLAIM_AMOUNT, const(2), kind=GBP), GBP)
    contract = having(small(), ratio, of_claims)
    given = rows("Claim", "Claim | Amount | Made On\nC1 | £5 | 1 May 2030\nC2 | £6 | 1 May 2030")
    expects = (
        expected("Ratio", 1),
        expected("Half", 1),
        expected("Half", 3, keys=(("Claim", "C2"),)),
        expected("Half", 3, keys=(("Claim", "C9"),)),
        expected("Half", 3, keys=(("Nobody", "C2"),)),
    )
    assert found(run_example(contract, example(*expects, given=(given,)))) == [
        "Ratio has no value here: it divides by nought",
        "Half is asked of 2 things, and must be asked of one",
        3,
        "Half is asked of nothing, and must be asked of one",
        "Half is asked of nothing, and must be asked of one",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Claim | Amount | Made On\nC1 | five | 1 May 2030", "`five` in Amount"),
        ("Claim | Person | Amount | Made On\nC1 | P9 | £5 | 1 May 2030", "`P9` in Person names no Person"),
    ],
)
def test_faults_in_its_rows(text: str, message: str) -> None:
    contract = having(small(), paying_claims())
    result = run_example(contract, example(expected(None, 5), given=(rows("Claim", text),)))
    (fault,) = result.faults
    assert message in fault.message()
    assert (result.held, result.outcomes) == (False, ())


def test_rows_that_the_contract_cannot_be_applied_to() -> None:
    late = PARTICIPANTS.replace("4 July 2011", "4 July 2012")
    given = (rows("Participant", late), rows("Employment Claim", EMPLOYMENT))
    result = run_example(work_programme(), example(expected(None, 0), given=given))
    assert {each.fault.code for each in result.faults} == {"PBR540"}
    assert not result.held


# --- properties ----------------------------------------------------------------------


def moves(cause: str, effect: str, *, more: bool, rises: bool) -> Always:
    return Always(f"{cause} {effect}", None, cause, effect, more, rises, SPAN)


def tried(contract: Program, always: Always, *examples: Example, data: bool = False) -> AlwaysResult:
    contract = changed(contract, examples=examples, always=(always,))
    (result,) = try_always(contract, claims(("C1", None, 40, date(2030, 5, 1))) if data else None)
    return result


def at_nights(contract: Program, number: int) -> Example:
    period = contract.calendars["year"].periods[0]
    return example(given=(GivenValue("Bed Nights", period, Fraction(number), SPAN),))


@pytest.mark.parametrize(
    ("more", "rises", "holds"), [(False, True, True), (True, True, False), (False, False, False), (True, False, True)]
)
def test_moving_a_cause_in_one_direction(more: bool, rises: bool, holds: bool) -> None:
    contract = west_yorkshire_custody()
    always = moves("Bed Nights", "Grant Recovery", more=more, rises=rises)
    result = tried(contract, always, at_nights(contract, 47_500))
    assert result.held is holds
    assert result.trials > 0
    assert STANDING == "stated, not proved"


def test_a_counter_example_says_what_was_moved() -> None:
    contract = west_yorkshire_custody()
    always = moves("Bed Nights", "Grant Recovery", more=True, rises=True)
    failed = tried(contract, always, at_nights(contract, 47_500)).failed
    assert failed is not None
    assert (failed.case, failed.at) == ("the example “an example”", {"year": "year 1"})
    assert failed.moved == (Fraction(47_500), Fraction(47_501))
    assert failed.totals == (Fraction(187_500), Fraction(187_575))


def test_a_cause_worked_out_from_data_is_moved_at_each_of_its_elements() -> None:
    total = aggregate(
        "total", Rows("Claim"), (ToContract(),), (ToContract(),), window=Window("in", "year"), body=CLAIM_AMOUNT
    )
    contract = having(
        small(),
        definition("Claimed", CalendarHome("year"), total, counting("claim")),
        clause(
            "Fee",
            CalendarHome("year"),
            apply("lesser", pounds(50), of_value("Claimed"), kind=GBP),
            until=date(2032, 3, 31),
        ),
        timed=("Claimed",),
    )
    result = tried(contract, moves("Claimed", "Fee", more=True, rises=True), data=True)
    assert result.failed is not None
    assert (result.failed.case, result.failed.at) == ("the data", {"year": "year 1"})
    assert result.failed.moved == (Fraction(40), Fraction(41))
    assert tried(contract, moves("Claimed", "Fee", more=False, rises=True), data=True).held


def of_all(name: str, which: str = "due") -> Expr:
    return aggregate("total", Lines(name, which), (ToContract(),), ())


@pytest.mark.parametrize(("most", "holds"), [(3, True), (2, False)])
def test_a_condition_over_the_whole_contract(most: int, holds: bool) -> None:
    contract = having(small(), paying_claims(), cap("Ceiling", ("Claim Payment",), pounds(3)))
    condition = changed(apply("at most", of_all("Claim Payment", "paid"), pounds(most)), kind=YES_NO)
    always = Always("a text", condition, None, None, False, False, SPAN)
    result = tried(contract, always, example(), data=True)
    assert (result.held, result.trials) == (holds, 2)
    assert (result.failed is None) is holds
    if result.failed:
        assert result.failed.case == "the data"


def test_nothing_is_tried_on_rows_that_cannot_be_read() -> None:
    given = rows("Claim", "Claim | Amount | Made On\nC1 | five | 1 May 2030")
    always = Always("a text", const(False, YES_NO), None, None, False, False, SPAN)
    result = tried(having(small(), paying_claims()), always, example(given=(given,)))
    assert (result.held, result.trials) == (True, 0)
