"""From lines to statements: days of payment, caps for each of something, who pays and who receives."""

from datetime import date
from pathlib import Path

import pytest

from pbrlang.verify.office import office, reckoned, unlike, values
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


def test_who_pays_has_a_row_for_each_statement_and_party() -> None:
    shown = values(made_of(CASES["limited-payers"]))
    who, settled = shown["Who pays"], shown["Settlement"]
    parties = {value for cell, value in who.items() if cell.startswith("C")}
    assert parties == {"Payer", "A council", "A trust", "A fund", "Nobody: beyond the limits"}
    borne = sum(value for cell, value in who.items() if cell.startswith("D") and cell != "D5")
    total = next(cell.rstrip("0123456789") for cell, value in settled.items() if value == "Total")
    dues = [value for cell, value in settled.items() if cell.rstrip("0123456789") == total and cell != f"{total}5"]
    assert round(borne * 100) == sum(dues)


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
