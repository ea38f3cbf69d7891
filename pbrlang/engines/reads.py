"""What the part of a contract that does not grow with the data reads of what does."""

from attrs import define, field

from pbrlang.ir.expressions import Aggregate, Covered, Expr, FieldOf, FirstDay, Lines, PreviousOf, ValueOf, WordOf
from pbrlang.ir.program import Clause, Program
from pbrlang.ir.visit import clause_parts, of_subject, parts
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import LineHome, Path, rows_of
from pbrlang.source import Span


def is_bulk(program: Program, clause: Clause) -> bool:
    """Whether a clause is for rows of a table, or for lines of a clause that is."""
    home = clause.home
    if isinstance(home, LineHome):
        return is_bulk(program, program.clauses[home.clause])
    return rows_of(home) is not None


@define(eq=False)
class Part:
    """A named part of a contract, as messages tell it."""

    name: str
    clause: str
    span: Span


@define(eq=False)
class Reads:
    """Aggregates over rows, or over what clauses for rows make due, and what rows cover, by who reads each first.

    Those in `many` are read for each row of a table, at a limit for each. `settled` has ways from lines of clauses for
    rows, by clause, where what is paid or recovered is added up. `refused` is what no question can be made of, with the
    table of the rows at which it is read, if there is one.
    """

    program: Program
    asked: dict[Aggregate, Part] = field(factory=dict)
    covered: dict[Covered, Part] = field(factory=dict)
    settled: dict[str, list[Path]] = field(factory=dict)
    refused: list[tuple[Part, Refusal, Expr, str | None]] = field(factory=list)
    seen: set[str] = field(factory=set)
    many: dict[Aggregate, str] = field(factory=dict)
    for_rows: str | None = None

    def gather(self) -> "Reads":
        """Go through all that is read where a contract is settled."""
        program = self.program
        for clause in program.clauses.values():
            if not is_bulk(program, clause):
                part = Part(clause.name, clause.clause, clause.span)
                self._visit_all(clause_parts(clause), part)
            if clause.advance is not None:
                self._visit(clause.advance.unearned.day, Part(clause.name, clause.clause, clause.span))
        for cap in program.caps.values():
            home = rows_of(cap.home)
            self.for_rows = home.table if home else None
            self.seen.clear()
            self._visit(cap.most, Part(cap.name, cap.clause, cap.span))
            self.for_rows = None
        for each in program.breaks.values():
            if each.when is not None:
                self._visit(each.when, Part(each.name, each.clause, program.terms.span))
        return self

    def _visit_all(self, exprs: list[Expr], part: Part) -> None:
        for each in exprs:
            self._visit(each, part)

    def _visit(self, expr: Expr, part: Part) -> None:
        match expr:
            case Aggregate() if self._is_bulk(expr):
                self._note(expr, part)
                self._visit_all(list(of_subject(expr)), part)
                return
            case FieldOf() | WordOf() if self.for_rows:
                self._refuse(expr, part, "a limit that is worked out from fields of each row")
            case Covered() if not self.for_rows:
                self.covered.setdefault(expr, part)
            case Covered() | FirstDay() if self.program.tables:
                self._refuse(expr, part, " ".join(expr.span.text.split()))
            case ValueOf(definition=name) | PreviousOf(definition=name) if name not in self.seen:
                self.seen.add(name)
                found = self.program.definitions[name]
                self._visit(found.body, Part(name, found.clause, found.span))
            case _:
                pass
        self._visit_all(list(parts(expr)), part)

    def _refuse(self, expr: Expr, part: Part, what: str) -> None:
        self.refused.append((part, Refusal("not in SQL", expr.span, what), expr, self.for_rows))

    def _is_bulk(self, aggregate: Aggregate) -> bool:
        over = aggregate.over
        return not isinstance(over, Lines) or is_bulk(self.program, self.program.clauses[over.clause])

    def _note(self, aggregate: Aggregate, part: Part) -> None:
        over = aggregate.over
        if not isinstance(over, Lines) or over.amount == "due":
            self.asked.setdefault(aggregate, part)
            if self.for_rows:
                self.many[aggregate] = self.for_rows
            return
        plain = aggregate.word in ("total", "number") and not aggregate.keys
        if not plain or aggregate.where is not None or aggregate.body is not None:
            text = " ".join(aggregate.span.text.split())
            self._refuse(aggregate, part, f"what is {over.amount} where lines are picked: {text}")
            return
        self.settled.setdefault(over.clause, []).append(aggregate.member)
