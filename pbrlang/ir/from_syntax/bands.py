"""Rate cards by bands: read once as they stand, and then for each subject for which their name is read."""

from collections.abc import Iterator

from attrs import frozen

from pbrlang.diagnostics import Edit
from pbrlang.ir.errors import BandPrice, BandsMisfit, UnreadableCell
from pbrlang.ir.expressions import Band, Banded, Constant, Expr
from pbrlang.ir.from_syntax.band_rows import Row, check_rows, read_rows
from pbrlang.ir.from_syntax.changed_terms import changes, varied
from pbrlang.ir.from_syntax.combine import as_literal, as_points, comparison, per_point
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.reading import read_key
from pbrlang.ir.from_syntax.scope import Scope, Subject, broken
from pbrlang.ir.from_syntax.tariffs import Key, check_heading, key_values
from pbrlang.kinds.algebra import combine
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import NUMBER, SHARE, UNKNOWN, Kind, Quantity
from pbrlang.names.symbols import FieldSymbol
from pbrlang.source import Span
from pbrlang.source.late import changed
from pbrlang.syntax.bands import begins_as_bound
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Grid
from pbrlang.values.units import POINT, Unit

FOR_EACH = ("whole quantity", "slice by slice")


def declare_bands(scope: Scope, node: b.Tariff, grid: Grid) -> None:
    """Check a rate card by bands as it stands, and as variations have it, and let its name be read."""
    card = _card(scope, node, grid)
    later = [
        (change, _card(scope, changed(node, grid=new, number=change.node.number, span=change.reads.span), new))
        for change in changes(scope, node.name.text)
        if (new := change.reads.grid) is not None and new.rows
    ]

    def read(span: Span, subject: Subject) -> Expr:
        price = card.read(span, subject) if card is not None else broken(span)
        for change, other in later:
            new = other.read(change.reads.span, subject) if other is not None else broken(span)
            if UNKNOWN in (new.kind, price.kind):
                return broken(span)
            if new.kind != price.kind:
                wanted, found = scope.words(price.kind), scope.words(new.kind)
                where = f"what `{node.name.text}` reads"
                return scope.complain(WrongKind(change.reads.span, wanted=wanted, found=found, where=where))
            price = varied(scope, change, subject, new, price)
        return price

    scope.banded[node.name.text] = read


def _card(scope: Scope, node: b.Tariff, grid: Grid) -> "_Card | None":
    """A card with its rows read; nothing where something is wrong with them."""
    before = len(scope.complaints)
    if _goes_by_words(scope, node, grid):
        return None
    check_heading(scope, node, grid)
    across = len(node.keys) > 1 and any(map(begins_as_bound, grid.heading[1:]))
    band_cells = list(grid.heading[1:]) if across else [row[0] for row in grid.rows]
    other_cells = [row[0] for row in grid.rows] if across else list(grid.heading[1:])
    prices = [row[1:] for row in grid.rows]
    rows = read_rows(scope, node, band_cells, list(zip(*prices, strict=True)) if across else prices)
    choices: list[Key | None] = []
    open_from = None
    if len(node.keys) > 1:
        choices, open_from = key_values(scope, node, grid, 0 if across else 1, other_cells)
    elif len(other_cells) != 1:
        expected = f"one column of prices, read by the name `{node.name.text}`"
        scope.complain(UnreadableCell(grid.heading[-1].span, expected=expected))
    if rows is not None:
        check_rows(scope, node, rows, None if across else grid)
    if node.band is None or rows is None or len(scope.complaints) > before:
        return None
    keys = node.keys[::-1] if across else node.keys
    return _Card(scope, node, keys, rows, tuple(each for each in choices if each is not None), open_from)


def _goes_by_words(scope: Scope, node: b.Tariff, grid: Grid) -> bool:
    """Whether a card by words is said to be by bands, which is told."""
    cells = [*(row[0] for row in grid.rows), *grid.heading[1:]]
    words = {word for key in node.keys for each in scope.symbols.fields.get(key.name.text, ()) for word in _words(each)}
    if node.band is None or any(map(begins_as_bound, cells)) or not words & {cell.text for cell in cells}:
        return False
    header = node.span.text
    without = header[: node.band.span.start - node.span.start].rstrip().rstrip(",")
    reason = f"`{node.band.word}` is for bands of a quantity, and this card goes by words"
    scope.complain(BandsMisfit(node.band.span, reason=reason, answers=((node.span, without),)))
    return True


def _words(field: FieldSymbol) -> Iterator[str]:
    """The words that a field may hold."""
    return (each.text for each in field.node.kind.choices)


