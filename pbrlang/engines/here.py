"""What is worked out here though it is for rows, because SQL cannot say it, with all rows that it reads."""

from collections.abc import Iterable

from attrs import define, field

from pbrlang.data.linking import reference_fields
from pbrlang.engines.reads import Part, is_bulk
from pbrlang.ir.expressions import Aggregate, Collection, Covered, Expr, InGroup, Lines, Members, PreviousOf, ValueOf
from pbrlang.ir.program import Clause, Program
from pbrlang.ir.visit import clause_parts, walk
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import GroupHome, LineHome, part_of, rows_of


@define(eq=False)
class Here:
    """Parts that SQL cannot say, with the reason of each, and what they read.

    `clauses` for rows are made here, of rows of `tables` that are brought out; `lines` are of clauses whose lines are
    brought out one by one; `aggregates`, and what rows cover, are read
    here.
    """

    program: Program
    why: list[tuple[Part, Refusal]] = field(factory=list)
    clauses: dict[str, None] = field(factory=dict)
    tables: dict[str, None] = field(factory=dict)
    lines: dict[str, None] = field(factory=dict)
    aggregates: set[Aggregate | Covered] = field(factory=set)
    _seen: set[str] = field(factory=set)

    def refuse_clause(self, clause: Clause, why: Refusal) -> None:
        """Have a clause made here."""
        self._note(Part(clause.name, clause.clause, clause.span), why)
        self.take_clause(clause)

    def refuse_lines(self, clause: Clause, why: Refusal) -> None:
        """Have the lines of a clause brought out one by one, with all that limits for members of groups read."""
        self._note(Part(clause.name, clause.clause, clause.span), why)
        self.take_lines(clause.name)
        for cap in self.program.caps.values():
            group = part_of(cap.home, GroupHome)
            if group is not None and clause.name in cap.clauses:
                self._take_collection(Members(group.group, group.table))

    def refuse(self, part: Part, why: Refusal, expr: Expr, table: str | None = None) -> None:
        """Have something read here that a part of the contract reads, at the rows of a table if there is one."""
        self._note(part, why)
        self.take((expr,))
        if table is not None:
            self.take_table(table)

    def _note(self, part: Part, why: Refusal) -> None:
        known = {(each.name, one.reason) for each, one in self.why}
        if (part.name, why.reason) not in known:
            self.why.append((part, why))

    def take_clause(self, clause: Clause) -> None:
        """All that a clause reads, and the rows that it is for."""
        if clause.name in self.clauses:
            return
        self.clauses[clause.name] = None
        home, group = rows_of(clause.home), part_of(clause.home, GroupHome)
        if home is not None:
            self.take_table(home.table)
        elif isinstance(clause.home, LineHome):
            self.take_lines(clause.home.clause)
        self._take_names([group.group] if group else [])
        self.take(clause_parts(clause))

    def take_table(self, name: str) -> None:
        """The rows of a table, those that they name, and what decides whether they belong to a cohort."""
        if name in self.tables:
            return
        self.tables[name] = None
        for each in reference_fields(self.program.tables[name]):
            self.take_table(each.refers_to or name)
        cohorts = (each for each in self.program.cohorts.values() if each.table == name and each.group)
        self._take_names([each.group or "" for each in cohorts])

    def take_lines(self, clause: str) -> None:
        """The lines of a clause, each with the whole row that it is for."""
        found = self.program.clauses[clause]
        if clause in self.lines or not is_bulk(self.program, found):
            return
        self.lines[clause] = None
        home = rows_of(found.home)
        if home is not None:
            self.take_table(home.table)
        elif isinstance(found.home, LineHome):
            self.take_lines(found.home.clause)

    def take(self, exprs: Iterable[Expr]) -> None:
        """All that some expressions read."""
        for expr in (each for outer in exprs for each in walk(outer)):
            match expr:
                case Aggregate(over=over, that_are=that_are):
                    self.aggregates.add(expr)
                    self._take_collection(over)
                    self._take_names([that_are] if that_are else [])
                case Covered(by=by, without=without):
                    self.aggregates.add(expr)
                    for each in (*by, *without):
                        self._take_collection(each.over)
                case ValueOf(definition=name) | PreviousOf(definition=name) | InGroup(group=name):
                    self._take_names([name])
                case _:
                    pass

    def _take_collection(self, over: Collection) -> None:
        match over:
            case Lines(clause=clause):
                self.take_lines(clause)
            case Members(group=group, table=table):
                self.take_table(table)
                self._take_names([group])
            case _:
                self.take_table(over.table)

    def _take_names(self, names: Iterable[str]) -> None:
        for name in names:
            if name not in self._seen:
                self._seen.add(name)
                group = self.program.groups.get(name)
                self.take((group.where if group is not None else self.program.definitions[name].body,))


def late_tables(program: Program) -> set[str]:
    """The tables whose rows count from the day on which they are recorded, or name rows that do."""
    found = {each.name for each in program.tables.values() if each.recorded}
    while True:
        naming = {
            each.name
            for each in program.tables.values()
            if any(one.refers_to in found for one in reference_fields(each))
        }
        if naming <= found:
            return found
        found |= naming


def refuse_late(program: Program, late: set[str], *read: Clause | Expr) -> None:
    """Refusal where a clause or an expression reads rows that do not count from the start."""
    if not late:
        return
    found = Here(program)
    for each in read:
        if isinstance(each, Clause):
            found.take_clause(each)
        else:
            found.take((each,))
    table = next((program.tables[name] for name in program.tables if name in late & set(found.tables)), None)
    if table is not None:
        raise Refusal("recorded", table.span)
