"""Whether what stands above and below a fraction counts the same people."""

from pbrlang.ir.expressions import Aggregate, Apply, Expr, Lines
from pbrlang.ir.visit import parts, walk
from pbrlang.names.homes import ByReference, GroupHome, LineHome, TableHome
from pbrlang.names.paths import paths
from pbrlang.names.symbols import Symbols

_OF_A_PERIOD = ("in", "in to date")


def unlike_people(expr: Expr, symbols: Symbols) -> tuple[Aggregate, Aggregate] | None:
    """The first fraction that sets what befell people in a period beside the people who entered in that same period."""
    if isinstance(expr, Apply) and expr.operation == "divide":
        for above in _in_a_period(expr.arguments[0]):
            for below in _in_a_period(expr.arguments[1]):
                if _refers(above, below, symbols) or _refers(below, above, symbols):
                    return above, below
    for part in parts(expr):
        if (found := unlike_people(part, symbols)) is not None:
            return found
    return None


def _in_a_period(expr: Expr) -> list[Aggregate]:
    every = [each for each in walk(expr) if isinstance(each, Aggregate)]
    return [each for each in every if each.window is not None and each.window.word in _OF_A_PERIOD]


def _refers(events: Aggregate, people: Aggregate, symbols: Symbols) -> bool:
    """Whether each of some events is of one of the people, who are counted by another date than the events."""
    counted = _rows(people, symbols)
    if counted is None:
        return False
    start = LineHome(events.over.clause) if isinstance(events.over, Lines) else TableHome(events.over.table)
    return any(isinstance(step, ByReference) for way in paths(symbols, start, counted) for step in way)


def _rows(people: Aggregate, symbols: Symbols) -> TableHome | None:
    """The rows that are counted, or that the lines counted are for."""
    if not isinstance(people.over, Lines):
        return TableHome(people.over.table)
    home = symbols.clauses[people.over.clause].home
    return TableHome(home.table) if isinstance(home, TableHome | GroupHome) else None
