"""Totals, numbers and shares."""

from collections.abc import Callable
from typing import Protocol

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import NotClipped
from pbrlang.ir.expressions import PICKS, Aggregate, Collection, Expr, Lines, Members, Rows
from pbrlang.ir.from_syntax.picks import is_pick, pickable, sized, unit_of, values_of
from pbrlang.ir.from_syntax.same import has_ties, links_in, same_link
from pbrlang.ir.from_syntax.scope import Scope, Subject, broken
from pbrlang.ir.from_syntax.stretches import WORDS
from pbrlang.ir.from_syntax.taken_back import has, not_taken_back
from pbrlang.ir.from_syntax.times import counted_home, link, window
from pbrlang.kinds.model import SHARE, UNKNOWN, Kind, Quantity, money
from pbrlang.names.errors import NotCounted
from pbrlang.names.symbols import ClauseSymbol, Counted, GroupSymbol, TableSymbol
from pbrlang.syntax.tree import expressions as ex
from pbrlang.syntax.tree.base import Name
from pbrlang.values.units import Unit

_OF_ONE_DAY = frozenset(("in", *WORDS))
"""Time words that ask on which day something was."""


class Inner(Protocol):
    """What reads the expressions inside a total, for one of its members."""

    def expression(self, node: ex.Expression) -> Expr:
        """The meaning of an expression."""

    def condition(self, node: ex.Condition) -> Expr:
        """The meaning of a condition."""


def aggregate(scope: Scope, node: ex.Aggregate, subject: Subject, reads: Callable[[Subject], Inner]) -> Expr:
    """The meaning of a total, a number or a share; `reads` gives what reads its inside."""
    name = node.over or (node.body.name if isinstance(node.body, ex.Reading) else None)
    symbol = counted(scope, name) if name else None
    if symbol is None:
        if name is None:
            return scope.complain(NotCounted(node.span, term=node.span.text))
        return broken(node.span)
    if node.word == "total" and node.over is None and not isinstance(symbol, ClauseSymbol):
        return scope.complain(NotCounted(node.span, term=f"{node.span.text} (of what is it the total?)"))
    same = node.same
    met = same_link(scope, symbol, subject, same) if same else link(scope, symbol, subject, node)
    when = window(scope, node, symbol, subject, met[0] if met else (), reads(subject).expression)
    if met is None:
        return broken(node.span)
    inner = reads(Subject(counted_home(symbol), outer=subject))
    kind, body, length = _body(scope, node, symbol, inner)
    linked = links_in(scope, inner.condition(node.where) if node.where else None)
    settled = node.body.settled if isinstance(node.body, ex.Reading) and node.over is None else None
    if isinstance(symbol, ClauseSymbol) and (settled == "outstanding" or not has(symbol, settled)):
        return scope.complain(not_taken_back(scope, symbol, node.span, settled or ""))
    over = collection(symbol, settled)
    that_are = _that_are(scope, node)
    ties = has_ties(symbol, subject, node.times)
    where, keys = linked.where, linked.keys
    word = "different" if node.word == "number of different" else node.word
    return Aggregate(kind, node.span, word, over, *met, when, where, body, length, that_are, keys, ties)


def count_unit(scope: Scope, symbol: Counted) -> Unit:
    """The unit in which rows, members or lines are counted."""
    if isinstance(symbol, ClauseSymbol):
        return Unit.noun(scope.symbols.unit_noun(symbol.name))
    table = symbol.table if isinstance(symbol, GroupSymbol) else symbol.name
    return Unit.noun(scope.symbols.unit_noun(table))


def counted(scope: Scope, name: Name) -> Counted | None:
    """The table, group or clause that a name stands for; nothing, with a complaint, where it is none."""
    symbol = scope.symbols.counted(name.text)
    if symbol is None:
        places = (scope.symbols.tables, scope.symbols.groups, scope.symbols.clauses)
        known = [scope.symbols.plural(each) for place in places for each in place.values()]
        scope.complain(NotCounted(name.span, term=name.text, nearest=tuple(nearest(name.text, known))))
    return symbol


