"""Who pays and who receives, balances, leaving early, and changed terms."""

from datetime import date
from fractions import Fraction

from pbrlang.syntax.tree.base import Grid, Name, Node
from pbrlang.syntax.tree.block import Block
from pbrlang.syntax.tree.clauses import ForEach
from pbrlang.syntax.tree.data import Keys
from pbrlang.syntax.tree.definitions import Home
from pbrlang.syntax.tree.expressions import Condition, Expression
from pbrlang.syntax.tree.header import DayItem, Word


class Part(Node):
    """What a payer bears or a receiver gets: a share, or the rest, which is nothing here."""

    share: Fraction | None


class PartLimit(Node):
    """The most that a payer bears or a receiver gets, nothing for no limit; `each` is the window, or the contract."""

    most: Fraction | None
    symbol: str | None = None
    each: ForEach | None = None


class Beyond(Node):
    """What becomes of a payer's share beyond its limit: it falls on `payer`, or on nobody and is not paid."""

    payer: str | None


class Payers(Block):
    """Who bears what is due."""

    beyond: tuple[Beyond, ...]
    liability: tuple[Word, ...]
    grid: Grid | None


class Split(Block):
    """Who receives what some clauses pay."""

    clauses: tuple[Name, ...]
    grid: Grid | None


class Movement(Node):
    """One movement of an account in each of its steps: grows by, increased by, reduced by."""

    word: str
    value: Expression


class Account(Block):
    """A balance that is stepped once a period. Its movements are in the order of the text."""

    name: Name
    homes: tuple[Home, ...]
    steps: tuple[Word, ...]
    opens: tuple[Expression, ...]
    movements: tuple[Movement, ...]


class Break(Block):
    """Leaving early: on a day, if a condition holds."""

    name: Name
    on: tuple[DayItem, ...]
    when: tuple[Condition, ...]
    ends: tuple[Word, ...]
    keeps: tuple[Keys, ...]


class VariationFrom(Node):
    """From when changed terms hold, and for which rows, by which of their dates."""

    day: date
    rows: Name | None
    by: Name | None


class Reads(Node):
    """A name that reads otherwise from then on: a value, or for a rate card a table."""

    name: Name
    value: Expression | None
    grid: Grid | None = None


class Variation(Block):
    """Changed terms from a date."""

    title: str
    starts: tuple[VariationFrom, ...]
    reads: tuple[Reads, ...]
