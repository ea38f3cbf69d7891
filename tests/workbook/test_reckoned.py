"""LibreOffice opens the workbooks and comes to the same pennies as the interpreter, cell by cell."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

import pbrlang
from pbrlang.backends.excel.forms import LARGEST, Number
from pbrlang.backends.excel.numbers import constant
from pbrlang.backends.excel.rounding import rounded
from pbrlang.backends.excel.sheets import letters
from pbrlang.data.folder import read_folder
from pbrlang.verify import grown_data, written
from pbrlang.verify.office import Values, office, reckoned, unlike, values
from tests.workbook.making import EXAMPLES, basis, example, made

pytestmark = pytest.mark.slow  # the office takes half a minute to open them all

SMALL = (
    *("care-review", "cash-on-delivery", "childrens-centres", "drug-recovery", "partial-add-on"),
    *("peterborough", "resettlement", "west-yorkshire-custody"),
)
SEEDS = (2,)
WAYS = ("half up", "half down", "half to even", "up", "down")
DIVISORS = (1, 2, 3, 7, 100, 2000, 999_983)


def grown_workbooks() -> dict[str, bytes]:
    """Workbooks on data at the limits of the contracts."""
    found = {}
    for name in (*SMALL, "work-programme"):
        program = pbrlang.load(EXAMPLES / name).program
        for seed in SEEDS:
            data = grown_data(program, seed, 8)
            assert data is not None
            found[f"{name}-{seed}"] = made(basis(program, data.reading.rows, data.as_at, data.complete_to))
    return found


def numbers() -> list[int]:
    """Whole numbers around halves, and as large as may be."""
    small = [*range(-25, 26), 49, 50, 51, 149, 150, 151, 999, 1000, 1001]
    large = [each + side for each in (10**6, 10**9, 999_983 * 5 // 2, LARGEST // 2 - 10**6) for side in (-1, 0, 1)]
    return [*small, *large, *(-each for each in large)]


def rounding() -> tuple[bytes, dict[str, int]]:
    """A workbook of every way of rounding, and what each cell should hold."""
    file, expected = io.BytesIO(), {}
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    page = workbook.add_worksheet("Ways")
    for row, over in enumerate(numbers()):
        page.write_number(row, 0, over)
        for place, (way, under) in enumerate((way, under) for way in WAYS for under in DIVISORS):
            cell = Number(f"A{row + 1}", lambda _, over=over: over, min(over, 0), max(over, 0))  # type: ignore[misc]
            formula = rounded(way, cell, constant(under), 1)
            page.write_formula(row, place + 1, f"={formula.text}")
            expected[f"{row}-{place}"] = formula.value(0)
    workbook.close()
    return file.getvalue(), expected


def changed() -> bytes:
    """The workbook of care reviews in which a person has typed: a budget changed, a row added in the room."""
    book = openpyxl.load_workbook(io.BytesIO(made(example("care-review"))))
    sheet = book["Case Reviews"]
    sheet["B6"] = Decimal("21400.01")
    for column, value in enumerate(("C999", 30000, Decimal("9999.99"), 0, date(2015, 8, 3), None), start=1):
        sheet.cell(6 + 42, column, value)
    return _saved(book)


def at_fault() -> bytes:
    """The same with a word in the place of a date."""
    book = openpyxl.load_workbook(io.BytesIO(made(example("care-review"))))
    book["Case Reviews"]["E7"] = "in May"
    book["Case Reviews"]["B8"] = Decimal("12.345")
    return _saved(book)


def _saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture(scope="module")
def workbooks() -> dict[str, bytes]:
    own = {name: made(example(name)) for name in SMALL}
    return {**own, **grown_workbooks(), "rounding": rounding()[0], "changed": changed(), "at-fault": at_fault()}


@pytest.fixture(scope="module")
def found(workbooks: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Values]:
    program = office()
    if program is None:
        pytest.skip("needs LibreOffice")
    return reckoned(workbooks, tmp_path_factory.mktemp("office"), program)


def test_every_cell_is_as_the_file_shows_it(workbooks: dict[str, bytes], found: dict[str, Values]) -> None:
    for name, content in workbooks.items():
        if name in ("rounding", "changed", "at-fault"):
            continue
        assert unlike(values(content), found[name]) == [], name
        assert found[name]["Dates"]["B10"] == found[name]["Dates"]["B9"] == 0
        assert any(isinstance(each, int) and each for each in found[name]["Settlement"].values())


def test_every_way_of_rounding_is_exact_up_to_the_largest_number(found: dict[str, Values]) -> None:
    _, expected = rounding()
    wrong = []
    for row, over in enumerate(numbers()):
        for place, (way, under) in enumerate((way, under) for way in WAYS for under in DIVISORS):
            letter = letters(place + 1)
            if found["rounding"]["Ways"].get(f"{letter}{row + 1}") != expected[f"{row}-{place}"]:
                wrong.append((way, over, under))
    assert wrong == []


def test_what_a_person_types_is_paid_as_the_interpreter_pays_it(
    found: dict[str, Values], tmp_path: Path, repository: Path
) -> None:
    contract = pbrlang.load(repository / "examples" / "care-review")
    for path in (repository / "examples" / "care-review" / "data").iterdir():
        text = path.read_text(encoding="utf-8")
        if path.name == "case_reviews.csv":
            heading, first, *rest = text.splitlines()
            cells = first.split(",")
            cells[1] = "21400.01"
            text = "\n".join([heading, ",".join(cells), *rest, "C999,30000,9999.99,0,2015-08-03,"]) + "\n"
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    payment = contract.pay(tmp_path)
    totals = [int(each.to_date * 100) for each in payment.settlement.statements]
    heads = {cell: value for cell, value in found["changed"]["Settlement"].items() if value == "Total to date"}
    (letter,) = (cell.rstrip("0123456789") for cell in heads)
    assert [found["changed"]["Settlement"][f"{letter}{row}"] for row in range(6, 14)] == totals
    assert found["changed"]["Dates"]["B10"] != 0


def test_with_a_problem_in_the_data_nothing_is_paid(found: dict[str, Values]) -> None:
    assert found["at-fault"]["Dates"]["B9"] == 2
    assert "Problems in the data: 2." in found["at-fault"]["Statement"]["A3"]
    totals = [value for cell, value in found["at-fault"]["Statement"].items() if cell.startswith("F")]
    assert not any(isinstance(each, int | float) and each for each in totals)


@pytest.mark.slow
def test_a_thousand_people_on_the_work_programme(tmp_path: Path, repository: Path) -> None:
    program = office()
    if program is None:
        pytest.skip("needs LibreOffice")
    contract = pbrlang.load(repository / "examples" / "work-programme")
    reading = contract.read()
    people = reading.rows["Participant"][:1000]
    names = {each.key[0] for each in people}
    claims = [each for each in reading.rows["Employment Claim"] if each.values["Participant"] in names]
    rows = {"Participant": people, "Employment Claim": claims}
    assert reading.as_at
    content = made(basis(contract.program, rows, reading.as_at, reading.as_at, 20))
    (again,) = reckoned({"people": content}, tmp_path, program).values()
    assert unlike(values(content), again) == []
    assert again["Dates"]["B10"] == 0


def test_data_that_is_written_for_a_workbook_can_be_read_again(tmp_path: Path) -> None:
    """The made-up data of these tests are such as the interpreter reads."""
    program = pbrlang.load(EXAMPLES / "work-programme").program
    data = grown_data(program, SEEDS[0], 8)
    assert data is not None
    for name, text in written(program, data).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    tables = tuple(program.tables.values())
    assert not read_folder(tmp_path, tables, symbol="£", plurals=program.nouns.plurals).bad
