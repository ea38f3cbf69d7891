"""`once for each A and B`, `at most N times for each A`: what is counted how often, and the ways to it."""

from fractions import Fraction

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.expressions import Constant, Expr, FieldOf
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.reading import read_name
from pbrlang.ir.from_syntax.scope import Scope, Subject, home_words
from pbrlang.ir.program import Often
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import NUMBER, UNKNOWN, Category, Identifier, Quantity
from pbrlang.names.errors import OutOfReach, UnknownHome, UnknownName
from pbrlang.names.homes import (
    ByReference,
    ByWord,
    CalendarHome,
    Home,
    LineHome,
    ListHome,
    Path,
    TableHome,
    as_rows,
    rows_of,
)
from pbrlang.names.paths import paths
from pbrlang.names.symbols import ClauseSymbol
from pbrlang.syntax.tree import blocks as b

Kept = tuple[Path, Home]
"""The way from a line to what it is paid once for, and the home that this is of."""


def read_often(scope: Scope, node: b.Clause, symbol: ClauseSymbol, elaborator: Elaborator) -> Often | None:
    """How often a clause pays for each of what; nothing where that is every time, or not said."""
    item = only(node.times, node.keyword, scope.complaints)
    if item is None or not item.each:
        return None
    found = [_kept(scope, each, symbol) for each in item.each]
    most: Expr = Constant(NUMBER, item.span, Fraction(1))
    if item.most is not None:
        most = elaborator.expression(item.most)
        if not isinstance(most.kind, Quantity) and most.kind != UNKNOWN:
            words = scope.words(most.kind)
            scope.complain(
                WrongKind(most.span, wanted="a number", found=words, where="how many times something is paid")
            )
    reached = [each for each in found if each is not None]
    return Often(most, tuple(path for path, _ in reached), tuple(home for _, home in reached), item.span)


def _kept(scope: Scope, written: b.Home, symbol: ClauseSymbol) -> Kept | None:
    if written.period is not None:
        if written.until is not None:
            scope.complain(UnknownHome(written.span, term=written.span.text, nearest=(written.period,)))
        return _one_way(scope, written, symbol, CalendarHome(written.period))
    name = written.name
    if name is None:
        return None
    symbols = scope.symbols
    rows = rows_of(symbol.home)
    field = symbols.field_of(rows.table, name.text) if rows is not None else None
    if rows is not None and field is not None and field.node.kind.table is not None:
        way = paths(symbols, LineHome(symbol.name), as_rows(rows))[0]
        kind = scope.fields.get((rows.table, field.name), UNKNOWN)
        return _of_field(scope, FieldOf(kind, name.span, way, rows.table, field.name))
    for place in (symbols.cohorts, symbols.tables, symbols.groups, symbols.lists):
        if name.text in place:
            return _one_way(scope, written, symbol, place[name.text].home)
    if name.parts[-1][0] in symbols.fields:
        return _of_field(scope, read_name(scope, name, Subject(LineHome(symbol.name))))
    known = [*symbols.tables, *symbols.cohorts, *symbols.groups, *symbols.lists]
    close = tuple(nearest(name.text, known))
    scope.complain(UnknownName(name.span, term=name.text, wanted="data", nearest=close))
    return None


def _one_way(scope: Scope, written: b.Home, symbol: ClauseSymbol, home: Home) -> Kept | None:
    """The one way from a line to a home; the members of a group are reached as the rows that they are."""
    ways = paths(scope.symbols, LineHome(symbol.name), as_rows(home))
    if len(ways) == 1:
        return ways[0], home
    here, owner = home_words(symbol.home), home_words(home)
    scope.complain(OutOfReach(written.span, term=written.span.text, belongs_to=owner, here=here))
    return None


def _of_field(scope: Scope, found: Expr) -> Kept | None:
    """By a field that a line leads to: the row that it names, or the word that it holds."""
    if not isinstance(found, FieldOf):
        return None
    match found.kind:
        case Category(field=words):
            return (*found.path, ByWord(found.field, words)), ListHome(words)
        case Identifier(table=table) if _is_key(scope, found):
            return found.path, TableHome(table)
        case Identifier(table=table):
            return (*found.path, ByReference(found.field)), TableHome(table)
        case other:
            wanted, where = "a reference or one of a list of words", "what something is paid once for"
            scope.complain(WrongKind(found.span, wanted=wanted, found=scope.words(other), where=where))
            return None


def _is_key(scope: Scope, found: FieldOf) -> bool:
    """Whether a field is the own name of its row, and not that of another."""
    field = scope.symbols.field_of(found.table, found.field)
    return field is not None and field.node.kind.word == "identifier"
