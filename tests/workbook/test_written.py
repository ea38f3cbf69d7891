"""What is in a workbook before anything reckons it, and what is declined."""

import builtins
import io
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest

import pbrlang
from pbrlang.backends.excel import Basis
from pbrlang.backends.excel.forms import LARGEST, TooLarge
from pbrlang.backends.excel.numbers import constant, plus, times
from pbrlang.backends.excel.rounding import rounded
from pbrlang.backends.excel.sheets import letters
from pbrlang.lower import Lowered, lower
from tests.cli.homes import run
from tests.frame import FRAME
from tests.properties.paying import compiled
from tests.workbook.making import EXAMPLES, basis, declined, example, made

BUILT = (
    *("care-review", "cash-on-delivery", "childrens-centres", "drug-recovery", "partial-add-on"),
    *("peterborough", "resettlement", "west-yorkshire-custody", "work-programme"),
)


def opened(content: bytes, data_only: bool = False) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=data_only)


@pytest.fixture(scope="module")
def care() -> bytes:
    return made(example("care-review"))


def test_the_same_rows_give_the_same_bytes(care: bytes) -> None:
    assert made(example("care-review")) == care


def test_every_cell_that_is_read_holds_a_whole_number(care: bytes) -> None:
    for content in (care, made(example("childrens-centres"))):
        shown = opened(content, data_only=True)
        for sheet in shown.worksheets:
            if sheet.title == "Statement":
                continue
            typed = {cell.column for cell in sheet[5] if cell.fill.fgColor.rgb == "FFFFE9A8"}
            for row in sheet.iter_rows(min_row=6):
                assert not [each for each in row if isinstance(each.value, float) and each.column not in typed]


def test_the_first_sheet_says_what_each_other_is() -> None:
    book = opened(made(example("peterborough")))
    first, *others = book.worksheets
    rows = {row[0].value: row[1].value for row in first.iter_rows(min_row=4)}
    told = " ".join([*rows, rows["Data"], rows["Clauses"]])
    assert [each.title for each in others if each.title not in told] == []


def test_nothing_reads_the_statement(care: bytes) -> None:
    for sheet in opened(care).worksheets:
        cells = [cell.value for row in sheet.iter_rows() for cell in row]
        assert not [each for each in cells if isinstance(each, str) and each.startswith("=") and "Statement'!" in each]


def test_headings_cite_the_clause(care: bytes) -> None:
    sheet = opened(care)["Share Of Saving"]
    (due,) = [cell for cell in sheet[5] if cell.value == "Due"]
    assert due.comment.text.startswith("Clause 3.2\npayment Share Of Saving")
    assert "pays 50% of Saving" in due.comment.text


def test_what_may_be_typed_is_said(care: bytes) -> None:
    rules = opened(care)["Case Reviews"].data_validations.dataValidation
    assert {each.type for each in rules} == {"decimal", "date"}
    groups = opened(made(example_of_people()))["Participants"].data_validations.dataValidation
    assert next(each.formula1 for each in groups if each.type == "list").startswith('"JSA 18 To 24,JSA 25 And Over')


def example_of_people() -> Basis:
    """Some people of the Work Programme."""
    contract = pbrlang.load(EXAMPLES / "work-programme")
    reading = contract.read()
    assert reading.as_at
    rows = {"Participant": reading.rows["Participant"][:20], "Employment Claim": ()}
    return basis(contract.program, rows, reading.as_at, reading.as_at)


def test_there_is_room_for_more_rows() -> None:
    sheet = opened(made(example("care-review", room=7)))["Case Reviews"]
    assert sheet["A48"].value is None
    assert sheet["G54"].value is not None
    assert sheet["G55"].value is None


@pytest.mark.parametrize("name", sorted(each.name for each in EXAMPLES.iterdir() if each.is_dir()))
def test_an_example_is_built_or_declined_with_its_clause(name: str) -> None:
    contract = pbrlang.load(EXAMPLES / name)
    if not isinstance(lower(contract.program), Lowered) or name in BUILT:
        return
    told = declined(example(name))
    assert all(each.reason and each.advice and each.number for each in told)


