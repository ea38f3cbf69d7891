"""What views cannot say of a contract, each part with its reason."""

from collections import Counter

from attrs import define, field

from pbrlang.backends.sql.naming import clashes, relation
from pbrlang.backends.sql.script.flavours import FLAVOURS
from pbrlang.backends.sql.script.inputs import input_name
from pbrlang.backends.sql.script.settled import in_instalments
from pbrlang.backends.sql.script.sizes import Size
from pbrlang.backends.sql.script.writing import ScriptWriter
from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.expressions import Lines
from pbrlang.ir.program import Cap, Clause
from pbrlang.lower.beyond import beyond
from pbrlang.lower.errors import CannotBuild
from pbrlang.lower.model import Lowered
from pbrlang.lower.nodes import Tally
from pbrlang.source import Span

ADVICE = "`pbr pay` works it out, and `pbr build --to python` where it can"


def refused(lowered: Lowered, size: Size) -> tuple[Diagnostic, ...]:
    """All that views cannot say; nothing where they can say the whole contract."""
    refuser = _Refuser(lowered, size)
    refuser.whole()
    for clause in lowered.program.clauses.values():
        refuser.clause(clause)
    for cap in lowered.program.caps.values():
        refuser.cap(cap)
    if not refuser.told:
        refuser.rows()
    return tuple(refuser.told)


@define(eq=False)
class _Refuser:
    lowered: Lowered
    size: Size
    told: list[Diagnostic] = field(factory=list)

    def _refuse(self, span: Span, part: str, number: str, reason: str) -> None:
        self.told.append(CannotBuild(span, part, number, reason, ADVICE))

    def whole(self) -> None:
        program = self.lowered.program
        terms = program.terms
        for each in beyond(program):
            self._refuse(each.span, each.part, each.clause, each.reason)
        names = [each for table in program.tables.values() for each in (relation(table.name), input_name(table))]
        names += ["statement", "problems", "settlement_periods", "payers", "not_paid", "receivers"]
        names += [f"{relation(name)}_lines" for name in program.clauses]
        alike = [name for name, times in Counter(names).items() if times > 1]
        if alike or clashes(program.tables):
            self._refuse(terms.span, terms.name, "", "two tables or columns would have one name in a database")
        if not program.clauses:
            self._refuse(terms.span, terms.name, "", "it has no payments")

    def clause(self, each: Clause) -> None:
        periods = self.lowered.program.calendars[self.lowered.program.terms.step].periods
        if each.payable_on_its_date and any(one.first == one.last for one in periods):
            why = "a statement of its own would have the days of a settlement period"
        elif in_instalments(each) and any(_reads(one, each.name) for one in self.lowered.tallies):
            why = "something is counted of what it takes back in instalments"
        else:
            return
        self._refuse(each.span, each.name, each.clause, why)

    def cap(self, each: Cap) -> None:
        if any(self.lowered.program.clauses[name].recovery for name in each.clauses):
            self._refuse(each.span, each.name, each.clause, "views limit payments and deductions, and this a clawback")
        if each.net or each.taken:
            self._refuse(each.span, each.name, each.clause, "views limit sums gross of what is taken back")

    def rows(self) -> None:
        """What SQL cannot say, part by part; the databases differ in nothing of that."""
        writer = ScriptWriter(self.lowered, FLAVOURS[0], self.size)
        for part, made in (*writer.sheets.refused, *writer.settling.refused):
            self.told.append(CannotBuild(made.span or part.span, part.name, part.clause, made.reason, ADVICE))


def _reads(tally: Tally, clause: str) -> bool:
    return isinstance(tally.over, Lines) and tally.over.clause == clause
