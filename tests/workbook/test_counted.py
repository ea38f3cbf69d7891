"""What is counted, picked and looked back on: by conditions, in stretches of days, on the day on which it is read."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from pbrlang.backends import excel
from pbrlang.backends.excel.days import months_later
from pbrlang.backends.excel.forms import EVER, Number, Quotient, TooLarge
from pbrlang.backends.excel.numbers import constant, plus, quotient, times
from pbrlang.backends.excel.sheets import day_number
from pbrlang.lower import Lowered, lower
from pbrlang.settle import settle
from pbrlang.verify.office import office, reckoned, unlike, values
from tests.agreement.both import files_of, folder_of, reading_of
from tests.lower.buildable import SETTLES, Grown, grown
from tests.properties.paying import compiled
from tests.workbook.counted import CASES, FILES, made_of
from tests.workbook.making import basis, example, made

QUICK = ("picks", "lines")


@pytest.mark.parametrize("name", QUICK)
def test_it_comes_to_what_the_interpreter_gives(name: str) -> None:
    shown = values(made_of(CASES[name]))
    assert any(isinstance(each, int) and each for each in shown["Settlement"].values())


def test_what_is_counted_stands_beside_what_reads_it() -> None:
    content = made_of(CASES["lines"])
    sheet = _opened(content)["When All Is Done"]
    steps = {cell.value: cell.column for cell in sheet[5]}
    counted = sheet.cell(6, steps["Number of Visit Sums"]).value
    assert counted.startswith("=COUNTIFS('Visit Sum'!")
    assert values(content)["When All Is Done"][sheet.cell(6, steps["Number of Visit Sums"]).coordinate] == 6


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(case=grown())
def test_a_grown_contract_is_built_as_the_interpreter_pays_it_or_declined(case: Grown) -> None:
    found = _of_grown(case)
    if not isinstance(found, bytes):
        assert found is None or all("would not give" not in each.reason and each.number for each in found)


def _of_grown(case: Grown) -> Any:
    program = compiled(case.text)
    with folder_of(program, files_of(case)) as folder:
        reading = reading_of(program, folder, SETTLES)
    if not isinstance(lower(program), Lowered) or reading.bad or reading.errors:
        return None
    if settle(program, reading.rows, as_at=SETTLES, complete_to=SETTLES).faults:
        return None
    return excel.build(basis(program, reading.rows, SETTLES, SETTLES, 2))


# --- days


def _at(day: date, months: int, missing: str) -> int:
    number = day_number(day)
    held = Number("A1", lambda _: number, number, number)
    found = months_later(held, constant(months), missing).value(0)
    return int(found)


@pytest.mark.parametrize(
    ("day", "months", "missing", "later"),
    [
        (date(2031, 1, 31), 1, "last", date(2031, 2, 28)),
        (date(2031, 1, 31), 1, "next", date(2031, 3, 1)),
        (date(2032, 2, 29), -12, "last", date(2031, 2, 28)),
        (date(2032, 2, 29), 48, "next", date(2036, 2, 29)),
        (date(2031, 12, 31), 2, "last", date(2032, 2, 29)),
    ],
)
def test_months_later_ends_where_the_contract_says(day: date, months: int, missing: str, later: date) -> None:
    assert _at(day, months, missing) == day_number(later)


def test_a_day_is_moved_no_further_than_there_are_days() -> None:
    assert _at(date(2030, 5, 31), 12 * 9000, "last") == EVER
    with pytest.raises(TooLarge):
        _at(date(2030, 5, 31), 10**9, "last")


# --- numbers


def test_what_stands_above_and_below_is_left_out_and_must_not_be_nought() -> None:
    under = Number("B6", lambda at: at, 0, 9)
    found = quotient(times(Number("A6", lambda _: 7, 0, 9), under), times(constant(3), under))
    assert isinstance(found, Quotient)
    assert (found.over.text, found.under.text) == ("A6", "3")
    assert [each.text for each in found.needs] == ["(B6<>0)"]
    assert [each.holds(0) for each in found.needs] == [False]


def test_only_what_is_checked_may_grow_large() -> None:
    large = Number("A6", lambda _: 1, 0, 10**13)
    with pytest.raises(TooLarge):
        plus(large, constant(1))


def test_a_penny_that_differs_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    given = example("peterborough")
    statements = [dict(each) for each in given.statements["statements"]]
    last = statements[-1] = next(each for each in reversed(statements) if each["clauses"])
    clause = {**last["clauses"][0], "due": "0.01", "total": "0.01"}
    due = round(float(last["clauses"][0]["due"]) * 100)
    last["clauses"] = [clause, *last["clauses"][1:]]
    changed = attrs.evolve(given, statements={**given.statements, "statements": statements})
    monkeypatch.setattr(excel, "total", lambda _: 0)
    content = excel.build(changed)
    assert isinstance(content, bytes)
    check = values(content)["Check"]
    (letter,) = (cell.rstrip("0123456789") for cell, value in check.items() if value == "Differences")
    differences = [
        value for cell, value in check.items() if cell.rstrip("0123456789") == letter and cell != f"{letter}5"
    ]
    assert sum(differences) == due - 1


def test_a_number_says_in_what_parts_it_is_counted() -> None:
    sheet = _opened(made(example("west-yorkshire-custody")))["Grant Recovery"]
    assert "Saving Achieved, in parts of 50,000" in [cell.value for cell in sheet[5]]


IDLE = """
fee Each Quarter
    for each quarter
    pays £10

