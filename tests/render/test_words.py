"""Every operation, every class of expression and every word of a compiled contract has English for it."""

import inspect
from datetime import date
from fractions import Fraction

import pytest

from pbrlang.api import load
from pbrlang.ir import expressions
from pbrlang.ir.expressions import PICKS, Apply, Constant, Expr
from pbrlang.kinds.model import DAY, NUMBER, SHARE, YES_NO, Kind
from pbrlang.names.homes import CONTRACT
from pbrlang.pipeline import compile_text
from pbrlang.render.contents import Material, document
from pbrlang.render.english import aggregates, phrases
from pbrlang.render.english.formulae import Formulae
from pbrlang.render.english.places import Here
from pbrlang.render.english.reading import rounding
from pbrlang.render.english.saying import fill, join, listed, sentence
from pbrlang.render.english.speaker import Speaker
from pbrlang.render.english.values import digits, literal_in_words
from pbrlang.render.formats import draw
from pbrlang.render.furniture import ENGLISH
from pbrlang.render.markdown.formulae import linear
from pbrlang.render.model import Text, plain
from pbrlang.source import Source, Span
from pbrlang.syntax.words import CLAUSES
from pbrlang.values.rounding import WAYS
from pbrlang.vocabulary.operations import OPERATIONS
from tests.frame import FRAME
from tests.render.made import ROOT, contract

PROGRAM = load(ROOT / "examples" / "care-review").program
SPEAKER = Speaker(PROGRAM, lambda name, words: (Text(words or name),))
HERE = Here(CONTRACT)
SPAN = Span(Source.of("contract.pbr", ""), 0, 0)


def _number(value: int) -> Constant:
    return Constant(NUMBER, SPAN, Fraction(value))


def _apply(operation: str) -> Apply:
    days = ("before", "on or before", "after", "on or after", "in the stretch")
    parts: tuple[Expr, ...] = tuple(map(_number, (7, 8, 9)))
    kind: Kind = NUMBER
    if operation in days:
        parts = tuple(Constant(DAY, SPAN, date(2030, 1, number)) for number in (7, 8, 9))
    if operation not in ("add", "subtract", "multiply", "divide", "negate", "lesser", "greater", "in points"):
        kind = NUMBER if operation in ("otherwise", "at the start") else YES_NO
    taken = {
        "negate": 1,
        "in points": 1,
        "blank": 1,
        "not blank": 1,
        "in the stretch": 3,
        "one of": 3,
        "and": 3,
        "or": 3,
    }
    return Apply(kind, SPAN, operation, parts[: taken.get(operation, 2)])


def test_every_operation_has_a_phrase_and_no_other_has() -> None:
    assert set(phrases.OPERATIONS) == set(OPERATIONS)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_the_phrase_of_an_operation_says_each_of_its_arguments(operation: str) -> None:
    expr = _apply(operation)
    said = plain(SPEAKER.value(expr, HERE))
    assert all(plain(SPEAKER.value(part, HERE)) in said for part in expr.arguments)
    shown = linear(Formulae(SPEAKER, HERE).write(expr), ENGLISH)
    assert all(plain(SPEAKER.value(part, HERE)) in shown for part in expr.arguments)


def test_every_class_of_expression_has_words() -> None:
    classes = {each for each in vars(expressions).values() if inspect.isclass(each) and issubclass(each, Expr)} - {Expr}
    assert set(SPEAKER._says) == classes


def test_an_expression_that_nobody_knows_is_a_fault() -> None:
    class Odd(Expr):
        pass

    with pytest.raises(TypeError, match="Odd"):
        SPEAKER.value(Odd(NUMBER, SPAN), HERE)


def test_the_words_of_clauses_picks_bands_and_rounding_are_those_of_the_language() -> None:
    assert set(phrases.CLAUSES) == {*CLAUSES, "floor"}
    assert set(phrases.PICKS) == PICKS == aggregates.PICKED
    assert set(phrases.WAYS) == set(WAYS)
    assert set(phrases.BANDS) == {"lump sum", "whole quantity", "slice by slice", "straight line"}
    assert set(phrases.PARTS) == {"by days", "in full", "not paid"}
    assert set(phrases.LOSERS) == {"latest first", "in proportion", "first", "greatest"}
    assert set(phrases.TO_DATE) == {"may fall", "never falls", "not taken back"}


def test_a_value_is_said_exactly() -> None:
    assert digits(Fraction(81, 87)) == "27/29"
    assert digits(Fraction(1, 128)) == "0.0078125"
    assert literal_in_words(Fraction(1, 8), SHARE, SPAN, PROGRAM) == "12.5%"
    assert rounding("half down", Fraction(1, 100), PROGRAM) == "to the nearest penny, a half towards nought"
    assert rounding("down", Fraction(100), PROGRAM) == "down to a whole £100, towards nought"


def test_lists_and_sentences_are_written_as_in_british_english() -> None:
    assert plain(listed(["A", "B", "C"])) == "A, B and C"
    assert plain(listed(["A", "B"], "or")) == "A or B"
    assert plain(listed([])) == ""
    assert plain(sentence("for each case")) == "For each case."
    assert plain(fill("{a} and {b}", a="one", b=join("t", "wo"))) == "one and two"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A means £10 * (3 - 1)", "£10 multiplied by (3 less 1)"),
        ("A means (£10 * 3) - £1", "£10 multiplied by 3 less £1"),
        ("A means £10 - (£3 - £1)", "£10 less (£3 less £1)"),
        ("A means £10 / (2 * 3)", "£10 divided by (2 multiplied by 3)"),
        ("A means (£10 / 2) * 3", "(£10 divided by 2) multiplied by 3"),
        ("A means 50% of £10", "50% of £10"),
        ("A means (£10 / 3 rounded to the nearest penny, half up)", "(£10 divided by 3) rounded to the nearest penny"),
        ("A means (the lesser of £10 and £20 - £5)", "the lesser of £10 and (£20 less £5)"),
        ("A means total of Cost of Visits to date", "the total of Cost of Visits to date"),
        (
            "A for each Client means number of Visits in the 90 days after Joined On",
            "in the 90 days after the Client's",
        ),
        ("A for each Client means number of Visits in the 90 days beginning with Joined On", "(that day included)"),
        ("A for each Client means number of Visits in the 3 months before Joined On", "(that day not included)"),
    ],
)
def test_nothing_can_be_read_two_ways(text: str, words: str) -> None:
    header = "    a missing day is the last day of its month\n"
    whole = FRAME.replace("half up\n", f"half up\n{header}", 1)
    made = compile_text("contract.pbr", f"{whole}\n{text}\n")
    assert made.program is not None, [each.message() for each in made.diagnostics]
    own = made.program.definitions["A"]
    found = plain(Material(made.program, made.tree, made.source, "", "").speaker.value(own.body, Here(own.home)))
    assert words in found


def test_markup_in_notes_and_names_of_a_contract_stays_text() -> None:
    source = contract("care-review").compilation.source.text.replace("For twelve months.", "<b>|*$x$#_ &amp;")
    made = compile_text("contract.pbr", source)
    assert made.program is not None
    written = document(Material(made.program, made.tree, made.source, "", ""))
    assert "<b>|*$x$#_ &amp;" not in draw(written, ".html").decode().split("calculator-data")[0]
    assert "&lt;b&gt;|*$x$#_ &amp;amp;" in draw(written, ".html").decode()
    assert "&lt;b&gt;\\|\\*&#36;x&#36;\\#\\_ &amp;amp;" in draw(written, ".md").decode()
