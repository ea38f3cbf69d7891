"""Which clauses read the lines of which others: the order in which their views are made."""

from collections.abc import Iterator

from attrs import define, field

from pbrlang.ir.expressions import Lines, Members
from pbrlang.lower.model import Due, Lowered
from pbrlang.lower.nodes import Node, OfMembers, ReadValue
from pbrlang.lower.visit import walk
from pbrlang.names.homes import rows_of


@define(eq=False)
class Strata:
    """The strata of clauses: each reads lines of lower ones alone. The contract has no circles."""

    lowered: Lowered
    known: dict[str, int] = field(factory=dict)

    def of(self, clause: str) -> int:
        """The stratum of a clause, from 0."""
        if clause not in self.known:
            read = dict.fromkeys(self._lines_read(self.lowered.clauses[clause]))
            self.known[clause] = max((self.of(name) + 1 for name in read), default=0)
        return self.known[clause]

    def _lines_read(self, due: Due) -> Iterator[str]:
        limit = due.limit.most if due.limit else None
        waiting: list[Node] = [each for each in (due.day, due.when, due.amount, limit) if each is not None]
        group = getattr(rows_of(due.clause.home), "group", None)
        names = [group] if group else []
        seen: set[str] = set()
        while waiting or names:
            while names:
                name = names.pop()
                if name not in seen:
                    seen.add(name)
                    waiting.append(self.lowered.values[name].body)
            for node in walk(waiting.pop()) if waiting else ():
                names += _names(node)
                if isinstance(node, OfMembers) and isinstance(node.tally.over, Lines):
                    yield node.tally.over.clause


def _names(node: Node) -> list[str]:
    match node:
        case ReadValue(name=name):
            return [name]
        case OfMembers(tally=tally):
            group = tally.over.group if isinstance(tally.over, Members) else None
            return [each for each in (tally.that_are, group) if each]
        case _:
            return []
