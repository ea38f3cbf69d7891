"""What cannot be lowered is told with its clause and the reason; a refusal that is no longer one fails here."""

from fractions import Fraction
from typing import Any

import attrs
import pytest

from pbrlang.ir.expressions import Apply, Constant, Expr
from pbrlang.ir.program import Clause, Program
from pbrlang.kinds.model import NUMBER, money
from pbrlang.lower import Lowered, lower
from pbrlang.lower.errors import CannotBuild
from pbrlang.lower.known import KNOWN, refuse_unknown
from pbrlang.lower.refusals import ADVICE, REASONS, Refusal
from pbrlang.source import Span
from pbrlang.source.late import changed
from tests.frame import FRAME
from tests.properties.paying import compiled

SUM_OF_QUOTIENTS = """
Length Share means total of (Length / (Length + 7 minutes)) of Visits to date
"""
ROUNDED_QUOTIENTS = """
Visit Part for each Visit means ((£1 * (Length / (Length + 7 minutes))) rounded to the nearest penny, half up)

Length Sum means total of Visit Part of Visits to date
"""
READ_BY_ANOTHER = SUM_OF_QUOTIENTS + "Twice The Length means Length Share * 2\n"

CASES = {"sum of quotients": SUM_OF_QUOTIENTS}
"""A contract for each refusal that a contract can meet."""


def told(text: str) -> tuple[CannotBuild, ...]:
    found = lower(compiled(FRAME + text))
    assert not isinstance(found, Lowered), "this is no refusal any more: take it off the list"
    return tuple(each for each in found if isinstance(each, CannotBuild))


def test_each_refusal_has_a_case() -> None:
    assert {*CASES, "unknown part"} == set(REASONS) == set(ADVICE)


@pytest.mark.parametrize("why", CASES)
def test_each_refusal_refuses(why: str) -> None:
    (each,) = told(CASES[why])
    assert each.reason == REASONS[why]
    assert each.help() == ADVICE[why]
    assert each.number
    assert f"(clause {each.number})" in each.message()


def test_what_reads_a_refused_part_is_refused_too() -> None:
    assert [each.part for each in told(READ_BY_ANOTHER)] == ["Length Share", "Twice The Length"]


def test_a_rounded_quotient_may_be_added_up() -> None:
    assert isinstance(lower(compiled(FRAME + ROUNDED_QUOTIENTS)), Lowered)


GROUP = "Keen Client means each Client where Joined On is before 1 May 2030\n"
LIMITS = {
    "a limit for each member of a group": "payment Visit Made\n    for each Visit\n    pays £20\n"
    "    once for each Keen Client\n",
    "a cap for each member of a group": "payment Visit Made\n    for each Visit\n    pays £20\n\n"
    "cap Ceiling\n    limits Visit Made to £30 for each Keen Client, for the term only\n"
    "    cutting the latest first\n",
}


@pytest.mark.parametrize("what", LIMITS)
def test_a_limit_for_each_member_of_a_group_is_refused(what: str) -> None:
    assert what in refused(compiled(FRAME + GROUP + LIMITS[what]))


# --- parts of the language that came after


class Novel(Expr):
    """An expression that nobody has lowered yet."""


class NovelClause(Clause):
    """A clause that has come to say more."""

    split: tuple[str, ...] = ()


def with_clause(program: Program, **changes: object) -> Program:
    (clause,) = program.clauses.values()
    return changed(program, clauses={clause.name: changed(clause, **changes)})


PAYS = "payment Visit Made\n    for each Visit\n    pays £20\n"


def refused(program: Program) -> str:
    found = lower(program)
    assert not isinstance(found, Lowered)
    return " ".join(each.message() for each in found)


def test_an_unknown_expression_is_refused_by_name() -> None:
    program = compiled(FRAME + PAYS)
    span = program.clauses["Visit Made"].span
    said = refused(with_clause(program, amount=Novel(money("GBP"), span)))
    assert said == "`Visit Made` (clause 4) cannot be built: `pbr build` does not know Novel in Visit Made"


def test_an_unknown_operation_is_refused_by_name() -> None:
    program = compiled(FRAME + PAYS)
    span = program.clauses["Visit Made"].span
    one = Constant(NUMBER, span, Fraction(1))
    said = refused(with_clause(program, amount=Apply(NUMBER, span, "cube", (one,))))
    assert "does not know the operation `cube` in Visit Made" in said


def test_an_unknown_word_is_refused() -> None:
    program = compiled(FRAME + PAYS)
    assert "does not know `by moonlight` in Visit Made" in refused(with_clause(program, parts="by moonlight"))


@pytest.mark.parametrize(("split", "is_refused"), [((), False), (("A council",), True)])
def test_an_attribute_that_came_later_is_refused_where_it_says_something(
    monkeypatch: pytest.MonkeyPatch, split: tuple[str, ...], is_refused: bool
) -> None:
    monkeypatch.setitem(KNOWN, NovelClause, KNOWN[Clause])
    clause = compiled(FRAME + PAYS).clauses["Visit Made"]
    held = {each: getattr(clause, each) for each in KNOWN[Clause]}
    try:
        refuse_unknown(NovelClause(**held, split=split), clause.name)
        found = False
    except Refusal as refusal:
        found = "`split` of Visit Made" in refusal.reason
    assert found == is_refused


def test_every_class_that_is_known_is_known_whole() -> None:
    """What a class has today is lowered or refused; nothing is passed over by an oversight in the table."""
    program = compiled(FRAME + PAYS)
    nodes: list[Any] = [program, program.terms, *program.tables.values(), *program.clauses.values()]
    for node in nodes:
        assert KNOWN[type(node)] <= {each.name for each in attrs.fields(type(node))}


def test_the_place_of_a_refusal_is_what_was_refused() -> None:
    (each,) = told(SUM_OF_QUOTIENTS)
    span: Span = each.span
    assert span.text.startswith("total of (Length / (Length + 7 minutes))")
