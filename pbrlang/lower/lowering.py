"""Names and tallies of a contract, each lowered once, whoever reads it first."""

from attrs import define, field

from pbrlang.ir.expressions import Aggregate, Collection, Expr, Lines, Members, Rows
from pbrlang.ir.program import Definition, Group, Program
from pbrlang.lower.expressions import Lowering
from pbrlang.lower.forms import RATIO, RATIO_FORM, Form, number
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.model import Value
from pbrlang.lower.nodes import Needed, Node, ReadTally, Tally
from pbrlang.lower.refusals import Refusal
from pbrlang.lower.stillness import members_are_still
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
from pbrlang.source.late import changed

_COMBINED = (TableHome, GroupHome, CalendarHome, CohortHome, ListHome)
_HOMES = (*_COMBINED, ContractHome, LineHome)


@define(eq=False, repr=False)
class Names:
    """The lowered definitions, groups and tallies of a contract."""

    program: Program
    tallies: dict[Tally, None] = field(factory=dict)
    values: dict[str, Value | Refusal] = field(factory=dict)

    def reader(self, home: Home, part: str, clause: str) -> Lowering:
        """What lowers the expressions of a part that are read at the elements of a home."""
        known = _COMBINED if isinstance(home, PairHome) else _HOMES
        if not all(isinstance(each, known) for each in parts_of(home)):
            raise Refusal("unknown part", None, f"`for each` of {part}")
        return Lowering(self, home, part, clause)

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
        return Value(each.name, each.home, body, each.clause, each.span, False, each.note)

    def _group(self, each: Group) -> Value:
        refuse_unknown(each, each.name)
        home = TableHome(each.table)
        body = self.reader(home, each.name, each.clause).condition(each.where)
        return Value(each.name, home, body, each.clause, each.span, True)

    # --- tallies

    def tally(self, aggregate: Aggregate) -> Node:
        """The lowered reading of an aggregate."""
        over = aggregate.over
        for each in (over, aggregate.window):
            if each is not None:
                refuse_unknown(each, " ".join(aggregate.span.text.split()))
        members = self._members(over)
        clause = aggregate.span.clause or ""
        inner = self.reader(members, " ".join(aggregate.span.text.split()), clause)
        body = self._body(aggregate, aggregate.body, inner)
        tally = Tally(
            word=aggregate.word,
            over=over,
            members=members,
            member=aggregate.member,
            where=inner.condition(aggregate.where) if aggregate.where is not None else None,
            body=body,
            length=aggregate.length,
            that_are=aggregate.that_are,
            still=False,
            scale=self._scale(aggregate, body),
        )
        for group in (aggregate.that_are, over.group if isinstance(over, Members) else None):
            if group is not None:
                self.meaning(group)
        tally = changed(tally, still=members_are_still(self.program, tally))
        self.tallies[tally] = None
        return ReadTally(self._form(tally), clause, tally, aggregate.subject, aggregate.window)

    def _members(self, over: Collection) -> Home:
        match over:
            case Rows(table=table):
                return TableHome(table)
            case Members(group=group, table=table):
                return GroupHome(group, table)
            case Lines(clause=clause):
                return LineHome(clause)

    def _body(self, aggregate: Aggregate, body: Expr | None, inner: Lowering) -> Node | None:
        if body is None:
            return None
        node = inner.node(body)
        if node.form.what == RATIO:
            raise Refusal("sum of quotients", aggregate.span)
        return Needed(changed(node.form, blank=False), inner.clause, node) if node.form.blank else node

    def _scale(self, aggregate: Aggregate, body: Node | None) -> int:
        if aggregate.word != "total" or aggregate.length:
            return 1
        return body.form.scale if body is not None else int(10**self.program.terms.places)

    def _form(self, tally: Tally) -> Form:
        if tally.word == "share":
            return RATIO_FORM
        if tally.word == "number" or tally.length:
            return number(1, 0)
        body = tally.body
        if body is None:
            return number(tally.scale)
        low, high = body.form.least, body.form.most
        none_below, none_above = low is not None and low >= 0, high is not None and high <= 0
        return number(tally.scale, 0 if none_below else None, 0 if none_above else None)