def test_a_number_that_may_grow_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        plus(constant(LARGEST - 1), constant(1))
    with pytest.raises(TooLarge):
        rounded("half up", constant(LARGEST // 2), constant(7), 1)
    assert rounded("half up", times(constant(200), constant(LARGEST // 10)), constant(100), 1).value(0) == LARGEST // 5


def test_letters_of_columns() -> None:
    assert [letters(each) for each in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


PAYS = "payment Visit Made\n    for each Visit\n    pays £20\n"
NAMES = [
    ("C*1", "one of the signs"),
    ("c1", "differ only by capital letters"),
]


@pytest.mark.parametrize(("name", "why"), NAMES)
def test_names_that_spreadsheets_confuse_are_refused(tmp_path: Path, name: str, why: str) -> None:
    program = compiled(FRAME + PAYS)
    (tmp_path / "contract.pbr").write_text(FRAME + PAYS, encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "clients.csv").write_text(f"Client,Joined On\nC1,2030-04-01\n{name},2030-04-01\n")
    (tmp_path / "data" / "visits.csv").write_text("Visit,Client,Kind,Length,Cost,Visited On\n")
    reading = pbrlang.load(tmp_path).read(complete_to=program.terms.settles_until)
    last = program.terms.settles_until
    (told,) = declined(basis(program, reading.rows, last, last))
    assert why in told.reason


def test_more_rows_than_a_spreadsheet_can_take_are_refused() -> None:
    (told,) = declined(attrs.evolve(example_of_people(), room=30_000))
    assert "30,020 rows; 20,000 are the most" in told.reason
    assert all(each in told.advice for each in ("`pbr pay --engine duckdb`", "`--lines FILE.csv`", "`--data DIR`"))
    assert told.part == "Participants"


def test_a_result_that_is_not_the_interpreters_is_refused() -> None:
    given = example("care-review")
    wrong = {**given.statements, "statements": given.statements["statements"][1:]}
    (told,) = declined(Basis(given.lowered, given.rows, given.as_at, wrong, 3))
    assert "would not give what `pbr pay` gives" in told.reason


# --- the command


def test_the_command_writes_a_workbook(tmp_path: Path) -> None:
    done = run("build", EXAMPLES / "care-review", "--to", "excel", "-o", tmp_path, "--rows", "5")
    assert done.exit_code == 0
    book = opened((tmp_path / "care_budget_review.xlsx").read_bytes())
    first = ["Read me", "Statement", "Dates", "Case Reviews"]
    assert book.sheetnames == [*first, "Share Of Saving", "Quarters", "Reinstated Care", "Settlement", "Check"]
    assert "room for 5 more rows" in str([row[1].value for row in book["Read me"].iter_rows()])


def test_without_data_a_worked_example_is_shown(tmp_path: Path) -> None:
    text = (EXAMPLES / "care-review" / "contract.pbr").read_text(encoding="utf-8")
    (tmp_path / "contract.pbr").write_text(text, encoding="utf-8")
    assert run("build", tmp_path, "--to", "excel", "-o", tmp_path).exit_code == 0
    sheet = opened((tmp_path / "care_budget_review.xlsx").read_bytes())["Case Reviews"]
    assert sheet["A6"].value == "C1"


def test_data_is_of_no_use_to_other_targets(tmp_path: Path) -> None:
    done = run("build", EXAMPLES / "care-review", "--to", "python", "-o", tmp_path, "--rows", "5")
    assert done.exit_code == 2
    assert "--rows is for `--to excel`" in done.stderr


def test_what_cannot_be_built_is_told(tmp_path: Path) -> None:
    done = run("build", EXAMPLES / "transforming-rehabilitation", "--to", "excel", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert "cannot be built" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_missing_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def absent(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("xlsxwriter"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", absent)
    done = run("build", EXAMPLES / "care-review", "--to", "excel", "-o", tmp_path)
    assert done.exit_code == 1
    assert "pip install 'pbrlang[workbook]'" in done.stderr


MOVING = """
cap Most Visits
    limits all sums due to £15 per Visit * number of Visits to date over the contract, for the term only
    cutting the latest first
"""
ADVANCES = """
payment Client Sum
    for each Client
    on 31 March 2031
    pays £20

advance Start Money against Client Sum
    for each Visit
    pays £5
    unearned on 31 March 2033 is recovered, as a debt
"""
LEFT_OUT = [
    (PAYS + MOVING, "a cap that moves with what is counted"),
    (ADVANCES, "an advance of several sums for the same"),
]


@pytest.mark.parametrize(("text", "why"), LEFT_OUT)
def test_what_a_workbook_would_leave_out_is_refused(text: str, why: str) -> None:
    program = compiled(FRAME + text)
    last = program.terms.settles_until
    (told,) = declined(basis(program, {}, last, last))
    assert why in told.reason
    assert told.number
