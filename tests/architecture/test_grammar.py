"""The grammar has no conflicts and no two terminals that match the same text in the same place."""

from pbrlang.syntax.parser_tables import build_parser


def test_the_grammar_is_strict() -> None:
    assert build_parser(strict=True).options.strict
