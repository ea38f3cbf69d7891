"""What all blocks have."""

from pbrlang.syntax.tree.base import Accept, Node, Note


class Block(Node):
    """What all blocks have: the clause number, a keyword's place, notes and accepted findings."""

    number: str | None
    keyword: str
    notes: tuple[Note, ...]
    accepts: tuple[Accept, ...]
