"""Each page is true: its example gives its message and no other, and what it says to write instead gives none."""

import re
from textwrap import indent

import pytest

from pbrlang import catalog
from pbrlang.diagnostics import Diagnostic, Severity
from pbrlang.diagnostics.apply import apply, first_edits
from pbrlang.diagnostics.draw import draw_all
from pbrlang.diagnostics.page import Page
from pbrlang.pipeline import compile_text
from tests.frame import FRAME, is_whole


def messages() -> list[type[Diagnostic]]:
    """Every class of messages about the text of a contract; those about its data are tried with data."""
    return [each for each in catalog.messages() if issubclass(each, Diagnostic) and each.code < "PBR500"]


def name_of(message: type[Diagnostic]) -> str:
    return message.name


def errors_in(fragment: str) -> tuple[list[Diagnostic], str]:
    """What the compiler says of a fragment, put into the frame unless it is a whole contract; and how it is drawn."""
    text = fragment if is_whole(fragment) else FRAME + fragment
    told = compile_text("page.pbr", text).diagnostics
    return [each for each in told if each.severity is Severity.ERROR], f"{indent(text, '    ')}\n{draw_all(told)}"


def fragments(message: type[Diagnostic], heading: str) -> list[str]:
    return [fence.text for fence in Page.of(message).examples(heading)]


def test_the_frame_itself_is_free_of_errors() -> None:
    found, drawn = errors_in("Allowance means £20\n")
    assert found == [], drawn


@pytest.mark.parametrize("message", messages(), ids=name_of)
def test_the_example_of_a_page_gives_its_message_and_no_other(message: type[Diagnostic]) -> None:
    for fragment in fragments(message, "Example"):
        found, drawn = errors_in(fragment)
        assert [each.code for each in found] == [message.code], drawn


@pytest.mark.parametrize("message", messages(), ids=name_of)
def test_what_a_page_says_to_write_instead_gives_no_error(message: type[Diagnostic]) -> None:
    for fragment in fragments(message, "Instead"):
        found, drawn = errors_in(fragment)
        assert found == [], drawn


@pytest.mark.parametrize("message", messages(), ids=name_of)
def test_the_first_answer_to_an_example_mends_it(message: type[Diagnostic]) -> None:
    for fragment in fragments(message, "Example"):
        found, drawn = errors_in(fragment)
        source = found[0].span.source
        edits = first_edits(found, source)
        if any("…" in each.replacement for each in edits):
            continue
        left, still = errors_in(apply(source.text, edits))
        assert not edits or left == [], f"{drawn}\n{still}"


@pytest.mark.parametrize("message", messages(), ids=name_of)
def test_a_page_has_a_first_sentence_and_its_parts(message: type[Diagnostic]) -> None:
    page = Page.of(message)
    assert [section.heading for section in page.sections] == ["Why", "Example", "Instead"]
    assert re.fullmatch(r"[^.]+\.", page.title), "the first line is one sentence"
    assert fragments(message, "Example")
    assert fragments(message, "Instead")


def test_codes_and_names_stand_once() -> None:
    names = [each.name for each in messages()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+", each) or each in ("cycle", "unlinked") for each in names)
    assert all(re.fullmatch(r"PBR[1-4]\d\d", each.code) for each in messages())
