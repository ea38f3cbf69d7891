from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from pbrlang.data.errors import BrokenRecord, MissingColumn, TwoColumns, UnknownColumn, UnreadableCharacters
from pbrlang.data.reading import Reading
from pbrlang.diagnostics import DataPlace
from tests.data.written import faults, read, values, with_file

FILE = "employment_claims.jsonl"
GOOD = '{"Participant": "P1", "Weeks In Work": 26, "Reached On": "2012-02-01"}\n'


def claims_of(folder: Path, text: str | bytes, file: str = FILE) -> Reading:
    path = with_file(folder, "employment_claims").with_name(file)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(folder)


def survey_of(folder: Path, value: str, field: str = "Grant") -> Reading:
    cells = {"Survey": '"S1"', "Response Rate": '"37.5%"', "Held On": '"2012-02-01"', "Grant": "8000"} | {field: value}
    pairs = ", ".join(f'"{name}": {text}' for name, text in cells.items())
    with_file(folder, "surveys").with_suffix(".jsonl").write_text(f"{{{pairs}}}\n", encoding="utf-8")
    return read(folder)


@pytest.mark.parametrize("file", ["employment_claims.jsonl", "Employment Claim.NDJSON"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_object_on_each_line(tmp_path: Path, file: str, mark: str, line_end: str) -> None:
    lines = [
        '{"Participant": "P1", "Weeks In Work": 26, "Reached On": "2012-02-01"}',
        "",
        '{"reached_on": null, "Reached On": "1 March 2012", "weeks in work": "30 weeks", "Participant": "P1"}',
    ]
    reading = claims_of(tmp_path, mark + line_end.join(lines), file)
    assert [each.name for each in reading.problems] == ["two-columns-for-one-field", "two-columns-for-one-field"]
    lines[2] = '{"Reached On": "1 March 2012", "Weeks In Work": "30 weeks", "Participant": "P1"}'
    reading = claims_of(tmp_path, mark + line_end.join(lines), file)
    assert faults(reading) == []
    assert values(reading, "Employment Claim") == [
        ["P1", Fraction(26), date(2012, 2, 1)],
        ["P1", Fraction(30), date(2012, 3, 1)],
    ]
    assert [row.place for row in reading.rows["Employment Claim"]] == [DataPlace(file, 1), DataPlace(file, 3)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1200.1", Fraction(12001, 10)),
        ("0.07", Fraction(7, 100)),
        ("9007199254740993.01", Fraction(900719925474099301, 100)),
        ("-0.10", Fraction(-1, 10)),
        ('"£1,200.10"', Fraction(12001, 10)),
    ],
)
def test_numbers_are_the_text_that_was_written(tmp_path: Path, written: str, value: Fraction) -> None:
    reading = survey_of(tmp_path, written)
    assert faults(reading) == []
    assert reading.rows["Survey"][0].values["Grant"] == value


@pytest.mark.parametrize(
    ("written", "name", "shown", "part"),
    [
        ("0.30000000000000004", "too-many-decimals", "0.30000000000000004", "nothing is rounded"),
        ("1200.100", "too-many-decimals", "1200.100", "write `1,200.10`"),
        ("1.2e3", "unreadable-number", "1.2e3", "without an exponent"),
        ("NaN", "unsuitable-value", "NaN", "write `null`"),
        ("-Infinity", "unsuitable-value", "-Infinity", "it is no number"),
        ("true", "unsuitable-value", "yes", "true or false"),
        ("[8000, 9000]", "unsuitable-value", "[…]", "a row for each"),
        ('{"GBP": 8000}', "unsuitable-value", "{…}", "an object"),
        ("null", "blank-value", "", ""),
    ],
)
def test_what_is_no_exact_amount(tmp_path: Path, written: str, name: str, shown: str, part: str) -> None:
    reading = survey_of(tmp_path, written)
    assert faults(reading) == [(name, DataPlace("surveys.jsonl", 1, "Grant", shown))]
    assert part in reading.bad[0].reason
    assert reading.bad[0].expected == "an amount in £ with at most 2 decimal places"


def test_a_share_says_that_it_is_in_per_cent_as_in_a_csv_file(tmp_path: Path) -> None:
    assert [name for name, _ in faults(survey_of(tmp_path, "0.375", "Response Rate"))] == ["ambiguous-share"]


def test_an_identifier_may_be_a_number_but_not_true(tmp_path: Path) -> None:
    reading = survey_of(tmp_path, "17", "Survey")
    assert [row.key for row in reading.rows["Survey"]] == [("17",)]
    assert [name for name, _ in faults(survey_of(tmp_path, "true", "Survey"))] == ["unsuitable-value"]


def test_true_and_false_are_yes_and_no(tmp_path: Path) -> None:
    people = '{"Participant": "P1", "Payment Group": "new esa", "Referred On": "2011-06-20", "Supported": %s}\n'
    path = with_file(tmp_path, "participants").with_suffix(".jsonl")
    path.write_text(people % "true" + people.replace("P1", "P2") % "false", encoding="utf-8")
    assert [row.values["Supported"] for row in read(tmp_path).rows["Participant"]] == [True, False]


def test_a_name_that_is_left_out_is_a_blank_and_a_strange_one_is_told(tmp_path: Path) -> None:
    stays = (
        '{"Stay": "S1", "Team": "Leeds", "Admitted": "2012-03-02", "Ward": "W1"}\n'
        '{"Stay": "S2", "Team": "Leeds", "Admitted": "2012-03-02", "Released": "2012-03-04"}\n'
        '{"Stay": "S3", "Admitted": "2012-03-02"}\n{}\n'
    )
    with_file(tmp_path, "custody_stays").with_suffix(".jsonl").write_text(stays, encoding="utf-8")
    reading = read(tmp_path)
    assert [row.values["Released"] for row in reading.rows["Custody Stay"]] == [None, date(2012, 3, 4)]
    [problem] = reading.problems
    assert isinstance(problem, UnknownColumn)
    assert problem.place == DataPlace("custody_stays.jsonl", 0, "Ward")
    assert [(each.fault.name, each.place.row) for each in reading.bad] == [("blank-value", 3)]
    assert reading.bad[0].headings == ("Stay", "Team", "Admitted", "Ward", "Released")
    assert reading.bad[0].record == ("S3", "", "2012-03-02", "", "")
    assert reading.read["Custody Stay"] == 3


def test_a_name_that_no_line_has_is_a_missing_column(tmp_path: Path) -> None:
    [problem] = claims_of(tmp_path, '{"Participant": "P1", "Weeks In Work": 26}\n').problems
    assert isinstance(problem, MissingColumn)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"Participant": "P1", "Participant": "P2"}', "has `Participant` twice"),
        ('{"Participant": "P1"', "is not JSON"),
        ("P1,26,2012-02-01", "is not JSON"),
        ('["P1", 26, "2012-02-01"]', "is not an object"),
        ("26", "is not an object"),
        ("[" * 200_000, "is not JSON"),
        ('{"Participant": "\\ud800"}', "has half of a character, which is no text"),
    ],
)
def test_a_line_that_is_no_object_is_a_bad_row(tmp_path: Path, line: str, why: str) -> None:
    reading = claims_of(tmp_path, f"{GOOD}{line}\n{GOOD.replace('26', '30')}")
    [bad] = reading.bad
    assert isinstance(bad.fault, BrokenRecord)
    assert bad.fault.message() == f"line 2 of {FILE} {why}"
    assert (bad.place.row, bad.place.column, bad.place.value) == (2, None, line[:200])
    assert [row.place.row for row in reading.rows["Employment Claim"] if isinstance(row.place, DataPlace)] == [1, 3]
    assert (reading.read["Employment Claim"], reading.bad_count("Employment Claim")) == (3, 1)


def test_a_file_that_is_no_json_lines_at_all_is_told_once(tmp_path: Path) -> None:
    reading = claims_of(tmp_path, '[\n  {\n    "Participant": "P1"\n  }\n]\n')
    [problem] = reading.errors
    assert isinstance(problem, BrokenRecord)
    assert reading.bad == ()


def test_a_file_without_lines_has_no_headings(tmp_path: Path) -> None:
    [problem] = claims_of(tmp_path, "\n").errors
    assert problem.name == "empty-file"
    assert "save it as CSV with its headings" in (problem.help() or "")


def test_the_line_of_a_character_that_is_not_utf8(tmp_path: Path) -> None:
    [problem] = claims_of(tmp_path, GOOD.encode() + b'{"Participant": "\xa3"}').errors
    assert isinstance(problem, UnreadableCharacters)
    assert (problem.line, problem.help()) == (2, "save the file again in UTF-8")


def test_names_that_stand_for_one_field_are_two_columns(tmp_path: Path) -> None:
    [problem] = claims_of(tmp_path, GOOD + GOOD.replace("Weeks In Work", "weeks_in_work")).errors
    assert isinstance(problem, TwoColumns)
    assert problem.headings == ("Weeks In Work", "weeks_in_work")
