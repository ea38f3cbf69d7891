"""What reads items without Lark reads what Lark reads, into the same trees, and refuses what Lark refuses."""

import functools
import random
import re
from pathlib import Path
from typing import Any

import lark
import pytest

from pbrlang.pipeline import compile_text
from pbrlang.syntax import cells, compact_tables, items, parser_tables
from pbrlang.syntax.quick import CannotRead, Reader, Token, Tree

REPOSITORY = Path(__file__).resolve().parents[2]

# Children in place of their rule, parts not written, rules of one child, words that a pattern matches too.
GRAMMAR = """
list_item: "list" _entries [NOUN] end -> listed
_entries: entry ("," entry)*
?entry: NOUN | "(" NOUN ["and" NOUN] ")" -> pair | nothing
nothing: "nothing"?
end: "."?
!kept_item: "keep" "all" | _hidden
_hidden: "hide" NOUN
NOUN: /[a-z]+/
%import common.WS
%ignore WS
"""
TEXTS = {
    "list_item": [
        "list a, b.",
        "list (a and b), c d",
        "list (a), (list)",
        "list nothing, a.",
        "list and",
        "list",
        "list , a",
        "  list a  . ",
        "lists",
        "list a b c",
        "",
    ],
    "kept_item": ["keep all", "hide all", "hide keep", "hide", "keep", "keep all all", "keepall"],
}


def shape(part: Any) -> Any:
    """A tree or token of either parser as plain tuples."""
    if isinstance(part, Token):
        return str(part), part.type, part.start, part.end
    if isinstance(part, lark.Token):
        return str(part), part.type, part.start_pos, part.end_pos
    if isinstance(part, Tree):
        return part.data, part.start, part.end, [shape(each) for each in part.children]
    if isinstance(part, lark.Tree):
        place = (None, None) if part.meta.empty else (part.meta.start_pos, part.meta.end_pos)
        return str(part.data), *place, [shape(each) for each in part.children]
    return part


def read(reader: Reader, text: str, start: str) -> Any:
    try:
        return shape(reader.parse(text, start))
    except CannotRead:
        return "cannot be read"


def read_by_lark(parser: lark.Lark, text: str, start: str) -> Any:
    try:
        return shape(parser.parse(text, start=start))
    except lark.UnexpectedInput:
        return "cannot be read"


@functools.cache
def small() -> tuple[lark.Lark, Reader]:
    built = parser_tables.parser_of(GRAMMAR)
    return built, Reader(compact_tables.compact(built))


@pytest.mark.parametrize(("start", "text"), [(start, text) for start, texts in TEXTS.items() for text in texts])
def test_each_form_of_rule_gives_larks_tree(start: str, text: str) -> None:
    built, reader = small()
    assert read(reader, text, start) == read_by_lark(built, text, start)


def test_the_forms_are_read_and_refused() -> None:
    built, _ = small()
    refused = [text for start, texts in TEXTS.items() for text in texts if "cannot" in read_by_lark(built, text, start)]
    assert refused == ["list a b c", "", "hide", "keep", "keep all all"]


def written(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Every item of the examples, with its rule, and each with a word left out, doubled or cut short."""
    found: dict[tuple[str, str], None] = {}
    really = parser_tables.reader()

    class Noting:
        def parse(self, text: str, start: str) -> Any:
            found[text, start] = None
            return really.parse(text, start)

    for room in (items, cells):
        monkeypatch.setattr(room, "reader", Noting)
    cells.forget()
    for contract in (REPOSITORY / "examples").glob("*/contract.pbr"):
        compile_text("contract.pbr", contract.read_text("utf-8"))
    cells.forget()
    return list(found)


def changed(text: str, chance: random.Random) -> str:
    """A text in which one word or gap is left out, doubled or cut short."""
    parts = re.findall(r"\s+|\S+", text)
    at = chance.randrange(len(parts))
    parts[at] = chance.choice(["", parts[at] * 2, parts[at][:-1], f"{parts[at]} {chance.choice(parts)}"])
    return "".join(parts)


def test_every_item_of_the_examples_gives_larks_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    found = written(monkeypatch)
    assert len(found) > 300
    chance = random.Random(7)
    tried = found + [(changed(text, chance), start) for text, start in found]
    parser, reader = parser_tables.parser(), parser_tables.reader()
    results = [(read(reader, text, start), read_by_lark(parser, text, start)) for text, start in tried]
    for (text, start), (quick, lark_s) in zip(tried, results, strict=True):
        assert quick == lark_s, f"{start}: {text}"
    refused = sum(quick == "cannot be read" for quick, _ in results)
    assert len(found) / 4 < refused < len(found)


def test_a_contract_without_mistakes_is_read_without_lark(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> lark.Lark:
        raise AssertionError("Lark was asked")

    parser_tables.reader()
    monkeypatch.setattr(parser_tables, "parser", refuse)
    text = (REPOSITORY / "examples" / "care-review" / "contract.pbr").read_text("utf-8")
    assert not compile_text("contract.pbr", text).diagnostics
