from datetime import date
from pathlib import Path

import pytest

from pbrlang.data.errors import AmbiguousDate, CompletenessUnsaid, MissingColumn, UnclearCompleteness
from pbrlang.data.folder import read_folder
from pbrlang.data.reading import Reading
from tests.data.tables import TABLES, with_files, write_files

ALL = [table.name for table in TABLES]


def read(folder: Path, complete: str | None, complete_to: date | None = None) -> Reading:
    files = with_files(complete=complete or "")
    if complete is None:
        del files["complete.csv"]
    return read_folder(write_files(folder, files), TABLES, symbol="£", complete_to=complete_to)


def test_the_earliest_date_is_the_one_to_settle_as_at(tmp_path: Path) -> None:
    reading = read(tmp_path, with_files()["complete.csv"])
    assert reading.complete_to == {
        "Participant": date(2012, 3, 31),
        "Employment Claim": date(2012, 3, 31),
        "Custody Stay": date(2012, 2, 29),
        "Survey": date(2012, 4, 30),
    }
    assert reading.as_at == date(2012, 2, 29)


def test_one_date_for_all_goes_before_the_file(tmp_path: Path) -> None:
    for complete in (None, "Data,Complete To\nParticipants,2010-01-01\n"):
        reading = read(tmp_path, complete, date(2012, 3, 31))
        assert reading.complete_to == dict.fromkeys(ALL, date(2012, 3, 31))
        assert reading.problems == ()


def test_without_either_both_ways_are_told(tmp_path: Path) -> None:
    reading = read(tmp_path, None)
    [problem] = reading.errors
    assert isinstance(problem, CompletenessUnsaid)
    assert problem.message() == (
        "nothing says to which date Participants, Employment Claims, Custody Stays and Surveys are complete"
    )
    for way in ("complete.csv", "`Data,Complete To`", "`Participants,2012-03-31`", "--complete-to 2012-03-31"):
        assert way in (problem.help() or "")
    assert (reading.complete_to, reading.as_at) == ({}, None)


def test_names_and_headings_in_any_spelling(tmp_path: Path) -> None:
    complete = "complete_to,data\n31 March 2012,participant\n2012-03-31,EMPLOYMENT-CLAIMS\n"
    reading = read(tmp_path, complete + "2012-03-31,custody stay\n2012-03-31,Survey\n")
    assert reading.problems == ()
    assert reading.complete_to == dict.fromkeys(ALL, date(2012, 3, 31))


def test_a_data_without_a_date(tmp_path: Path) -> None:
    complete = "Data,Complete To\nParticipants,2012-03-31\nSurveys,2012-03-31\nCustody Stays,2012-03-31\n"
    [problem] = read(tmp_path, complete).errors
    assert problem.message() == "nothing says to which date Employment Claims is complete"


@pytest.mark.parametrize(
    ("row", "message", "advice"),
    [
        ("Participents,2012-03-31", "`Participents` in complete.csv is no data of the contract", "`Participant`"),
        ("survey,2012-02-29", "`survey` in complete.csv already has a date in row 5", "keep one"),
    ],
)
def test_rows_that_leave_open_what_is_complete(tmp_path: Path, row: str, message: str, advice: str) -> None:
    [problem] = read(tmp_path, with_files()["complete.csv"] + row + "\n").errors
    assert isinstance(problem, UnclearCompleteness)
    assert problem.message() == message
    assert advice in (problem.help() or "")


def test_a_date_that_cannot_be_read(tmp_path: Path) -> None:
    complete = with_files()["complete.csv"].replace("Surveys,2012-04-30", "Surveys,3/4/2012")
    [problem] = read(tmp_path, complete).errors
    assert isinstance(problem, AmbiguousDate)
    assert (problem.place.file, problem.place.row) == ("complete.csv", 5)


def test_headings_that_are_not_those_of_the_file(tmp_path: Path) -> None:
    problems = read(tmp_path, "Data,Until\nParticipants,2012-03-31\n").errors
    assert [type(each) for each in problems] == [MissingColumn]