@frozen(eq=False, repr=False)
class _Card:
    """A rate card by bands; `keys` has the one that bands are of first."""

    scope: Scope
    node: b.Tariff
    keys: tuple[b.TariffKey, ...]
    rows: tuple[Row, ...]
    choices: tuple[Key, ...]
    open_from: int | None

    def read(self, span: Span, subject: Subject) -> Expr:
        """What the card gives for a subject."""
        scope, key = self.scope, self.keys[0]
        quantity = read_key(scope, key, span, subject)
        if quantity.kind == UNKNOWN:
            return broken(span)
        if key.period is not None or not isinstance(quantity.kind, Quantity):
            found = f"the {key.period}" if key.period else scope.words(quantity.kind)
            return scope.complain(WrongKind(key.span, wanted="a quantity", found=found, where="what bands are of"))
        elaborator = Elaborator(scope, subject)
        prices = [tuple(elaborator.expression(each) for each in row.prices) for row in self.rows]
        bounds = [self._bound(elaborator, row, quantity) for row in self.rows]
        if not self._alike(prices) or any(each.kind == UNKNOWN for each in bounds):
            return broken(span)
        kind: Kind | None = prices[0][0].kind
        if self.way in FOR_EACH:
            if quantity.kind == SHARE and per_point(prices[0][0].kind):
                quantity, bounds = as_points(quantity), [as_points(each) for each in bounds]
            kind = self._product(quantity, prices)
        if kind is None:
            return broken(span)
        bands = tuple(
            Band(row.bound.word, bound, each, row.bound.span)
            for row, bound, each in zip(self.rows, bounds, prices, strict=True)
        )
        other = read_key(scope, self.keys[1], span, subject) if len(self.keys) > 1 else None
        name, number = self.node.name.text, self.node.number or ""
        return Banded(kind, span, name, number, self.way, quantity, bands, other, self.choices, self.open_from)

    @property
    def way(self) -> str:
        """What a band does."""
        return self.node.band.word if self.node.band else ""

    def _bound(self, elaborator: Elaborator, row: Row, quantity: Expr) -> Expr:
        bound = elaborator.expression(row.bound.value)
        fits = comparison(self.scope, "at least", row.bound.span, quantity, bound)
        return broken(row.bound.span) if fits.kind == UNKNOWN else bound

    def _alike(self, prices: list[tuple[Expr, ...]]) -> bool:
        """Whether all prices are of one kind, that of the first; a complaint about each that is not."""
        every = [
            pair for row, each in zip(self.rows, prices, strict=True) for pair in zip(each, row.cells, strict=True)
        ]
        first = every[0][0].kind
        if any(price.kind == UNKNOWN for price, _ in every):
            return False
        wrong = [(price, cell) for price, cell in every if price.kind != first]
        for price, cell in wrong:
            written = as_literal(self.scope, price, first) if isinstance(price, Constant) else None
            expected = f"{self.scope.words(first)}, as above it"
            self.scope.complain(UnreadableCell(cell.span, expected=expected, nearest=(written,) if written else ()))
        return not wrong

    def _product(self, quantity: Expr, prices: list[tuple[Expr, ...]]) -> Kind | None:
        """What comes of a price times the quantity; a complaint about each price that is not for each of it."""
        measured, price = quantity.kind, prices[0][0].kind
        wanted = self._wanted(measured, price)
        if wanted is None:
            return combine("multiply", price, measured)
        first, words = self.rows[0].cells[0], self.scope.words
        fixes = self._priced(prices, wanted) if wanted != SHARE else ()
        self.scope.complain(
            BandPrice(first.span, quantity=words(measured), each=words(wanted), found=words(price), fixes=fixes)
        )
        return None

    def _priced(self, prices: list[tuple[Expr, ...]], wanted: Kind) -> tuple[Edit, ...]:
        """All prices as they would be written in another unit, in one edit; none where one is worked out."""
        pairs = [
            pair for row, each in zip(self.rows, prices, strict=True) for pair in zip(row.cells, each, strict=True)
        ]
        pairs.sort(key=lambda pair: pair[0].span.start)
        whole = pairs[0][0].span.to(pairs[-1][0].span)
        written, here = "", whole.start
        for cell, price in pairs:
            literal = as_literal(self.scope, price, wanted) if isinstance(price, Constant) else None
            if literal is None:
                return ()
            written += whole.source.text[here : cell.span.start] + literal
            here = cell.span.end
        return (Edit(f"write each price as {self.scope.words(wanted)}", whole, written),)

    def _wanted(self, measured: Kind, price: Kind) -> Quantity | None:
        """The kind that a price for each of a quantity would have; nothing where it has it."""
        if not isinstance(measured, Quantity) or not isinstance(price, Quantity) or measured == NUMBER:
            return None
        money = Unit.noun(self.scope.money.code)
        if measured.unit == money:
            return None if price.share else SHARE
        if measured.share:
            return Quantity(money / Unit.noun(POINT))
        nouns = {noun for noun, _ in measured.unit.powers}
        left = (price.unit * measured.unit).powers
        if all(power > 0 and noun not in nouns for noun, power in left):
            return None
        above = Unit.of((noun, power) for noun, power in price.unit.powers if power > 0)
        return Quantity(above / measured.unit)
