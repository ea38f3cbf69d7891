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
    """Which rows in time: `in`, `in to date`, `to date`, `to that day`, `while observed`, `before this`; or a stretch.

    A stretch is a number of days, weeks, months or years `after`, `beginning with`, `before` or `ending with` a day.
    """

    word: str
    period: str | None = None
    length: Number | None = None
    anchor: "Expression | None" = None


class Aggregate(Node):
    """`total of B of Xs`, `number of Xs`, `share of Xs that are Ys`, with time words and a condition.

    Also `mean of B of Xs`, `the latest B of Xs` (earliest, only, greatest, least), and `number of different Bs of Xs`.
    `same` is what the members share with the subject. `weight` is what a mean is weighted by, or `each` for nothing.
    """

    word: str
    body: "Expression | Noun | None"
    over: Name | None
    times: tuple[TimeWord, ...] = ()
    where: "Condition | None" = None
    bracketed: bool = False
    that_are: Name | None = None
    same: Name | None = None
    weight: "Name | str | None" = None


class Covered(Node):
    """Nights or days that at least one of some lasting rows covers and none of others: their number or longest run."""

    word: str
    noun: Noun
    by: tuple[Name, ...]
    not_by: tuple[Name, ...]
    gaps: Number | None
    times: tuple[TimeWord, ...]


class Previous(Node):
    """The value of a name in the period before."""

    name: Name


class This(Node):
    """Inside an aggregate, a value of the clause's own element: `this Claim's Kind`."""

    name: Name


class FirstDay(Node):
    """The first day on which a condition holds."""

    condition: "Condition"


class DayOf(Node):
    """The first or last day of a period or cohort, or the confirmation of a cohort; `which` says which of them."""

    which: str
    name: Name | None
    period: str | None


class Indexed(Node):
    """A value moved by a price index: from its base (month, year), anew each year in the month named `each`."""

    of: "Expression"
    by: Name
    base: tuple[int, int]
    each: int
    never_falls: bool


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


class InStretch(Node):
    """Whether a day lies in a stretch of days: `Reached On is in the 90 days after Joined On`."""

    left: "Expression"
    stretch: TimeWord


class Better(Node):
    """Whether a measure is better, or worse, than its baseline, perhaps by more than its noise."""

    word: str
    measure: "Expression"
    beyond_noise: bool


class Earned(Node):
    """`no X has earned a P`, `any X has earned a P`."""

    word: str
    of: Name
    clause: Name
    times: tuple[TimeWord, ...]


class Logic(Node):
    """Conditions joined by one word, `and` or `or`."""

    word: str
    parts: tuple["Condition", ...]


Literal = Number | Money | Share | Day | Quoted | YesOrNo
Expression = (
    Literal
    | Reading
    | Negative
    | Binary
    | Lesser
    | Rounded
    | Aggregate
    | Covered
    | Previous
    | This
    | FirstDay
    | DayOf
    | Indexed
    | Change
    | Baseline
    | Noise
)
Condition = Comparison | InStretch | Better | Earned | Logic
