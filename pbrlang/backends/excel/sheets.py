"""Sheets of a workbook before they are written: columns of formulae with the values that they give.

A formula is a text in which `{r}` stands for the number of its own row. Its values are worked out here in whole
numbers, so that the file shows them before any spreadsheet has reckoned.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from attrs import Factory, define, field

from pbrlang.backends.common.words import cited
from pbrlang.source import Span

Held = int | str | Decimal
"""What a cell holds; a blank is an empty text, a date the number of its day."""

TOP = 6
"""The first row of a sheet that holds elements; those above hold its title and headings."""

WHOLE, COINS, POUNDS, DAY, WORDS, YES = "whole", "coins", "pounds", "day", "words", "yes"
_UP = re.compile(r"\{up (\d+)\}")
_DAY_0 = date(1899, 12, 30)
FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets count an earlier day otherwise from each other."""


def day_number(day: date) -> int:
    """The number by which a spreadsheet holds a day."""
    return (day - _DAY_0).days


def day_of(number: int) -> date:
    """The day that a spreadsheet holds by a number."""
    return _DAY_0 + timedelta(days=number)


def clause_words(span: Span, clause: str = "") -> str:
    """The words of a part of the contract, under the number of its clause."""
    return "\n".join([*([f"Clause {clause}"] if clause else []), *cited(span)])


def at_row(formula: str, row: int) -> str:
    """A formula as it stands in a row: `{r}` is its number, `{above}` the one above, `{up 3}` three above."""
    text = formula.replace("{r}", str(row)).replace("{above}", str(row - 1))
    return _UP.sub(lambda found: str(row - int(found[1])), text) if "{up" in text else text


def letters(index: int) -> str:
    """The letters of a column, counted from 0."""
    found = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        found = chr(65 + rest) + found
    return found


@define(eq=False, repr=False)
class Choice:
    """What may be typed into a column: words of a list, numbers between two, or a day."""

    words: tuple[str, ...] = ()
    least: Held | None = None
    most: Held | None = None
    places: int = 0
    day: bool = False
    told: str = ""


@define(eq=False, repr=False)
class Column:
    """One column of a sheet. `formula` is nothing where a person types; `shown` columns are read by nothing."""

    sheet: "Sheet"
    index: int
    title: str
    look: str
    formula: str | None
    values: Sequence[Held]
    note: str = ""
    choice: Choice | None = None
    summed: bool = False
    """Whether the cell above its heading holds its sum."""
    blank: bool = False
    """Whether it may be empty for an element."""

    @property
    def sum(self) -> str:
        """The cell that holds the sum of the column."""
        self.summed = True
        return f"{self.sheet.prefix}${letters(self.index)}${TOP - 2}"

    @property
    def before(self) -> str:
        """The cell in the row above the one at hand; in the first row, that of the heading."""
        return f"{self.sheet.prefix}${letters(self.index)}{{above}}"

    def up(self, rows: int) -> str:
        """The cell so many rows above the one at hand."""
        return f"{self.sheet.prefix}${letters(self.index)}{{up {rows}}}"

    @property
    def own(self) -> str:
        """The cell in the row at hand."""
        return f"{self.sheet.prefix}${letters(self.index)}{{r}}"

    @property
    def range(self) -> str:
        """All its cells."""
        return f"{self.sheet.prefix}${letters(self.index)}${TOP}:${letters(self.index)}${self.sheet.last}"

    @property
    def down_to_own(self) -> str:
        """Its cells from the first to that in the row at hand."""
        return f"{self.sheet.prefix}${letters(self.index)}${TOP}:${letters(self.index)}{{r}}"


@define(eq=False, repr=False)
class Sheet:
    """A sheet that has a row for each element of something; `filled` of its `rows` hold one."""

    name: str
    title: str
    about: str
    filled: int
    rows: int
    columns: list[Column] = Factory(list)
    kind: str = "steps"
    note: str = ""
    exists: str = ""
    """A formula that says whether there is an element in the row at hand; empty where there always is."""
    absent: frozenset[int] = frozenset()
    """Rows, counted from 0, for which there is no element although one might be there."""
    known: dict[object, Column] = field(factory=dict)

    @property
    def prefix(self) -> str:
        """How a formula of any sheet names this one."""
        return "'" + self.name.replace("'", "''") + "'!"

    @property
    def last(self) -> int:
        """The number of the last row."""
        return TOP + max(self.rows, 1) - 1

    def typed(self, title: str, look: str, values: Sequence[Held], choice: Choice, note: str = "") -> Column:
        """A column into which a person types."""
        return self._added(Column(self, len(self.columns), title, look, None, values, note, choice))

    def given(self, title: str, look: str, values: Sequence[Held], note: str = "") -> Column:
        """A column of what is the same whatever is typed."""
        return self._added(Column(self, len(self.columns), title, look, None, values, note))

    def add(
        self, title: str, look: str, formula: str, value: Callable[[int], Held], note: str = "", otherwise: str = '""'
    ) -> Column:
        """A column of formulae; `value` gives what the formula does for an element, counted from 0.

        `otherwise` is the formula where there is no element.
        """
        values = ["" if place in self.absent else value(place) for place in range(self.filled)]
        guarded = f"IF({self.exists},{formula},{otherwise})" if self.exists else formula
        return self._added(Column(self, len(self.columns), title, look, guarded, values, note))

    def _added(self, column: Column) -> Column:
        self.columns.append(column)
        return column


def total(values: Iterable[Held]) -> int:
    """The sum of the numbers among some values."""
    return sum(int(each) for each in values if not isinstance(each, str))
