"""Nights and days that lasting rows cover: which rows, in which noun, of which time."""

from collections.abc import Callable, Iterable

from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.errors import CountsItself, NightsWithDays, NotClipped
from pbrlang.ir.expressions import Cover, Covered, Expr, Lines
from pbrlang.ir.from_syntax.aggregates import Inner, collection, counted, table_of
from pbrlang.ir.from_syntax.scope import Scope, Subject, broken
from pbrlang.ir.from_syntax.times import link, window
from pbrlang.kinds.errors import WrongKind, instead
from pbrlang.kinds.model import Quantity
from pbrlang.names.symbols import Counted
from pbrlang.source.late import changed
from pbrlang.syntax.tree import expressions as ex
from pbrlang.syntax.tree.base import Name
from pbrlang.values.units import Unit

_DAYS = {"day": 1, "night": 1, "week": 7}


def covered(scope: Scope, node: ex.Covered, subject: Subject, reads: Callable[[Subject], Inner]) -> Expr:
    """The meaning of a number of covered nights or days, or of their longest run."""
    word = scope.symbols.nouns.singular(node.noun.text)
    by = _covers(scope, node, node.by, subject)
    without = _covers(scope, node, node.not_by, subject)
    gap = _gap(scope, node, word)
    named = [*by, *without]
    first = next((symbol for symbol, _ in named), None)
    lasting = first is not None and _check_nouns(scope, node, [symbol for symbol, _ in named], word)
    if first is None or any(each is None for _, each in named) or len(named) < len(node.by) + len(node.not_by):
        return broken(node.span)
    covers = [each for _, each in named if each is not None]
    when = window(scope, _as_total(node, node.by[0]), first, subject, covers[0].member, reads(subject).expression)
    if not lasting or gap is None:
        return broken(node.span)
    own, others = tuple(covers[: len(by)]), tuple(covers[len(by) :])
    return Covered(Quantity(Unit.noun(word)), node.span, node.word, own, others, word, gap, when)


def _covers(
    scope: Scope, node: ex.Covered, names: Iterable[Name], subject: Subject
) -> list[tuple[Counted, Cover | None]]:
    """What is named, with how it belongs to the subject; what leads nowhere is complained about."""
    found: list[tuple[Counted, Cover | None]] = []
    for name in names:
        symbol = counted(scope, name)
        if symbol is not None:
            before = len(scope.complaints)
            met, over = link(scope, symbol, subject, _as_total(node, name)), collection(symbol, None)
            scope.complaints[before:] = [_of_covered(each, node) for each in scope.complaints[before:]]
            found.append((symbol, Cover(over, *met) if met and not isinstance(over, Lines) else None))
    return found


def _of_covered(complaint: Diagnostic, node: ex.Covered) -> Diagnostic:
    """Rows that share something with the subject are covered for that, and not `of the same` as it."""
    return changed(complaint, covered=node.noun.text) if isinstance(complaint, CountsItself) else complaint


def _as_total(node: ex.Covered, name: Name) -> ex.Aggregate:
    """A total of the same noun: it belongs to a subject, and lies in time, as what is covered does."""
    return ex.Aggregate(node.span, "total", node.noun, name, node.times)


def _check_nouns(scope: Scope, node: ex.Covered, symbols: list[Counted], word: str) -> bool:
    """Everything named must last, and be counted in the noun that is asked for."""
    nouns = {}
    for symbol in symbols:
        table = table_of(scope, symbol)
        if table is None or not table.node.lasts:
            many = scope.symbols.plural(symbol)
            reason = f"{many} do not last from one date to another, so they cover no {node.noun.text}"
            scope.complain(NotClipped(node.span, reason=reason))
            return False
        nouns[scope.symbols.plural(symbol)] = table.node.lasts[0].noun.text
    if len({scope.symbols.nouns.singular(each) for each in nouns.values()}) > 1:
        scope.complain(NightsWithDays(node.span, lasts=tuple(nouns.items())))
        return False
    plural, noun = next(iter(nouns.items()))
    if scope.symbols.nouns.singular(noun) != word:
        reason = f"{plural} last in {noun}, not in {node.noun.text}"
        scope.complain(NotClipped(node.noun.span, reason=reason, answer=noun))
        return False
    return True


def _gap(scope: Scope, node: ex.Covered, word: str) -> int | None:
    """Up to how many nights or days a gap may have and not end a run."""
    if node.gaps is None:
        return 0
    noun = scope.symbols.nouns.singular(node.gaps.noun.text) if node.gaps.noun else ""
    if noun in (word, "week") and node.gaps.value == int(node.gaps.value):
        return int(node.gaps.value) * _DAYS[noun]
    found, where = f"`{' '.join(node.gaps.span.text.split())}`", "the length of a gap"
    fixes = instead(node.gaps.noun.span, (node.noun.text,)) if noun in _DAYS and node.gaps.noun else ()
    wanted = f"a whole number of {node.noun.text} or weeks"
    scope.complain(WrongKind(node.gaps.span, wanted=wanted, found=found, where=where, fixes=fixes))
    return None
