"""Why a sum stands or does not, where only so many or one of several may."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from pbrlang.diagnostics.prose import listing, plural
from pbrlang.explain.sharing import Room
from pbrlang.explain.words import Words
from pbrlang.interpret import Line
from pbrlang.values.wording import in_words

NOUGHT = Fraction(0)


def so_many(room: Room, line: Line, most: int, greatest: bool, words: Words) -> tuple[bool, str]:
    """Whether a line stands among so many, by its own day, and why or why not."""
    if greatest:
        own = (-room.before[line], *room.order[line][1:])
        here = [each for each in room.lines if each.date <= line.date]
        better = sum((-room.before[each], *room.order[each][1:]) < own for each in here)
        told = f"on {in_words(line.date)} {better} of {plural(len(here), 'sum')} came before it by size"
        return better < most, f"{told}, and {plural(most, 'stands', 'stand')}"
    before = room.lines[: room.lines.index(line)]
    taken = [each for each in before if room.after[each]]
    places = most + int(room.extra)
    of = f"{places}, of which {int(room.extra)} left over from before" if room.extra else f"{places}"
    if len(taken) < places:
        return True, f"it takes place {len(taken) + 1} of {of}"
    last = f", the last {words.line(taken[-1])}" if taken else ""
    return False, f"{plural(len(taken), 'earlier sum')} took the places, of which there are {of}{last}"


def one_alternative(room: Room, line: Line, alternatives: Sequence[Sequence[str]]) -> tuple[bool, str]:
    """Whether the alternative of a line stood on its day, and which did."""
    stood = _standing(room, line.date, alternatives)
    told = f"on {in_words(line.date)} {listing(stood, 'with') if len(stood) > 1 else stood[0]} stood"
    return line.clause in stood, told


def _standing(room: Room, day: date, alternatives: Sequence[Sequence[str]]) -> Sequence[str]:
    """The alternative of which something is paid by a day."""
    for names in alternatives:
        if sum((paid for each, paid in room.after.items() if each.clause in names and each.date <= day), NOUGHT):
            return names
    raise ValueError(f"nothing stood on {day}")
