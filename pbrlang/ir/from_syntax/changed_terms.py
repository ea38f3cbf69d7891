"""Variations: names that read otherwise from a date on, for what a contract reads or for stated rows."""

from collections.abc import Iterator

from attrs import frozen

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import ItemMissing, OutsideTerm
from pbrlang.ir.expressions import Apply, Choose, Constant, Expr, FieldOf, ReadOn
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope, Subject, home_words
from pbrlang.ir.program import Terms, Variation
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import DAY, YES_NO
from pbrlang.names.errors import OutOfReach, UnknownName
from pbrlang.names.homes import TableHome
from pbrlang.names.paths import paths
from pbrlang.syntax.tree import blocks as b
from pbrlang.values.wording import in_words


@frozen(eq=False, repr=False)
class Change:
    """One name that a variation has read otherwise: from when, and by which rows' date."""

    node: b.Variation
    start: b.VariationFrom
    reads: b.Reads


def changes(scope: Scope, name: str) -> Iterator[Change]:
    """What variations make of a name, in the order of the text."""
    for node in scope.symbols.variations:
        for reads in node.reads:
            if reads.name.text == name and node.starts:
                yield Change(node, node.starts[0], reads)


def varied(scope: Scope, change: Change, subject: Subject, new: Expr, old: Expr) -> Expr:
    """The new value from the date of the change on, the old one before it."""
    since = _since(scope, change, subject)
    return old if since is None else Choose(old.kind, new.span, since, new, old)


def _since(scope: Scope, change: Change, subject: Subject) -> Expr | None:
    """Whether the change concerns what reads the name: by the date of a row, or of the reader."""
    start = change.start
    day: Expr = ReadOn(DAY, start.span)
    if start.rows is not None and start.by is not None:
        counted = scope.symbols.counted(start.rows.text)
        home = TableHome(counted.name) if counted is not None and counted.name in scope.symbols.tables else None
        field = scope.symbols.field_of(home.table, start.by.text) if home else None
        if home is None or field is None:
            return None  # told where the variation itself is read
        ways = paths(scope.symbols, subject.home, home)
        if len(ways) != 1:
            owner, here = home_words(home), home_words(subject.home)
            scope.complain(OutOfReach(change.reads.span, term=change.reads.name.text, belongs_to=owner, here=here))
            return None
        day = FieldOf(DAY, start.span, ways[0], home.table, field.name)
    return Apply(YES_NO, start.span, "on or after", (day, Constant(DAY, start.span, start.day)))


def read_variations(scope: Scope, terms: Terms) -> tuple[Variation, ...]:
    """Every variation; what it lacks, and names that it does not change, are complained about."""
    found = []
    for node in scope.symbols.variations:
        start = only(node.starts, "variation", scope.complaints)
        if start is None:
            answer = (f"from {in_words(terms.starts)}",)
            scope.complain(ItemMissing(node.span, block="variation", lacks="from when it holds", answers=answer))
            continue
        if not terms.starts <= start.day <= terms.settles_until:
            reason = f"{in_words(start.day)} lies outside the contract and its run-off, so nothing changes"
            scope.complain(OutsideTerm(start.span, reason=reason, answer=f"from {in_words(terms.starts)}"))
        if not node.reads:
            scope.complain(ItemMissing(node.span, block="variation", lacks="what reads otherwise"))
        _check_rows(scope, start)
        for each in node.reads:
            _check_name(scope, each)
        names = tuple(each.name.text for each in node.reads)
        found.append(Variation(node.title, start.day, names, node.number or "", node.span))
    return tuple(found)


def _check_rows(scope: Scope, start: b.VariationFrom) -> None:
    symbols = scope.symbols
    if start.rows is None or start.by is None:
        return
    counted = symbols.counted(start.rows.text)
    if counted is None or counted.name not in symbols.tables:
        close = tuple(nearest(start.rows.text, [each.plural for each in symbols.tables.values()]))
        scope.complain(UnknownName(start.rows.span, term=start.rows.text, wanted="data", nearest=close))
        return
    kind = scope.fields.get((counted.name, start.by.text))
    if kind is None:
        known = [field for owner, field in scope.fields if owner == counted.name]
        close = tuple(nearest(start.by.text, known))
        scope.complain(UnknownName(start.by.span, term=start.by.text, wanted="field", nearest=close))
    elif kind != DAY:
        where, words = "what a variation goes by", scope.words(kind)
        scope.complain(WrongKind(start.by.span, wanted="a date", found=words, where=where))


def _check_name(scope: Scope, reads: b.Reads) -> None:
    symbols, name = scope.symbols, reads.name
    cards = {each.node.name.text for each in symbols.prices.values()}
    if name.text in cards:
        if reads.grid is None:
            scope.complain(ItemMissing(reads.span, block="rate card", lacks="its new prices in a table"))
    elif name.text in symbols.values and isinstance(symbols.values[name.text].node, b.Definition):
        if reads.value is None:
            scope.complain(ItemMissing(reads.span, block="variation", lacks=f"what `{name.text}` reads"))
    else:
        known = [*cards, *(each.name for each in symbols.values.values() if isinstance(each.node, b.Definition))]
        close = tuple(nearest(name.text, known))
        scope.complain(UnknownName(name.span, term=name.text, wanted="definition or rate card", nearest=close))
