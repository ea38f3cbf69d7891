"""Totals, numbers, shares and picks over the members of a collection."""

from collections.abc import Mapping
from typing import Protocol

from attrs import define, field

from pbrlang.ir.expressions import PICKS, Aggregate, Collection, Lines, Members, OfSubject, Rows, Window
from pbrlang.ir.program import Program
from pbrlang.ir.visit import asked_of_subject
from pbrlang.lower.expressions import Lowering
from pbrlang.lower.forms import RATIO, RATIO_FORM, Form, number
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.model import Value
from pbrlang.lower.nodes import (
    Asked,
    Needed,
    Node,
    OfMembers,
    ReadField,
    ReadLinked,
    ReadPick,
    ReadTally,
    ReadValue,
    Tally,
)
from pbrlang.lower.numbers import common
from pbrlang.lower.refusals import Refusal
from pbrlang.lower.stillness import members_are_still
from pbrlang.names.homes import GroupHome, Home, LineHome, TableHome
from pbrlang.source.late import changed

_PICKS = PICKS | {"different"}


class World(Protocol):
    """What a tally needs to know of the rest of the contract."""

    program: Program

    def reader(self, home: Home, part: str, clause: str, asked: Mapping[OfSubject, Node] | None = None) -> Lowering:
        """What lowers the expressions of a part that are read at the elements of a home."""

    def meaning(self, name: str) -> Value:
        """A definition or group."""


@define(eq=False, repr=False)
class Tallying:
    """Lowers one aggregate; what it takes from its subject is lowered by `reader`."""

    world: World
    aggregate: Aggregate
    reader: Lowering
    what: str = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.what = " ".join(self.aggregate.span.text.split())

    def read(self) -> OfMembers:
        """The lowered reading of the aggregate."""
        aggregate, over, clause = self.aggregate, self.aggregate.over, self.aggregate.span.clause or ""
        refuse_unknown(over, self.what)
        if isinstance(over, Lines) and over.amount == "recovered" and self.world.program.clauses[over.clause].advance:
            raise Refusal("unknown part", aggregate.span, f"what is taken back of an advance, {self.what}")
        members = _members(over)
        asked = {each: self.reader.node(each.of) for each in asked_of_subject(aggregate)}
        stand_ins = {
            each: Asked(node.form, clause, place, _name_of(node)) for place, (each, node) in enumerate(asked.items())
        }
        inner = self.world.reader(members, self.what, clause, stand_ins)
        keys = [self._key(inner.node(one), self.reader.node(other)) for one, other in aggregate.keys]
        body = self._body(inner)
        tally = Tally(
            word="held" if aggregate.word in _PICKS or _is_quotient(body) else aggregate.word,
            over=over,
            members=members,
            member=aggregate.member,
            where=inner.condition(aggregate.where) if aggregate.where is not None else None,
            body=body,
            length=aggregate.length,
            that_are=aggregate.that_are,
            still=False,
            scale=self._scale(body),
            keys=tuple(one for one, _ in keys),
            asked=tuple(stand_ins.values()),
        )
        for group in (aggregate.that_are, over.group if isinstance(over, Members) else None):
            if group is not None:
                self.world.meaning(group)
        tally = changed(tally, still=not asked and members_are_still(self.world.program, tally))
        given = (self._form(tally), clause, tally, aggregate.subject, aggregate.window)
        more = (
            self._stretches(aggregate.window),
            tuple(other for _, other in keys),
            tuple(asked.values()),
            self._ties(),
        )
        if tally.word == "held":
            return ReadPick(*given, *more, aggregate.word)
        return ReadLinked(*given, *more) if any(more) else ReadTally(*given)

    def _ties(self) -> bool:
        if self.aggregate.ties and not isinstance(self.reader.home, TableHome | GroupHome):
            told = f"what comes before a row that is combined with others, {self.what}"
            raise Refusal("unknown part", self.aggregate.span, told)
        return self.aggregate.ties

    def _key(self, one: Node, other: Node) -> tuple[Node, Node]:
        """A further link, read at a member and at the subject: two numbers over one scale, or what is alike anyway."""
        if RATIO in (one.form.what, other.form.what):
            raise Refusal("unknown part", None, f"a quotient that is to be the same in {self.what}")
        if one.form.scale == other.form.scale:
            return one, other
        if one.form.blank or other.form.blank:
            raise Refusal("unknown part", None, f"numbers of different places that may be blank, in {self.what}")
        return common(one, other)

    def _stretches(self, window: Window | None) -> tuple[tuple[Node, Node], ...]:
        if window is None:
            return ()
        refuse_unknown(window, self.what)
        own: tuple[tuple[Node, Node], ...] = ()
        if window.word == "stretch" and window.first is not None and window.last is not None:
            own = ((self.reader.number(window.first), self.reader.number(window.last)),)
        return (*own, *(each for part in window.parts for each in self._stretches(part)))

    def _body(self, inner: Lowering) -> Node | None:
        aggregate = self.aggregate
        if aggregate.body is None:
            return None
        node = inner.node(aggregate.body)
        if node.form.what == RATIO and aggregate.word != "total":
            raise Refusal("picked quotient", aggregate.span)
        if aggregate.word == "different" or not node.form.blank:
            return node
        return Needed(changed(node.form, blank=False), inner.clause, node)

    def _scale(self, body: Node | None) -> int:
        if self.aggregate.word != "total" or self.aggregate.length:
            return 1
        return body.form.scale if body is not None else int(10**self.world.program.terms.places)

    def _form(self, tally: Tally) -> Form:
        if tally.word == "share":
            return RATIO_FORM
        if tally.word == "number" or tally.length or self.aggregate.word == "different":
            return number(1, 0)
        body = tally.body
        if body is None:
            return number(tally.scale)
        if tally.word == "held":
            return body.form
        low, high = body.form.least, body.form.most
        none_below, none_above = low is not None and low >= 0, high is not None and high <= 0
        return number(tally.scale, 0 if none_below else None, 0 if none_above else None)


def _members(over: Collection) -> Home:
    match over:
        case Rows(table=table):
            return TableHome(table)
        case Members(group=group, table=table):
            return GroupHome(group, table)
        case Lines(clause=clause):
            return LineHome(clause)


def _is_quotient(body: Node | None) -> bool:
    """Whether members add quotients, which are summed one by one."""
    return body is not None and body.form.what == RATIO


def _name_of(node: Node) -> str:
    """The name of what a value is read from."""
    node = node.of if isinstance(node, Needed) else node
    return node.field if isinstance(node, ReadField) else node.name if isinstance(node, ReadValue) else ""
