"""Walking over nodes."""

from collections.abc import Iterator

from pbrlang.lower.nodes import Needed, Node, Operation, ReadCell, ReadTally, Rounded, YearOfDay


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside another; of a tally those that are read for its members."""
    match node:
        case Operation():
            return node.arguments
        case ReadCell():
            return node.keys
        case YearOfDay():
            return (node.day,)
        case Rounded() | Needed():
            return (node.of,)
        case ReadTally(tally=tally):
            return tuple(each for each in (tally.where, tally.body) if each is not None)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """A node and all inside it."""
    yield node
    for part in parts(node):
        yield from walk(part)


def own(node: Node) -> Iterator[Node]:
    """A node and all inside it that is read at the same element: not what is read for the members of a tally."""
    yield node
    if not isinstance(node, ReadTally):
        for part in parts(node):
            yield from own(part)
