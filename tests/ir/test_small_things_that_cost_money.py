"""Faults that users met, kept from coming back."""

from fractions import Fraction

import pytest

from pbrlang.diagnostics.apply import apply
from pbrlang.pipeline import Compilation, compile_text
from pbrlang.settle import run_example, settle
from tests.frame import FRAME

HEADER = """contract Short Year
    purpose "To be tried."
    commissioner "A council"
    provider "A charity"
    currency GBP
    runs from {starts} to 31 March 2032
    results settle until 31 March 2032
    years start on 1 April; year 1 is {starts} to {ends}
    settles every year
    part periods are paid by days of the period
    rounds each payment to the nearest penny, half up

fee Desk
    for each year
    pays £36,500
"""


def framed(fragment: str) -> Compilation:
    return compile_text("contract.pbr", fragment + "\n" + FRAME)


def codes(compilation: Compilation) -> list[str]:
    return [each.code for each in compilation.diagnostics]


@pytest.mark.parametrize(
    ("starts", "ends", "first"),
    [
        ("1 July 2030", "31 March 2031", "27400.00"),
        ("1 July 2031", "31 March 2032", "27424.86"),
        ("2 April 2030", "31 March 2031", "36400.00"),
    ],
)
def test_a_short_first_year_is_a_part_of_a_whole_year(starts: str, ends: str, first: str) -> None:
    compilation = compile_text("contract.pbr", HEADER.format(starts=starts, ends=ends))
    assert compilation.program is not None

    statement = settle(compilation.program, {}, as_at=compilation.program.terms.settles_until).statements[0]

    assert statement.total == Fraction(first)


def test_a_clawback_is_no_sum_for_time() -> None:
    text = HEADER.format(starts="1 July 2030", ends="31 March 2031").replace(
        "    part periods are paid by days of the period\n", ""
    )
    grant = "grant Help\n    pays £9,000 on 1 July 2030\n"
    back = "clawback Back\n    for each year\n    recovers £3,000 from Help, as a debt\n"

    assert codes(compile_text("contract.pbr", text)) == ["PBR429"]
    assert codes(compile_text("contract.pbr", text[: text.index("fee")] + grant + back)) == []


def test_dates_are_compared_after_where() -> None:
    plain = "number of Visits in the year where Visited On is on or after 1 May 2030"

    assert codes(framed(f"payment Reward\n    for each year\n    pays £5 per Visit * {plain}\n")) == []


def test_a_sum_may_be_dated_some_days_after_a_date() -> None:
    clause = "payment Reward\n    for each Visit\n    on Visited On + 91 days\n    pays £5\n"

    assert codes(framed(clause)) == []


def test_dates_are_after_one_another_and_not_more() -> None:
    clause = "payment Reward\n    for each Visit\n    when Visited On is more than Joined On\n    pays £5\n"
    found = framed(clause)
    (wrong,) = found.diagnostics

    assert wrong.code == "PBR302"
    assert codes(compile_text("contract.pbr", apply(found.source.written, wrong.edits()[:1]))) == []


def test_days_between_two_dates_that_are_in_order_are_not_negative() -> None:
    clause = "deduction Late\n    for each Visit\n    when Visited On is after Joined On\n"

    assert codes(framed(clause + "    deducts £25 per day * (Visited On - Joined On)\n")) == []


@pytest.mark.parametrize("word", ["never", "unless", "only", "not"])
def test_no_answer_leaves_out_a_word_that_might_reverse_a_clause(word: str) -> None:
    found = framed(f"payment Reward\n    for each Visit\n    when {word} Cost is more than £5\n    pays £5\n")

    assert all(edit.replacement for each in found.diagnostics for edit in each.edits())


def test_a_faulty_header_hides_no_other_mistake() -> None:
    text = HEADER.format(starts="1 April 2030", ends="31 March 2031").replace(", half up", "")
    found = codes(compile_text("contract.pbr", text + "    not more than 5\n"))

    assert found == ["PBR416", "PBR303"]


def test_an_expectation_of_something_that_is_not_there_fails() -> None:
    clause = "payment Reward\n    for each Visit\n    pays £5\n"
    example = """
example "nobody of that name"
    given Clients
        | Client | Joined On    |
        | C1     | 1 April 2030 |
    given Visits
        | Visit | Client | Kind | Length | Cost | Visited On  |
        | V1    | C1     | Long | 5      | £1   | 2 May 2030 |
    expect Reward for Visit V2 is £0
"""
    compilation = framed(clause + example)
    assert compilation.program is not None

    (outcome,) = run_example(compilation.program, compilation.program.examples[0]).outcomes

    assert not outcome.held
    assert outcome.why_not == "there is no Visit V2 in the rows given"
