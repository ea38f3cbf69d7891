"""The same rows give the same reading, and the same payment, in whatever format they are written."""

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pbrlang.data.errors import TwoFiles
from pbrlang.data.folder import read_folder
from pbrlang.data.reading import Reading
from pbrlang.ir.program import Program
from pbrlang.kinds.model import Day, Quantity
from pbrlang.pipeline import compile_text
from pbrlang.settle import as_json, settle
from tests.data.tables import CLAIM, PARTICIPANT, SURVEY
from tests.data.written import (
    CLAIM_HEADINGS,
    PARTICIPANT_HEADINGS,
    SURVEY_HEADINGS,
    WRITERS,
    Rows,
    Writer,
    as_json_lines,
    claims,
    with_file,
)

NAMES = st.sampled_from(["P1", "P2", "P3", "Zoë", "007", "a,b", 'say "x"'])
DAYS = st.dates(date(1900, 3, 1), date(2199, 12, 31))
PENCE = st.integers(-(10**14), 10**14).map(lambda pence: Decimal(pence).scaleb(-2))
SHARES = st.integers(0, 1000).map(lambda tenths: f"{Decimal(tenths).scaleb(-1)}%")
GROUPS = st.sampled_from(["New ESA", "jsa 18 to 24"])
PEOPLE = st.lists(st.tuples(NAMES, GROUPS, DAYS, st.booleans()), min_size=1, max_size=6)
CLAIMS = st.lists(st.tuples(NAMES, st.integers(0, 99), DAYS), min_size=1, max_size=6)
SURVEYS = st.lists(st.tuples(NAMES, SHARES, DAYS, PENCE), min_size=1, max_size=6)


def told(reading: Reading) -> object:
    """All that a reading says of its rows, without the places that differ by format."""
    rows = {
        table: [(row.values, {name: to.values for name, to in row.links.items()}) for row in rows]
        for table, rows in reading.rows.items()
    }
    bad = [(each.table, each.fault.name, each.place.column) for each in reading.bad]
    return rows, bad, reading.read, [each.name for each in reading.problems]


def read_as(folder: Path, write: Writer, files: Sequence[tuple[str, Sequence[str], Rows]]) -> Reading:
    for each in folder.iterdir():
        each.unlink()
    for name, headings, rows in files:
        write(folder / name, headings, rows)
    return read_folder(folder, [PARTICIPANT, CLAIM, SURVEY], symbol="£", complete_to=date(2199, 12, 31))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(people=PEOPLE, work=CLAIMS, asked=SURVEYS)
def test_the_same_rows_in_each_format_give_equal_readings(
    tmp_path: Path, people: Rows, work: Rows, asked: Rows
) -> None:
    files = [
        ("participants", PARTICIPANT_HEADINGS, people),
        ("employment_claims", CLAIM_HEADINGS, work),
        ("surveys", SURVEY_HEADINGS, asked),
    ]
    readings = {name: told(read_as(tmp_path, write, files)) for name, write in WRITERS.items()}
    assert readings == dict.fromkeys(WRITERS, readings["CSV"])


@pytest.fixture(scope="module")
def care_review(repository: Path) -> Program:
    text = (repository / "examples" / "care-review" / "contract.pbr").read_text(encoding="utf-8")
    program = compile_text("contract.pbr", text).program
    assert program
    return program


def paid(program: Program, folder: Path) -> str:
    tables = tuple(program.tables.values())
    reading = read_folder(folder, tables, symbol=program.terms.symbol, plurals=program.nouns.plurals)
    assert not reading.problems
    assert not reading.bad
    assert reading.as_at
    return as_json(settle(program, reading.rows, as_at=reading.as_at, complete_to=reading.as_at))


@pytest.mark.parametrize("name", [name for name in WRITERS if name != "CSV"])
def test_an_example_pays_the_same_from_each_format(
    tmp_path: Path, repository: Path, care_review: Program, name: str
) -> None:
    data = repository / "examples" / "care-review" / "data"
    [table] = care_review.tables.values()
    kinds = {field.name: field.kind for field in table.fields} | {"Complete To": Day()}
    for path in data.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            headings, *rows = csv.reader(file)
        typed = [
            [_typed(cell, kinds.get(heading)) for heading, cell in zip(headings, row, strict=True)] for row in rows
        ]
        WRITERS[name](tmp_path / path.stem, headings, typed)
    assert not list(tmp_path.glob("*.csv"))
    assert paid(care_review, tmp_path) == paid(care_review, data)


def _typed(cell: str, kind: object) -> object:
    match kind:
        case _ if not cell:
            return None
        case Day():
            return date.fromisoformat(cell)
        case Quantity():
            return Decimal(cell)
        case _:
            return cell


def test_two_files_of_completeness(tmp_path: Path) -> None:
    as_json_lines(with_file(tmp_path, "employment_claims").with_name("complete"), ["Data"], [["Surveys"]])
    [problem] = claims(tmp_path, as_json_lines, [["P1", 26, date(2012, 2, 1)]]).errors
    assert isinstance(problem, TwoFiles)
    assert problem.message() == "complete.csv and complete.jsonl are both named for the dates of completeness"
