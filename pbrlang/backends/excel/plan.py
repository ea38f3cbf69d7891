"""What a workbook is made from, and the sheets that it has so far."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import Factory, define, field, frozen

from pbrlang.backends.excel.sheets import Column, Sheet
from pbrlang.data.rows import Row
from pbrlang.ir.program import Program
from pbrlang.lower.model import Lowered, Shared
from pbrlang.names.homes import Home, TableHome
from pbrlang.source import Span

if TYPE_CHECKING:
    from pbrlang.backends.excel.kept import Kept


class Declined(Exception):
    """A part of a contract, or its data, is not put into a workbook: which part, why, and what to do."""

    def __init__(self, part: str, clause: str, span: Span, reason: str, advice: str) -> None:
        super().__init__(reason)
        self.part = part
        self.clause = clause
        self.span = span
        self.reason = reason
        self.advice = advice


@frozen(eq=False)
class Basis:
    """What a workbook shows: a contract, rows, and what the interpreter makes of them.

    `statements` is the result as JSON holds it. `room` is how many blank rows there are for each kind of data.
    """

    lowered: Lowered
    rows: Mapping[str, Sequence[Row]]
    as_at: date
    statements: Mapping[str, Any]
    room: int

    @property
    def program(self) -> Program:
        """The contract."""
        return self.lowered.program

    @property
    def scale(self) -> int:
        """How many coins there are in the currency's main unit."""
        return int(10**self.program.terms.places)


@define(eq=False, repr=False)
class Book:
    """The sheets of a workbook so far. `largest` is the most that a number may be which the contract does not bound."""

    basis: Basis
    largest: int
    checked: bool = False
    """Whether what may grow too large is reckoned in columns of its own, and counted as a problem where it does."""
    sheets: list[Sheet] = Factory(list)
    homes: dict[Home, Sheet] = Factory(dict)
    problems: list[Column] = Factory(list)
    """Columns that count what is wrong with a row."""
    clauses: dict[str, Sheet] = field(factory=dict)
    reach: dict[str, int] = field(factory=dict)
    """The most that a line of a clause can be, by its sheet."""
    lows: dict[str, int] = field(factory=dict)
    """The least that a line of a clause can be, by its sheet."""
    taken_back: dict[str, list[tuple[Column, Column]]] = field(factory=dict)
    """By advance, what is taken back of it: columns of sums, each with that of the statements they belong to."""
    shares: list[tuple[str, Sheet, Shared]] = Factory(list)
    """Of payers and of splits, as JSON calls them: the sheet of who has what, and how it is shared."""
    values: dict[str, "Kept"] = field(factory=dict)
    """What holds each definition and group that does not depend on the reader's date."""
    timed: dict[tuple[str, object], "Kept"] = field(factory=dict)
    """Other steps, by the sheet on which they stand and what they are."""
    moving: dict[str, bool] = field(factory=dict)
    """Whether the value of a definition or group depends on the reader's date."""
    grids: dict[tuple[str, str], list[Column]] = field(factory=dict)

    def sheet_of_table(self, table: str) -> Sheet:
        """The sheet of a kind of data."""
        return self.homes[TableHome(table)]

    def sheet(self, wanted: str, title: str, about: str, filled: int, rows: int) -> Sheet:
        """A new sheet with a name that no other has."""
        taken = {each.name.casefold() for each in self.sheets} | set(_OWN_SHEETS)
        sheet = Sheet(_name(wanted, taken), title, about, filled, rows)
        self.sheets.append(sheet)
        return sheet


_OWN_SHEETS = ("statement", "settlement", "check", "read me", "dates")
_LONGEST = 31
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")


def _name(wanted: str, taken: set[str]) -> str:
    plain = wanted.translate(_FORBIDDEN).strip() or "Sheet"
    name, number = plain[:_LONGEST], 1
    while name.casefold() in taken:
        number += 1
        end = f" {number}"
        name = plain[: _LONGEST - len(end)] + end
    return name
