"""What cannot be lowered is told with its clause and the reason; a refusal that is no longer one fails here."""

from fractions import Fraction
from typing import Any

import attrs
import pytest

from pbrlang.backends.excel import Basis
from pbrlang.backends.excel import build as workbook
from pbrlang.backends.sql.script import build as script
from pbrlang.engines.errors import DeclinedByEngine
from pbrlang.engines.telling import plan_of
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
PART = "Visit Part for each Visit means {part}\n\n"
PICKED = """
Best Part means the greatest Visit Part of Visits to date, or 0% where there are no Visits
"""
QUOTIENT = PART.format(part="Length / (Length + 7 minutes)") + PICKED
PENCE = "((£1 * (Length / (Length + 7 minutes))) rounded to the nearest penny, half up)"
ROUNDED = PART.format(part=PENCE) + PICKED.replace("0%", "£0")
READ_BY_ANOTHER = QUOTIENT + "\nTwice The Part means Best Part * 2\n"

VISIT = "payment Visit Made\n    for each Visit\n    pays £20\n"
CAP = VISIT + "\ncap Ceiling\n    limits {what}, including results settled after the term\n    {how}\n"
GROUP = "Keen Client means each Client where Joined On is before 1 May 2030\n\n"
STAYS = """
data Stay
    Stay         identifier
    Client       refers to Client
    Arrived On   date
    Left On      date
    one row for each Stay
    lasts from Arrived On to Left On, in nights

Nights Housed means number of nights covered by Stays to date
"""
STANDS = CAP.format(what="number of Visiting Fees to 2 for each Client", how="the greatest stand").replace(
    "Visit Made", "Visiting Fee"
)
ROOM = CAP.format(
    what="Visit Made to £30 for each year",
    how="cutting the latest first\n    unused room is carried forward\n    money cut is lost",
)
CASES = {
    "picked quotient": QUOTIENT,
    "break": "fee Fixed\n    for each year\n    pays £1,000\n\n"
    "break Early Exit\n    on 31 March 2032\n    ends the term\n",
    "covered": STAYS,
    "first day": "Third One for each Client means the first day on which number of Visits to that day is at least 3\n",
    "members limited": GROUP + VISIT + "    once for each Keen Client\n",
    "carried on": CAP.format(
        what="Visit Made to £30 for each year",
        how="cutting all in proportion\n    unused room is carried forward\n    money cut is lost",
    ),
    "which stand": STANDS
    + "\ncap Money\n    limits Visiting Fee to £30 over the contract, including results settled after the term\n"
    "    cutting the latest first\n    applied after Ceiling\n    gross of sums taken back\n",
    "net": CAP.format(
        what="Visit Made to £30 over the contract", how="cutting the latest first\n    net of sums taken back"
    )
    + "\nclawback Undone\n    for each Visit\n    recovers £5 from Visit Made, as a debt\n",
    "recovered together": VISIT
    + "\nbonus Long Visit\n    for each Visit\n    pays £5\n"
    + "\nclawback Undone\n    for each Visit\n    recovers £5 from Visit Made, Long Visit, as a debt\n",
    "entering group": GROUP
    + "cohort Intake\n    groups Keen Clients by Joined On every quarter, from 1 April 2030 to 31 March 2033\n"
    "    each Keen Client is observed for 30 days from Joined On\n    confirmed at once\n",
}
"""A contract for each refusal that a contract can meet."""

IN_DATABASES = {"not in SQL", "too large", "recorded", "to date", "earlier period"}


def told(text: str) -> tuple[CannotBuild, ...]:
    found = lower(compiled(FRAME + text))
    assert not isinstance(found, Lowered), "this is no refusal any more: take it off the list"
    return tuple(each for each in found if isinstance(each, CannotBuild))


def test_each_refusal_has_a_case() -> None:
    assert {*CASES, "unknown part"} == set(REASONS) - IN_DATABASES
    assert set(REASONS) == set(ADVICE)


