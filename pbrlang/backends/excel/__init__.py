"""`--to excel`: a workbook whose sums are live formulae, with the rows, rate cards, steps and statements in it.

Every cell that is read holds a whole number, a day or a word; only what nothing reads shows pounds. The values that
the file shows before a spreadsheet has reckoned are worked out here, and are what the interpreter gave, or nothing
is written.
"""

from pbrlang.backends.excel.advances import advance
from pbrlang.backends.excel.caps import cap
from pbrlang.backends.excel.clauses import clause_sheet
from pbrlang.backends.excel.clawbacks import clawback
from pbrlang.backends.excel.data import data_sheets
from pbrlang.backends.excel.forms import TooLarge
from pbrlang.backends.excel.homes import ADVICE
from pbrlang.backends.excel.plan import Basis, Book, Declined
from pbrlang.backends.excel.settling import check_sheet, heading, party_sheets, statement_sheet, sums, watch_totals
from pbrlang.backends.excel.sharing import shares
from pbrlang.backends.excel.sheets import FIRST_DAY, Sheet, total
from pbrlang.backends.excel.statements import statements
from pbrlang.backends.excel.writing import NotInstalled, written
from pbrlang.lower.beyond import beyond
from pbrlang.lower.errors import CannotBuild
from pbrlang.source import Span

__all__ = ["Basis", "NotInstalled", "build", "heading"]

MOST_ROWS = 20_000
"""How many rows of a kind of data a workbook may have, those that are left blank among them."""

_LARGEST = [10**power for power in range(11, 4, -1)]
_LARGEST_CHECKED = 10**9


def build(basis: Basis) -> bytes | tuple[CannotBuild, ...]:
    """The workbook, or what of the contract or its data stands in the way. Raises NotInstalled without XlsxWriter."""
    try:
        book, check = _book(basis)
    except Declined as met:
        return (CannotBuild(met.span, met.part, met.clause, met.reason, met.advice),)
    return written(book, check)


def _book(basis: Basis) -> tuple[Book, Sheet]:
    terms = basis.program.terms
    _refuse_beyond(basis)
    _refuse_many_rows(basis)
    if terms.starts < FIRST_DAY:
        reason = "the contract begins before 1 March 1900, and spreadsheets do not agree on such dates"
        raise Declined(terms.name, "", terms.span, reason, "use `pbr pay`")
    for largest, checked in (*((each, False) for each in _LARGEST), (_LARGEST_CHECKED, True)):
        book = Book(basis, largest, checked)
        try:
            return _filled(book)
        except TooLarge:
            continue
    reason = "its sums may grow larger than a spreadsheet reckons with exactly"
    of = list(book.clauses)[-1:]
    part, number, span = _cited(basis, of[0] if of else None)
    raise Declined(part, number, span, reason, "say `at most` of the numbers in its data, or use `pbr pay`")


def _cited(basis: Basis, clause: str | None) -> tuple[str, str, Span]:
    """A clause with its number, or the contract."""
    of, terms = basis.program.clauses.get(clause or ""), basis.program.terms
    return (of.name, of.clause, of.span) if of else (terms.name, "", terms.span)


def _refuse_beyond(basis: Basis) -> None:
    """Decline what takes more than one reckoning of all statements."""
    for each in beyond(basis.program):
        raise Declined(each.part, each.clause, each.span, each.reason, ADVICE)


def _refuse_many_rows(basis: Basis) -> None:
    """Decline more rows than a spreadsheet opens and reckons with in minutes."""
    for table in basis.program.tables.values():
        count = len(basis.rows.get(table.name, ())) + basis.room
        if count > MOST_ROWS:
            reason = f"a spreadsheet would take very long over {count:,} rows; {MOST_ROWS:,} are the most"
            advice = (
                "pay all of them by `pbr pay --engine duckdb`, with each line in a file by `--lines FILE.csv`; or make "
                "a workbook of a part of the rows, such as those of one period, with `--data DIR`"
            )
            raise Declined(table.plural, table.clause, table.span, reason, advice)


def _refuse_problems(book: Book) -> None:
    """Decline rows that the interpreter can pay for and a spreadsheet does not reckon with exactly."""
    for column in book.problems:
        if total(column.values):
            reason = f"some row of the sheet {column.sheet.name} has a number or a date that a spreadsheet cannot take"
            of = next((name for name, sheet in book.clauses.items() if sheet is column.sheet), None)
            part, number, span = _cited(book.basis, of)
            raise Declined(part, number, span, reason, "use `pbr pay`, which has no such limits")


def _filled(book: Book) -> tuple[Book, Sheet]:
    lowered, terms = book.basis.lowered, book.basis.program.terms
    data_sheets(book)
    for due in lowered.clauses.values():
        clause_sheet(book, due)
    watch_totals(book)
    settlement = statements(book)
    for ceiling in lowered.ceilings.values():
        if ceiling.clauses:
            cap(book, settlement, ceiling)
    for source in lowered.sources.values():
        clawback(book, source)
    for back in lowered.advances.values():
        advance(book, back)
    sums(book, settlement)
    shares(book, settlement)
    book.sheets.append(statement_sheet(book, settlement))
    party_sheets(book)
    check = check_sheet(book, settlement)
    book.sheets.append(check)
    _refuse_problems(book)
    if total(check.known["difference"].values):
        reason = "its formulae would not give what `pbr pay` gives on these rows"
        raise Declined(terms.name, "", terms.span, reason, "please report it with the contract, if you may share it")
    return book, check
