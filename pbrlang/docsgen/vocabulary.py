"""The page of the vocabulary: each operation with its words and exact meaning, and the table of the unit algebra."""

from collections.abc import Iterator

from pbrlang.kinds.algebra import TABLE, combine
from pbrlang.kinds.describe import describe
from pbrlang.kinds.model import DAY, NUMBER, SHARE, Kind, Quantity, money
from pbrlang.values.nouns import Nouns
from pbrlang.values.units import Unit
from pbrlang.vocabulary.operations import OPERATIONS

PATH = "vocabulary.md"

SAMPLES: tuple[tuple[str, Kind], ...] = (
    ("£5", money("GBP")),
    ("£5 per night", Quantity(Unit.of({"GBP": 1, "night": -1}))),
    ("5 nights", Quantity(Unit.noun("night"))),
    ("5 days", Quantity(Unit.noun("day"))),
    ("5%", SHARE),
    ("5", NUMBER),
    ("1 May 2030", DAY),
)
"""A value of each kind that arithmetic tells apart, as it is written."""

ARITHMETIC = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}


def vocabulary_page() -> str:
    """The page, as Markdown."""
    return "\n".join([*_operations(), *_algebra(), *_grids()]) + "\n"


def _operations() -> Iterator[str]:
    yield "# Vocabulary"
    yield ""
    yield "Every operation of the language, how it is said, and exactly what it gives. The compiler, the explanations"
    yield "and this page read the same list. *Nought* is the number 0."
    yield from ("", "## Operations", "", "| words | meaning |", "| --- | --- |")
    for operation in OPERATIONS.values():
        yield f"| `{operation.said}` | {operation.meaning} |"


def _algebra() -> Iterator[str]:
    yield from ("", "## What goes with what", "")
    yield "Every number has a unit. An operation on two values works only where one of these rules allows it."
    yield from ("", "| words | rule |", "| --- | --- |")
    for name, rows in TABLE.items():
        rules = "; ".join(dict.fromkeys(each.rule for each in rows))
        yield f"| `{OPERATIONS[name].said}` | {rules[0].upper()}{rules[1:]}. |"
    yield ""
    yield "In a comparison a plain number beside a count of rows means so many of them."


def _grids() -> Iterator[str]:
    """One table for each operation of arithmetic: what a value at the left and one above it give."""
    nouns = Nouns()
    yield from ("", "## Arithmetic, kind by kind", "")
    yield "What the value at the left of a row gives with the value at the head of a column. A dash means that they do"
    yield "not go together. Squared units have no use of their own, but may be divided again."
    for name, sign in ARITHMETIC.items():
        yield from ("", f"### {OPERATIONS[name].said}", "")
        heads = " | ".join(f"`{sign} {said}`" for said, _ in SAMPLES)
        yield f"| | {heads} |"
        yield "| --- |" + " --- |" * len(SAMPLES)
        for said, left in SAMPLES:
            cells = " | ".join(_gives(name, left, right, nouns) for _, right in SAMPLES)
            yield f"| `{said}` | {cells} |"


def _gives(name: str, left: Kind, right: Kind, nouns: Nouns) -> str:
    kind = combine(name, left, right)
    return "–" if kind is None else describe(kind, nouns)
