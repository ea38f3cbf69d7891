"""Whether anything of a contract becomes known late: rows that are recorded, or figures that are published, then."""

from collections.abc import Iterable
from datetime import date

from pbrlang.ir.program import DateTable, Program
from pbrlang.ir.tables import Table


def is_late(program: Program) -> bool:
    """Whether anything may become known in the term: rows that are recorded, or figures that are published, then."""
    return bool(known_late(program))


def known_late(program: Program) -> tuple[Table | DateTable, ...]:
    """The data whose rows are recorded, and the tables of figures that are published, in the term."""
    tables = (each for each in program.tables.values() if each.recorded)
    figures = (
        each for each in program.date_tables.values() if any(day > program.terms.starts for day in _published((each,)))
    )
    return (*tables, *figures)


def is_recorded(program: Program) -> bool:
    """Whether any data say when their rows were recorded."""
    return any(table.recorded for table in program.tables.values())


def pays_alone(program: Program) -> bool:
    """Whether some sums have a statement of their own on their date."""
    return any(clause.payable_on_its_date for clause in program.clauses.values())


def published_on(program: Program) -> set[date]:
    """The days on which figures of the contract's tables are published."""
    return _published(program.date_tables.values())


def _published(tables: Iterable[DateTable]) -> set[date]:
    return {
        figure.published
        for table in tables
        for column in table.figures.values()
        for figures in column.values()
        for figure in figures
        if figure.published is not None
    }
