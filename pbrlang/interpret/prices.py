"""Cells of rate cards, and the contract years that pick them."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from pbrlang.data.checks import written
from pbrlang.data.errors import DataDiagnostic
from pbrlang.data.rows import Value
from pbrlang.diagnostics import DataPlace
from pbrlang.interpret.errors import NoSuchPrice, OutsideContractYears
from pbrlang.ir.program import Program, Tariff


def cell(tariff: Tariff, column: str, keys: Sequence[Value]) -> Fraction | None:
    """The cell of a column for some keys; a year from which the last entry holds stands for all years after it."""
    found = tuple([key_of_card(key, first) for key, first in zip(keys, tariff.open_from, strict=True)])
    return tariff.cells.get((column, found))


def key_of_card(key: Value, open_from: int | None) -> str | int:
    """A key as a card has it; years from the one on which its last entry holds are that one."""
    if isinstance(key, Fraction):
        return int(key) if open_from is None else min(int(key), open_from)
    return str(key)


def contract_year(program: Program, day: date) -> int | None:
    """The number of the contract year that a day lies in."""
    year = program.calendars["year"].at(day)
    return year.number if year else None


def no_such_price(place: DataPlace, column: str, keys: Sequence[Value]) -> DataDiagnostic:
    """What to say where a rate card has no entry."""
    told = tuple(f"year {key}" if isinstance(key, Fraction) else written(key) for key in keys)
    return NoSuchPrice(place, column, told)


def outside_years(place: DataPlace, program: Program) -> DataDiagnostic:
    """What to say of a date that lies in no contract year."""
    years = program.calendars["year"].periods
    return OutsideContractYears(place, written(years[0].first), written(years[-1].last))
