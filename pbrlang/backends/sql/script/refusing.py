"""What views cannot say of a contract, each part with its reason."""

from collections import Counter

from attrs import define, field

from pbrlang.backends.sql.naming import clashes, relation
from pbrlang.backends.sql.script.flavours import FLAVOURS
from pbrlang.backends.sql.script.inputs import input_name
from pbrlang.backends.sql.script.sheets import sheets_of
from pbrlang.backends.sql.script.sizes import Size
from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.expressions import Constant
from pbrlang.ir.program import Cap, Clause
from pbrlang.ir.recovering import Recovery
from pbrlang.lower.errors import CannotBuild
from pbrlang.lower.model import Lowered
from pbrlang.names.homes import CalendarHome, ContractHome, Path, ToElement, rows_of
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
        for each in (self.lowered.payers, *self.lowered.splits):
            if each is not None:
                why = "views do not say who bears which share of a statement"
                self._refuse(terms.span, "the shares of payers", "", why)
        names = [each for table in program.tables.values() for each in (relation(table.name), input_name(table))]
        names += ["statement", "problems", "settlement_periods"]
        alike = [name for name, times in Counter(names).items() if times > 1]
        if alike or clashes(program.tables):
            self._refuse(terms.span, terms.name, "", "two tables or columns would have one name in a database")
        if not program.clauses:
            self._refuse(terms.span, terms.name, "", "it has no payments")

    def clause(self, each: Clause) -> None:
        if each.recovery is not None and not self._is_of_the_row(each, each.recovery):
            why = "how much may be taken back depends on more than what was paid for the same row"
        elif each.payable_on_its_date:
            why = "it has a statement of its own on its date"
        else:
            return
        self._refuse(each.span, each.name, each.clause, why)

    def _is_of_the_row(self, clause: Clause, recovery: Recovery) -> bool:
        """Whether a clawback takes back at once, of what one payment without a limit paid for the same row."""
        program = self.lowered.program
        [source, *others] = recovery.clauses
        twins = [each for each in program.clauses.values() if each.recovery and source in each.recovery.clauses]
        return (
            not others
            and len(twins) == 1
            and rows_of(clause.home) == rows_of(program.clauses[source].home)
            and all(_is_to_row(each) for each in (recovery.line, recovery.sources[source]))
            and not recovery.within
            and recovery.instalments is None
            and clause.often is None
            and not any(source in cap.clauses or clause.name in cap.clauses for cap in program.caps.values())
        )

    def cap(self, each: Cap) -> None:
        program = self.lowered.program
        others = [cap for cap in program.caps.values() if set(cap.clauses) & set(each.clauses)]
        if each.loser != "latest first" or each.limits != "money":
            why = "views cut the latest sums, and this limit chooses otherwise"
        elif not isinstance(each.home, ContractHome | CalendarHome):
            why = "views limit sums over the contract or a period, and this is for each of something else"
        elif not isinstance(each.most, Constant):
            why = "views limit to a sum that stands in the contract, and this is worked out"
        elif len(others) > 1:
            why = "another limit cuts the same sums"
        elif any(program.clauses[name].sign < 0 for name in each.clauses):
            why = "views limit payments, and this limits deductions"
        elif each.carried or each.net or each.taken:
            why = "views limit each window by itself, gross"
        else:
            return
        self._refuse(each.span, each.name, each.clause, why)

    def rows(self) -> None:
        """What SQL cannot say for each row; the databases differ in nothing of that."""
        for clause, made in sheets_of(self.lowered, FLAVOURS[0].dialect, self.size).refused:
            span = made.span or clause.span
            self.told.append(CannotBuild(span, clause.name, clause.clause, made.reason, ADVICE))


def _is_to_row(path: Path) -> bool:
    return len(path) == 1 and isinstance(path[0], ToElement)
