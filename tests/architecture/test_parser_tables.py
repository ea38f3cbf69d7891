"""The parser's tables: which rules start, what survives being written down, and when they are not used."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest
from lark import Lark, Tree

from pbrlang.syntax import parser_tables

# `NAME` and `WORD` match the same letters: only the contextual lexer can tell them apart.
GRAMMAR = """
person_header: "person" NAME
word_item: "word" WORD NUMBER
?expression.2: NUMBER "+" expression -> add
    | NUMBER
_helper_item: NUMBER
NAME: /[a-z]+/
WORD: /[a-z]+/
NUMBER: /[0-9]+/
%ignore " "
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    parser_tables.parser.cache_clear()
    yield tmp_path / "cache" / "pbrlang" / "pbr.tables"
    parser_tables.parser.cache_clear()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser_tables, "grammar_text", lambda: GRAMMAR)


def _forbid_building(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Lark:
        raise AssertionError("the grammar was built")

    monkeypatch.setattr(parser_tables, "parser_of", refuse)


def test_headers_items_and_expressions_start() -> None:
    assert parser_tables.start_rules(GRAMMAR) == ("person_header", "word_item", "expression")


@pytest.mark.parametrize(
    ("start", "text", "terminals"),
    [
        ("person_header", "person ann", ["NAME"]),
        ("word_item", "word ann 3", ["WORD", "NUMBER"]),
        ("expression", "1 + 2 + 3", ["NUMBER", "NUMBER", "NUMBER"]),
    ],
)
def test_loaded_tables_read_each_start_as_the_built_ones_do(start: str, text: str, terminals: list[str]) -> None:
    built = parser_tables.parser_of(GRAMMAR)
    loaded = parser_tables.load_tables(parser_tables.dump_tables(built, GRAMMAR), GRAMMAR)
    assert loaded is not None
    tree = loaded.parse(text, start=start)
    assert isinstance(tree, Tree)
    assert tree == built.parse(text, start=start)
    assert [token.type for token in tree.scan_values(lambda _: True)] == terminals
    assert (tree.meta.start_pos, tree.meta.end_pos) == (0, len(text))


def test_tables_of_another_grammar_are_not_used() -> None:
    content = parser_tables.dump_tables(parser_tables.parser_of(GRAMMAR), GRAMMAR)
    assert parser_tables.load_tables(content, GRAMMAR + "\n") is None


def test_tables_of_another_lark_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    content = parser_tables.dump_tables(parser_tables.parser_of(GRAMMAR), GRAMMAR)
    monkeypatch.setattr("lark.__version__", "0.0.1")
    assert parser_tables.load_tables(content, GRAMMAR) is None


def test_damaged_tables_are_not_used() -> None:
    content = parser_tables.dump_tables(parser_tables.parser_of(GRAMMAR), GRAMMAR)
    heading = content.index(b"\n") + 1
    for damaged in (content[: len(content) // 2], content[:heading], content[:heading] + pickle.dumps({"data": 1})):
        assert parser_tables.load_tables(damaged, GRAMMAR) is None


def test_tables_that_would_run_something_are_not_used() -> None:
    class Runs:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return pytest.fail, ("the tables ran",)

    content = parser_tables.dump_tables(parser_tables.parser_of(GRAMMAR), GRAMMAR)
    heading = content[: content.index(b"\n") + 1]
    assert parser_tables.load_tables(heading + pickle.dumps(Runs()), GRAMMAR) is None


@pytest.mark.usefixtures("small")
def test_a_second_start_reads_the_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parser_tables.parser()
    assert cache.is_file()
    assert list(cache.parent.iterdir()) == [cache]
    parser_tables.parser.cache_clear()
    _forbid_building(monkeypatch)
    assert parser_tables.parser().parse("person ann", start="person_header").data == "person_header"


@pytest.mark.usefixtures("small")
def test_a_cache_that_cannot_be_written_is_done_without(cache: Path) -> None:
    cache.parent.parent.write_text("a file where the folder should be")
    assert parser_tables.parser().parse("person ann", start="person_header").data == "person_header"


@pytest.mark.usefixtures("small")
def test_a_user_without_a_home_needs_no_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setattr(Path, "home", no_home)
    assert parser_tables.parser().parse("person ann", start="person_header").data == "person_header"
    assert not cache.exists()
