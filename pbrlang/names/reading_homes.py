"""What `for each` names: one home, or the combinations of several."""

from collections.abc import Sequence

from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.nearest import nearest
from pbrlang.names.errors import PairOfRows, PairRepeats, UnknownHome
from pbrlang.names.homes import CONTRACT, CalendarHome, GroupHome, Home, LineHome, PairHome, TableHome
from pbrlang.names.symbols import Symbols
from pbrlang.syntax.tree import blocks as b

_LENGTHS = ("month", "quarter", "year")
_OF_ROWS = (TableHome, GroupHome, LineHome)


def read_homes(
    symbols: Symbols, written: Sequence[b.Home], complaints: list[Diagnostic], ends: bool = False
) -> Home | None:
    """The home that `for each` names, of none the contract; nothing, with a complaint, where it is not understood.

    With `ends`, a period may be said to run to the end of the term or of the run-off.
    """
    if not ends:
        complaints += [
            UnknownHome(each.span, term=" ".join(each.span.text.split()), nearest=(each.period,))
            for each in written
            if each.period and each.until
        ]
    found = [(each, home) for each in written if (home := _home(symbols, each, complaints)) is not None]
    if len(found) < len(written):
        return None
    if not found:
        return CONTRACT
    if len(found) == 1:
        return found[0][1]
    return _pair(found, complaints)


def _home(symbols: Symbols, written: b.Home, complaints: list[Diagnostic]) -> Home | None:
    if written.period:
        return CalendarHome(written.period)
    name = written.name
    if name is None:
        return CONTRACT
    for place in (symbols.cohorts, symbols.tables, symbols.groups, symbols.lists):
        if name.text in place:
            return place[name.text].home
    if name.text in symbols.clauses:
        return symbols.clauses[name.text].lines
    known = [*symbols.tables, *symbols.groups, *symbols.cohorts, *symbols.lists]
    complaints.append(UnknownHome(name.span, term=name.text, nearest=tuple(nearest(name.text, known))))
    return None


def _pair(found: Sequence[tuple[b.Home, Home]], complaints: list[Diagnostic]) -> Home | None:
    """A combination; nothing, with a complaint, where two of its parts are of rows, are periods, or are the same."""
    for place, (node, home) in enumerate(found):
        for other, earlier in found[:place]:
            first, second = (" ".join(each.span.text.split()) for each in (other, node))
            if home != earlier and isinstance(home, _OF_ROWS) and isinstance(earlier, _OF_ROWS):
                complaints.append(PairOfRows(other.span.to(node.span), first=first, second=second))
                return None
            if home == earlier or (isinstance(home, CalendarHome) and isinstance(earlier, CalendarHome)):
                left_out = node if _is_longer(home, earlier) else other
                kept = " and ".join(" ".join(each.span.text.split()) for each, _ in found if each is not left_out)
                every = found[0][0].span.to(found[-1][0].span)
                complaints.append(PairRepeats(every, first=first, second=second, instead=kept))
                return None
    return PairHome(tuple(home for _, home in found))


def _is_longer(home: Home, other: Home) -> bool:
    """Whether a period is as long as another or longer, which then lies in one of it; anything else is."""
    if not isinstance(home, CalendarHome) or not isinstance(other, CalendarHome):
        return True
    return _LENGTHS.index(home.step) >= _LENGTHS.index(other.step)
