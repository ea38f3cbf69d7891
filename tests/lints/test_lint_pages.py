"""Each page of a finding is true: its example gives the finding, what it says to write instead does not."""

import re
from collections import Counter
from pathlib import Path

import pytest
from attrs import asdict

from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.apply import apply
from pbrlang.diagnostics.draw import draw_all
from pbrlang.diagnostics.page import Page
from pbrlang.lints import find
from pbrlang.lints.accepting import ABOUT_ACCEPTING
from pbrlang.lints.advice import Advice
from pbrlang.lints.registry import FAMILIES, lints
from pbrlang.lints.settings import Settings
from pbrlang.pipeline import compile_text
from tests.findings.cases import cases
from tests.findings.frame import above

MESSAGES: list[type[Advice]] = [*(each.message for each in lints()), *ABOUT_ACCEPTING]


def name_of(message: type[Advice]) -> str:
    return message.name


def found_in(text: str) -> list[Advice]:
    compilation = compile_text("page.pbr", text)
    assert compilation.program is not None, draw_all(compilation.diagnostics)
    return list(find(compilation.program, compilation.tree).open)


def fragments(message: type[Advice], heading: str) -> list[str]:
    return [fence.text for fence in Page.of(message).examples(heading)]


@pytest.mark.parametrize("message", MESSAGES, ids=name_of)
def test_the_example_of_a_page_gives_its_finding(message: type[Advice]) -> None:
    for fragment in fragments(message, "Example"):
        assert message.name in [each.name for each in found_in(above(fragment))]


@pytest.mark.parametrize("message", MESSAGES, ids=name_of)
def test_what_a_page_says_to_write_instead_does_not(message: type[Advice]) -> None:
    for fragment in fragments(message, "Instead"):
        assert message.name not in [each.name for each in found_in(above(fragment))]


@pytest.mark.parametrize("message", MESSAGES, ids=name_of)
def test_an_edit_compiles_and_ends_the_finding(message: type[Advice]) -> None:
    for fragment in fragments(message, "Example"):
        text = above(fragment)
        for told in (each for each in found_in(text) if each.name == message.name):
            for edit in told.edits():
                if "…" not in edit.replacement:
                    left = [(each.name, each.about) for each in found_in(apply(text, [edit]))]
                    assert (told.name, told.about) not in left, edit


def test_every_edit_of_the_labelled_set_compiles_and_ends_its_finding() -> None:
    tried = Counter[str]()
    for case in (each for each in cases() if not each.file.endswith("contract.pbr")):
        for told in found_in(case.text):
            for edit in (each for each in told.edits() if "…" not in each.replacement):
                after = compile_text("page.pbr", apply(case.text, [edit]))
                assert after.program is not None, (case.title, told.name, draw_all(after.diagnostics))
                left = [(each.name, each.about) for each in find(after.program, after.tree).open]
                assert (told.name, told.about) not in left, (case.title, edit)
                tried[told.name] += 1
    assert {"fee-on-target", "paid-for-activity", "no-verifier", "never-used", "no-cap", "break-and-keep"} <= set(tried)


@pytest.mark.parametrize("message", MESSAGES, ids=name_of)
def test_a_page_has_its_parts_and_its_sources(message: type[Advice]) -> None:
    page = Page.of(message)
    assert [section.heading for section in page.sections] == ["Why", "Source", "Example", "Instead"]
    assert re.fullmatch(r"[^.]+\.", page.title), "the first line is one sentence"
    assert fragments(message, "Example")
    assert fragments(message, "Instead")
    (told, *_) = (each for each in found_in(above(fragments(message, "Example")[0])) if each.name == message.name)
    assert told.sources()
    assert told.message()
    assert told.help()
    assert all("\n" not in each and not each.startswith("-") for each in told.sources())


def test_codes_and_names_tell_findings_apart() -> None:
    assert len({each.name for each in MESSAGES}) == len(MESSAGES) >= 30
    assert all(re.fullmatch(r"PBR[79]\d\d", each.code) for each in MESSAGES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", each.name) for each in MESSAGES)
    assert Severity.ERROR not in {each.severity for each in MESSAGES}


def test_every_family_has_findings_and_each_file_one() -> None:
    families = [each.family for each in lints()]
    assert {each.__name__.rpartition(".")[2] for each in FAMILIES} == set(families)
    assert len({each.message.__module__ for each in lints()}) == len(lints())


def test_the_page_on_findings_shows_the_frame_of_the_others(repository: Path) -> None:
    shown = re.findall(
        r"```pbr\n(.*?)```", (repository / "docs" / "findings.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert shown == [above("").lstrip("\n")]


def test_the_page_on_findings_lists_every_limit_with_its_default(repository: Path) -> None:
    page = (repository / "docs" / "findings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (\d+)", page, re.MULTILINE))
    assert {name: int(number) for name, number in rows.items()} == asdict(Settings())
