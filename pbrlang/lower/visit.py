"""Walking over nodes."""

from collections.abc import Iterator

from pbrlang.lower.nodes import Needed, Node, OfMembers, Operation, ReadCell, ReadFigure, Rounded, Tally, YearOfDay


def parts(node: Node) -> tuple[Node, ...]:
    """The nodes directly inside another; of a tally also those that are read for its members."""
    match node:
        case Operation():
            return node.arguments
        case ReadCell():
            return node.keys
        case YearOfDay():
            return (node.day,)
        case ReadFigure():
            return (node.at,)
        case Rounded() | Needed():
            return (node.of,)
        case OfMembers():
            return (*of_subject(node), *of_members(node.tally))
        case _:
            return ()


def of_subject(read: OfMembers) -> tuple[Node, ...]:
    """What is read for a tally at its subject."""
    return (*(day for stretch in read.stretches for day in stretch), *read.keys, *read.asked)


def of_members(tally: Tally) -> tuple[Node, ...]:
    """What is read for the members of a tally."""
    return (*tally.keys, *(each for each in (tally.where, tally.body) if each is not None))


def walk(node: Node) -> Iterator[Node]:
    """A node and all inside it."""
    yield node
    for part in parts(node):
        yield from walk(part)


def own(node: Node) -> Iterator[Node]:
    """A node and all inside it that is read at the same element: not what is read for the members of a tally."""
    yield node
    for part in of_subject(node) if isinstance(node, OfMembers) else parts(node):
        yield from own(part)
