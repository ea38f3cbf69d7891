"""From lines to statements: days of payment, caps for each of something, who pays and who receives."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings

from pbrlang.backends.excel import build
from pbrlang.settle import settle
from pbrlang.verify.office import office, reckoned, unlike, values
from tests.agreement.both import files_of, folder_of, reading_of
from tests.lower.buildable import SETTLES, Grown, days, grown
from tests.properties.paying import compiled
from tests.workbook.making import basis
from tests.workbook.settled import CASES, made_of

EARLIER = date(2030, 12, 31)
QUICK = ("limited-payers", "all-in-proportion-for-each-Client", "clawbacks-of-client-and-all", "advances-1")


@pytest.mark.parametrize("name", QUICK)
def test_it_comes_to_what_the_interpreter_gives(name: str) -> None:
    assert values(made_of(CASES[name]))["Dates"]["B10"] == 0


def test_what_is_payable_on_its_date_has_a_statement_of_its_own() -> None:
    shown = values(made_of(CASES["own-day"]))["Statement"]
    row = next(cell[1:] for cell, value in shown.items() if value == "1 July 2030")
    assert shown[f"G{row}"] == shown[f"H{row}"] == 250.01
    assert shown[f"B{row}"] == shown[f"C{row}"]


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_who_pays_has_a_row_for_each_statement_and_party() -> None:
    shown = values(made_of(CASES["limited-payers"]))
    who, settled = shown["Who pays"], shown["Settlement"]
    parties = {value for cell, value in who.items() if cell.startswith("C")}
    assert parties == {"Payer", "A council", "A trust", "A fund", "Nobody: beyond the limits"}
    borne = sum(value for cell, value in who.items() if cell.startswith("D") and cell != "D5")
    total = next(cell.rstrip("0123456789") for cell, value in settled.items() if value == "Total")
    dues = [value for cell, value in settled.items() if cell.rstrip("0123456789") == total and cell != f"{total}5"]
    assert round(borne * 100) == sum(dues)


def grown_book(case: Grown, day: date) -> bytes | None:
    """The workbook of a grown contract, or nothing where it is declined; it must never come to something else."""
    program = compiled(case.text)
    with folder_of(program, files_of(case)) as folder:
        reading = reading_of(program, folder, SETTLES)
    if settle(program, reading.rows, as_at=day, complete_to=SETTLES).faults:
        return None
    found = build(basis(program, reading.rows, day, SETTLES, 2))
    if isinstance(found, bytes):
        return found
    assert not [each for each in found if "would not give" in each.reason], case.text
    return None


@settings(max_examples=6)
@given(grown(), days)
def test_grown_contracts_come_to_what_the_interpreter_gives(case: Grown, day: date) -> None:
    grown_book(case, day)


@pytest.mark.slow
def test_many_grown_contracts_are_as_the_office_reckons_them(tmp_path: Path) -> None:
    program = office()
    if program is None:
        pytest.skip("needs LibreOffice")
    books: dict[str, bytes] = {}

    @settings(max_examples=25)
    @given(grown(), days)
    def grow(case: Grown, day: date) -> None:
        book = grown_book(case, day)
        if book is not None:
            books[f"grown-{len(books)}"] = book

    grow()
    assert books
    for name, found in reckoned(books, tmp_path, program).items():
        assert unlike(values(books[name]), found) == [], name
        assert found["Dates"]["B10"] == found["Dates"]["B9"] == 0


@pytest.mark.slow
def test_every_cell_is_as_the_office_reckons_it(tmp_path: Path) -> None:
    program = office()
    if program is None:
        pytest.skip("needs LibreOffice")
    books = {name: made_of(text) for name, text in CASES.items()}
    books |= {f"{name}-earlier": made_of(text, EARLIER) for name, text in CASES.items() if name in QUICK}
    for name, found in reckoned(books, tmp_path, program).items():
        assert unlike(values(books[name]), found) == [], name
        assert found["Dates"]["B10"] == found["Dates"]["B9"] == 0


def test_a_day_of_payment_from_data_has_its_statement_and_another_is_a_problem() -> None:
    shown = values(made_of(CASES["days-from-data"]))
    periods = {value for cell, value in shown["Settlement"].items() if cell.startswith("A")}
    assert {"3 May 2030", "1 July 2030", "1 January 2031", "1 April 2031"} <= periods
    book = opened(made_of(CASES["days-from-data"]))["Early Visit"]
    problems = [each.column for each in book[5] if each.value == "Problems"]
    (problem,) = [each for each in problems if "make the workbook anew" in book.cell(5, each).comment.text]
    assert "MATCH" in book.cell(6, problem).value
