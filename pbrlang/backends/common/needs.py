"""What a function that gives a value has to be handed: what was worked out so far, and the reader's date."""

from collections.abc import Iterator

from attrs import define, field

from pbrlang.lower.model import Due, Lowered, Value
from pbrlang.lower.nodes import (
    Literal,
    Node,
    OfMembers,
    OfPeriod,
    ReaderDay,
    ReadField,
    ReadFigure,
    ReadIndex,
    ReadPrevious,
    ReadValue,
    ReadWord,
)
from pbrlang.lower.visit import own, walk
from pbrlang.names.homes import ByReference, Path, ToContract, rows_of, steps_of


@define(eq=False, repr=False)
class Needs:
    """Tells for each value and clause what its function is handed besides the element."""

    lowered: Lowered
    known: dict[str, tuple[bool, bool]] = field(factory=dict)
    by_other_ways: frozenset[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.by_other_ways = frozenset(
            each.name
            for node in nodes_of(self.lowered)
            for each in walk(node)
            if isinstance(each, ReadPrevious)
            or (isinstance(each, ReadValue) and each.path not in ((), (ToContract(),)))
        )

    def is_constant(self, value: Value) -> bool:
        """Whether a value is one literal, read where it stands or for the whole contract."""
        return isinstance(value.body, Literal) and value.name not in self.by_other_ways

    def remembers(self, value: Value) -> bool:
        """Whether a value is worth remembering: it counts, or reads several others, each of which may do the same."""
        read = list(own(value.body))
        others = sum(isinstance(each, ReadValue) and not self._constant(each.name) for each in read)
        return others > 1 or any(isinstance(each, OfMembers | ReadPrevious) for each in read)

    def of_value(self, name: str) -> tuple[bool, bool]:
        """Whether the function of a value is handed what was worked out so far, and whether the reader's date."""
        if name not in self.known:
            value = self.lowered.values[name]
            if self.is_account(name):
                self.known[name] = True, True
                return self.known[name]
            books, on = self.of_nodes(value.body)
            self.known[name] = (books or self.remembers(value), on)
        return self.known[name]

    def is_account(self, name: str) -> bool:
        """Whether a value is a balance, which is that of the last day of its step."""
        definition = self.lowered.program.definitions.get(name)
        return definition is not None and definition.role == "account"

    def of_due(self, due: Due) -> tuple[bool, bool]:
        """The same for the function of what a clause makes due."""
        nodes = [each for each in (due.when, due.amount) if each is not None]
        needed = [self.of_nodes(each) for each in nodes]
        group = getattr(rows_of(due.clause.home), "group", None)
        if group is not None:
            needed.append(self.of_value(group))
        return any(books for books, _ in needed), any(on for _, on in needed)

    def of_nodes(self, node: Node) -> tuple[bool, bool]:
        """The same for what reads a node."""
        books = on = False
        for each in own(node):
            if isinstance(each, OfMembers) or (
                isinstance(each, ReadField | ReadValue | ReadPrevious | ReadWord | OfPeriod) and by_reference(each.path)
            ):
                return True, True
            books = books or isinstance(each, ReadFigure | ReadIndex)
            if isinstance(each, ReaderDay | ReadIndex) or (isinstance(each, ReadField) and each.ends):
                on = True
            if isinstance(each, ReadValue | ReadPrevious) and not self._constant(each.name):
                more_books, more_on = self.of_value(each.name)
                books, on = books or more_books, on or more_on
        return books, on

    def _constant(self, name: str) -> bool:
        return self.is_constant(self.lowered.values[name])


def nodes_of(lowered: Lowered) -> Iterator[Node]:
    """All nodes that a contract consists of, each with those inside it."""
    yield from (each.body for each in lowered.values.values())
    for due in lowered.clauses.values():
        parts = (due.day, due.when, due.amount, due.limit.most if due.limit else None)
        yield from (each for each in parts if each is not None)
    yield from (each.most for each in lowered.ceilings.values())
    yield from (each.when for each in lowered.breaks if each.when is not None)
    yield from (each.closes for each in lowered.advances.values())


def by_reference(path: Path) -> bool:
    """Whether a path takes a row to one that it names."""
    return any(isinstance(step, ByReference) for step in steps_of(path))
