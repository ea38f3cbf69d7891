"""How values, keys and places are written in an explanation."""

import re
from fractions import Fraction

from pbrlang.calendar.periods import Period
from pbrlang.data.rows import Row, Value
from pbrlang.diagnostics.prose import plural
from pbrlang.interpret import CohortElement, Element, Line, ListElement, PairElement, row_part
from pbrlang.ir.program import Clause, Program
from pbrlang.kinds.model import Kind
from pbrlang.kinds.wording import show
from pbrlang.source import Span
from pbrlang.values.wording import amount, in_words

_COMMENT = re.compile(r"#[^\n]*")


def said(span: Span) -> str:
    """The contract's own words, on one line, without comments."""
    return " ".join(_COMMENT.sub("", span.text).split())


def of_clause(number: str | None) -> str:
    """A clause as a place."""
    return f"clause {number}" if number else "the contract"


def of_row(row: Row) -> str:
    """Where a row was read: `employment_claims.csv, row 12`."""
    place = row.place
    if isinstance(place, Span):
        return f"{place.source.name}, line {place.line}"
    return f"{place.file}, row {place.row}"


def file_of(row: Row) -> str:
    """The file that a row was read from."""
    return row.place.source.name if isinstance(row.place, Span) else row.place.file


def place_of(element: Element, number: str) -> str:
    """The row that an element is, or was earned for; else a clause."""
    row = row_part(element)
    return of_row(row) if row is not None else of_clause(number)


def of_line(line: Line, clause: Clause) -> str:
    """Where a line comes from: its clause, and its row if it has one."""
    place = of_clause(clause.clause)
    found = place_of(line, clause.clause)
    return place if found == place else f"{place}; {found}"


class Words:
    """Writes values in the contract's units and currency."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def value(self, value: Value, kind: Kind) -> str:
        """A value in words."""
        terms = self.program.terms
        return show(value, kind, self.program.nouns, terms.symbol, terms.places)

    def gap(self, value: Fraction, kind: Kind) -> str:
        """How far two values lie apart; two shares are percentage points apart."""
        text = self.value(value, kind)
        return f"{text.removesuffix('%')} percentage points" if text.endswith("%") else text

    def money(self, value: Fraction) -> str:
        """An amount in the contract's currency."""
        return amount(value, self.program.terms.symbol, self.program.terms.places)

    def rows(self, number: int, table: str) -> str:
        """A number of rows: `231 Custody Stays`."""
        return plural(number, table, self.program.tables[table].plural)

    def key(self, element: Element) -> str:
        """An element by its key: `Participant P1, Weeks In Work 26 weeks`; nothing for the contract."""
        match element:
            case Row():
                table = element.table
                pairs = zip(table.key, element.key, strict=True)
                return ", ".join(f"{name} {self.value(value, table.by_name[name].kind)}" for name, value in pairs)
            case Period():
                return element.name
            case CohortElement():
                return f"{element.cohort} {element.number}"
            case ListElement():
                return f"{element.list} {element.word}"
            case PairElement():
                return ", ".join(map(self.key, element.parts))
            case Line():
                return self.key(element.element)
            case _:
                return ""

    def line(self, line: Line) -> str:
        """A line of a clause: its clause, key, date and place."""
        key = self.key(line)
        whose = f" for {key}" if key else ""
        place = of_line(line, self.program.clauses[line.clause])
        return f"{line.clause}{whose} on {in_words(line.date)} ({place})"
