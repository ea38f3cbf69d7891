"""Formulae, as people set them: fractions, brackets, cases. Names in them are words, not letters."""

from pbrlang.source.late import Late


class Math(metaclass=Late, by_value=True):
    """A part of a formula."""


class Words(Math):
    """A number, an amount or other upright words: `£4,000`, `50%`, `days in the period`."""

    text: str


class Symbol(Math):
    """A defined term; with `to`, it leads to the block with that anchor."""

    name: str
    to: str | None = None


class Sign(Math):
    """An operator between two parts: one of + − × ÷ = ≠ < > ≤ ≥ and or."""

    sign: str


class Joined(Math):
    """Parts that follow one another on a line, signs among them."""

    parts: tuple[Math, ...]


class Over(Math):
    """A fraction."""

    above: Math
    below: Math


class Bracket(Math):
    """A part in round brackets."""

    inner: Math


class Call(Math):
    """A named operation on parts: `the lesser of (A, B)`, `rounded down to £1 (A)`."""

    name: str
    arguments: tuple[Math, ...]


class SumOver(Math):
    """A sum, number or share over the members of something: the sign, the words below it, and what is summed."""

    word: str
    over: str
    of: Math | None = None


class Case(Math):
    """One of several cases: its value, and the condition in which it holds; the last may hold otherwise."""

    value: Math
    when: Math | None = None


class Cases(Math):
    """A value by conditions, of which the first that holds counts."""

    cases: tuple[Case, ...]
