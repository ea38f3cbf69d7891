import io
import re
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from pbrlang.data.errors import BrokenFile, MissingLibrary, UnclearSheet
from pbrlang.data.formats.workbook_marks import may_have_marks
from pbrlang.data.reading import BadRow, Reading
from pbrlang.diagnostics import DataPlace
from tests.data.tables import GOOD_FILES
from tests.data.written import (
    CLAIM_HEADINGS,
    PARTICIPANT_HEADINGS,
    SURVEY_HEADINGS,
    as_workbook,
    claims,
    faults,
    fill,
    read,
    values,
    with_file,
)

FILE = "employment_claims.xlsx"
DAY = date(2012, 2, 1)
GOOD = [CLAIM_HEADINGS, ("P1", 26, DAY), ("P1", 30, date(2012, 2, 29))]


def made(folder: Path, make: Callable[[Worksheet], None], name: str = "employment_claims") -> Reading:
    """What is read where a workbook with one sheet is made so."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    make(sheet)
    workbook.save(with_file(folder, name).with_suffix(".xlsx"))
    return read(folder)


def grant(folder: Path, value: Any, shown_as: str | None = None) -> Any:
    """The value or the bad cell of an amount that stands so in a workbook."""

    def make(sheet: Worksheet) -> None:
        fill(sheet, [SURVEY_HEADINGS, ("S1", "37.5%", DAY, value)])
        if shown_as:
            sheet["D2"].number_format = shown_as

    return only(made(folder, make, "surveys"), "Survey", "Grant")


def claim(folder: Path, value: Any, field: str, shown_as: str | None = None) -> Any:
    """The value or the bad cell of a claim's field that stands so in a workbook."""

    def make(sheet: Worksheet) -> None:
        cells = {"Participant": "P1", "Weeks In Work": 26, "Reached On": DAY} | {field: value}
        fill(sheet, [CLAIM_HEADINGS, list(cells.values())])
        if shown_as:
            sheet.cell(2, 1 + CLAIM_HEADINGS.index(field)).number_format = shown_as

    return only(made(folder, make), "Employment Claim", field)


def only(reading: Reading, table: str, field: str) -> Any:
    assert reading.problems == ()
    return reading.bad[0] if reading.bad else reading.rows[table][0].values[field]


