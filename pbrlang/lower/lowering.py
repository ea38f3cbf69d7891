"""Names and tallies of a contract, each lowered once, whoever reads it first."""

from collections.abc import Mapping

from attrs import define, field

from pbrlang.ir.expressions import Aggregate, Collection, Expr, Lines, Members, OfSubject, Rows, Window
from pbrlang.ir.program import Definition, Group, Program
from pbrlang.ir.visit import asked_of_subject
from pbrlang.lower.expressions import Lowering
from pbrlang.lower.forms import RATIO, RATIO_FORM, Form, number
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.model import Value
from pbrlang.lower.nodes import Asked, Needed, Node, ReadField, ReadLinked, ReadTally, ReadValue, Tally
from pbrlang.lower.numbers import common
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
        return Value(each.name, each.home, body, each.clause, each.span, False, each.note)

    def _group(self, each: Group) -> Value:
        refuse_unknown(each, each.name)
        home = TableHome(each.table)
        body = self.reader(home, each.name, each.clause).condition(each.where)
        return Value(each.name, home, body, each.clause, each.span, True)

    # --- tallies

    def tally(self, aggregate: Aggregate, reader: Lowering) -> Node:
        """The lowered reading of an aggregate, what it takes from its subject being lowered by `reader`."""
        over, what = aggregate.over, " ".join(aggregate.span.text.split())
        refuse_unknown(over, what)
        members = self._members(over)
        clause = aggregate.span.clause or ""
        asked = {each: reader.node(each.of) for each in asked_of_subject(aggregate)}
        stand_ins = {
            each: Asked(node.form, clause, place, _name_of(node)) for place, (each, node) in enumerate(asked.items())
        }
        inner = self.reader(members, what, clause, stand_ins)
        keys = [self._key(inner.node(one), reader.node(other), what) for one, other in aggregate.keys]
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
            keys=tuple(one for one, _ in keys),
            asked=tuple(stand_ins.values()),
        )
        for group in (aggregate.that_are, over.group if isinstance(over, Members) else None):
            if group is not None:
                self.meaning(group)
        tally = changed(tally, still=not asked and members_are_still(self.program, tally))
        self.tallies[tally] = None
        stretches = self._stretches(aggregate.window, reader, what)
        kind = ReadLinked if stretches or keys or asked or aggregate.ties else ReadTally
        return kind(
            form=self._form(tally),
            clause=clause,
            tally=tally,
            subject=aggregate.subject,
            window=aggregate.window,
            stretches=stretches,
            keys=tuple(other for _, other in keys),
            asked=tuple(asked.values()),
            ties=self._ties(aggregate, reader, what),
        )

    @staticmethod
    def _ties(aggregate: Aggregate, reader: Lowering, what: str) -> bool:
        if aggregate.ties and not isinstance(reader.home, TableHome | GroupHome):
            raise Refusal(
                "unknown part", aggregate.span, f"what comes before a row that is combined with others, {what}"
            )
        return aggregate.ties

    def _key(self, one: Node, other: Node, what: str) -> tuple[Node, Node]:
        """A further link, read at a member and at the subject: two numbers over one scale, or what is alike anyway."""
        if RATIO in (one.form.what, other.form.what):
            raise Refusal("unknown part", None, f"a quotient that is to be the same in {what}")
        if one.form.scale == other.form.scale:
            return one, other
        if one.form.blank or other.form.blank:
            raise Refusal("unknown part", None, f"numbers of different places that may be blank, in {what}")
        return common(one, other)

    def _stretches(self, window: Window | None, reader: Lowering, what: str) -> tuple[tuple[Node, Node], ...]:
        if window is None:
            return ()
        refuse_unknown(window, what)
        own: tuple[tuple[Node, Node], ...] = ()
        if window.word == "stretch" and window.first is not None and window.last is not None:
            own = ((reader.number(window.first), reader.number(window.last)),)
        return (*own, *(each for part in window.parts for each in self._stretches(part, reader, what)))

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


def _name_of(node: Node) -> str:
    """The name of what a value is read from."""
    node = node.of if isinstance(node, Needed) else node
    return node.field if isinstance(node, ReadField) else node.name if isinstance(node, ReadValue) else ""
