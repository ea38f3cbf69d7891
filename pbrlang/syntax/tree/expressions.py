"""Expressions and conditions as written."""

from datetime import date
from fractions import Fraction

from pbrlang.syntax.tree.base import Name, Node


class Noun(Node):
    """What is counted: a word such as `nights`, or a Defined Term."""

    text: str
    term: bool = False


class Number(Node):
    """A number, of a noun, per another; either may be absent."""

    value: Fraction
    noun: Noun | None = None
    per: Noun | None = None


class Money(Node):
    """An amount with its currency sign, perhaps per something."""

    value: Fraction
    symbol: str
    per: Noun | None = None


class Share(Node):
    """A percentage, or a number of percentage points: both as a share of one."""

    value: Fraction
    points: bool = False


class Day(Node):
    """A date."""

    value: date


class Quoted(Node):
    """Words in quotation marks that stand for a value."""

    text: str


class YesOrNo(Node):
    """`yes` or `no`."""

    value: bool


class Reading(Node):
    """A term that is read; `settled` is `paid` or `recovered` where that word follows it."""

    name: Name
    settled: str | None = None


class Negative(Node):
    """The opposite of an amount."""

    of: "Expression"


class Binary(Node):
    """Two expressions joined by `+ - * /`, or by `of` after a percentage."""

    operator: str
    left: "Expression"
    right: "Expression"


class Lesser(Node):
    """The lesser or the greater of two."""

    word: str
    left: "Expression"
    right: "Expression"


class Rounding(Node):
    """To what a value is rounded, and which way: half up, half down, half to even, up or down."""

    coin: Noun
    way: str


class Rounded(Node):
    """A bracketed value that is rounded there."""

    of: "Expression"
    rounding: Rounding


class TimeWord(Node):
    """Which rows in time: `in`, `in to date`, `to date`, `while observed` or `before this`; with its period."""

    word: str
    period: str | None = None


class Aggregate(Node):
    """`total of B of Xs`, `number of Xs`, `share of Xs that are Ys`, with time words and a condition."""

    word: str
    body: "Expression | Noun | None"
    over: Name | None
    times: tuple[TimeWord, ...] = ()
    where: "Condition | None" = None
    bracketed: bool = False
    that_are: Name | None = None


class Change(Node):
    """`reduction in X` or `increase in X`; `how` is amount, share or points, or nothing where it is not said."""

    word: str
    measure: Name
    how: str | None


class Baseline(Node):
    """The baseline of a measure; of the clause's one measure where none is named."""

    measure: Name | None


class Noise(Node):
    """The noise band of a measure."""

    measure: Name | None


class Comparison(Node):
    """One side, the words between, and the other side; `is blank` has none."""

    operator: str
    left: "Expression"
    right: "Expression | None"
    choices: tuple["Expression", ...] = ()


class Logic(Node):
    """Conditions joined by one word, `and` or `or`."""

    word: str
    parts: tuple["Condition", ...]


Literal = Number | Money | Share | Day | Quoted | YesOrNo
Expression = Literal | Reading | Negative | Binary | Lesser | Rounded | Aggregate | Change | Baseline | Noise
Condition = Comparison | Logic
