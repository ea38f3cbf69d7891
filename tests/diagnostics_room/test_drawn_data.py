from textwrap import dedent

from attrs import frozen

from pbrlang.diagnostics import DataPlace, Severity
from pbrlang.diagnostics.as_json import as_object
from pbrlang.diagnostics.draw import draw, draw_all


@frozen(eq=False)
class NotADate:
    code = "PBR512"
    name = "unclear-date"
    severity = Severity.ERROR

    place: DataPlace

    def message(self) -> str:
        return "a date can be read in two ways"

    def label(self) -> str:
        return "in April or in March?"

    def help(self) -> str | None:
        return "write `2030-04-03` or `3 April 2030`"


def test_file_row_column_and_value() -> None:
    shown = draw(NotADate(DataPlace("harvests.csv", 12, "Picked On", "03/04/2030")))
    assert shown == dedent(
        """\
        error[PBR512]: a date can be read in two ways
          --> harvests.csv, row 12, column Picked On
           |
        12 | 03/04/2030
           | ^^^^^^^^^^ in April or in March?
           = help: write `2030-04-03` or `3 April 2030`
           = more: pbr rule unclear-date"""
    )


def test_spaces_line_ends_and_blanks_in_a_value_are_seen() -> None:
    assert "2 |  5\u00b76 \n  | ^^^^^" in draw(NotADate(DataPlace("a.csv", 2, "N", " 5\n6 ")))
    assert "2 | (blank)\n  | ^^^^^^^" in draw(NotADate(DataPlace("a.csv", 2, "N", "")))


def test_row_without_column_or_value() -> None:
    lines = draw(NotADate(DataPlace("a.csv", 7))).splitlines()
    assert lines[1] == " --> a.csv, row 7"
    assert lines[2].startswith("  = help:")


def test_whole_file() -> None:
    message = NotADate(DataPlace("a.csv", 0))
    assert draw(message).splitlines()[1] == " --> a.csv"
    assert as_object(message)["line"] is None


def test_long_value_is_cut() -> None:
    lines = draw(NotADate(DataPlace("a.csv", 2, "N", "x" * 500)), width=60).splitlines()
    assert lines[3].endswith("...")
    assert max(map(len, lines)) <= 60


def test_sorted_by_row_then_column() -> None:
    places = [DataPlace("a.csv", 10, "A"), DataPlace("a.csv", 9, "B"), DataPlace("a.csv", 9, "A")]
    lines = draw_all(map(NotADate, places)).splitlines()
    assert [line for line in lines if "-->" in line] == [
        " --> a.csv, row 9, column A",
        " --> a.csv, row 9, column B",
        "  --> a.csv, row 10, column A",
    ]
    assert lines[-1] == "3 errors in a.csv"


def test_json_gives_row_column_name_and_value() -> None:
    found = as_object(NotADate(DataPlace("a.csv", 12, "Picked On", "03/04/2030")))
    assert (found["file"], found["line"], found["end_line"]) == ("a.csv", 12, 12)
    assert (found["column"], found["end_column"], found["clause"]) == (None, None, None)
    assert (found["data_column"], found["value"]) == ("Picked On", "03/04/2030")
