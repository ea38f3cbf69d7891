"""Whatever stands in the source stands in the document, and what is changed there changes here, in the right places."""

import functools
import os
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from attrs import frozen

from pbrlang.files import beside
from pbrlang.pipeline import Compilation, compile_text
from pbrlang.render.contents import Material
from pbrlang.render.contents import document as written
from pbrlang.render.contents.uses import uses
from pbrlang.render.model import Clause, Document, Section, Terms, plain
from pbrlang.render.model.visiting import every
from pbrlang.syntax.tree.base import Name, walk
from pbrlang.syntax.tree.block import Block
from tests.render.made import EXAMPLES, ROOT, contract, document, whole, words_of

_COMMENT = re.compile(r"#[^\n]*")
_STRING = re.compile(r'"([^"]*)"')
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w])")
_DERIVED = frozenset(("examples", "curves", "findings", "choices", "computing", "history", "calculator"))
"""Sections that are worked out from the whole contract."""


def _source(name: str) -> str:
    """The text of a contract, comments blanked out."""
    text = contract(name).compilation.source.text
    return _COMMENT.sub(lambda found: " " * len(found[0]), text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_string_and_note_is_in_the_document(name: str) -> None:
    found = _one_line(whole(document(name)))
    missing = [each for each in _STRING.findall(_source(name)) if _one_line(each) not in found]
    assert not missing


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_name_is_in_the_document(name: str) -> None:
    found = _one_line(whole(document(name)))
    nouns = contract(name).program.nouns
    names = {part for each in walk(contract(name).compilation.tree) if isinstance(each, Name) for part, _ in each.parts}
    missing = {each for each in names if each not in found and nouns.singular(each) not in found}
    assert not missing - {contract(name).program.terms.currency}


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_number_and_date_is_in_the_document(name: str) -> None:
    found = {_same(each) for each in _NUMBER.findall(whole(document(name)))}
    source = _STRING.sub(lambda each: " " * len(each[0]), _source(name))
    missing = [each for each in _NUMBER.findall(source) if _same(each) not in found]
    assert not missing


def _same(text: str) -> Fraction:
    return Fraction(text.replace(",", ""))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_note_stands_with_its_own_block(name: str) -> None:
    clauses = {
        each.number: _one_line(words_of(each)) for each in every(document(name).sections) if isinstance(each, Clause)
    }
    for block in walk(contract(name).compilation.tree):
        if isinstance(block, Block) and block.number in clauses:
            for note in block.notes:
                assert _one_line(note.text) in clauses[block.number]


@frozen
class _Change:
    """A literal of a contract and what is written in its place."""

    start: int
    end: int
    new: str


def _changes(name: str) -> Iterator[_Change]:
    source = _source(name)
    strings = [each.span() for each in _STRING.finditer(source)]
    for each in _NUMBER.finditer(source):
        if not any(start <= each.start() < end for start, end in strings):
            yield _Change(*each.span(), _bumped(each[0]))
    for start, end in strings:
        yield _Change(start + 1, end - 1, f"{source[start + 1 : end - 1]} ZZ")


def _bumped(number: str) -> str:
    digits = number.replace(",", "")
    whole_part, _dot, rest = digits.partition(".")
    if rest:
        return f"{whole_part}.{int(rest) + 1:0{len(rest)}d}"[: len(digits) + 1]
    return f"{int(whole_part) + 1:,}" if "," in number else str(int(whole_part) + 1)


def _every_change() -> list[tuple[str, _Change]]:
    return [(name, each) for name in EXAMPLES for each in _changes(name)]


def _compiled(name: str, text: str) -> Compilation:
    folder = ROOT / "examples" / name
    return compile_text(str(Path("examples") / name / "contract.pbr"), text, lambda file: beside(folder, file))


def _written(made: Compilation) -> tuple[Document, Material] | None:
    if made.program is None:
        return None
    material = Material(made.program, made.tree, made.source, "0" * 64, "0")
    return written(material), material


def _places(made: Document) -> dict[str, str]:
    """The words of each clause and each definition, by its number; of each other section by its anchor."""
    found: dict[str, str] = {}
    for section in made.sections:
        if section.anchor in _DERIVED:
            continue
        rest = words_of(section)
        for block in every(section.blocks):
            if isinstance(block, Clause):
                found[block.number] = words_of(block)
            if isinstance(block, Terms):
                found |= {plain(each.term): " ".join(map(words_of, each.blocks)) for each in block.entries}
        found[section.anchor] = "" if isinstance(section, Section) and section.blocks else rest
    return found


def _reach(material: Material, number: str | None) -> set[str]:
    """The numbers of a clause and of all that uses what it names, directly or by way of others."""
    used = uses(material)
    names = {name for name, node in material.blocks.items() if getattr(node, "number", None) == number}
    reached: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        waiting += used.get(name, {})
    return {each.number for name in reached if isinstance(each := material.blocks.get(name), Block) and each.number}


def _block_at(made: Compilation, start: int) -> Block | None:
    """The innermost numbered block that holds a place."""
    found = [each for each in walk(made.tree) if isinstance(each, Block) and each.span.start <= start < each.span.end]
    return max(found, key=lambda each: each.span.start, default=None)


@functools.cache
def _before(name: str) -> tuple[Compilation, Document, Material]:
    made = _compiled(name, contract(name).compilation.source.text)
    found = _written(made)
    assert found is not None
    return made, *found


def _tried(name: str, change: _Change) -> None:
    text = contract(name).compilation.source.text
    old, made, material = _before(name)
    after = _written(_compiled(name, text[: change.start] + change.new + text[change.end :]))
    if after is None:
        return
    line = text.count("\n", 0, change.start) + 1
    told = f"{name}, line {line}: {text[change.start : change.end]!r} -> {change.new!r}"
    assert whole(after[0]) != whole(made), f"{told}: the document is the same"
    block = _block_at(old, change.start)
    if block is None or block.keyword in ("contract", "unit", "list", "outcome", "variation", "break"):
        return
    here, there = _places(made), _places(after[0])
    changed = {place for place in here.keys() | there.keys() if here.get(place) != there.get(place)}
    numbers = {place for place in changed if re.fullmatch(r"[\d.]+", place)}
    assert numbers <= _reach(material, block.number), f"{told}: {sorted(numbers)} changed"


_ALL = _every_change()
_QUICK = [each for each in _ALL if each[0] != "transforming-rehabilitation"][::97]
"""Those of contracts that are soon settled."""
_MORE = _ALL if os.environ.get("PBR_EVERY") else _ALL[::6]
"""All of them take a quarter of an hour."""


@pytest.mark.parametrize(("name", "change"), _QUICK, ids=lambda each: str(getattr(each, "start", each)))
def test_a_changed_literal_changes_the_document_where_it_should(name: str, change: _Change) -> None:
    _tried(name, change)


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_many_a_changed_literal_changes_the_document_where_it_should(name: str) -> None:
    for each, change in _MORE:
        if each == name:
            _tried(name, change)


def test_something_is_tried() -> None:
    assert len(_ALL) > 800
    assert {name for name, _ in _ALL} == set(EXAMPLES)
