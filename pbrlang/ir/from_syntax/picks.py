"""One row picked from several, and how many different values they hold."""

from pbrlang.ir.errors import Undated
from pbrlang.ir.expressions import PICKS
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import UNKNOWN, Day, Identifier, Kind, Quantity
from pbrlang.names.errors import AmbiguousName
from pbrlang.names.symbols import ClauseSymbol, Counted, GroupSymbol, TableSymbol
from pbrlang.syntax.tree import expressions as ex
from pbrlang.syntax.tree.base import Name
from pbrlang.values.units import Unit

_BY_DATE = ("latest", "earliest")
_BY_SIZE = ("greatest", "least")


def is_pick(node: ex.Aggregate) -> bool:
    """Whether rows are looked at for the values that they hold, and not added up."""
    return node.word in PICKS or node.word == "number of different"


def pickable(scope: Scope, node: ex.Aggregate, symbol: Counted) -> bool:
    """Whether rows of this sort can be picked from; a complaint where they cannot."""
    where, wanted = f"what `the {node.word}` is picked from", "data, or a group of it"
    if node.word not in PICKS:
        where = "what holds different values"
    if isinstance(symbol, ClauseSymbol):
        name = node.over.span if node.over else node.span
        scope.complain(WrongKind(name, wanted=wanted, found=f"the sums due under `{symbol.name}`", where=where))
        return False
    if isinstance(node.body, ex.Noun):
        found, where = f"`{node.body.text}`, a length of time", f"what `the {node.word}` gives"
        scope.complain(WrongKind(node.body.span, wanted="a value that each of them has", found=found, where=where))
        return False
    if node.word in _BY_DATE and not _is_dated(scope, symbol):
        many, least, greatest = scope.symbols.plural(symbol), "least", "greatest"
        answers = (greatest, least) if node.word == "latest" else (least, greatest)
        scope.complain(Undated(node.span, many=many, word=node.word, answers=(*answers[:1], "only")))
        return False
    return True


def sized(scope: Scope, node: ex.Aggregate, kind: Kind) -> Kind:
    """The kind of what is picked; the greatest and the least are so by size."""
    if node.word not in _BY_SIZE or kind == UNKNOWN or isinstance(kind, Quantity | Day):
        return kind
    place = node.body.span if node.body else node.span
    found, where = scope.words(kind), f"what `the {node.word}` gives"
    scope.complain(WrongKind(place, wanted="a number or a date", found=found, where=where))
    return UNKNOWN


def values_of(scope: Scope, node: ex.Aggregate, symbol: Counted) -> ex.Reading | None:
    """The field whose different values are counted, by its name or its plural; nothing where that could be several."""
    if not isinstance(node.body, ex.Reading):
        return None
    name = node.body.name
    if scope.symbols.readable(name.text):
        return node.body
    last, place = name.parts[-1]
    own = _own_fields(scope, symbol, last) if len(name.parts) == 1 else ()
    if len(own) > 1:
        scope.complain(AmbiguousName(name.span, term=name.text, readings=own))
        return None
    everywhere = (*scope.symbols.fields, *scope.symbols.values)
    found = own or tuple(each for each in everywhere if scope.symbols.nouns.plural(each) == last)
    if not found:
        return node.body
    return ex.Reading(node.body.span, Name(name.span, (*name.parts[:-1], (found[0], place))))


def unit_of(scope: Scope, kind: Kind, reading: ex.Reading) -> Unit:
    """The unit in which different values are counted: that of the rows which they name, or the field's own name."""
    if isinstance(kind, Identifier):
        return Unit.noun(scope.symbols.unit_noun(kind.table))
    return Unit.noun(reading.name.parts[-1][0])


def _own_fields(scope: Scope, symbol: Counted, plural: str) -> tuple[str, ...]:
    """The fields that are called so in the plural, or else those that refer to what is."""
    table = _table(scope, symbol)
    fields = table.node.fields if table is not None else ()
    called = tuple(each.name.text for each in fields if scope.symbols.nouns.plural(each.name.text) == plural)
    if called:
        return called
    tables = {each.plural: each.name for each in scope.symbols.tables.values()}
    referring = (each for each in fields if each.kind.table is not None)
    return tuple(
        each.name.text
        for each in referring
        if each.kind.table is not None and plural in tables and each.kind.table.text in (plural, tables[plural])
    )


def _is_dated(scope: Scope, symbol: Counted) -> bool:
    table = _table(scope, symbol)
    return table is not None and bool(table.node.dated or table.node.lasts)


def _table(scope: Scope, symbol: Counted) -> TableSymbol | None:
    if isinstance(symbol, ClauseSymbol):
        return None
    return scope.symbols.tables[symbol.table] if isinstance(symbol, GroupSymbol) else symbol
