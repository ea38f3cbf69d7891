"""The generated pages hold what they are made from, and lead only to pages that there are."""

import posixpath
import re
from pathlib import Path

import pytest

from pbrlang.backends.json.nodes import NODES
from pbrlang.backends.json.records import shapes_of
from pbrlang.catalog import messages
from pbrlang.docsgen import Section, generated
from pbrlang.docsgen.rules import INDEX, STAGES
from pbrlang.kinds.algebra import TABLE
from pbrlang.vocabulary.operations import OPERATIONS

LINK = re.compile(r"\]\((?P<target>[^)#:]+\.md)(?:#[^)]*)?\)")


@pytest.fixture(scope="module")
def sections(repository: Path) -> tuple[Section, ...]:
    return generated(repository / "tests" / "language")


@pytest.fixture(scope="module")
def pages(sections: tuple[Section, ...]) -> dict[str, str]:
    return {path: text for each in sections for path, text in (each.listed | each.unlisted).items()}


def test_every_message_has_a_page_and_a_row_in_the_index(pages: dict[str, str]) -> None:
    for message in messages():
        page = pages[f"rules/{message.name}.md"]
        assert page.startswith(f"# {message.name}\n\n`{message.code}`")
        assert f"| [{message.name}]({message.name}.md) | {message.code} |" in pages[INDEX]
    assert pages[INDEX].count("\n| [") == len(messages())


def test_every_message_is_of_a_known_stage() -> None:
    assert {message.code.removeprefix("PBR")[0] for message in messages()} <= set(STAGES)


def test_the_vocabulary_lists_every_operation_and_every_rule(pages: dict[str, str]) -> None:
    page = pages["vocabulary.md"]
    for operation in OPERATIONS.values():
        assert f"| `{operation.said}` | {operation.meaning} |" in page
    for name, rows in TABLE.items():
        (line,) = [each for each in page.splitlines() if each.startswith(f"| `{OPERATIONS[name].said}` | ")][1:]
        assert all(row.rule.lower() in line.lower() for row in rows)


@pytest.mark.parametrize(
    ("heading", "row", "cells"),
    [
        ("A + B", "`£5`", ["pounds", "–", "–", "–", "–", "–", "–"]),
        ("A - B", "`1 May 2030`", ["–", "–", "–", "a date", "–", "–", "days"]),
        ("A * B", "`5%`", ["pounds", "pounds per night", "nights", "days", "a share", "a share", "–"]),
        ("A / B", "`5 nights`", ["nights per pound"]),
    ],
)
def test_arithmetic_is_shown_kind_by_kind(pages: dict[str, str], heading: str, row: str, cells: list[str]) -> None:
    table = pages["vocabulary.md"].split(f"### {heading}\n")[1].split("###")[0]
    (line,) = [each for each in table.splitlines() if each.startswith(f"| {row} |")]
    assert [each.strip() for each in line.split("|")[2:-1]][: len(cells)] == cells


def test_the_reference_is_the_specification(repository: Path, sections: tuple[Section, ...]) -> None:
    reference = sections[0].listed
    assert list(reference) == sorted(reference)
    assert len(reference) == len(list((repository / "tests" / "language").glob("*.md")))
    for path, text in reference.items():
        assert (repository / "tests" / path).read_text(encoding="utf-8") == text


def test_links_lead_to_pages_that_there_are(repository: Path, pages: dict[str, str]) -> None:
    written = {path.name for path in (repository / "docs").glob("*.md")}
    links = 0
    for path, text in pages.items():
        for link in LINK.finditer(text):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link["target"]))
            assert target in pages or target in written, f"{path} leads to {link['target']}"
            links += 1
    assert links > len(messages())


def test_every_node_of_a_compiled_contract_is_described(pages: dict[str, str]) -> None:
    page = pages["compiled-json-nodes.md"]
    for name, cls in NODES.items():
        described = page.split(f"\n### {name}\n")[1].split("\n##")[0]
        assert (cls.__doc__ or "").splitlines()[0] in described
        assert all(f"| `{member}` | " in described for member in shapes_of(cls))
    assert "| Whether sums taken back make room again: negative lines, and what is recovered. |" in page
