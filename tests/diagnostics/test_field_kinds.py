"""What people write for the kind of a field from habit, and what they are told to write instead."""

import pytest

from pbrlang.pipeline import compile_text
from pbrlang.syntax.errors import UnexpectedWords, UnreadField
from tests.frame import FRAME

CONTRACT = (
    FRAME
    + """data Call
    Call     identifier
    Made On  date
    Told     {kind}
    one row for each Call
    dated Made On
"""
)


def told(kind: str) -> UnreadField:
    found = compile_text("contract.pbr", CONTRACT.format(kind=kind)).diagnostics
    (complaint,) = (each for each in found if isinstance(each, UnreadField))
    return complaint


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("date, may be blank", "date or blank"),
        ("date (optional)", "date or blank"),
        ("optional date", "date or blank"),
        ("number of weeks or nothing", "number of weeks or blank"),
        ("reference to a Client", "refers to Client"),
        ("a Client, can be left blank", "refers to Client or blank"),
        ("string", "text"),
        ("boolean", "yes or no"),
        ("percentage", "share"),
        ("amount of money", "money"),
        ("money >= £0", "money, at least £0"),
        ("money, not more than £90", "money, at most £90"),
        ("money at least £0 to 3 dp", "money, at least £0, to 3 decimal places"),
        ("weeks", "number of weeks"),
        ("one of: Short, Long", "one of Short, Long"),
        ("either Short or Long or blank", "one of Short, Long or blank"),
    ],
)
def test_words_of_habit_are_answered_with_those_of_the_language(written: str, meant: str) -> None:
    complaint = told(written)
    assert [each.replacement for each in complaint.edits()] == [meant]
    mended = compile_text("contract.pbr", CONTRACT.format(kind=meant)).diagnostics
    assert not [each for each in mended if isinstance(each, UnreadField | UnexpectedWords)]


def test_the_whole_kind_is_what_an_answer_replaces() -> None:
    assert told('string    "As it was told."').span.text == "string"


@pytest.mark.parametrize("written", ["number or percent", "flibber", "date of birth"])
def test_what_no_habit_explains_is_answered_with_all_that_a_field_can_hold(written: str) -> None:
    complaint = told(written)
    assert not complaint.edits()
    assert "`yes or no`" in (complaint.help() or "")
