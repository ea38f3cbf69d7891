"""The catalogue has every message, and each can be told apart and looked up."""

import re
from pathlib import Path

from pbrlang.catalog import messages
from pbrlang.diagnostics.page import Page
from pbrlang.lints.advice import Advice


def test_no_message_of_the_source_is_missing(repository: Path) -> None:
    written = [
        code
        for path in (repository / "pbrlang").rglob("*.py")
        for code in re.findall(r'^    code(?:: [^=]+)? = "(PBR\d+)"', path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert [each.code for each in messages()] == sorted(written)


def test_codes_stand_once() -> None:
    assert len({each.code for each in messages()}) == len(messages())
    assert all(re.fullmatch(r"PBR[1-9]\d\d", each.code) for each in messages())


def test_names_stand_once() -> None:
    assert len({each.name for each in messages()}) == len(messages())


def test_names_are_words_joined_by_hyphens() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", each.name) for each in messages())


def test_each_has_a_page_with_its_parts() -> None:
    for each in messages():
        page = Page.of(each)
        headings = [section.heading for section in page.sections if section.heading]
        source = ["Source"] if issubclass(each, Advice) else []
        assert headings == ["Why", *source, "Example", "Instead"], each.name
        assert all(section.parts for section in page.sections), each.name
        assert page.title.endswith("."), each.name
