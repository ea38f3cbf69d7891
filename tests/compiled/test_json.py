"""A compiled contract in JSON is enough to compute with: read again, it settles to the same bytes."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import pbrlang
from pbrlang.backends.json import SCHEMA_FILE, NotCompiled, build, compiled, read, schema
from pbrlang.backends.json.layout import laid_out
from pbrlang.backends.json.nodes import EXPRESSIONS, NODES
from pbrlang.ir.expressions import Expr
from pbrlang.ir.program import Program
from pbrlang.pipeline import compile_text
from pbrlang.settle import as_json, run_example, settle
from tests.cli.homes import run
from tests.frame import above
from tests.language.pages import PAGES, Case, cases

EXAMPLES = sorted(each.name for each in (Path(__file__).parents[2] / "examples").iterdir() if each.is_dir())
CASES = [case for page in PAGES for case in cases(page) if not case.is_mistaken]
KEPT = Path(__file__).parents[2] / "pbrlang" / "backends" / "json" / SCHEMA_FILE


@pytest.fixture(scope="module")
def validator() -> Any:
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def test_the_schema_is_the_one_that_is_kept(request: pytest.FixtureRequest) -> None:
    """`--rewrite` keeps it anew; what a reader of the last version would misread raises `VERSION`."""
    made = laid_out(schema())
    if request.config.getoption("--rewrite"):
        KEPT.write_text(made, encoding="utf-8", newline="\n")
    assert made == KEPT.read_text(encoding="utf-8")


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_settles_the_same(repository: Path, validator: Any, example: str) -> None:
    contract = pbrlang.load(repository / "examples" / example)
    text = compiled(contract.program)
    validator.validate(json.loads(text))
    again = read(text)
    assert compiled(again) == text
    reading = contract.read()
    assert reading.as_at
    settlement = settle(again, reading.rows, as_at=reading.as_at, complete_to=reading.as_at)
    assert as_json(settlement) == contract.pay(reading).as_json()
    assert all(run_example(again, each).held for each in again.examples[:1])


@pytest.mark.slow
@pytest.mark.parametrize("example", EXAMPLES)
def test_every_worked_example_holds_in_what_is_read_again(repository: Path, example: str) -> None:
    again = read(compiled(pbrlang.load(repository / "examples" / example).program))
    assert again.examples
    assert all(run_example(again, each).held for each in again.examples)


@pytest.mark.parametrize("case", CASES[::6], ids=lambda case: case.name)
def test_cases_of_the_reference_can_be_written_and_read(validator: Any, case: Case) -> None:
    _written_and_read(validator, case)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_case_of_the_reference_can_be_written_and_read(validator: Any, case: Case) -> None:
    _written_and_read(validator, case)


def _written_and_read(validator: Any, case: Case) -> None:
    program = compile_text("contract.pbr", above(case.contract.text), case.files().get).program
    if program is None:
        return
    text = compiled(program)
    validator.validate(json.loads(text))
    assert compiled(read(text)) == text


def test_every_kind_of_expression_has_a_node() -> None:
    assert set(EXPRESSIONS.values()) == {
        each for each in Expr.__subclasses__() if each.__module__.startswith("pbrlang")
    }


def test_no_node_is_spare() -> None:
    text = laid_out(schema())
    assert not [name for name in NODES if name != "program" and f'"#/$defs/{name}"' not in text]


@pytest.fixture(scope="module")
def told(repository: Path) -> dict[str, Any]:
    files = build(pbrlang.load(repository / "examples" / "care-review").program)
    found: dict[str, Any] = json.loads(files["care_budget_review.json"])
    return found


def test_numbers_are_exact_and_dates_plain(told: dict[str, Any]) -> None:
    amount = next(each for each in told["program"]["clauses"] if each["name"] == "Share Of Saving")["amount"]
    assert amount["operation"] == "multiply"
    assert amount["arguments"][0]["value"] == {"number": "1/2"}
    assert told["program"]["terms"]["starts"] == "2015-04-01"


def test_a_place_shows_the_words_of_the_contract(told: dict[str, Any]) -> None:
    number, start, end, clause = told["program"]["clauses"][0]["span"]
    said = told["texts"][number]["text"][start:end]
    assert said.startswith("payment Share Of Saving")
    assert clause == told["program"]["clauses"][0]["clause"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told["program"]["terms"].update(starts="1 April 2015"),
        lambda told: told["program"]["clauses"][0]["amount"].update(node="guess"),
        lambda told: told["program"]["clauses"][0].pop("amount"),
        lambda told: told["program"]["terms"]["rounding"].update(unit="0.01"),
        lambda told: told.update(version=2),
    ],
)
def test_the_schema_refuses_what_is_no_compiled_contract(validator: Any, told: dict[str, Any], spoil: Any) -> None:
    spoilt = json.loads(json.dumps(told))
    spoil(spoilt)
    assert not validator.is_valid(spoilt)
    assert validator.is_valid(told)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": "pbrlang compiled contract", "version": 1}'])
def test_what_cannot_be_read_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotCompiled):
        read(text)


def test_the_command_writes_the_contract_and_its_schema(repository: Path, tmp_path: Path) -> None:
    run("build", str(repository / "examples" / "transforming-rehabilitation"), "--to", "json", "-o", str(tmp_path))
    assert {each.name for each in tmp_path.iterdir()} == {"transforming_rehabilitation_area.json", SCHEMA_FILE}
    assert str(repository) not in (tmp_path / "transforming_rehabilitation_area.json").read_text(encoding="utf-8")
    assert isinstance(read((tmp_path / "transforming_rehabilitation_area.json").read_text(encoding="utf-8")), Program)


def test_the_page_shows_what_is_written(repository: Path, told: dict[str, Any]) -> None:
    page = (repository / "docs" / "compiled-json.md").read_text(encoding="utf-8")
    shown = json.loads(page.split("```json\n")[1].split("```")[0])
    assert shown == next(each for each in told["program"]["clauses"] if each["name"] == "Share Of Saving")["amount"]
