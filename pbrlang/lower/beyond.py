"""What programs say of a contract, and what has one reckoning of all statements does not."""

from collections.abc import Iterator

from pbrlang.ir.expressions import PreviousOf
from pbrlang.ir.lateness import known_late
from pbrlang.ir.program import Program, account_of
from pbrlang.ir.visit import walk
from pbrlang.lower.refusals import REASONS
from pbrlang.source import Span
from pbrlang.source.late import Late

_LATE = (
    "it becomes known only in the course of the contract, and here all statements are made from what is known at once"
)


class Beyond(metaclass=Late):
    """A part that only programs say, with the number of its clause and why others do not."""

    part: str
    clause: str
    span: Span
    reason: str


def beyond(program: Program) -> Iterator[Beyond]:
    """All such parts; workbooks and views decline them."""
    for each in known_late(program):
        yield Beyond(each.name, each.clause, each.span, _LATE)
    for clause in program.clauses.values():
        if clause.to_date is not None:
            yield Beyond(clause.name, clause.clause, clause.span, REASONS["to date"])
    for name, definition in program.definitions.items():
        if definition.role == "account" or any(isinstance(each, PreviousOf) for each in walk(definition.body)):
            yield Beyond(account_of(name), definition.clause, definition.span, REASONS["earlier period"])
    for cap in program.caps.values():
        if cap.limits != "money":
            yield Beyond(cap.name, cap.clause, cap.span, REASONS["which stand"])
        if cap.carried:
            yield Beyond(cap.name, cap.clause, cap.span, REASONS["carried on"])
    for clause in program.clauses.values():
        read = (each for each in (clause.amount, clause.when) if each is not None)
        if any(isinstance(each, PreviousOf) for expr in read for each in walk(expr)):
            yield Beyond(clause.name, clause.clause, clause.span, REASONS["earlier period"])
