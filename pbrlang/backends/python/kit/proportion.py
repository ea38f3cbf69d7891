"""Cutting lines in proportion."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from pbrlang.backends.python.kit.caps import Entry, Room
from pbrlang.backends.python.kit.rows import Line


def in_proportion(
    statement_of: Callable[[Line[Any]], Any],
) -> Callable[[Sequence[Entry], Room], dict[Line[Any], int]]:
    """What is paid where all lose alike: the lines of each statement share the room that earlier ones left."""

    def cut(entries: Sequence[Entry], room: Room) -> dict[Line[Any], int]:
        statements: dict[Any, list[Entry]] = {}
        for entry in entries:
            statements.setdefault(statement_of(entry.line), []).append(entry)
        paid: dict[Line[Any], int] = {}
        so_far = 0
        for statement in sorted(statements, key=lambda each: each.order):
            last: date = statement.last
            shared = shared_out(statements[statement], max(0, room(last) - so_far))
            paid.update(shared)
            so_far += sum(shared.values())
        return paid

    return cut


def shared_out(entries: Sequence[Entry], room: int) -> dict[Line[Any], int]:
    """Room shared over lines in proportion to their amounts, to the coin.

    The coins left over go to those that lost the largest part of a coin, and of equal ones to the first by clause,
    date and key.
    """
    wanted = sum(each.amount for each in entries)
    if wanted <= room:
        return {each.line: each.amount for each in entries}
    ordered = sorted(entries, key=lambda each: (each.place[0], each.line.day, each.place[1]))
    floors = [each.amount * room // wanted for each in ordered]
    lost = [each.amount * room % wanted for each in ordered]
    most_lost = sorted(range(len(ordered)), key=lambda place: -lost[place])
    extra = set(most_lost[: room - sum(floors)])
    return {each.line: floors[place] + (place in extra) for place, each in enumerate(ordered)}
