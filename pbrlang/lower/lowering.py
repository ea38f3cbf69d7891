"""Names and tallies of a contract, each lowered once, whoever reads it first."""

from collections.abc import Mapping

from attrs import define, field

from pbrlang.ir.expressions import Aggregate, OfSubject
from pbrlang.ir.program import Definition, Group, Program
from pbrlang.lower.expressions import Lowering
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.model import Value
from pbrlang.lower.nodes import Node, Tally
from pbrlang.lower.numbers import as_ratio
from pbrlang.lower.refusals import Refusal
from pbrlang.lower.tallying import Tallying
from pbrlang.names.homes import (
    CalendarHome,
    CohortHome,
    ContractHome,
    GroupHome,
    Home,
    LineHome,
    ListHome,
    PairHome,
    TableHome,
    parts_of,
)

_COMBINED = (TableHome, GroupHome, CalendarHome, CohortHome, ListHome)
_HOMES = (*_COMBINED, ContractHome, LineHome)


@define(eq=False, repr=False)
class Names:
    """The lowered definitions, groups and tallies of a contract."""

    program: Program
    tallies: dict[Tally, None] = field(factory=dict)
    values: dict[str, Value | Refusal] = field(factory=dict)

    def reader(self, home: Home, part: str, clause: str, asked: Mapping[OfSubject, Node] | None = None) -> Lowering:
        """What lowers the expressions of a part that are read at the elements of a home."""
        known = _COMBINED if isinstance(home, PairHome) else _HOMES
        if not all(isinstance(each, known) for each in parts_of(home)):
            raise Refusal("unknown part", None, f"`for each` of {part}")
        return Lowering(self, home, part, clause, asked or {})

    def meaning(self, name: str) -> Value:
        """A definition or group; Refusal, each time it is read, where it cannot be lowered."""
        known = self.values.get(name)
        if known is None:
            try:
                known = self._lowered(name)
            except Refusal as refusal:
                known = refusal
            self.values[name] = known
        if isinstance(known, Refusal):
            raise known
        return known

    def value(self, name: str) -> Node:
        """The body of a definition or group."""
        return self.meaning(name).body

    def _lowered(self, name: str) -> Value:
        definition = self.program.definitions.get(name)
        return self._definition(definition) if definition else self._group(self.program.groups[name])

    def _definition(self, each: Definition) -> Value:
        refuse_unknown(each, each.name)
        body = self.reader(each.home, each.name, each.clause).node(each.body)
        body = as_ratio(body) if each.role == "account" else body
        return Value(each.name, each.home, body, each.clause, each.span, False, each.note)

    def _group(self, each: Group) -> Value:
        refuse_unknown(each, each.name)
        home = TableHome(each.table)
        body = self.reader(home, each.name, each.clause).condition(each.where)
        return Value(each.name, home, body, each.clause, each.span, True)

    def tally(self, aggregate: Aggregate, reader: Lowering) -> Node:
        """The lowered reading of an aggregate, what it takes from its subject being lowered by `reader`."""
        read = Tallying(self, aggregate, reader).read()
        self.tallies[read.tally] = None
        return read
