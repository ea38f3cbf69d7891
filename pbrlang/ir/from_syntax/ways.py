"""What a name leads to from a home: the row that a field names, the word that it holds, a cohort, a period."""

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.expressions import Expr, FieldOf
from pbrlang.ir.from_syntax.reading import read_name
from pbrlang.ir.from_syntax.scope import Scope, Subject, home_words
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import UNKNOWN, Category, Identifier
from pbrlang.names.errors import OutOfReach, UnknownName
from pbrlang.names.homes import (
    ByReference,
    ByWord,
    Home,
    LineHome,
    ListHome,
    Path,
    TableHome,
    as_rows,
    rows_of,
)
from pbrlang.names.paths import paths
from pbrlang.source import Span
from pbrlang.syntax.tree.base import Name

Way = tuple[Path, Home]
"""The steps from a home, and the home to which they lead."""


def way_by_name(scope: Scope, name: Name, home: Home, where: str) -> Way | None:
    """The one way to what a name leads to; nothing, with a complaint, where there is not exactly one.

    The home's own reference of that name comes first, then data, cohorts, groups and lists, then any other field
    that can be read. `where` is what is looked for, in words.
    """
    symbols = scope.symbols
    rows = rows_of(_of_what(scope, home))
    field = symbols.field_of(rows.table, name.text) if rows is not None else None
    if rows is not None and field is not None and field.node.kind.table is not None:
        way = paths(symbols, home, as_rows(rows))[0]
        kind = scope.fields.get((rows.table, field.name), UNKNOWN)
        return _of_field(scope, FieldOf(kind, name.span, way, rows.table, field.name), where)
    for place in (symbols.cohorts, symbols.tables, symbols.groups, symbols.lists):
        if name.text in place:
            return way_to(scope, place[name.text].home, home, name.span)
    if name.parts[-1][0] in symbols.fields:
        return _of_field(scope, read_name(scope, name, Subject(home)), where)
    known = [*symbols.tables, *symbols.cohorts, *symbols.groups, *symbols.lists]
    close = tuple(nearest(name.text, known))
    scope.complain(UnknownName(name.span, term=name.text, wanted="data", nearest=close))
    return None


def way_to(scope: Scope, goal: Home, home: Home, span: Span) -> Way | None:
    """The one way to a home; the members of a group are reached as the rows that they are."""
    ways = paths(scope.symbols, home, as_rows(goal))
    if len(ways) == 1:
        return ways[0], goal
    here, owner = home_words(_of_what(scope, home)), home_words(goal)
    scope.complain(OutOfReach(span, term=" ".join(span.text.split()), belongs_to=owner, here=here))
    return None


def _of_what(scope: Scope, home: Home) -> Home:
    """What lines are earned for; any other home itself."""
    return scope.symbols.clauses[home.clause].home if isinstance(home, LineHome) else home


def _of_field(scope: Scope, found: Expr, where: str) -> Way | None:
    """By a field that can be read: to the row that it names, or to the word that it holds."""
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
            wanted = "a reference or one of a list of words"
            scope.complain(WrongKind(found.span, wanted=wanted, found=scope.words(other), where=where))
            return None


def _is_key(scope: Scope, found: FieldOf) -> bool:
    """Whether a field is the own name of its row, and not that of another."""
    field = scope.symbols.field_of(found.table, found.field)
    return field is not None and field.node.kind.word == "identifier"
