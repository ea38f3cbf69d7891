"""A name that is read: the one thing it can mean here, and the way to it."""

from attrs import frozen

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.expressions import (
    CellOf,
    Expr,
    FieldOf,
    FigureOf,
    PeriodNumber,
    ValueOf,
    WordOf,
    YearOf,
)
from pbrlang.ir.from_syntax.changed_terms import changes, varied
from pbrlang.ir.from_syntax.scope import Scope, Subject, home_words
from pbrlang.ir.from_syntax.taken_back import clause_total, no_settled_side
from pbrlang.kinds.model import NUMBER, UNKNOWN, Category
from pbrlang.names.errors import AmbiguousName, NoOwnPeriod, OutOfReach, UnknownName
from pbrlang.names.homes import (
    ByReference,
    ByWord,
    CalendarHome,
    GroupHome,
    Home,
    LineHome,
    Path,
    TableHome,
    ToElement,
    ToPart,
    rows_of,
)
from pbrlang.names.paths import arrows, paths
from pbrlang.names.symbols import (
    ClauseSymbol,
    FieldSymbol,
    FigureSymbol,
    ListSymbol,
    PriceSymbol,
    Readable,
    ValueSymbol,
    outstanding,
)
from pbrlang.source import Span
from pbrlang.syntax.tree.base import Name
from pbrlang.syntax.tree.blocks import Account, TariffKey

CALENDAR_KEY = "Contract Year"
"""The key of a rate card that is the number of a contract year."""


@frozen(eq=False, repr=False)
class Option:
    """One thing that a name could mean, and the way to it."""

    symbol: Readable
    path: Path


def read_name(scope: Scope, name: Name, subject: Subject, settled: str | None = None) -> Expr:
    """The value of a name, read for a subject."""
    if len(name.parts) > 1 and not scope.symbols.readable(name.text):
        return _read_owned(scope, name, subject)
    found = scope.symbols.readable(name.text)
    if not found:
        return scope.complain(_unknown(scope, name, subject))
    options = _options(scope, found, subject.home)
    if not options:
        return scope.complain(_out_of_reach(scope, name, found[0], subject.home))
    if len(options) > 1:
        readings = tuple(dict.fromkeys(_owned(option, subject.home) for option in options))
        return scope.complain(AmbiguousName(name.span, term=name.text, readings=readings))
    return expression(scope, options[0], name.span, subject, settled)


def expression(scope: Scope, option: Option, span: Span, subject: Subject, settled: str | None = None) -> Expr:
    """The expression that reads one symbol by one way."""
    symbol = option.symbol
    if settled == "outstanding" and isinstance(symbol, ValueSymbol) and isinstance(symbol.node, Account):
        return ValueOf(scope.kind_of(symbol.name), span, option.path, outstanding(symbol.name))
    if settled is not None and not isinstance(symbol, ClauseSymbol):
        return scope.complain(no_settled_side(span, symbol, settled))
    if isinstance(symbol, FieldSymbol):
        kind = scope.fields.get((symbol.table, symbol.name), UNKNOWN)
        return FieldOf(kind, span, option.path, symbol.table, symbol.name)
    if isinstance(symbol, ListSymbol):
        return WordOf(Category(symbol.name, symbol.words), span, option.path, symbol.name)
    if isinstance(symbol, ValueSymbol):
        return ValueOf(scope.kind_of(symbol.name), span, option.path, symbol.name)
    if isinstance(symbol, PriceSymbol):
        return _price(scope, symbol, span, subject)
    if isinstance(symbol, FigureSymbol):
        return FigureOf(scope.figures.get(symbol.name, UNKNOWN), span, option.path, symbol.table, symbol.name)
    return clause_total(scope, symbol, span, subject, settled)


def _options(scope: Scope, found: list[Readable], home: Home) -> list[Option]:
    options = []
    for symbol in found:
        if isinstance(symbol, PriceSymbol):
            options.append(Option(symbol, ()))
        elif isinstance(symbol, ClauseSymbol):
            if _clause_reached(scope, symbol, home):
                options.append(Option(symbol, ()))
        else:
            options.extend(Option(symbol, path) for path in paths(scope.symbols, home, symbol.home))
    # At a combination the name of a list is the word that is a part of it; that of a row is read as the row's own.
    for option in options:
        if isinstance(option.symbol, ListSymbol) and all(isinstance(step, ToElement | ToPart) for step in option.path):
            return [option]
    own = [each for each in options if not _names_the_same(each, options)]
    return own or options


def _clause_reached(scope: Scope, symbol: ClauseSymbol, home: Home) -> bool:
    symbols = scope.symbols
    return bool(paths(symbols, home, symbol.home)) or len(paths(symbols, symbol.lines, home)) == 1


def _names_the_same(option: Option, options: list[Option]) -> bool:
    """Whether another option is the field that names the very row, or holds the very word, whose own name this is."""
    if not isinstance(option.symbol, FieldSymbol | ListSymbol) or not option.path:
        return False
    last = option.path[-1]
    if not isinstance(last, ByReference | ByWord) or last.field != option.symbol.name:
        return False
    return any(each.path == option.path[:-1] and isinstance(each.symbol, FieldSymbol) for each in options)


def _owned(option: Option, home: Home) -> str:
    """A reading with its owner said: `Client's Started On`."""
    name = option.symbol.name
    references = [step.field for step in option.path if isinstance(step, ByReference)]
    last = option.path[-1] if option.path else None
    if isinstance(option.symbol, ListSymbol) and isinstance(last, ByWord):
        name = last.field
    if references:
        return f"{references[-1]}'s {name}"
    if isinstance(option.symbol, FieldSymbol):
        return f"{option.symbol.table}'s {name}"
    return f"{home_words(home)}'s {name}" if isinstance(option.symbol, ValueSymbol) else name


