"""The unit algebra: which kinds an operation takes, and the kind that it gives. Each use is a row of a table."""

from collections.abc import Callable

from attrs import frozen

from pbrlang.kinds.model import (
    DAY,
    NUMBER,
    SHARE,
    UNKNOWN,
    YES_NO,
    Category,
    Day,
    Identifier,
    Kind,
    Quantity,
    Text,
    Unknown,
    YesNo,
)
from pbrlang.kinds.wording import is_currency
from pbrlang.values.units import Unit

_DAYS = frozenset(("day", "week"))
_MONTHS = frozenset(("month", "year"))
TEMPORAL = frozenset(("day", "night", "week", "month", "quarter", "year"))


@frozen
class Row:
    """One use of an operation: what it takes on each side, what it gives, and the rule in words."""

    left: Callable[[Kind], bool]
    right: Callable[[Kind], bool]
    gives: Callable[[Kind, Kind], Kind | None]
    rule: str


def _quantity(kind: Kind) -> bool:
    return isinstance(kind, Quantity)


def _day(kind: Kind) -> bool:
    return isinstance(kind, Day)


def _length(kind: Kind) -> bool:
    return _counted_in(kind, _DAYS)


def in_months(kind: Kind) -> bool:
    """Whether a kind is a number of months or years, which are not of one length."""
    return _counted_in(kind, _MONTHS)


def _counted_in(kind: Kind, nouns: frozenset[str]) -> bool:
    return (
        isinstance(kind, Quantity)
        and len(kind.unit.powers) == 1
        and kind.unit.powers[0] in {(noun, 1) for noun in nouns}
    )


def _word(kind: Kind) -> bool:
    return isinstance(kind, Category | Identifier | Text | YesNo)


def _alike(left: Kind, right: Kind) -> Kind | None:
    """The kind of a sum: both sides must have one unit, and both be shares or neither."""
    if isinstance(left, Quantity) and isinstance(right, Quantity) and left.unit == right.unit:
        return left if left.share == right.share else None
    return None


def _product(left: Kind, right: Kind) -> Kind | None:
    if not isinstance(left, Quantity) or not isinstance(right, Quantity):
        return None
    unit = left.unit * right.unit
    return Quantity(unit, share=not unit and (left.share or right.share))


def _quotient(left: Kind, right: Kind) -> Kind | None:
    """Like by like is a share; otherwise the units divide."""
    if not isinstance(left, Quantity) or not isinstance(right, Quantity):
        return None
    unit = left.unit / right.unit
    plain = not left.unit and not left.share and not right.unit and not right.share
    return NUMBER if plain else Quantity(unit, share=not unit)


def _compared(left: Kind, right: Kind) -> Kind | None:
    """One unit; a bare number beside a count of rows means that many."""
    if _alike(left, right) or _counts(left, right) or _counts(right, left):
        return YES_NO
    return None


def _counts(count: Kind, number: Kind) -> bool:
    if count == NUMBER or number != NUMBER or not isinstance(count, Quantity):
        return False
    noun = count.unit.powers[0][0] if len(count.unit.powers) == 1 else ""
    return noun[:1].isupper() and not is_currency(noun)


def _same_words(left: Kind, right: Kind) -> Kind | None:
    if isinstance(left, YesNo) or isinstance(right, YesNo):
        return YES_NO if left == right else None
    if isinstance(left, Category) and isinstance(right, Category):
        return YES_NO if left == right or left.values == right.values else None
    return YES_NO


def _first(left: Kind, _right: Kind) -> Kind:
    return left


def _second(_left: Kind, right: Kind) -> Kind:
    return right


def _yes(_left: Kind, _right: Kind) -> Kind:
    return YES_NO


_SUM = Row(_quantity, _quantity, _alike, "both sides have one unit")
_ORDER = Row(_quantity, _quantity, _compared, "both sides have one unit")
_DATES = Row(_day, _day, _yes, "both sides are dates")
_WORDS = Row(_word, _word, _same_words, "both sides are words of one list")
_INSTEAD = (
    _SUM,
    Row(_day, _day, _first, "both are dates"),
)
_WORD_INSTEAD = Row(
    _word, _word, lambda left, right: left if _same_words(left, right) else None, "both are words of one list"
)

TABLE: dict[str, tuple[Row, ...]] = {
    "add": (
        _SUM,
        Row(_day, _length, _first, "a date and a number of days or weeks give a date"),
        Row(_length, _day, _second, "a number of days or weeks and a date give a date"),
        Row(_day, in_months, _first, "a date and a number of months or years give a date"),
        Row(in_months, _day, _second, "a number of months or years and a date give a date"),
    ),
    "subtract": (
        _SUM,
        Row(_day, _length, _first, "a date less a number of days or weeks is a date"),
        Row(_day, in_months, _first, "a date less a number of months or years is a date"),
        Row(_day, _day, lambda _l, _r: Quantity(Unit.noun("day")), "a date less a date is a number of days"),
    ),
    "multiply": (Row(_quantity, _quantity, _product, "the units multiply"),),
    "divide": (Row(_quantity, _quantity, _quotient, "the units divide; like by like is a share"),),
    "lesser": (_SUM, Row(_day, _day, _first, "the earlier of two dates")),
    "greater": (_SUM, Row(_day, _day, _first, "the later of two dates")),
    "otherwise": (*_INSTEAD, _WORD_INSTEAD),
    "at the start": _INSTEAD,
    **dict.fromkeys(("more than", "less than", "at least", "at most"), (_ORDER,)),
    **dict.fromkeys(("is", "is not"), (_ORDER, _DATES, _WORDS)),
    "a multiple of": (_ORDER,),
    **dict.fromkeys(("before", "on or before", "after", "on or after"), (_DATES,)),
}
"""For each operation of two arguments, the uses that it has."""


def combine(operation: str, left: Kind, right: Kind) -> Kind | None:
    """The kind that an operation gives; nothing where no row of its table takes these two."""
    if isinstance(left, Unknown) or isinstance(right, Unknown):
        return UNKNOWN
    for row in TABLE[operation]:
        if row.left(left) and row.right(right):
            found = row.gives(left, right)
            if found is not None:
                return found
    return None


__all__ = ["DAY", "SHARE", "TABLE", "TEMPORAL", "Row", "combine"]
