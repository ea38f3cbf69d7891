"""The order of lines as one whole number: the day first, then what of the key may differ on one day."""

from pbrlang.backends.sql.clauses import Days
from pbrlang.backends.sql.dialects import WHOLE_BITS
from pbrlang.backends.sql.expressions import Emitter
from pbrlang.backends.sql.places import RowPlace
from pbrlang.kinds.model import Quantity, YesNo


def packed(emitter: Emitter, row: RowPlace, day: str, free: tuple[str, ...], days: Days) -> str | None:
    """The order of a line among those of one group, at least nought; nothing where one number cannot hold it."""
    walker = emitter.walker
    text = walker.dialect.days_between(day, walker.dialect.literal(days.starts))
    size = (days.last - days.starts).days + 1
    for name in free:
        part = _part(emitter, row, name)
        if part is None:
            return None
        value, span = part
        size *= span
        text = f"({text} * {span} + {value})"
    return text if size < 2**WHOLE_BITS else None


def _part(emitter: Emitter, row: RowPlace, name: str) -> tuple[str, int] | None:
    """One field of a key, from nought, with how many values it can have; a blank comes first."""
    walker = emitter.walker
    own = walker.program.tables[row.table].by_name[name]
    text = walker.cell(row, name)
    if isinstance(own.kind, YesNo):
        value, span = f"(CASE WHEN {text} THEN 1 ELSE 0 END)", 2
    elif isinstance(own.kind, Quantity):
        low, high = emitter.seen.get((row.table, name), (None, None))
        if low is None or high is None:
            return None
        value, span = f"({text} - {walker.dialect.literal(low)})" if low else text, high - low + 1
    else:
        return None
    return (f"COALESCE({value} + 1, 0)", span + 1) if own.optional else (value, span)