cap No One Is Limited
    limits all sums due to £1.42 for each Client and year, for the term only
    cutting all in proportion
    gross of sums taken back
    unused room is lost
    money cut is lost
"""


def test_a_cap_under_which_nothing_falls_cuts_nothing() -> None:
    shown = values(made_of(IDLE))["Statement"]
    (letter,) = {cell.rstrip("0123456789") for cell, value in shown.items() if value == "Total to date"}
    assert shown[f"{letter}11"] == 40


# --- in a spreadsheet


def shifted() -> dict[str, str]:
    """The same rows with other dates, kinds and sums, as many of each as before."""
    lines = FILES["visits.csv"].splitlines()
    found = [lines[0]]
    for place, line in enumerate(lines[1:]):
        name, client, kind, length, cost, visited, undone = line.split(",")
        day = date.fromisoformat(visited) + timedelta(days=11 * (place % 3))
        later = date.fromisoformat(undone) + timedelta(days=40) if undone else None
        kind = "Short" if kind == "Long" else "Long"
        cells = (name, client, kind, str(int(length) + 7), f"{float(cost) + 3.37:.2f}", str(day), str(later or ""))
        found.append(",".join(cells))
    stays = FILES["stays.csv"].replace("2030-12-31", "2030-12-01").replace("2030-08-15,", "2030-08-16,2030-08-19")
    return {**FILES, "visits.csv": "\n".join(found) + "\n", "stays.csv": stays}


def _opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def retyped(content: bytes, other: bytes) -> bytes:
    """A workbook into whose yellow cells a person has typed what stands in those of another."""
    book, typed = _opened(content), _opened(other)
    for name in ("Clients", "Visits", "Stays"):
        for row in typed[name].iter_rows(min_row=6, max_row=18):
            for cell in row:
                if typed[name].cell(5, cell.column).fill.fgColor.rgb == "FFFFE9A8":
                    book[name][cell.coordinate].value = cell.value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.slow
def test_every_cell_is_as_the_office_reckons_it_also_when_other_rows_are_typed(tmp_path: Path) -> None:
    program = office()
    if program is None:
        pytest.skip("needs LibreOffice")
    books = {name: made_of(text) for name, text in CASES.items()}
    books |= {f"{name}-next": made_of(text, "first day of the next month") for name, text in CASES.items()}
    others = {name: made_of(text, files=shifted()) for name, text in CASES.items()}
    typed = {f"{name}-typed": retyped(books[name], others[name]) for name in CASES}
    found = reckoned(books | typed, tmp_path, program)
    for name, content in books.items():
        assert unlike(values(content), found[name]) == [], name
        assert found[name]["Dates"]["B10"] == found[name]["Dates"]["B9"] == 0
    for name, content in others.items():
        assert found[f"{name}-typed"]["Settlement"] == values(content)["Settlement"], name
        assert values(content)["Settlement"] != values(books[name])["Settlement"], name


def without_key(book: Any) -> None:
    """A row of which a person has deleted the first cell."""
    book["Case Reviews"]["A7"].value = None


def below_the_last(book: Any) -> None:
    """A row that is typed where nothing reads it."""
    sheet = book["Case Reviews"]
    sheet.cell(sheet.max_row + 3, 2).value = 1


@pytest.mark.slow
def test_nothing_is_paid_where_a_row_has_no_key_or_stands_below_those_that_are_read(tmp_path: Path) -> None:
    program = office()
    if program is None:
        pytest.skip("needs LibreOffice")
    whole, books = made(example("care-review")), {}
    for change in (without_key, below_the_last):
        book, file = _opened(whole), io.BytesIO()
        change(book)
        book.save(file)
        books[change.__name__] = file.getvalue()
    for name, found in reckoned({"whole": whole, **books}, tmp_path, program).items():
        problems, paid = found["Dates"]["B9"], [found["Statement"][f"{column}6"] for column in "DF"]
        assert (problems > 0, any(paid)) == ((False, True) if name == "whole" else (True, False)), name
