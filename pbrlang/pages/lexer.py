"""Contracts coloured by Pygments. The words of the language are read from its grammar."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from pygments.lexer import RegexLexer
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, Punctuation, String, Text, Whitespace

from pbrlang.syntax.parser_tables import grammar_text
from pbrlang.syntax.words import BLOCKS, ITEMS

_WORD_OF_RULE = re.compile(r'"([a-z][a-z-]*)"')
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

BLOCK_WORDS = frozenset(BLOCKS)
ITEM_WORDS = frozenset(word for words in ITEMS.values() for word in words)
WORDS = frozenset(_WORD_OF_RULE.findall(grammar_text())) | BLOCK_WORDS | ITEM_WORDS
"""Every word that the language itself uses; what counts something, such as `nights`, is a contract's own."""


def _word(_lexer: RegexLexer, found: re.Match[str]) -> Iterator[tuple[int, Any, str]]:
    word = found[0]
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    first = not line.strip()
    if first and word in BLOCK_WORDS:
        kind = Keyword.Declaration
    elif first and word in ITEM_WORDS:
        kind = Keyword
    else:
        kind = Keyword.Pseudo if word in WORDS else Name
    yield found.start(), kind, word


class PbrLexer(RegexLexer):  # type: ignore[misc]
    """Blocks and items, defined terms, amounts, dates, notes and comments of a contract."""

    name = "pbr"
    aliases: ClassVar = ["pbr"]
    filenames: ClassVar = ["*.pbr"]
    url = ""
    version_added = ""
    flags = re.MULTILINE

    tokens: ClassVar = {
        "root": [
            (r"\s+", Whitespace),
            (r"#.*$", Comment.Single),
            (r'["“”][^"“”]*["“”]', String.Double),
            (rf"\d{{1,2}}\s+(?:{'|'.join(_MONTHS)})\b(?:\s+\d{{4}})?", Literal.Date),
            (r"[£$€]\s?\d[\d,]*(?:\.\d+)?", Number.Float),
            (r"\d[\d,]*(?:\.\d+)?%?", Number),
            (r"[A-Z][\w'’-]*", Name.Class),
            (r"[a-z][\w'’-]*", _word),
            (r"[-+*/=<>×÷−–—]", Operator),
            (r"[|,;:()]", Punctuation),
            (r".", Text),
        ]
    }
