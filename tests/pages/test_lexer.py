"""The colours: nothing is lost, nothing is left without a kind, and every word of the language has one."""

from pathlib import Path

import pytest

pytest.importorskip("pygments", reason="needs pygments")

from pygments.token import Comment, Error, Keyword, Literal, Name, Number, String, Text

from pbrlang.pages.lexer import BLOCK_WORDS, WORDS, PbrLexer


def tokens(text: str) -> list[tuple[object, str]]:
    return [(kind, word) for kind, word in PbrLexer(stripnl=False, ensurenl=False).get_tokens(text) if word.strip()]


@pytest.mark.parametrize("example", sorted(Path("examples").glob("*/contract.pbr")), ids=lambda each: each.parent.name)
def test_every_sign_of_an_example_is_kept_and_known(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    found = list(PbrLexer(stripnl=False, ensurenl=False).get_tokens(text))
    assert "".join(word for _, word in found) == text
    assert not [word for kind, word in found if kind in (Error, Text)]
    kinds = {kind for kind, _ in found}
    assert {Keyword.Declaration, Keyword, Name.Class, Number.Float, String.Double} <= kinds


def test_words_are_those_of_the_grammar() -> None:
    assert {"payment", "pays", "least", "rounded", "scenario", "beyond"} <= WORDS
    assert "nights" not in WORDS
    for word in BLOCK_WORDS:
        assert tokens(f"{word} Thing")[0] == (Keyword.Declaration, word)


def test_a_line_has_its_kinds() -> None:
    line = '    pays £1,000.50 per night * Nights At Home    # from 1 April 2030 "so"'
    assert tokens(line) == [
        (Keyword, "pays"),
        (Number.Float, "£1,000.50"),
        (Keyword.Pseudo, "per"),
        (Name, "night"),
        *[(each[0], each[1]) for each in tokens("* Nights At Home")],
        (Comment.Single, '# from 1 April 2030 "so"'),
    ]
    assert tokens("runs from 1 April 2030")[-1] == (Literal.Date, "1 April 2030")


def test_pygments_finds_it_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pygments.lexers import get_lexer_by_name
    from pygments.plugin import find_plugin_lexers

    from tests.pages.sites import declare

    declare(tmp_path, monkeypatch)
    assert PbrLexer in list(find_plugin_lexers())
    assert type(get_lexer_by_name("pbr")) is PbrLexer
