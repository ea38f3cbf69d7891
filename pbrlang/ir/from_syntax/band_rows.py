"""The rows of a rate card by bands: their bounds and prices, and whether they fit together."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from pbrlang.ir.errors import BandEdgeUnsaid, BandsMisfit, BandUnsaid, UnreadableCell
from pbrlang.ir.expressions import Constant
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.scope import Scope, Subject
from pbrlang.names.homes import CONTRACT
from pbrlang.source import Span
from pbrlang.syntax.cells import parse_bound, parse_cell
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Cell, Grid, Name, walk
from pbrlang.syntax.tree.expressions import Expression

_STEPS = {"below": "from", "up to": "more than"}
WORDS = {
    "lump sum": _STEPS,
    "whole quantity": _STEPS,
    "slice by slice": {"the first": "beyond"},
    "straight line": {"below": "at"},
}
"""For each thing that a band can do, with which word the first row gives the bound, and with which the others do."""

_FIGURE = re.compile(r"([£$€¥₹] ?)?[0-9][0-9,.]*( ?%)?")


@frozen(eq=False, repr=False)
class Row:
    """One row, or column, of a card: its bound, and a price for each value of the other key."""

    bound: b.Bound
    cell: Cell
    cells: tuple[Cell, ...]
    prices: tuple[Expression, ...]

    @property
    def said(self) -> str:
        """The bound's quantity, as it is written."""
        return " ".join(self.bound.value.span.text.split())


def read_rows(
    scope: Scope, node: b.Tariff, bounds: Sequence[Cell], prices: Sequence[Sequence[Cell]]
) -> tuple[Row, ...] | None:
    """The rows of a card; nothing, with complaints, where one cannot be read."""
    rows = []
    for number, (cell, across) in enumerate(zip(bounds, prices, strict=True)):
        bound, read = parse_bound(cell), [parse_cell(each) for each in across]
        if bound is None:
            nearest = tuple(_meant(node, cell, number))
            scope.complain(UnreadableCell(cell.span, expected="a bound, such as `from 500`", nearest=nearest))
        for each, price in zip(across, read, strict=True):
            if price is None:
                expected = "an amount or a number, such as £40 or 26 weeks"
                scope.complain(UnreadableCell(each.span, expected=expected))
        found = tuple(each for each in read if each is not None)
        if bound is not None and len(found) == len(across):
            rows.append(Row(bound, cell, tuple(across), found))
    return tuple(rows) if len(rows) == len(bounds) else None


def _meant(node: b.Tariff, cell: Cell, number: int) -> list[str]:
    """What a bound that is written in another way may mean: its first figure, with the noun at its end."""
    figure = _FIGURE.search(cell.text)
    if figure is None or node.band is None:
        return []
    noun = re.search(r"[a-z][a-z ]*$", cell.text[figure.end() :])
    said = f"{figure[0]} {noun[0]}" if noun else figure[0]
    found = [first if number == 0 else other for first, other in WORDS[node.band.word].items()]
    return [f"{word} {said}" for word in dict.fromkeys(found)]


def check_rows(scope: Scope, node: b.Tariff, rows: tuple[Row, ...], grid: Grid | None) -> None:
    """Complain of what a card leaves open, and of rows that do not fit. `grid` is nothing where bands go across."""
    if node.band is None:
        scope.complain(BandUnsaid(node.span, card=node.name.text, fitting=_fitting(rows)))
        return
    checker = _Checker(scope, node, rows, grid)
    before = len(scope.complaints)
    if node.band.word == "straight line":
        checker.line()
    else:
        checker.steps()
    if len(scope.complaints) == before:
        checker.rising()


