"""Rate cards as SQL: the cell for some keys, and whether there is one for all that the keys can be."""

from collections.abc import Mapping, Sequence

from pbrlang.backends.sql.dialects import Dialect
from pbrlang.ir.program import Program
from pbrlang.lower.nodes import Needed, Node, ReadCell, ReadField, YearOfDay

Cells = Mapping[tuple[str | int, ...], int]


def looked_up(dialect: Dialect, keys: Sequence[str], cells: Cells, open_from: Sequence[int | None]) -> str:
    """The cell for some keys, key by key; null where there is none. Years after the last entry are that one."""
    if not keys:
        return str(cells[()])
    firsts = list(dict.fromkeys(key[0] for key in cells))
    key = keys[0] if open_from[0] is None else f"LEAST({keys[0]}, {open_from[0]})"
    arms = []
    for first in firsts:
        inner = {each[1:]: value for each, value in cells.items() if each[0] == first}
        arms.append((first, looked_up(dialect, keys[1:], inner, open_from[1:])))
    told = " ".join(f"WHEN {dialect.literal(first)} THEN {arm}" for first, arm in arms)
    return f"(CASE {key} {told} END)"


def is_complete(program: Program, node: ReadCell, cells: Cells) -> bool:
    """Whether there is a cell for all that the keys can be."""
    counts = 1
    for place, key in enumerate(node.keys):
        of = {each[place] for each in cells}
        allowed = _allowed(program, key, program.tariffs[node.tariff].open_from[place])
        if allowed is None or not allowed <= of:
            return False
        counts *= len(of)
    return counts == len(cells)


def _allowed(program: Program, key: Node, open_from: int | None) -> set[str | int] | None:
    """All that a key can be; nothing where that is not known."""
    if isinstance(key, Needed):
        return _allowed(program, key.of, open_from)
    if isinstance(key, ReadField):
        return set(program.tables[key.table].by_name[key.field].choices) or None
    if isinstance(key, YearOfDay):
        last = len(program.calendars["year"].periods)
        return {min(each, open_from or last) for each in range(1, last + 1)}
    return None
