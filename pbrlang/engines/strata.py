"""Which clauses for rows read the lines of which others: the order in which they are worked out."""

from collections.abc import Iterator

from attrs import define, field

from pbrlang.engines.reads import is_bulk
from pbrlang.ir.expressions import Aggregate, Expr, InGroup, Lines, Members, PreviousOf, ValueOf
from pbrlang.ir.program import Clause, Program
from pbrlang.ir.visit import clause_parts, walk
from pbrlang.names.homes import GroupHome, part_of


@define(eq=False)
class Strata:
    """The strata of the clauses for rows: each reads lines of lower ones alone."""

    program: Program
    known: dict[str, int] = field(factory=dict)

    def of(self, clause: str) -> int:
        """The stratum of a clause, from 0."""
        if clause not in self.known:
            self.known[clause] = 0
            read = [name for name in self._read(self.program.clauses[clause]) if name != clause]
            bulk = [name for name in read if is_bulk(self.program, self.program.clauses[name])]
            self.known[clause] = max((self.of(name) + 1 for name in bulk), default=0)
        return self.known[clause]

    def _read(self, clause: Clause) -> Iterator[str]:
        group = part_of(clause.home, GroupHome)
        waiting: list[Expr] = clause_parts(clause)
        names = [group.group] if group else []
        seen: set[str] = set()
        while waiting or names:
            while names:
                name = names.pop()
                if name not in seen:
                    seen.add(name)
                    waiting.append(self._body(name))
            for expr in walk(waiting.pop()) if waiting else ():
                names += _names(expr)
                if isinstance(expr, Aggregate) and isinstance(expr.over, Lines):
                    yield expr.over.clause

    def _body(self, name: str) -> Expr:
        group = self.program.groups.get(name)
        return group.where if group is not None else self.program.definitions[name].body


def _names(expr: Expr) -> list[str]:
    match expr:
        case ValueOf(definition=name) | PreviousOf(definition=name) | InGroup(group=name):
            return [name]
        case Aggregate(over=over, that_are=that_are):
            return [each for each in (that_are, over.group if isinstance(over, Members) else None) if each]
        case _:
            return []
