"""What every node of the source tree has: the place it was written."""

from collections.abc import Iterator
from typing import cast

from attrs import AttrsInstance, fields

from pbrlang.source import Span
from pbrlang.source.late import Late


class Node(metaclass=Late):
    """A piece of a contract as written. Nodes are compared by identity and never changed."""

    span: Span

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.span!r})"


class Name(Node):
    """A Defined Term as used or defined; `parts` are several where it is written with possessives."""

    parts: tuple[tuple[str, Span], ...]

    @property
    def text(self) -> str:
        """The words, single-spaced, as they would stand in a definition."""
        return "'s ".join(part for part, _ in self.parts)


class Note(Node):
    """Prose in quotation marks, without them."""

    text: str


class Accept(Node):
    """A finding that the parties accept, and why."""

    finding: str
    because: str


class Cell(Node):
    """One cell of a table as written, without the spaces around it."""

    text: str


class Grid(Node):
    """The rows of a table, the first of which is its heading."""

    heading: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


def walk(node: object) -> Iterator[Node]:
    """A node and all nodes inside it, in the order of the text."""
    if isinstance(node, Node):
        yield node
        for attribute in fields(cast(type[AttrsInstance], type(node))):
            if attribute.name != "span":
                yield from walk(getattr(node, attribute.name))
    elif isinstance(node, tuple):
        for each in node:
            yield from walk(each)
