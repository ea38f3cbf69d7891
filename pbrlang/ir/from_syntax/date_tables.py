"""Tables of figures by month, quarter or year: in the contract, or in a file that lies beside it."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import define, field

from pbrlang.calendar.months import MONTHS, month_number
from pbrlang.calendar.periods import Calendar
from pbrlang.ir.errors import NoSuchFile, RowTwice, TableUnreadable, UnreadableCell
from pbrlang.ir.expressions import Apply, Constant
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope, Subject
from pbrlang.ir.program import DateTable, Figure
from pbrlang.kinds.model import UNKNOWN, Kind
from pbrlang.names.from_syntax import PUBLISHED
from pbrlang.names.homes import CONTRACT
from pbrlang.names.symbols import DateTableSymbol
from pbrlang.source import Source, Span
from pbrlang.syntax.cells import parse_cell
from pbrlang.syntax.records import read_records
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Cell

_MONTHS = {name[:length].lower(): number for number, name in enumerate(MONTHS, 1) for length in (3, len(name))}
_MONTH = re.compile(r"([A-Za-z]+) ([0-9]{4})")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY = re.compile(r"([0-9]{1,2}) ([A-Za-z]+) ([0-9]{4})")
_YEAR = re.compile(r"(?:year )?([0-9]{1,4})", re.IGNORECASE)
_QUARTER = re.compile(r"(?:quarter )?([1-9]) of (?:year )?([0-9]{1,4})", re.IGNORECASE)
_EXAMPLES = {
    "month": "a month, such as April 2030",
    "quarter": "a quarter, such as 1 of 2",
    "year": "a year, such as 2",
}

Sheet = tuple[tuple[Cell, ...], tuple[tuple[Cell, ...], ...]]
"""The headings of a table, and its rows."""


def read_date_table(scope: Scope, symbol: DateTableSymbol, beside: Callable[[str], str | None]) -> DateTable:
    """One table, with the kinds of its columns noted. `beside` gives the text of a file by its name."""
    return _Reader(scope, symbol, beside).table()


@define(eq=False, repr=False)
class _Reader:
    scope: Scope
    symbol: DateTableSymbol
    beside: Callable[[str], str | None]
    kinds: dict[str, Kind] = field(factory=dict)
    figures: dict[str, dict[int, list[Figure]]] = field(factory=dict)

    @property
    def node(self) -> b.DateTable:
        return self.symbol.node

    def table(self) -> DateTable:
        node = self.node
        file = only(node.files, "table", self.scope.complaints)
        source = only(node.sources, "table", self.scope.complaints)
        until = only(node.until, "table", self.scope.complaints)
        before = len(self.scope.complaints)
        sheet = self._sheet(file)
        if sheet is not None:
            self._read(*sheet)
        if not self.figures and len(self.scope.complaints) == before:
            self._without_figures(file.span if file else node.span)
        self.scope.figures.update({name: self.kinds.get(name, UNKNOWN) for name in self.symbol.columns})
        figures = {
            name: {number: tuple(sorted(those, key=_published)) for number, those in sorted(rows.items())}
            for name, rows in self.figures.items()
        }
        return DateTable(
            name=self.symbol.name,
            step=node.step,
            columns=self.kinds,
            figures=figures,
            until_published=until is not None,
            file=file.file.text if file else None,
            source=source.text if source else None,
            clause=node.number or "",
            span=node.span,
        )

    # --- where the figures stand

    def _sheet(self, file: b.TableFile | None) -> Sheet | None:
        grid = self.node.grid
        if file is not None and grid is not None:
            reason = f"`{self.symbol.name}` has its figures in a file and in the contract: leave one of them out"
            self.scope.complain(TableUnreadable(file.span, reason=reason))
            return None
        if file is not None:
            return self._file(file)
        return (grid.heading, grid.rows) if grid is not None else None

    def _without_figures(self, span: Span) -> None:
        step = self.node.step
        where = f"a table, or the file that is named, has a column for the {step} and one of figures"
        reason = f"`{self.symbol.name}` has no figures: {where}"
        self.scope.complain(TableUnreadable(span, reason=reason))

    def _file(self, file: b.TableFile) -> Sheet | None:
        """The named columns of a CSV file, in the order in which they are named."""
        text = self.beside(file.file.text)
        if text is None:
            self.scope.complain(NoSuchFile(file.file.span, file=file.file.text))
            return None
        records = _records(Source.of(file.file.text, text))
        if not records:
            self.scope.complain(TableUnreadable(file.file.span, reason=f"`{file.file.text}` is empty"))
            return None
        headings = [cell.text for cell in records[0]]
        missing = [each for each in file.columns if headings.count(each.text) != 1]
        for each in missing:
            many = "several columns are" if each.text in headings else "no column is"
            self.scope.complain(TableUnreadable(each.span, reason=f"{many} headed `{each.text}` in `{file.file.text}`"))
        if missing:
            return None
        places = [headings.index(each.text) for each in file.columns]
        short = [record for record in records[1:] if len(record) != len(headings)]
        for record in short:
            reason = f"this row has {len(record)} cells, and the headings are {len(headings)}"
            self.scope.complain(TableUnreadable(record[0].span.to(record[-1].span), reason=reason))
        rows = tuple(tuple(record[place] for place in places) for record in records[1:] if record not in short)
        return tuple(records[0][place] for place in places), rows

    # --- rows

    def _read(self, headings: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> None:
        first, wanted = headings[0], self.node.step.capitalize()
        if not self.node.files and first.text.capitalize() != wanted:
            reason = f"the first column of a table by {self.node.step} is `{wanted}`"
            self.scope.complain(TableUnreadable(first.span, reason=reason, answers=(wanted,)))
        dated = [place for place, cell in enumerate(headings) if cell.text == PUBLISHED]
        seen: dict[tuple[int, date | None], Cell] = {}
        for row in rows:
            number = self._period(row[0])
            published = _day(row[dated[0]].text) if dated else None
            if dated and published is None:
                self.scope.complain(UnreadableCell(row[dated[0]].span, expected="a date, such as 2015-05-19"))
            if number is None or (dated and published is None):
                continue
            key = (number, published)
            if key in seen:
                self.scope.complain(RowTwice(row[0].span, key=row[0].text, first=seen[key].span, what="figure"))
                continue
            seen[key] = row[0]
            for heading, cell in zip(headings[1:], row[1:], strict=True):
                if heading.text != PUBLISHED:
                    self._put(heading.text, number, published, cell)

    def _put(self, column: str, number: int, published: date | None, cell: Cell) -> None:
        """One figure; all of a column are of one kind, that of the first."""
        read = self._figure(cell)
        wanted = self.kinds.get(column)
        if read is None or (wanted is not None and read[0] != wanted):
            expected = f"{self.scope.words(wanted)}, as above it" if wanted else "a figure, such as 128.3 or £40"
            self.scope.complain(UnreadableCell(cell.span, expected=expected))
            return
        kind, value = read
        self.kinds[column] = kind
        self.figures.setdefault(column, {}).setdefault(number, []).append(Figure(value, published, cell.span))

    def _figure(self, cell: Cell) -> tuple[Kind, Fraction] | None:
        """The kind and the value of a figure, which may be below nought."""
        node = parse_cell(cell)
        meaning = Elaborator(self.scope, Subject(CONTRACT)).expression(node) if node is not None else None
        sign = 1
        if isinstance(meaning, Apply) and meaning.operation == "negate":
            sign, meaning = -1, meaning.arguments[0]
        if isinstance(meaning, Constant) and isinstance(meaning.value, Fraction):
            return meaning.kind, sign * meaning.value
        return None

    def _period(self, cell: Cell) -> int | None:
        """The number of the period that a row is for."""
        number = period_number(self.node.step, cell.text, self.scope.calendars)
        if number is None:
            expected = _EXAMPLES[self.node.step]
            if self.node.step != "month":
                expected += (
                    f", of those that the contract has: {self.scope.calendars[self.node.step].periods[-1].name} at most"
                )
            self.scope.complain(UnreadableCell(cell.span, expected=expected))
        return number


def period_number(step: str, text: str, calendars: Mapping[str, Calendar]) -> int | None:
    """The number of a period as it is written in a table: `April 2015`, `2015-04`, `2 of 1`, `year 3`, `3`."""
    if step == "month":
        return _month(text)
    periods = calendars[step].periods
    if step == "year":
        found = _YEAR.fullmatch(text)
        return int(found[1]) if found and 1 <= int(found[1]) <= len(periods) else None
    found = _QUARTER.fullmatch(text)
    name = f"quarter {int(found[1])} of year {int(found[2])}" if found else ""
    return next((each.number for each in periods if each.name == name), None)


def _month(text: str) -> int | None:
    found = _MONTH.fullmatch(text)
    if found and found[1].lower() in _MONTHS:
        return month_number(int(found[2]), _MONTHS[found[1].lower()])
    found = _ISO_MONTH.fullmatch(text)
    return month_number(int(found[1]), int(found[2])) if found and 1 <= int(found[2]) <= len(MONTHS) else None


def _day(text: str) -> date | None:
    found = _ISO_DAY.fullmatch(text)
    parts = (found[1], found[2], found[3]) if found else None
    if parts is None and (found := _DAY.fullmatch(text)) and found[2].lower() in _MONTHS:
        parts = (found[3], str(_MONTHS[found[2].lower()]), found[1])
    try:
        return date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def _published(figure: Figure) -> date:
    return figure.published or date.min


def _records(source: Source) -> list[tuple[Cell, ...]]:
    """The cells of a CSV file, each with its own place in its line, as far as it can be found there."""
    records = []
    for record in read_records(source):
        line, start = record[0][1], 0
        cells = []
        for text, _ in record:
            at = line.text.find(text, start)
            begins = line.start + max(at, 0)
            start = max(at, 0) + len(text)
            cells.append(Cell(Span(source, begins, begins + len(text)), text))
        records.append(tuple(cells))
    return records
