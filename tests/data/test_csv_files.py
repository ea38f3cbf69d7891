from pathlib import Path

import pytest

from pbrlang.data.errors import BrokenQuotation, DataDiagnostic, UnreadableCharacters
from pbrlang.data.formats import Sheet, read_csv


def sheet_of(folder: Path, written: str | bytes) -> Sheet:
    found = reading_of(folder, written)
    assert isinstance(found, Sheet)
    return found


def reading_of(folder: Path, written: str | bytes) -> Sheet | DataDiagnostic:
    path = folder / "harvests.csv"
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    return read_csv(path)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_make_no_difference(tmp_path: Path, line_end: str, mark: str) -> None:
    sheet = sheet_of(tmp_path, mark + line_end.join(["A,B", "1,2", "3,4", ""]))
    assert sheet.headings == ("A", "B")
    assert sheet.records == [(2, ["1", "2"]), (3, ["3", "4"])]


def test_rows_count_as_in_a_spreadsheet_and_blank_ones_are_left_out(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, '\nA,B\n\n1,"two\nlines"\n,\n  ,  \n3,4\n\n')
    assert (sheet.headings, sheet.heading_row) == (("A", "B"), 2)
    assert sheet.records == [(4, ["1", "two\nlines"]), (7, ["3", "4"])]


def test_quotation_marks_and_spaces_after_commas(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, 'A, B\n"1,200", "say ""x"""\n')
    assert sheet.headings == ("A", "B")
    assert sheet.records == [(2, ["1,200", 'say "x"'])]


def test_empty_cells_beyond_the_headings_are_dropped_and_full_ones_are_not(tmp_path: Path) -> None:
    sheet = sheet_of(tmp_path, "A,B,,\n1,2,,\n3,4\n5,6,7,\n")
    assert sheet.headings == ("A", "B")
    assert sheet.records == [(2, ["1", "2"]), (3, ["3", "4"]), (4, ["5", "6", "7", ""])]


@pytest.mark.parametrize("written", ["", "\n\n", "\ufeff", ",,\n"])
def test_an_empty_file_has_no_headings(tmp_path: Path, written: str) -> None:
    assert sheet_of(tmp_path, written).headings == ()


def test_the_line_of_a_character_that_is_not_utf8(tmp_path: Path) -> None:
    found = reading_of(tmp_path, "A,B\n1,2\n3,£4\n".encode("cp1252"))
    assert isinstance(found, UnreadableCharacters)
    assert found.message() == "line 3 of harvests.csv holds a character that is not in UTF-8"


@pytest.mark.parametrize(
    ("written", "row"),
    [('A,B\n1,2\n3,"4\n5,6\n', 3), ('A,B\n"1"x,2\n', 2), ('A,B\n1,"2\n3,"4"\n', 2), (f"A\n{'9' * 200_000}\n", 2)],
)
def test_a_quotation_that_would_swallow_rows_is_told(tmp_path: Path, written: str, row: int) -> None:
    found = reading_of(tmp_path, written)
    assert isinstance(found, BrokenQuotation)
    assert found.place.row == row


def test_reading_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"A\r\n1\r\n")
    read_csv(path)
    assert path.read_bytes() == b"A\r\n1\r\n"
