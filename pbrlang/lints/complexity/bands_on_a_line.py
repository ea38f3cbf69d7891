"""Bands that make no difference."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.held import fixed
from pbrlang.diagnostics import Edit, Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.expressions import Band, Banded
from pbrlang.ir.visit import clause_parts, walk
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.lints.rewriting import whole_lines
from pbrlang.source import Span
from pbrlang.syntax.tree.definitions import Tariff

_Cells = tuple[Fraction, ...]


class BandsOnALine(Advice):
    """A row of a rate card by bands changes nothing.

    ## Why
    Each row is one more thing to agree, to check and to explain. A band with the price of the one before it, or a point
    that lies where the line would be without it, looks like a rule and is none. Where all rows are so, the card is a
    straight line, and one price says it.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), third commandment: simple metrics
    - Audit Commission, *Local payment by results* (April 2012): a well-designed payment and reward structure

    ## Example
    ```pbr
    Minutes Held for each year means total of Minutes of Sessions in the year

    tariff Session Sum by Minutes Held, slice by slice
        | Minutes Held             | Price            |
        | the first 20,000 minutes | £0.80 per minute |
        | beyond 20,000 minutes    | £0.80 per minute |
        | beyond 30,000 minutes    | £0.60 per minute |

    fee Session Fee
        for each year of the term
        pays Session Sum
    ```

    ## Instead
    ```pbr
    Minutes Held for each year means total of Minutes of Sessions in the year

    tariff Session Sum by Minutes Held, slice by slice
        | Minutes Held             | Price            |
        | the first 30,000 minutes | £0.80 per minute |
        | beyond 30,000 minutes    | £0.60 per minute |

    fee Session Fee
        for each year of the term
        pays Session Sum
    ```
    """

    code = "PBR729"
    name = "bands-on-a-line"
    severity = Severity.NOTE

    row: str
    way: str
    all_alike: bool
    edit: Edit | None

    def message(self) -> str:
        if self.all_alike:
            return f"all bands of {quoted(self.about)} give the same: it is a straight line"
        if self.way == "straight line":
            return f"the point {self.row} of {quoted(self.about)} lies where the line is without it"
        return f"the band {self.row} of {quoted(self.about)} costs what the one before it does"

    def help(self) -> str:
        if self.all_alike:
            return "write the one price where the card is read, and leave the card out"
        return "leave the row out"

    def edits(self) -> tuple[Edit, ...]:
        return (self.edit,) if self.edit is not None else ()


def check(design: Design) -> Iterator[Advice]:
    """Cards by bands with a row that makes no difference, the first of each."""
    blocks = {each.name.text: each for each in design.blocks(Tariff)}
    for name, card in _cards(design).items():
        cells = [_cells(design, each) for each in card.bands]
        bounds = [fixed(design.program, each.bound) for each in card.bands]
        if None in cells or None in bounds or name not in blocks:
            continue
        known = [each for each in cells if each is not None]
        idle = _on_line(card, known, bounds) if card.way == "straight line" else _repeated(known)
        if idle is not None:
            band = card.bands[idle]
            alike = card.way != "straight line" and len(set(known)) == 1
            row = f"{band.word} {' '.join(band.bound.span.text.split())}"
            yield BandsOnALine(blocks[name].span, name, row, card.way, alike, None if alike else _without(card, idle))


def _cards(design: Design) -> dict[str, Banded]:
    """The cards by bands that something reads, by name."""
    bodies = [each.body for each in design.program.definitions.values()]
    bodies += [part for clause in design.clauses() for part in clause_parts(clause)]
    found = (inner for body in bodies for inner in walk(body) if isinstance(inner, Banded))
    return {each.tariff: each for each in found}


def _cells(design: Design, band: Band) -> _Cells | None:
    prices = [fixed(design.program, each) for each in band.prices]
    return None if None in prices else tuple(each for each in prices if each is not None)


def _repeated(cells: list[_Cells]) -> int | None:
    """The first band with the prices of the one before it."""
    return next((place for place in range(1, len(cells)) if cells[place] == cells[place - 1]), None)


def _on_line(card: Banded, cells: list[_Cells], bounds: list[Fraction | None]) -> int | None:
    """The first point inside that lies on the line between its neighbours; the first and last rows hold outside."""
    places = range(2, len(card.bands) - 2)
    return next((place for place in places if _is_between(cells, bounds, place)), None)


def _is_between(cells: list[_Cells], bounds: list[Fraction | None], place: int) -> bool:
    low, here, high = (bounds[each] or Fraction(0) for each in (place - 1, place, place + 1))
    if high == low:
        return False
    way = (here - low) / (high - low)
    trios = zip(cells[place - 1], cells[place], cells[place + 1], strict=True)
    return all(middle == first + (last - first) * way for first, middle, last in trios)


def _without(card: Banded, idle: int) -> Edit:
    """The change that leaves a row out; without the second row, the first ends where the third begins."""
    row = whole_lines(card.bands[idle].bound.span)
    if idle != 1:
        return Edit("leave the row out", row, "")
    first, third = card.bands[0].bound.span, card.bands[2].bound.span
    rest = first.source.text[first.end : row.start]
    whole = Span(first.source, first.start, row.end, first.clause)
    return Edit("join the two rows", whole, third.text + rest)
