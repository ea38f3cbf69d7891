"""The reference is true: each contract on its pages compiles, and gives what the page says.

`pytest tests/language --rewrite` writes what really comes out into the pages; read the difference.
"""

from pathlib import Path

import pytest

from pbrlang.settle import run_example, try_always
from tests.language.pages import EXPECTED, PAGES, Case, cases, fences, rewritten
from tests.language.running import actual, compiled, drawn, mistakes

ALL = [case for page in PAGES for case in cases(page)]
SOUND = [case for case in ALL if not case.is_mistaken]
MISTAKEN = [case for case in ALL if case.is_mistaken]


def name_of(case: Case) -> str:
    return case.name


@pytest.mark.parametrize("case", SOUND, ids=name_of)
def test_a_contract_compiles(case: Case) -> None:
    compilation = compiled(case)
    assert compilation.program is not None, drawn(mistakes(compilation))


@pytest.mark.parametrize("case", MISTAKEN, ids=name_of)
def test_a_contract_that_is_shown_for_its_mistakes_has_some(case: Case) -> None:
    assert mistakes(compiled(case))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.stem))
def test_what_a_page_expects_comes_out(page: Path, request: pytest.FixtureRequest) -> None:
    found = {fence.line: (fence.text, actual(case, fence)) for case in cases(page) for fence in case.expected}
    if request.config.getoption("--rewrite"):
        text = page.read_text(encoding="utf-8")
        page.write_text(rewritten(text, {line: after for line, (_, after) in found.items()}), encoding="utf-8")
        return
    for line, (expected, came_out) in found.items():
        assert came_out == expected, f"{page.name}, line {line}"


@pytest.mark.parametrize("case", SOUND, ids=name_of)
def test_worked_examples_and_properties_hold(case: Case) -> None:
    program = compiled(case).program
    assert program is not None
    for example in program.examples:
        result = run_example(program, example)
        assert result.held, f"{example.title}: {result.faults} {[(e.expected.name, e.found) for e in result.outcomes]}"
    for tried in try_always(program):
        assert tried.held, tried.always.text


@pytest.mark.parametrize("page", [each for each in PAGES if each.name != "index.md"], ids=lambda page: str(page.stem))
def test_a_page_has_one_title_and_something_to_run(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [line[:2] for line in text.splitlines() if line.startswith("# ")] == ["# "]
    assert any(fence.language == "pbr" for fence in fences(text))


def test_rewriting_changes_only_what_is_expected() -> None:
    text = "# Title\n\n```pbr\nX means £1\n```\n\n```statement\nold\nlines\n```\n\nEnd.\n"
    (fence,) = [each for each in fences(text) if each.language in EXPECTED]
    assert rewritten(text, {fence.line: "new\n"}) == text.replace("old\nlines\n", "new\n")
    assert rewritten(text, {}) == text
