"""What a block lies in, as far as it shows in the block's own lines."""

from attrs import frozen


@frozen
class Within:
    """The level of headings here, the room at the left in twentieths of a point, the note and the change around."""

    level: int = 1
    indent: int = 0
    depth: int = 0
    note: str | None = None
    change: str | None = None
    in_clause: bool = False
