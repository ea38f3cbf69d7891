"""Which nodes give the same value to every reader, whatever the date."""

from pbrlang.ir.expressions import Members
from pbrlang.ir.program import Program
from pbrlang.lower.nodes import Node, OfMembers, ReaderDay, ReadField, ReadIndex, ReadPrevious, ReadValue, Tally
from pbrlang.lower.visit import own


def is_still(program: Program, node: Node) -> bool:
    """Whether a node has one value at an element once it can be read at all."""
    for each in own(node):
        if isinstance(each, OfMembers | ReaderDay | ReadIndex) or (isinstance(each, ReadField) and each.ends):
            return False
        if isinstance(each, ReadValue | ReadPrevious) and each.name in program.timed:
            return False
    return True


def members_are_still(program: Program, tally: Tally) -> bool:
    """Whether what each member adds to a tally is the same for every reader."""
    groups = [tally.that_are, tally.over.group if isinstance(tally.over, Members) else None]
    inner = [each for each in (tally.where, tally.body) if each is not None]
    return not program.timed.intersection(filter(None, groups)) and all(is_still(program, each) for each in inner)
