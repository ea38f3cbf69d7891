"""Amounts that move with a price index."""

from pbrlang.calendar.months import month_name, month_number
from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import IndexUnusable
from pbrlang.ir.expressions import Expr, IndexedBy
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import NUMBER, UNKNOWN, Quantity
from pbrlang.names.errors import NoIndex
from pbrlang.source import Span
from pbrlang.syntax.tree import expressions as ex


def indexed(scope: Scope, node: ex.Indexed, of: Expr) -> Expr:
    """An amount indexed by the one column of a table by month, or by a column named."""
    symbols = scope.symbols
    name = node.by.text
    table = symbols.date_tables.get(name)
    column = symbols.figures.get(name)
    if column is None and table is not None and len(table.columns) == 1:
        column = symbols.figures.get(table.columns[0])
    if column is None:
        monthly = [each.name for each in symbols.date_tables.values() if each.node.step == "month"]
        columns = table.columns if table is not None else tuple(nearest(name, monthly))
        reason = f"`{name}` has several columns: name the one that indexes" if table else f"no table is called `{name}`"
        return scope.complain(NoIndex(node.by.span, term=name, reason=reason, nearest=columns))
    if column.step != "month":
        reason = f"`{name}` has figures by {column.step}, and an index has them by month"
        return scope.complain(NoIndex(node.by.span, term=name, reason=reason))
    kind = scope.figures.get(column.name, UNKNOWN)
    if kind not in (NUMBER, UNKNOWN):
        found = scope.words(kind)
        return scope.complain(WrongKind(node.by.span, wanted="a plain number", found=found, where="what an index is"))
    if not isinstance(of.kind, Quantity):
        if of.kind == UNKNOWN:
            return of
        found = scope.words(of.kind)
        return scope.complain(WrongKind(of.span, wanted="an amount", found=found, where="what is indexed"))
    if of.kind == NUMBER:
        # `Annual Fee / 12 indexed by …` would divide by an indexed twelve, and fall as prices rise.
        wanted = "an amount, in brackets where it is worked out"
        return scope.complain(WrongKind(of.span, wanted=wanted, found="a plain number", where="what is indexed"))
    base = node.base[1], node.base[0]
    meant = IndexedBy(of.kind, node.span, of, column.table, column.name, base, node.each, node.never_falls)
    _check(scope, node, meant)
    return meant


def _check(scope: Scope, node: ex.Indexed, found: IndexedBy) -> None:
    """An index has a figure for its base month, and none that is not more than nought."""
    table = scope.date_tables.get(found.table)
    figures = table.figures.get(found.column) if table is not None else None
    if table is None or not figures:
        return
    base = month_number(*found.base)
    if base not in figures:
        first = month_name(min(figures))
        reason = f"`{found.column}` has no figure for {month_name(base)}, the month of the base"
        advice = f"add it to {f'`{table.file}`' if table.file else f'`table {table.name}`'}; the first there is {first}"
        place = _written(node.span, month_name(base))
        scope.complain(IndexUnusable(place, reason=reason, advice=advice, bases=((place, first),)))
    for number, those in figures.items():
        if any(each.value <= 0 for each in those):
            reason = f"`{found.column}` is not more than nought in {month_name(number)}, so that it can index nothing"
            scope.complain(IndexUnusable(node.by.span, reason=reason))


def _written(span: Span, words: str) -> Span:
    """Where some words stand in a piece of text; the whole of it where they are written otherwise."""
    at = span.text.find(words)
    return span if at < 0 else Span(span.source, span.start + at, span.start + at + len(words), span.clause)