def with_results(path: Path, results: dict[str, str]) -> None:
    """Give formulas the results that a spreadsheet would have kept beside them; the library writes none."""
    written = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            written[name] = archive.read(name)
    sheet = written["xl/worksheets/sheet1.xml"].decode()
    for cell, result in results.items():
        start = f'<c r="{cell}" t="str">' if not result or result.isalpha() else f'<c r="{cell}">'
        sheet, count = re.subn(rf'<c r="{cell}"[^>]*>(<f>[^<]*</f>)<v ?/?>(</v>)?', rf"{start}\1<v>{result}</v>", sheet)
        assert count == 1, sheet
    written["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in written.items():
            archive.writestr(name, content)


def test_rows_are_those_of_the_sheet_and_blank_ones_are_left_out(tmp_path: Path) -> None:
    def make(sheet: Worksheet) -> None:
        fill(sheet, [(), CLAIM_HEADINGS, GOOD[1], (None, " ", None), ("P1", -1, None), GOOD[2]])
        sheet["F9"].number_format = "0.00"

    reading = made(tmp_path, make)
    assert [row.place for row in reading.rows["Employment Claim"]] == [DataPlace(FILE, 3), DataPlace(FILE, 6)]
    assert values(reading, "Employment Claim")[0] == ["P1", Fraction(26), DAY]
    assert faults(reading) == [
        ("out-of-bounds", DataPlace(FILE, 5, "Weeks In Work", "-1")),
        ("blank-value", DataPlace(FILE, 5, "Reached On", "")),
    ]
    assert (reading.bad[0].record, reading.read["Employment Claim"]) == (("P1", "-1", ""), 3)


def test_headings_by_the_rules_for_csv_and_cells_beyond_them(tmp_path: Path) -> None:
    headings = ("Adviser", "Reached On", "weeks_in_work", "participants", "")
    reading = claims(tmp_path, as_workbook, [("A1", DAY, 26, "P1"), ("A1", DAY, 27, "P1", None, "late")], headings)
    assert faults(reading) == [
        ("ragged-row", DataPlace(FILE, 3)),
        ("unknown-column", DataPlace(FILE, 1, "Adviser")),
    ]
    assert "give every column that is used a heading" in reading.bad[0].reason


@pytest.mark.parametrize(
    ("value", "exact"),
    [
        (1200.1, Fraction(12001, 10)),
        (1200, Fraction(1200)),
        (-0.07, Fraction(-7, 100)),
        (9_999_999_999_999.99, Fraction(999_999_999_999_999, 100)),
        ("£1,200.10", Fraction(12001, 10)),
        (" 1200.10 ", Fraction(12001, 10)),
    ],
)
def test_numbers_are_what_was_typed(tmp_path: Path, value: object, exact: Fraction) -> None:
    assert grant(tmp_path, value) == exact
    assert grant(tmp_path, value, '"£"#,##0.0') == exact


def test_seventeen_figures_are_what_was_typed_or_the_trace_of_a_sum(tmp_path: Path) -> None:
    path = with_file(tmp_path, "surveys").with_suffix(".xlsx")
    as_workbook(path, SURVEY_HEADINGS, [("S1", "37.5%", DAY, "=1200.1"), ("S2", "37.5%", DAY, "=0.1+0.2")])
    with_results(path, {"D2": "1200.0999999999999", "D3": "0.30000000000000004"})
    reading = read(tmp_path)
    assert values(reading, "Survey") == [["S1", Fraction(3, 8), DAY, Fraction(12001, 10)]]
    assert faults(reading) == [("inexact-number", DataPlace("surveys.xlsx", 3, "Grant", "0.30000000000000004"))]
    assert "=ROUND(A1, 2)" in reading.bad[0].reason


@pytest.mark.parametrize(
    ("value", "name", "shown", "part"),
    [
        (1234567890123456, "inexact-number", "1234567890123456", "exact to 15 figures"),
        (1e20, "inexact-number", "100000000000000000000", "as text"),
        (1.125, "too-many-decimals", "1.125", "nothing is rounded"),
        (True, "unsuitable-value", "yes", "true or false"),
        (DAY, "unsuitable-value", "2012-02-01", "holds a date there"),
        ("#N/A", "spreadsheet-leftover", "#N/A", "formula that failed"),
        ("=1+1", "spreadsheet-leftover", "=1+1", "no result in the file"),
    ],
)
def test_what_is_no_exact_amount(tmp_path: Path, value: object, name: str, shown: str, part: str) -> None:
    bad = grant(tmp_path, value)
    assert isinstance(bad, BadRow)
    assert (bad.fault.name, bad.place) == (name, DataPlace("surveys.xlsx", 2, "Grant", shown))
    assert part in bad.reason


@pytest.mark.parametrize("shown_as", ["0%", "0.00%", '0.0"of all "%', "[Red]0%"])
@pytest.mark.parametrize(("value", "exact"), [(0.375, Fraction(3, 8)), (0.07, Fraction(7, 100)), (1, Fraction(1))])
def test_a_number_shown_in_per_cent_is_read_as_it_is_shown(
    tmp_path: Path, shown_as: str, value: float, exact: Fraction
) -> None:
    def make(sheet: Worksheet) -> None:
        fill(sheet, [SURVEY_HEADINGS, ("S1", value, DAY, 8000)])
        sheet["B2"].number_format = shown_as

    assert only(made(tmp_path, make, "surveys"), "Survey", "Response Rate") == exact


@pytest.mark.parametrize("shown_as", ["General", "0.00", '0.0" %"', r"0.0\%"])
def test_a_share_that_is_not_shown_in_per_cent_may_mean_two_things(tmp_path: Path, shown_as: str) -> None:
    def make(sheet: Worksheet) -> None:
        fill(sheet, [SURVEY_HEADINGS, ("S1", 0.375, DAY, 8000)])
        sheet["B2"].number_format = shown_as

    bad = only(made(tmp_path, make, "surveys"), "Survey", "Response Rate")
    assert bad.fault.name == "ambiguous-share"


@pytest.mark.parametrize("value", [DAY, datetime(2012, 2, 1), "2012-02-01", "1 February 2012"])
def test_dates(tmp_path: Path, value: object) -> None:
    assert claim(tmp_path, value, "Reached On") == DAY


def test_dates_counted_from_1904(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    fill(workbook.worksheets[0], GOOD)
    workbook.save(with_file(tmp_path, "employment_claims").with_suffix(".xlsx"))
    assert values(read(tmp_path), "Employment Claim")[0] == ["P1", Fraction(26), DAY]


@pytest.mark.parametrize(
    ("value", "shown_as", "name", "part"),
    [
        (40940, "General", "spreadsheet-leftover", "1 February 2012"),
        (40940.5, "General", "unreadable-date", "write it as in"),
        (datetime(2012, 2, 1, 9, 30), None, "unsuitable-value", "a time of day"),
        (time(9, 30), None, "unsuitable-value", "a time of day"),
        (timedelta(hours=30), "[h]:mm", "unsuitable-value", "a time of day"),
        (-5, "yyyy-mm-dd", "unreadable-date", "years run from"),
        (10**9, "yyyy-mm-dd", "spreadsheet-leftover", "formula that failed"),
        ("3/4/2012", None, "ambiguous-date", "3 April 2012 or 4 March 2012"),
    ],
)
def test_what_is_no_date(tmp_path: Path, value: object, shown_as: str | None, name: str, part: str) -> None:
    bad = claim(tmp_path, value, "Reached On", shown_as)
    assert bad.fault.name == name
    assert part in bad.reason


def test_an_identifier_that_a_spreadsheet_made_a_date_of(tmp_path: Path) -> None:
    bad = claim(tmp_path, date(2012, 2, 1), "Participant")
    assert (bad.fault.name, bad.place.value) == ("unsuitable-value", "2012-02-01")
    assert "a spreadsheet makes one of text such as `1-2`" in bad.reason


def test_a_count_that_is_shown_as_a_date_is_not_read(tmp_path: Path) -> None:
    assert claim(tmp_path, 26, "Weeks In Work", "yyyy-mm-dd").fault.name == "unsuitable-value"


def test_yes_and_no(tmp_path: Path) -> None:
    rows = [("P1", "New ESA", DAY, True), ("P2", "JSA 18 To 24", DAY, "no")]
    as_workbook(with_file(tmp_path, "participants"), PARTICIPANT_HEADINGS, rows)
    assert [row.values["Supported"] for row in read(tmp_path).rows["Participant"]] == [True, False]


def test_formulas_are_read_by_their_results(tmp_path: Path) -> None:
    path = with_file(tmp_path, "custody_stays").with_suffix(".xlsx")
    day = 40970  # 2 March 2012 as a spreadsheet counts
    as_workbook(path, ["Stay", "Team", "Admitted", "Released"], [('="S"&1', '="Leeds"', DAY, '=""')])
    with_results(path, {"A2": "S", "B2": "Leeds", "D2": ""})
    assert values(read(tmp_path), "Custody Stay") == [["S", "Leeds", DAY, None]]
    as_workbook(path, ["Stay", "Team", "Admitted", "Released"], [("S1", "Leeds", DAY, "=C2+30")])
    with_results(path, {"D2": str(day)})
    assert [each.fault.name for each in read(tmp_path).bad] == ["spreadsheet-leftover"]


def test_a_formula_without_a_result_is_no_blank(tmp_path: Path) -> None:
    stays = [("S1", "Leeds", DAY, "=C2+30"), ("S2", "Leeds", DAY, None)]
    as_workbook(with_file(tmp_path, "custody_stays"), ["Stay", "Team", "Admitted", "Released"], stays)
    reading = read(tmp_path)
    assert faults(reading) == [
        ("spreadsheet-leftover", DataPlace("custody_stays.xlsx", 2, "Released", "=C2+30")),
    ]
    assert len(reading.rows["Custody Stay"]) == 1


def test_merged_cells_are_told_in_every_row(tmp_path: Path) -> None:
    def make(sheet: Worksheet) -> None:
        fill(sheet, [*GOOD, ("P1", 34, DAY), ("P1", 38, DAY)])
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B4:C4")

    reading = made(tmp_path, make)
    assert faults(reading) == [
        ("unsuitable-value", DataPlace(FILE, 2, "Participant", "P1")),
        ("unsuitable-value", DataPlace(FILE, 3, "Participant", "")),
        ("unsuitable-value", DataPlace(FILE, 4, "Weeks In Work", "34")),
        ("unsuitable-value", DataPlace(FILE, 4, "Reached On", "")),
    ]
    assert reading.bad[1].reason.startswith("the cell in Participant is not an identifier; the cell is merged")
    assert [row.key for row in reading.rows["Employment Claim"]] == [("P1", Fraction(38))]


@pytest.mark.parametrize("before", [0, (1 << 20) - 12, (1 << 20) - 5, (1 << 20) - 1])
def test_formulas_and_merging_are_noticed_wherever_they_stand(before: int) -> None:
    for telling in ("<f>", '<x:f t="shared" ', "<f/>", "<mergeCell "):
        assert may_have_marks(io.BytesIO(b" " * before + telling.encode()))
        assert may_have_marks(io.BytesIO(telling.encode("utf-16")))
    assert not may_have_marks(io.BytesIO(b" " * before + b"<c><v>1</v></c><mergeCells/><font/>"))


def sheets(folder: Path, named: Sequence[tuple[str, Sequence[Sequence[object]]]]) -> Reading:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in named:
        fill(workbook.create_sheet(name), rows)
    workbook.save(with_file(folder, "employment_claims").with_suffix(".xlsx"))
    return read(folder)


@pytest.mark.parametrize(
    "others",
    [
        [("Claims", GOOD)],
        [("Notes", [["x"]]), ("EMPLOYMENT_CLAIM", GOOD)],
        [("Sheet1", GOOD), ("Sheet2", []), ("Sheet3", [[None]])],
    ],
)
def test_the_sheet_that_is_read(tmp_path: Path, others: list[tuple[str, list[Sequence[object]]]]) -> None:
    reading = sheets(tmp_path, others)
    assert faults(reading) == []
    assert len(reading.rows["Employment Claim"]) == 2


@pytest.mark.parametrize("names", [("Sheet1", "Sheet2"), ("Employment Claim", "employment claims")])
def test_sheets_of_which_any_may_be_meant(tmp_path: Path, names: tuple[str, str]) -> None:
    [problem] = sheets(tmp_path, [(name, GOOD) for name in names]).errors
    assert isinstance(problem, UnclearSheet)
    assert problem.sheets == names
    assert "name the sheet with the rows `Employment Claims`" in (problem.help() or "")


def test_an_empty_workbook_has_no_headings(tmp_path: Path) -> None:
    assert [each.name for each in sheets(tmp_path, [("A", []), ("B", [])]).errors] == ["empty-file"]


def test_cells_beyond_the_size_that_a_sheet_states_are_read(tmp_path: Path) -> None:
    path = with_file(tmp_path, "employment_claims").with_suffix(".xlsx")
    as_workbook(path, CLAIM_HEADINGS, GOOD[1:])
    with zipfile.ZipFile(path) as archive:
        written = {name: archive.read(name) for name in archive.namelist()}
    sheet = written["xl/worksheets/sheet1.xml"]
    assert b'<dimension ref="A1:C3"' in sheet
    written["xl/worksheets/sheet1.xml"] = sheet.replace(b'<dimension ref="A1:C3"', b'<dimension ref="A1"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in written.items():
            archive.writestr(name, content)
    assert len(read(tmp_path).rows["Employment Claim"]) == 2


def test_a_file_that_is_no_workbook(tmp_path: Path) -> None:
    path = with_file(tmp_path, "employment_claims").with_suffix(".xlsx")
    for written in (b"", b"\xd0\xcf\x11\xe0 a protected one", b"Participant,Weeks In Work\n"):
        path.write_bytes(written)
        [problem] = read(tmp_path).errors
        assert isinstance(problem, BrokenFile)
        assert "without a password" in (problem.help() or "")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    assert [each.name for each in read(tmp_path).errors] == ["broken-file"]


def test_xml_that_is_cut_short(tmp_path: Path) -> None:
    path = with_file(tmp_path, "employment_claims").with_suffix(".xlsx")
    as_workbook(path, CLAIM_HEADINGS, GOOD[1:])
    with zipfile.ZipFile(path) as archive:
        written = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in written.items():
            archive.writestr(name, content[:-60] if name == "xl/worksheets/sheet1.xml" else content)
    assert [each.name for each in read(tmp_path).errors] == ["broken-file"]


def test_two_files_of_different_formats_for_one_data(tmp_path: Path) -> None:
    path = with_file(tmp_path, "employment_claims")
    as_workbook(path, CLAIM_HEADINGS, GOOD[1:])
    path.with_suffix(".csv").write_text(GOOD_FILES["employment_claims.csv"], encoding="utf-8")
    [problem] = read(tmp_path).errors
    assert problem.message() == "employment_claims.csv and employment_claims.xlsx are both named for Employment Claim"


def test_the_command_to_install_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_workbook(with_file(tmp_path, "employment_claims"), CLAIM_HEADINGS, GOOD[1:])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    [problem] = read(tmp_path).errors
    assert isinstance(problem, MissingLibrary)
    assert "pip install 'pbrlang[files]'" in (problem.help() or "")