def _read_owned(scope: Scope, name: Name, subject: Subject) -> Expr:
    """`Owner's Name`: the owner is a reference of that name, else a table to which exactly one way leads."""
    (owner, owner_span), (last, _) = name.parts[0], name.parts[-1]
    members = rows_of(subject.home)
    if isinstance(members, GroupHome) and owner == members.group:
        owner = members.table
    every = _reached(scope, subject.home)
    reached = [each for each in every if _last_reference(each[1]) == owner]
    reached = reached or [each for each in every if each[0].table == owner]
    if not reached:
        close = tuple(nearest(owner, [*scope.symbols.tables, *scope.symbols.fields]))
        return scope.complain(UnknownName(owner_span, term=owner, wanted="data", nearest=close))
    if len(reached) > 1:
        ways = tuple(f"{_last_reference(path) or home.table}'s {last}" for home, path in reached)
        return scope.complain(AmbiguousName(name.span, term=name.text, readings=tuple(dict.fromkeys(ways))))
    home, path = reached[0]
    for symbol in scope.symbols.readable(last):
        if isinstance(symbol, FieldSymbol | ValueSymbol) and symbol.home == home:
            return expression(scope, Option(symbol, path), name.span, subject)
    known = [each.name.text for each in scope.symbols.tables[home.table].node.fields]
    span = name.parts[-1][1]
    return scope.complain(UnknownName(span, term=last, wanted="", nearest=tuple(nearest(last, known))))


def _reached(scope: Scope, home: Home) -> list[tuple[TableHome, Path]]:
    """Every table that a subject leads to, with the way, and one step further to a row of the same table."""
    tables = [TableHome(table) for table in scope.symbols.tables]
    found: list[tuple[TableHome, Path]] = []
    for table in tables:
        own = [step for step, there in arrows(scope.symbols, table) if there == table]
        for path in paths(scope.symbols, home, table):
            found += [(table, path), *((table, (*path, step)) for step in own)]
    return found


def _last_reference(path: Path) -> str | None:
    return path[-1].field if path and isinstance(path[-1], ByReference) else None


def _price(scope: Scope, symbol: PriceSymbol, span: Span, subject: Subject) -> Expr:
    """A price: the cell of its rate card for the keys of this subject, or what its bands give."""
    if symbol.name in scope.banded:
        return scope.banded[symbol.name](span, subject)
    keys = tuple(read_key(scope, key, span, subject) for key in symbol.node.keys)
    kind = scope.prices.get(symbol.name, UNKNOWN)
    card = symbol.node.name.text
    price: Expr = CellOf(kind, span, card, symbol.name, keys)
    for change in changes(scope, card):
        new = CellOf(kind, change.reads.span, f"{card} under {change.node.title}", symbol.name, keys)
        price = varied(scope, change, subject, new, price)
    return price


def read_key(scope: Scope, key: TariffKey, span: Span, subject: Subject) -> Expr:
    """A key of a rate card, read for the subject: a field, the contract year of a date, or the subject's own period."""
    if key.period is not None:
        ways = paths(scope.symbols, subject.home, CalendarHome(key.period))
        if len(ways) != 1:
            return scope.complain(_no_own_period(scope, key, span, subject))
        return PeriodNumber(NUMBER, key.span, ways[0], key.period)
    if key.of is None:
        return read_name(scope, key.name, subject)
    day = read_name(scope, key.of, subject)
    return YearOf(NUMBER, key.span, day)


def _no_own_period(scope: Scope, key: TariffKey, span: Span, subject: Subject) -> NoOwnPeriod:
    table = scope.symbols.tables.get(subject.home.table) if isinstance(subject.home, TableHome | GroupHome) else None
    fields = table.node.fields if table is not None and key.period == "year" else ()
    dates = tuple(f"{CALENDAR_KEY} of {each.name.text}" for each in fields if each.kind.word == "date")
    here = home_words(subject.home)
    return NoOwnPeriod(span, term=span.text, period=key.period or "", here=here, key=key.span, dates=dates)


def _unknown(scope: Scope, name: Name, subject: Subject) -> UnknownName:
    symbols = scope.symbols
    counted = symbols.counted(name.text)
    if counted is not None:
        plural = symbols.plural(counted)
        advice = (f"number of {plural}", f"total of … of {plural}")
        return UnknownName(name.span, term=name.text, wanted="value", nearest=advice[:1])
    reachable = [each.name for each in symbols.all()]
    fields = {home.table for home, _ in _reached(scope, subject.home)}
    reachable += [each for each, owners in symbols.fields.items() if any(own.table in fields for own in owners)]
    return UnknownName(name.span, term=name.text, wanted="", nearest=tuple(nearest(name.text, reachable)))


def _out_of_reach(scope: Scope, name: Name, symbol: Readable, home: Home) -> OutOfReach:
    symbols = scope.symbols
    owner = symbol.home if not isinstance(symbol, PriceSymbol) else home
    many = None
    if isinstance(owner, TableHome) and paths(symbols, owner, home):
        many = f"total of {name.text} of {symbols.tables[owner.table].plural} to date"
    if isinstance(symbol, ClauseSymbol) and paths(symbols, LineHome(symbol.name), home):
        many = f"total of {symbols.plural(symbol)} to date"
    return OutOfReach(name.span, term=name.text, belongs_to=home_words(owner), here=home_words(home), many=many)
