"""At most fifteen lines: what matters most is kept, in its order, and the rest is folded."""

from collections.abc import Sequence

from attrs import frozen

from pbrlang.diagnostics.prose import plural

MOST_LINES = 15


@frozen
class Piece:
    """A line to be said, and how much it matters: 0 is never left out."""

    text: str
    weight: int = 0


def fit(pieces: Sequence[Piece], noun: str = "further value") -> tuple[str, ...]:
    """The lines of pieces, each once; of too many those that matter least are left out, the last first, and counted."""
    pieces = tuple({each.text: each for each in reversed(pieces)}.values())[::-1]
    if len(pieces) <= MOST_LINES:
        return tuple(each.text for each in pieces)
    order = sorted(range(len(pieces)), key=lambda place: (pieces[place].weight, place))
    kept = sorted(order[: MOST_LINES - 1])
    folded = plural(len(pieces) - len(kept), noun)
    return (*(pieces[place].text for place in kept), f"… and {folded}.")
