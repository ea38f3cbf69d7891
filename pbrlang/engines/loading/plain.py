"""Which cells of a column a database reads at once, and as what; all other cells the interpreter's own reader reads.

A cell is read at once only where its text, or its value in the types of the file, can be read in one way alone. So
the tests are narrow: what they leave over costs time and never changes a value.
"""

import re
from fractions import Fraction

from attrs import frozen

from pbrlang.calendar.months import FIRST_YEAR, LAST_YEAR
from pbrlang.data.nouns import is_money
from pbrlang.ir.tables import Field
from pbrlang.kinds.model import Category, Day, Identifier, Quantity, YesNo

TEXT = "VARCHAR"
WHOLE = frozenset(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"))
MOMENTS = frozenset(("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS"))
HELD = WHOLE | MOMENTS | {TEXT, "BOOLEAN", "DATE", "DOUBLE"}
"""The types of columns that are read here; DECIMAL too, where it is not too long."""

_FIGURES = 18
_DOUBLE_FIGURES = 15
_DECIMAL = re.compile(r"DECIMAL\(([0-9]+),([0-9]+)\)")
_LONGEST_DECIMAL = 28
# Letters, figures and the printed characters of ASCII at both ends, so that there is nothing to strip.
_WORD = r"[!-~\p{L}\p{N}]((?s:.*)[!-~\p{L}\p{N}])?"
_ISO_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_WRITTEN = r"[^\s\x0b\x1c-\x1f\x85\p{Z}]"
_YEARS = f"BETWEEN DATE '{FIRST_YEAR}-01-01' AND DATE '{LAST_YEAR}-12-31'"


@frozen
class Plain:
    """How a column is read at once.

    `test` is SQL that is never null, `value` what a cell is where the test holds, of the SQL type `kind`. A column
    that is `ready` holds its values as they are wanted, or nearly so, and need not be copied.
    """

    test: str
    value: str
    kind: str
    ready: bool = False


def is_held(kind: str) -> bool:
    """Whether columns of an SQL type are read here."""
    decimal = _DECIMAL.fullmatch(kind)
    return kind in HELD or (decimal is not None and int(decimal[1]) <= _LONGEST_DECIMAL)


def is_nothing(at: str, kind: str) -> str:
    """Whether a cell is blank, as SQL."""
    return f"NOT coalesce(regexp_matches({at}, '{_WRITTEN}'), false)" if kind == TEXT else f"{at} IS NULL"


def sql_type(field: Field) -> str:
    """The type of the column in which the values of a field are held."""
    match field.kind:
        case Quantity():
            return "BIGINT"
        case Day():
            return "DATE"
        case YesNo():
            return "BOOLEAN"
        case _:
            return TEXT


def plain(field: Field, at: str, kind: str) -> Plain:
    """How a field is read at once from the column `at`, whose SQL type is `kind`."""
    found = _plain(field, at, kind)
    if found is None:
        return Plain("false", f"CAST(NULL AS {sql_type(field)})", sql_type(field))
    test, value, ready = found
    return Plain(f"coalesce({test}, false)", value, sql_type(field), ready)


def _plain(field: Field, at: str, kind: str) -> tuple[str, str, bool] | None:
    match field.kind:
        case Quantity():
            return _number(field, field.kind, at, kind)
        case Day():
            return _day(at, kind)
        case YesNo():
            return _yes_no(at, kind)
        case Category(values=values) if kind == TEXT:
            return f"{at} IN ({', '.join(map(literal, values))})", at, True
        case Category():
            return None
        case _:
            return _name(at, kind, isinstance(field.kind, Identifier))


def _name(at: str, kind: str, is_identifier: bool) -> tuple[str, str, bool] | None:
    if kind in WHOLE:
        return f"{at} IS NOT NULL", f"CAST({at} AS VARCHAR)", False
    if kind != TEXT:
        return None
    spoilt = f" AND NOT starts_with({at}, '#') AND NOT contains({at}, 'E+')" if is_identifier else ""
    return f"regexp_full_match({at}, '{_WORD}'){spoilt}", at, True


def _day(at: str, kind: str) -> tuple[str, str, bool] | None:
    if kind == TEXT:
        day = f"TRY_CAST({at} AS DATE)"
        return f"regexp_full_match({at}, '{_ISO_DAY}') AND {day} {_YEARS}", day, False
    if kind in MOMENTS:
        day = f"CAST({at} AS DATE)"
        return f"{at} {_YEARS} AND {day} = {at}", day, True
    return (f"{at} {_YEARS}", at, True) if kind == "DATE" else None


def _yes_no(at: str, kind: str) -> tuple[str, str, bool] | None:
    if kind == TEXT:
        return f"{at} IN ('yes', 'no')", f"{at} = 'yes'", True
    return (f"{at} IS NOT NULL", at, True) if kind == "BOOLEAN" else None


def _number(field: Field, kind: Quantity, at: str, held: str) -> tuple[str, str, bool] | None:
    low, high = _bounds(field, kind)
    if held in WHOLE and not kind.share:
        # The bounds are put to the column itself, so that nothing is multiplied beyond the type.
        scale = 10**field.places
        value = f"CAST({at} AS BIGINT)" + (f" * {scale}" if field.places else "")
        return f"{at} BETWEEN {-(-low // scale)} AND {high // scale}", value, True
    found = _share(field, at, held) if kind.share else _figure(field, at, held)
    if found is None:
        return None
    test, value = found
    return f"{test} AND {value} BETWEEN {low} AND {high}", value, False


def _share(field: Field, at: str, held: str) -> tuple[str, str] | None:
    """A share carries its sign, which only text can."""
    if held != TEXT:
        return None
    return _written(field, at, f"left({at}, -1)", "%")


def _figure(field: Field, at: str, held: str) -> tuple[str, str] | None:
    places = field.places
    if held == TEXT:
        return _written(field, at, at, "")
    if held == "DOUBLE":
        # A double with so few figures is the nearest to one decimal alone; dividing finds whether it is.
        value = f"TRY_CAST(round({at} * {10**places}) AS BIGINT)"
        most = 10 ** (_DOUBLE_FIGURES - places) if places < _DOUBLE_FIGURES else 0
        return f"abs({at}) < {most} AND CAST({value} AS DOUBLE) / {10**places} = {at}", value
    if _DECIMAL.fullmatch(held):
        if 2 * places >= _FIGURES:
            return None
        exact = _decimal(at, places)
        return f"{exact} = {at}", f"CAST({exact} * {10**places} AS BIGINT)"
    return None


def _written(field: Field, at: str, figures: str, sign: str) -> tuple[str, str] | None:
    places = field.places
    before = _FIGURES - 2 * places
    if before < 1:
        return None
    decimals = rf"(\.[0-9]{{1,{places}}})?" if places else ""
    test = f"regexp_full_match({at}, '-?[0-9]{{1,{before}}}{decimals}{sign}')"
    if not places:
        return test, f"TRY_CAST({figures} AS BIGINT)"
    return test, f"CAST({_decimal(figures, places)} * {10**places} AS BIGINT)"


def _decimal(at: str, places: int) -> str:
    """A decimal that can be multiplied by its scale: the product still has its decimal places."""
    return f"TRY_CAST({at} AS DECIMAL({_FIGURES - places}, {places}))"


def _bounds(field: Field, kind: Quantity) -> tuple[int, int]:
    """The least and the most whole number that a field may hold here."""
    scale = 10 ** (field.places + (2 if kind.share else 0))
    furthest = 10**_FIGURES - 1
    lowest = Fraction(0) if field.least is None and not is_money(kind.unit) and not kind.share else field.least
    low = -furthest if lowest is None else max(-furthest, int(-(-lowest * scale // 1)))
    high = furthest if field.most is None else min(furthest, int(field.most * scale // 1))
    return low, high


def literal(text: str) -> str:
    """A text as it stands in SQL."""
    return "'" + text.replace("'", "''") + "'"
