"""What lasting rows cover, gone through night by night, so that it can be shown."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby

from pbrlang.data.rows import Row
from pbrlang.diagnostics.prose import listing, plural
from pbrlang.explain.words import file_of
from pbrlang.interpret import Element, Interpreter
from pbrlang.interpret.paths import EVER
from pbrlang.interpret.spans import span_of
from pbrlang.interpret.windows import Days, Windows
from pbrlang.ir.expressions import Cover, Covered, Members
from pbrlang.ir.program import Program
from pbrlang.ir.visit import days_of
from pbrlang.values.wording import in_words


def cover(interpreter: Interpreter, expr: Covered, element: Element, t: date) -> tuple[Fraction, str]:
    """The nights or days that are covered for a reader dated `t` at an element, and by which rows of which files."""
    days = Windows(interpreter).days(expr.window, element, t)
    by = _nights(interpreter, expr.by, element, days, t)
    less = _nights(interpreter, expr.without, element, days, t)
    nights = sorted(set().union(*by.values()) - set().union(*less.values()))
    said = days_of(expr.window) and days[0] <= days[1]
    stretch = f", in the time from {in_words(days[0])} to {in_words(days[1])}" if said else ""
    note = stretch + _told(interpreter.program, by, ", from ") + _told(interpreter.program, less, ", less ")
    if expr.word == "number":
        return Fraction(len(nights)), note
    run = _longest(nights, expr.gap)
    place = f", the run from {_in_words(run[0])} to {_in_words(run[-1])}" if run else ""
    return Fraction(len(run)), f"{place}{note}"


def _nights(
    interpreter: Interpreter, covers: Iterable[Cover], element: Element, days: Days, t: date
) -> dict[Row, set[int]]:
    """The nights or days of each row that has some from the first to the last day."""
    found: dict[Row, set[int]] = {}
    first, last = days[0].toordinal(), days[1].toordinal()
    for each in covers:
        subject = interpreter.walk(element, each.subject, t)
        for row in interpreter.rows_of(each.over.table):
            lasts = row.table.lasts
            span = span_of(row, lasts) if lasts else None
            if span is None or subject is None or interpreter.walk(row, each.member, EVER) != subject:
                continue
            nights = set(range(max(first, span[0]), min(last + 1, span[1])))
            if nights and (not isinstance(each.over, Members) or interpreter.in_group(each.over.group, row, t)):
                found[row] = nights
    return found


def _longest(nights: Sequence[int], gap: int) -> list[int]:
    """The longest run of nights, of equal ones the first."""
    runs: list[list[int]] = []
    for night in nights:
        if runs and night - runs[-1][-1] - 1 <= gap:
            runs[-1].append(night)
        else:
            runs.append([night])
    return max(runs, key=len, default=[])


def _told(program: Program, rows: Iterable[Row], before: str) -> str:
    """How many rows of each table, and their files."""
    told = []
    for table, group in groupby(sorted(rows, key=_table), key=_table):
        those = list(group)
        files = listing(sorted({file_of(each) for each in those}), "and")
        told.append(f"{plural(len(those), table, program.tables[table].plural)} ({files})")
    return f"{before}{listing(told, 'and')}" if told else ""


def _table(row: Row) -> str:
    return row.table.name


def _in_words(day: int) -> str:
    return in_words(date.fromordinal(day))