def collection(symbol: Counted, settled: str | None) -> Collection:
    """What an aggregate ranges over; of lines `settled` says whether what is paid or recovered is meant."""
    if isinstance(symbol, ClauseSymbol):
        return Lines(symbol.name, settled or "due")
    if isinstance(symbol, GroupSymbol):
        return Members(symbol.name, symbol.table)
    return Rows(symbol.name)


def _body(scope: Scope, node: ex.Aggregate, symbol: Counted, inner: Inner) -> tuple[Kind, Expr | None, str | None]:
    """The kind of the whole, what is totalled, and the noun where it is the length of what lasts."""
    if node.word == "share":
        return SHARE, None, None
    if node.word == "number":
        counts = _check_clipped(scope, node, symbol)
        return Quantity(count_unit(scope, symbol)) if counts else UNKNOWN, None, None
    if is_pick(node):
        return _picked(scope, node, symbol, inner)
    if node.over is None or node.body is None:
        return money(scope.money.code), None, None
    if isinstance(node.body, ex.Noun):
        return _length(scope, node.body, symbol)
    body = inner.expression(node.body)
    return body.kind, body, None


def _picked(scope: Scope, node: ex.Aggregate, symbol: Counted, inner: Inner) -> tuple[Kind, Expr | None, str | None]:
    """What is picked from the rows, or the different values of which are counted."""
    if not pickable(scope, node, symbol) or node.body is None:
        return UNKNOWN, None, None
    if node.word in PICKS and not isinstance(node.body, ex.Noun):
        clipped = _check_clipped(scope, node, symbol)
        body = inner.expression(node.body)
        return sized(scope, node, body.kind) if clipped else UNKNOWN, body, None
    reading = values_of(scope, node, symbol)
    if reading is None:
        return UNKNOWN, None, None
    body = inner.expression(reading)
    return UNKNOWN if body.kind == UNKNOWN else Quantity(unit_of(scope, body.kind, reading)), body, None


def _length(scope: Scope, noun: ex.Noun, symbol: Counted) -> tuple[Kind, Expr | None, str | None]:
    """`nights of Stays`: the stays must last, and be measured in that noun."""
    word = scope.symbols.nouns.singular(noun.text)
    table = table_of(scope, symbol)
    lasts = table.node.lasts if table else ()
    if not lasts:
        reason = f"{scope.symbols.plural(symbol)} do not last from one date to another, so they have no {noun.text}"
        scope.complain(NotClipped(noun.span, reason=reason))
    else:
        own = scope.symbols.nouns.singular(lasts[0].noun.text)
        if own != word:
            reason = f"{scope.symbols.plural(symbol)} last in {lasts[0].noun.text}, not in {noun.text}"
            scope.complain(NotClipped(noun.span, reason=reason, answer=lasts[0].noun.text))
    return Quantity(Unit.noun(word)), None, word


def _check_clipped(scope: Scope, node: ex.Aggregate, symbol: Counted) -> bool:
    table = table_of(scope, symbol)
    word = next((each for each in node.times if each.word in _OF_ONE_DAY), None)
    if table is None or not table.node.lasts or word is None:
        return True
    noun = table.node.lasts[0].noun.text
    period = " ".join(word.span.text.split())
    plural = scope.symbols.plural(symbol)
    reason = f"{plural} last, and so lie in no one period: they cannot be counted {period}"
    scope.complain(NotClipped(node.span, reason=reason, answer=f"total of {noun} of {plural} {period}"))
    return False


def table_of(scope: Scope, symbol: Counted) -> TableSymbol | None:
    """The data that what is counted are rows of; nothing for the lines of a clause."""
    if isinstance(symbol, ClauseSymbol):
        return None
    return symbol if isinstance(symbol, TableSymbol) else scope.symbols.tables[symbol.table]


def _that_are(scope: Scope, node: ex.Aggregate) -> str | None:
    if node.that_are is None:
        return None
    symbol = counted(scope, node.that_are)
    if isinstance(symbol, GroupSymbol):
        return symbol.name
    if symbol is not None:
        groups = tuple(scope.symbols.plural(each) for each in scope.symbols.groups.values())
        scope.complain(NotCounted(node.that_are.span, term=node.that_are.text, nearest=groups))
    return None