@pytest.mark.parametrize("why", CASES)
def test_each_refusal_refuses(why: str) -> None:
    found = told(CASES[why])
    for each in found:
        assert each.number or why == "recovered together"
        assert not each.number or f"(clause {each.number})" in each.message()
    assert (REASONS[why], ADVICE[why]) in [(each.reason, each.help()) for each in found]
    assert not [each for each in found if "does not know" in each.reason]


def test_what_reads_a_refused_part_is_refused_too() -> None:
    assert [each.part for each in told(READ_BY_ANOTHER)] == ["Best Part", "Twice The Part"]


def test_a_rounded_quotient_may_be_picked() -> None:
    assert isinstance(lower(compiled(FRAME + ROUNDED)), Lowered)


def test_quotients_may_be_added_up() -> None:
    assert isinstance(lower(compiled(FRAME + SUM_OF_QUOTIENTS)), Lowered)


def test_a_cap_for_each_member_of_a_group_is_refused() -> None:
    limit = "limits Visit Made to £30 for each Keen Client, for the term only\n    cutting the latest first\n"
    assert REASONS["members limited"] in refused(compiled(FRAME + GROUP + VISIT + "\ncap Ceiling\n    " + limit))


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
    (each,) = told(QUOTIENT)
    span: Span = each.span
    assert span.text.startswith("the greatest Visit Part of Visits to date")


# --- what databases and workbooks decline, and programs do not

RECORDED = """
data Session
    Session      identifier
    Held On      date
    Entered On   date
    one row for each Session
    dated Held On
    recorded on Entered On

payment Held
    for each Session
    pays £5
"""
ACCOUNT = """
account Sum Owed
    steps each year
    opens at £1,000
    reduced by Repayment

payment Repayment
    for each year
    pays £100
"""
BEFORE = """
Costs for each year means total of Cost of Visits in the year

fee Growth
    for each year
    pays Costs - Costs Before
    not less than £0

Costs Before for each year means previous Costs, or £0 at the start
"""
TO_DATE = "payment Share Of Cost\n    pays to date total of Cost of Visits to date / 3\n"
FIGURES = """
table Fuel Price by year
    | Year | Fuel Price | Published On |
    | 1    | £0.31      | {day}        |
    | 2    | £0.33      | {day}        |
    | 3    | £0.34      | {day}        |
    | 4    | £0.34      | {day}        |

payment Fuel
    for each Visit
    pays Fuel Price
"""


@pytest.mark.parametrize(
    ("text", "part", "reason"),
    [
        (RECORDED, "Session", "becomes known only in the course of the contract"),
        (FIGURES.format(day="2031-01-01"), "Fuel Price", "becomes known only in the course of the contract"),
        (TO_DATE, "Share Of Cost", REASONS["to date"]),
        (ACCOUNT, "Sum Owed", REASONS["earlier period"]),
        (STANDS, "Ceiling", REASONS["which stand"]),
        (ROOM, "Ceiling", REASONS["carried on"]),
        (BEFORE, "Costs Before", REASONS["earlier period"]),
        (FIGURES.format(day="2029-01-01"), "Fuel", "a table of figures by date"),
    ],
)
def test_what_becomes_known_late_is_declined_with_its_clause_where_statements_are_made_at_once(
    text: str, part: str, reason: str
) -> None:
    lowered = lower(compiled(FRAME + text))
    assert isinstance(lowered, Lowered)
    last = lowered.program.terms.settles_until
    book = workbook(Basis(lowered, {}, last, {"statements": []}, 3))
    views = script(lowered)
    for told in (book, views):
        assert isinstance(told, tuple)
        assert any(
            each.part == part and each.number and reason in each.reason
            for each in told
            if isinstance(each, CannotBuild)
        )


def test_a_database_declines_rows_that_count_from_the_day_on_which_they_are_recorded() -> None:
    planned = plan_of(compiled(FRAME + RECORDED))
    assert isinstance(planned, tuple)
    told = [each for each in planned if isinstance(each, DeclinedByEngine)]
    assert [(each.part, each.reason) for each in told] == [("Held", REASONS["recorded"])]
