"""What depends on what: the order of evaluation, circles, and what depends on when it is read."""

from collections.abc import Callable, Container, Iterable, Iterator

from attrs import define, field

from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.errors import Cycle
from pbrlang.ir.expressions import (
    Aggregate,
    Covered,
    Expr,
    FirstDay,
    IndexedBy,
    InGroup,
    Lines,
    Members,
    PreviousOf,
    ReadOn,
    Rows,
    ValueOf,
)
from pbrlang.ir.loops import looped
from pbrlang.ir.program import Cap, Clause, Cohort, Definition, Group, account_of
from pbrlang.ir.recovering import Advance, Recovery
from pbrlang.ir.tables import Table
from pbrlang.ir.visit import clause_parts, walk
from pbrlang.names.homes import ByMembership, GroupHome, Home, part_of, steps_of
from pbrlang.source import Span


@define(eq=False, repr=False)
class Graph:
    """The parts of a contract, each with what it reads. A clause has two: what is due, and what is paid of it."""

    definitions: dict[str, Definition]
    groups: dict[str, Group]
    clauses: dict[str, Clause]
    caps: dict[str, Cap]
    tables: dict[str, Table]
    cohorts: dict[str, Cohort] = field(factory=dict)
    through_steps: bool = False
    """Whether a balance read at the step before counts as read; it comes before everything in the step itself."""
    reads: dict[str, tuple[str, ...]] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        for name, definition in self.definitions.items():
            self.reads[name] = self._reads([definition.body])
        for name, group in self.groups.items():
            self.reads[name] = self._reads([group.where])
        for name, clause in self.clauses.items():
            homes = (clause.home, *(clause.often.homes if clause.often else ()))
            self.reads[name] = (*_groups(homes), *self._reads(clause_parts(clause)))
            self.reads[f"{name} paid"] = self._paid(clause)
            self.reads[f"{name} recovered"] = self._recovered(clause) if clause.advance else (f"{name} paid",)

    def _reads(self, expressions: Iterable[Expr]) -> tuple[str, ...]:
        """The parts that some expressions read; a cohort of a group's members reads that group."""
        every = list(expressions)
        cohorts = {cohort for each in every for inner in walk(each) for cohort in _memberships(inner)}
        groups = [group for each in sorted(cohorts & set(self.cohorts)) if (group := self.cohorts[each].group)]
        steps = {name for name, each in self.definitions.items() if each.role == "account" and not self.through_steps}
        return (*_reads(every, steps), *groups)

    def _paid(self, clause: Clause) -> tuple[str, ...]:
        """What is paid of a clause depends on its caps, and on what is due of all that share them."""
        found = [clause.name]
        together = looped(self.clauses, self.caps)
        names = together if clause.name in together and clause.recovery is None else {clause.name}
        for cap in self.caps.values():
            if names.intersection(cap.clauses):
                found += [*cap.clauses, *_groups([cap.home]), *self._reads([cap.most])]
        found += [each for each in self.clauses if each in names]
        if clause.recovery is not None:
            for other, sources in self._together(clause, lambda each: each.recovery):
                found += [other, *(f"{name} paid" for name in sources)]
        return tuple(dict.fromkeys(found))

    def _recovered(self, clause: Clause) -> tuple[str, ...]:
        """What is set off against an advance depends on what is paid of it, and of all that is set off against it."""
        found: list[str] = []
        for other, sources in self._together(clause, lambda each: each.advance):
            advance = self.clauses[other].advance
            found += [f"{other} paid", *(f"{name} paid" for name in sources)]
            found += self._reads([advance.unearned.day]) if advance else ()
        return tuple(dict.fromkeys(found))

    def _together(
        self, clause: Clause, of: Callable[[Clause], Recovery | Advance | None]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The clauses that take from the same sources as one does, by way of others too, with their sources."""
        taking = {name: found.clauses for name, each in self.clauses.items() if (found := of(each)) is not None}
        waiting, joined = [clause.name], {clause.name: None}
        while waiting:
            sources = set(taking[waiting.pop()])
            met = [name for name, those in taking.items() if name not in joined and sources.intersection(those)]
            joined.update(dict.fromkeys(met))
            waiting += met
        yield from ((name, taking[name]) for name in joined)

    def order(self, complaints: list[Diagnostic]) -> tuple[str, ...]:
        """Every part after those that it reads; a circle is told once, with all of it."""
        done: dict[str, None] = {}
        told: set[str] = set()
        for name in self.reads:
            self._visit(name, done, [], told, complaints)
        return tuple(done)

    def _visit(
        self, name: str, done: dict[str, None], path: list[str], told: set[str], complaints: list[Diagnostic]
    ) -> None:
        if name in done or name not in self.reads:
            return
        if name in path:
            circle = path[path.index(name) :]
            if not told & set(circle):
                complaints.append(self._cycle(circle))
                told.update(circle)
            return
        for read in self.reads[name]:
            self._visit(read, done, [*path, name], told, complaints)
        done[name] = None

    def _cycle(self, circle: list[str]) -> Cycle:
        first = min(range(len(circle)), key=lambda index: self._span(circle[index]).start)
        ordered = circle[first:] + circle[:first]
        spans = [self._span(each) for each in ordered]
        names = tuple(dict.fromkeys(_clause_of(each) for each in ordered))
        accounts = (each for each in circle if each in self.definitions and self.definitions[each].role == "account")
        account = next(map(account_of, accounts), None)
        return Cycle(spans[0], names=names, others=tuple(spans[1 : len(names)]), account=account)

    def _span(self, name: str) -> Span:
        for place in (self.definitions, self.groups, self.clauses):
            if name in place:
                return place[name].span
        return self.clauses[_clause_of(name)].span

    def timed(self, order: Iterable[str]) -> frozenset[str]:
        """The definitions and groups whose value depends on the date on which they are read."""
        found = {name for name, each in self.definitions.items() if each.role == "account"}
        for name in order:
            body = self.definitions[name].body if name in self.definitions else None
            body = self.groups[name].where if name in self.groups else body
            if body is not None and any(self._moves(each, found) for each in walk(body)):
                found.add(name)
        return frozenset(found)

    def _moves(self, expr: Expr, found: set[str]) -> bool:
        if isinstance(expr, ValueOf | PreviousOf):
            return expr.definition in found
        if isinstance(expr, ReadOn | Covered | FirstDay | IndexedBy):
            return True
        if isinstance(expr, InGroup):
            return expr.group in found
        if not isinstance(expr, Aggregate):
            return False
        if isinstance(expr.over, Lines) or expr.that_are in found:
            return True
        if isinstance(expr.over, Members) and expr.over.group in found:
            return True
        table = self.tables.get(expr.over.table) if isinstance(expr.over, Rows | Members) else None
        return table is None or bool(table.dated or table.lasts)


def side_of(lines: Lines) -> str:
    """The part of a contract that gives some lines an amount."""
    return {"due": lines.clause, "recovered": f"{lines.clause} recovered"}.get(lines.amount, f"{lines.clause} paid")


def _clause_of(name: str) -> str:
    """The clause of which a part is the paid or the recovered side."""
    return name.removesuffix(" paid").removesuffix(" recovered")


def _groups(homes: Iterable[Home]) -> Iterator[str]:
    """The groups of whose members some homes are."""
    for home in homes:
        members = part_of(home, GroupHome)
        if members is not None:
            yield members.group


def _memberships(expr: Expr) -> Iterator[str]:
    """The cohorts by which the ways in an expression go."""
    for name in ("path", "member", "subject"):
        for step in steps_of(getattr(expr, name, ())):
            if isinstance(step, ByMembership):
                yield step.cohort


def _reads(expressions: Iterable[Expr], steps: Container[str] = ()) -> tuple[str, ...]:
    """The parts that some expressions read, in the order of the text, but for `steps` that are read one step before."""
    found: dict[str, None] = {}
    for expr in expressions:
        for each in walk(expr):
            if isinstance(each, PreviousOf) and each.definition in steps:
                continue
            if isinstance(each, ValueOf | PreviousOf):
                found[each.definition] = None
            elif isinstance(each, Covered):
                groups = (cover.over for cover in (*each.by, *each.without))
                found.update((over.group, None) for over in groups if isinstance(over, Members))
            elif isinstance(each, InGroup):
                found[each.group] = None
            elif isinstance(each, Aggregate):
                if isinstance(each.over, Lines):
                    found[side_of(each.over)] = None
                if isinstance(each.over, Members):
                    found[each.over.group] = None
                if each.that_are is not None:
                    found[each.that_are] = None
    return tuple(found)
