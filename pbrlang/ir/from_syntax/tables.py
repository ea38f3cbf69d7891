"""Data blocks into tables."""

from fractions import Fraction

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import ItemMissing, NoKey, NotClipped, StillUnsaid
from pbrlang.ir.expressions import Constant
from pbrlang.ir.from_syntax.elaborate import Elaborator, noun_unit
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope, Subject
from pbrlang.ir.tables import Field, Lasting, Table
from pbrlang.kinds.errors import UnitsDiffer, WrongKind, instead
from pbrlang.kinds.model import DAY, NUMBER, SHARE, UNKNOWN, YES_NO, Category, Identifier, Kind, Quantity, Text
from pbrlang.names.errors import UnknownName
from pbrlang.names.homes import CONTRACT
from pbrlang.names.symbols import TableSymbol
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Name
from pbrlang.values.units import PLAIN, Unit

_LENGTHS = ("night", "day")


def read_table(scope: Scope, symbol: TableSymbol) -> Table:
    """One table: its fields, key, date or span, and where it comes from."""
    node = symbol.node
    fields = tuple(_field(scope, symbol, each) for each in node.fields)
    known = {each.name: each for each in fields}
    for each in fields:
        scope.fields[symbol.name, each.name] = each.kind
    dated = _dated(scope, node, known)
    records = only(node.records, "data", scope.complaints)
    said = {each.word: each for each in node.provenance}
    supplied, verified, source = said.get("supplied"), said.get("verified"), said.get("source")
    return Table(
        name=symbol.name,
        plural=symbol.plural,
        fields=fields,
        key=_key(scope, node, known),
        span=node.span,
        clause=node.number or "",
        dated=dated,
        recorded=_recorded(scope, node, known),
        lasts=_lasts(scope, node, known, dated),
        activity=records.word == "activity" if records else None,
        supplier=_party(supplied),
        verifier=_party(verified),
        verified_against=verified.text if verified else None,
        source=source.text if source else None,
        already_collected=bool(source and source.already_collected),
        note=" ".join(each.text for each in node.notes) or None,
    )


def _party(said: b.Provenance | None) -> str | None:
    if said is None or said.party is None:
        return None
    return f"{said.party.part} ({said.party.called})" if said.party.called else said.party.part


def _field(scope: Scope, symbol: TableSymbol, node: b.Field) -> Field:
    kind = _kind(scope, symbol, node)
    counted = isinstance(kind, Quantity) and not kind.share and not _is_money(scope, kind)
    places, least, most = (scope.money.places if _is_money(scope, kind) else 0), None, None
    if isinstance(kind, Quantity) and kind.share:
        places = 2
    if counted:
        least = Fraction(0)
    for limit in node.limits:
        value = Elaborator(scope, Subject(CONTRACT)).expression(limit.value)
        number = value.value if isinstance(value, Constant) and isinstance(value.value, Fraction) else None
        if number is None:
            scope.complain(WrongKind(limit.span, wanted="a number", found="something else", where="a limit"))
        elif limit.word == "places":
            places = int(number)
        elif not isinstance(kind, Quantity) or value.kind != kind:
            scope.complain(_limit_differs(scope, limit, value.kind, kind, node))
        elif limit.word == "at least":
            least = number
        else:
            most = number
    note = node.note.text if node.note else None
    return Field(node.name.text, kind, node.span, node.optional, places, least, most, note)


def _limit_differs(scope: Scope, limit: b.Limit, found: Kind, wanted: Kind, node: b.Field) -> UnitsDiffer:
    left, right = scope.words(found), scope.words(wanted)
    return UnitsDiffer(
        limit.span, action="a limit of", left=left, right=right, left_span=limit.span, right_span=node.kind.span
    )


def _is_money(scope: Scope, kind: Kind) -> bool:
    return isinstance(kind, Quantity) and (scope.money.code, 1) in kind.unit.powers


def _kind(scope: Scope, symbol: TableSymbol, node: b.Field) -> Kind:
    written = node.kind
    match written.word:
        case "identifier":
            # Only a key names rows; any other identifier is a label that is kept as it stands.
            keys = symbol.node.keys
            own = keys and node.name.text in [each.text for each in keys[0].names]
            return Identifier(symbol.name) if own else Text()
        case "date":
            return DAY
        case "share":
            return SHARE
        case "text":
            return Text()
        case "yes or no":
            return YES_NO
        case "one of":
            words = scope.symbols.list_of(written)
            if words is not None:
                return Category(words.name, words.words)
            return Category(f"{symbol.name}.{node.name.text}", tuple(each.text for each in written.choices))
        case "reference":
            return _reference(scope, written.table)
        case "money":
            per = noun_unit(scope, written.per) if written.per else PLAIN
            return Quantity(Unit.noun(scope.money.code) / per)
        case _:
            above = noun_unit(scope, written.noun) if written.noun else PLAIN
            below = noun_unit(scope, written.per) if written.per else PLAIN
            return Quantity(above / below) if written.noun else NUMBER