def _fitting(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """What bands with such bounds and prices can do."""
    words = {row.bound.word for row in rows}
    if words & {"the first", "beyond"}:
        return ("slice by slice",)
    if words & {"at", "above"}:
        return ("straight line",)
    each = any(" per " in cell.text for row in rows for cell in row.cells)
    share = any(cell.text.endswith("%") for row in rows for cell in row.cells)
    return ("whole quantity",) if each else ("lump sum", "whole quantity") if share else ("lump sum",)


@frozen(eq=False, repr=False)
class _Checker:
    scope: Scope
    node: b.Tariff
    rows: tuple[Row, ...]
    grid: Grid | None

    @property
    def _words(self) -> dict[str, str]:
        return WORDS[self.node.band.word] if self.node.band else {}

    def steps(self) -> None:
        """One row that says where the lowest band ends, then rows that say where theirs begin."""
        first, *others = self.rows
        words = self._words
        if first.bound.word not in words:
            if first.bound.word not in words.values():
                self._misfit(first, *(f"{word} {first.said}" for word in words))
                return
            opens = {other: word for word, other in words.items()}[first.bound.word]
            self._edge(f"below {first.said}", f"{opens} {first.said}", first, before=True)
            others = list(self.rows)
        elif not others:
            self._edge(f"above {first.said}", f"{words[first.bound.word]} {first.said}", first, before=False)
        elif self._meets(first, others[0]):
            others = others[1:]
        else:
            return
        for above, row in pairwise((first, *others)):
            if row.bound.word not in words.values():
                wanted = words.get(first.bound.word) or next(iter(words.values()))
                # A row `up to 900` after one that ends at 500 is the band that begins there.
                said = above.said if row.bound.word in ("up to", "below") else row.said
                self._misfit(row, f"{wanted} {said}")

    def _meets(self, first: Row, second: Row) -> bool:
        """Whether the second row begins where the first ends."""
        wanted = self._words[first.bound.word]
        if second.bound.word == wanted and self._same(first, second):
            return True
        if second.bound.word == wanted:
            said = f"`{_text(second)}` does not begin where `{_text(first)}` ends"
            answers = (
                (second.cell.span, f"{wanted} {first.said}"),
                (first.cell.span, f"{first.bound.word} {second.said}"),
            )
            self.scope.complain(BandsMisfit(second.cell.span, reason=said, answers=answers, other=first.cell.span))
        else:
            said = f"`{_text(second)}` does not go with `{_text(first)}`"
            answer = ((second.cell.span, f"{wanted} {first.said}"),)
            self.scope.complain(BandsMisfit(second.cell.span, reason=said, answers=answer, other=first.cell.span))
        return False

    def line(self) -> None:
        """A row below the first point, points, and a row above the last."""
        points = [row for row in self.rows if row.bound.word == "at"]
        for place, row in enumerate(self.rows):
            ends = {0: "below", len(self.rows) - 1: "above"}
            if row.bound.word not in ("at", ends.get(place)):
                self._misfit(row, f"at {row.said}")
                return
        if len(points) < 2:
            reason = f"a straight line needs two points, and `{self.node.name.text}` has {len(points) or 'none'}"
            self.scope.complain(BandsMisfit(self.node.span, reason=reason))
            return
        first, last = self.rows[0], self.rows[-1]
        if first.bound.word == "at":
            self._edge(f"below {first.said}", f"below {first.said}", first, before=True)
        elif not self._same(first, points[0]):
            self._misfit(first, f"below {points[0].said}")
        if last.bound.word == "at":
            self._edge(f"above {last.said}", f"above {last.said}", last, before=False)
        elif not self._same(last, points[-1]):
            self._misfit(last, f"above {points[-1].said}")

    def rising(self) -> None:
        """Each bound that is written out is more than the one before it."""
        inner = [row for row in self.rows[1:] if row.bound.word != "above"]
        for above, row in pairwise(inner):
            low, high = _number(self.scope, above), _number(self.scope, row)
            if low is not None and high is not None and low.kind == high.kind and not _value(low) < _value(high):
                reason = f"`{_text(row)}` must be more than `{_text(above)}`: bounds rise from row to row"
                self.scope.complain(BandsMisfit(row.cell.span, reason=reason, other=above.cell.span))
        low = _number(self.scope, self.rows[0]) if self.rows[0].bound.word == "the first" else None
        if low is not None and _value(low) <= 0:
            reason = f"`{_text(self.rows[0])}` is no slice: slices are counted from nought"
            self.scope.complain(BandsMisfit(self.rows[0].cell.span, reason=reason))

    def _same(self, one: Row, other: Row) -> bool:
        """Whether two bounds are the same: the same value written out, or the same words."""
        low, high = _number(self.scope, one), _number(self.scope, other)
        if low is not None and high is not None:
            return low.kind == high.kind and low.value == high.value
        return one.said == other.said

    def _misfit(self, row: Row, *answers: str) -> None:
        way = self.node.band.word if self.node.band else ""
        reason = f"`{_text(row)}` cannot stand here in a card that is `{way}`"
        self.scope.complain(
            BandsMisfit(row.cell.span, reason=reason, answers=tuple((row.cell.span, each) for each in answers))
        )

    def _edge(self, where: str, bound: str, beside: Row, before: bool) -> None:
        """A row that is missing, with the price of the row beside it; below the first step nothing is paid."""
        level = self.node.band is not None and self.node.band.word == "straight line"
        cells = [each.text if level else re.sub(r"\d[\d,.]*", "0", each.text) for each in beside.cells]
        row = f"| {' | '.join((bound, *cells))} |"
        place = self._place(beside) if self.grid is not None else None
        self.scope.complain(
            BandEdgeUnsaid(self.node.span, card=self.node.name.text, where=where, row=row, place=place, before=before)
        )

    def _place(self, row: Row) -> Span:
        """The whole line of a row, from bar to bar."""
        source, start = row.cell.span.source, row.cell.span.start
        line = source.position(start)[0]
        begins = source.line_starts[line - 1]
        text = source.line(line)
        bar = begins + text.index("|")
        return Span(source, bar, begins + len(text.rstrip()), row.cell.span.clause)


def _text(row: Row) -> str:
    return " ".join(row.cell.text.split())


def _value(bound: Constant) -> Fraction:
    return bound.value if isinstance(bound.value, Fraction) else Fraction(0)


def _number(scope: Scope, row: Row) -> Constant | None:
    """A bound that is written out; what is wrong with it is told where it is read."""
    if any(isinstance(each, Name) for each in walk(row.bound.value)):
        return None
    silent = Scope(scope.symbols, scope.money, [])
    found = Elaborator(silent, Subject(CONTRACT)).expression(row.bound.value)
    return found if isinstance(found, Constant) else None
