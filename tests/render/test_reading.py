"""Whoever has the document alone works out the same amounts: what is asked, what it is found by, and the answer."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pbrlang.files import beside
from pbrlang.pipeline import compile_text
from pbrlang.settle import run_example
from tests.render.made import EXAMPLES, ROOT, contract, document, whole

READING = ROOT / "tests" / "render" / "reading"
LEAST = 10


def _questions(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((READING / f"{name}.toml").read_text(encoding="utf-8"))["question"]
    return found


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_answers_are_what_the_contract_gives(name: str) -> None:
    questions = _questions(name)
    assert len({each["asks"] for each in questions}) == len(questions) >= LEAST
    folder = ROOT / "examples" / name
    text = contract(name).compilation.source.text
    for number, each in enumerate(questions):
        given = "".join(f"    {line}\n" for line in each["given"].strip().splitlines())
        text += f'\nexample "question {number}"\n{given}    expect {each["expect"]}\n'
    made = compile_text("contract.pbr", text, lambda file: beside(folder, file))
    assert made.program is not None, [each.message() for each in made.diagnostics]
    for each, example in zip(questions, made.program.examples[-len(questions) :], strict=True):
        result = run_example(made.program, example)
        found = [(outcome.found, outcome.why_not) for outcome in result.outcomes]
        faults = [fault.fault.message() for fault in result.faults]
        assert result.held, f"{each['asks']}: {each['expect']}, and not {found} {faults}"


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_document_has_the_words_by_which_they_are_found(name: str) -> None:
    words = " ".join(whole(document(name)).split())
    missing = [text for each in _questions(name) for text in each["reads"] if text not in words]
    assert not missing


def test_each_example_has_its_questions() -> None:
    assert {each.stem for each in Path(READING).glob("*.toml")} == set(EXAMPLES)