def _reference(scope: Scope, name: Name | None) -> Kind:
    if name is None:
        return UNKNOWN
    tables = scope.symbols.tables
    target = next((each for each in tables.values() if name.text in (each.name, each.plural)), None)
    if target is None:
        close = tuple(nearest(name.text, list(tables)))
        scope.complain(UnknownName(name.span, term=name.text, wanted="data", nearest=close))
        return UNKNOWN
    keys = target.node.keys
    if keys and len(keys[0].names) > 1:
        reason = f"`{target.name}` has a key of several fields, which one field cannot refer to"
        scope.complain(NoKey(name.span, reason=reason))
    return Identifier(target.name)


def _key(scope: Scope, node: b.Data, known: dict[str, Field]) -> tuple[str, ...]:
    keys = only(node.keys, "data", scope.complaints)
    if keys is None:
        named = [each.name.text for each in node.fields if each.kind.word == "identifier"]
        last = node.fields[-1].span if node.fields else node.span
        answers = tuple(f"one row for each {each}" for each in named)
        reason = "it is not said when two rows are the same one twice"
        scope.complain(NoKey(node.span, reason=reason, answers=answers, after=last if node.fields else None))
        return ()
    return tuple(each.text for each in keys.names if _known(scope, each, known))


def _known(scope: Scope, name: Name, known: dict[str, Field]) -> Field | None:
    found = known.get(name.text)
    if found is None:
        scope.complain(
            UnknownName(name.span, term=name.text, wanted="field", nearest=tuple(nearest(name.text, list(known))))
        )
    return found


def _dated(scope: Scope, node: b.Data, known: dict[str, Field]) -> str | None:
    name = only(node.dated, "data", scope.complaints)
    if name is None:
        return None
    found = _known(scope, name, known)
    if found is None:
        return None
    if found.kind != DAY or found.optional:
        wanted = "a date that is never blank"
        what = "a date that may be blank" if found.kind == DAY else scope.words(found.kind)
        scope.complain(WrongKind(name.span, wanted=wanted, found=what, where="what dates a row"))
    return found.name


def _recorded(scope: Scope, node: b.Data, known: dict[str, Field]) -> str | None:
    """The date on which a row was recorded; one that is blank is not recorded yet."""
    name = only(node.recorded, "data", scope.complaints)
    found = _known(scope, name, known) if name is not None else None
    if name is None or found is None:
        return None
    if found.kind not in (DAY, UNKNOWN):
        where = "what says when a row was recorded"
        scope.complain(WrongKind(name.span, wanted="a date", found=scope.words(found.kind), where=where))
    return found.name


def _lasts(scope: Scope, node: b.Data, known: dict[str, Field], dated: str | None) -> Lasting | None:
    item = only(node.lasts, "data", scope.complaints)
    if item is None:
        return None
    if dated is not None:
        reason = "a row either happens on one date or lasts from one to another: leave out `dated` or `lasts`"
        scope.complain(NotClipped(item.span, reason=reason))
    start, end = _known(scope, item.start, known), _known(scope, item.end, known)
    noun = scope.symbols.nouns.singular(item.noun.text)
    if noun not in _LENGTHS:
        scope.complain(
            WrongKind(
                item.noun.span,
                wanted="`nights` or `days`",
                found=f"`{item.noun.text}`",
                where="what something lasts in",
                fixes=instead(item.noun.span, nearest(item.noun.text, ("nights", "days"))),
            )
        )
    if end is not None and end.optional and item.blank_means is None:
        scope.complain(StillUnsaid(item.span, field=end.name))
    if start is None or end is None:
        return None
    for name, each in ((item.start, start), (item.end, end)):
        if each.kind != DAY:
            scope.complain(
                WrongKind(name.span, wanted="a date", found=scope.words(each.kind), where="an end of a span")
            )
    if start.optional:
        scope.complain(ItemMissing(item.span, block="data", lacks=f"when a row begins that has a blank `{start.name}`"))
    return Lasting(start.name, end.name, noun)
