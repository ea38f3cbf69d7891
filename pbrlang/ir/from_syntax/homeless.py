"""Clauses and definitions that read what belongs to each of something, and are not for each of it."""

from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.names.errors import HomeUnsaid, OutOfReach
from pbrlang.names.homes import CONTRACT
from pbrlang.names.symbols import ClauseSymbol, ValueSymbol
from pbrlang.source import Span


def say_home(scope: Scope, before: int, symbol: ClauseSymbol | ValueSymbol, place: Span) -> None:
    """Where no `for each` is written and names are out of reach, say that once, in place of all since `before`.

    `place` is what `for each` is to follow.
    """
    if symbol.home != CONTRACT:
        return
    if symbol.node.homes:
        # What it is for each of is not known: that is told, and nothing else can be.
        del scope.complaints[before:]
        return
    told = scope.complaints[before:]
    lost = next((each for each in told if isinstance(each, OutOfReach) and each.here == "contract"), None)
    if lost is None:
        return
    in_line = isinstance(symbol, ValueSymbol)
    scope.complaints[before:] = [
        HomeUnsaid(place, called=symbol.name, term=lost.term, owner=lost.belongs_to, in_line=in_line)
    ]
