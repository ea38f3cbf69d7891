"""Expressions of the compiled contract: no sugar, every name resolved, exact literals.

Two expressions are equal if they say the same; where they were written does not count.
"""

from datetime import date
from fractions import Fraction

from attrs import field

from pbrlang.kinds.model import Kind
from pbrlang.names.homes import Path
from pbrlang.source import Span
from pbrlang.source.late import Late


class Expr(metaclass=Late, by_value=True):
    """An expression, its kind, and where it was written."""

    kind: Kind
    span: Span = field(eq=False, repr=False)


class Constant(Expr):
    """A literal: an exact number, a date, yes or no, or a category's word."""

    value: Fraction | date | bool | str


class FieldOf(Expr):
    """A field of the row that `path` leads to."""

    path: Path
    table: str
    field: str


class WordOf(Expr):
    """The word of the list element that `path` leads to."""

    path: Path
    list: str


class InGroup(Expr):
    """Whether the row that `path` leads to is a member of a named group; a blank on the way leads to no member."""

    path: Path
    group: str


class ValueOf(Expr):
    """The value of a definition, measure, baseline or noise band at the element that `path` leads to."""

    path: Path
    definition: str


class PreviousOf(Expr):
    """The value of a definition in the period or cohort before the one to which `path` leads; none at the start."""

    path: Path
    definition: str


class ReadOn(Expr):
    """The date of the reader."""


class Choose(Expr):
    """One value where a condition holds, another where it does not."""

    when: Expr
    then: Expr
    otherwise: Expr


class FirstDay(Expr):
    """The first day on which a condition holds, read as of that day; a blank while it has not come.

    Days count on which something is dated that the condition counts.
    """

    condition: Expr


class DayOf(Expr):
    """The `first day` or `last day` of the period or cohort to which `path` leads, or its `confirmation`."""

    which: str
    path: Path


class CellOf(Expr):
    """A price: the cell of a rate card in `column` for these keys."""

    tariff: str
    column: str
    keys: tuple[Expr, ...]


class YearOf(Expr):
    """The number of the contract year in which a date lies: a key of a rate card. Dates before year 1 have none."""

    day: Expr


class PeriodNumber(Expr):
    """The number of the month, quarter or year to which `path` leads: a key of a rate card."""

    path: Path
    step: str


class Band(metaclass=Late, by_value=True):
    """One row of a rate card by bands: `word` with `bound`, and a price for each value of the card's other key."""

    word: str
    bound: Expr
    prices: tuple[Expr, ...]
    span: Span = field(eq=False, repr=False)


class Banded(Expr):
    """What a rate card by bands gives for a quantity.

    By `way`: `lump sum`, the price of the band that is reached; `whole quantity`, that price for each of the
    quantity; `slice by slice`, each slice at its own price; `straight line`, what lies on the line between the points
    around the quantity. `key` picks one of `choices` where the card has a second key; from `open_from` on, the last
    of them holds. Bounds rise from band to band.
    """

    tariff: str
    clause: str
    way: str
    quantity: Expr
    bands: tuple[Band, ...]
    key: Expr | None = None
    choices: tuple[str | int, ...] = ()
    open_from: int | None = None


class FigureOf(Expr):
    """A figure of a table by date, for the period to which `path` leads."""

    path: Path
    table: str
    column: str


class IndexedBy(Expr):
    """A value times the figure of the latest month `each` that has begun, over that of the month `base`.

    Months are (year, month). Before `base` it is the value itself. With `never_falls` the factor is the highest so
    far, and at least 1.
    """

    of: Expr
    table: str
    column: str
    base: tuple[int, int]
    each: int
    never_falls: bool


class Apply(Expr):
    """An operation of the vocabulary on its arguments."""

    operation: str
    arguments: tuple[Expr, ...]


class OfSubject(Expr):
    """Inside an aggregate, a value of its subject and not of the member."""

    of: Expr


class RoundedTo(Expr):
    """A value rounded to a multiple of `unit`; `way` is half up, half down, half to even, up or down."""

    of: Expr
    unit: Fraction
    way: str


class Rows(metaclass=Late, by_value=True):
    """All rows of a table."""

    table: str


class Members(metaclass=Late, by_value=True):
    """The rows of a table that belong to a named group."""

    group: str
    table: str


class Lines(metaclass=Late, by_value=True):
    """The lines of a clause: `amount` is due, paid or recovered."""

    clause: str
    amount: str = "due"


Collection = Rows | Members | Lines


class Window(metaclass=Late, by_value=True):
    """Which of the dated things count.

    By `word`, what is kept for a reader dated t at the subject:

    - `in`: those in the subject's own month, quarter or year (`step`), and not after t;
    - `in to date`: the same; it says that the period is not over;
    - `to date`: those not after t;
    - `before this`: those strictly before the subject's own date;
    - `while observed`: those in the observation window of the subject, a member of `cohort`, and not after t;
    - `stretch`: those from the date `first` to the date `last`, both read at the subject, and not after t;
    - `all`: those that each of `parts` keeps.
    """

    word: str
    step: str | None = None
    cohort: str | None = None
    first: Expr | None = None
    last: Expr | None = None
    parts: tuple["Window", ...] = ()


class Cover(metaclass=Late, by_value=True):
    """Lasting rows that cover nights or days: those whose `member` path leads to where the subject's `subject` does."""

    over: Rows | Members
    member: Path
    subject: Path


class Covered(Expr):
    """Nights or days that at least one row of `by` covers and none of `without`, each of them once.

    `word` is `number`, or `longest run`: the most covered nights or days in one run. `length` is `night` or `day`.
    A gap of up to `gap` nights or days does not end a run, and adds nothing to it. `window` as in an aggregate.
    """

    word: str
    by: tuple[Cover, ...]
    without: tuple[Cover, ...]
    length: str
    gap: int = 0
    window: Window | None = None


PICKS = frozenset(("latest", "earliest", "only", "greatest", "least"))
"""Words of aggregates that give the value of one member, and none where there is no member."""


class Aggregate(Expr):
    """A total, a number or a share over the things that belong to the subject.

    `word` is `total` (of `body`), `number`, or `share` (of those that are in the group `that_are`). What belongs
    to the subject are those whose `member` path leads to where the subject's `subject` path leads. `window` is
    nothing where the link itself fixes time (members of a cohort, lines of one element). A `body` of nothing in
    a total over lines is their amount. `length` is `night` or `day` where the body is the clipped length of
    lasting rows. Inside `body` and `where` the subject is the member alone, but for what is `OfSubject`.

    `keys` are further links: what is read at a member, and what is read at the subject, must be the same, and no
    blank. With `ties` members are rows of the subject's own table before it, and another of its date is a fault.

    A word of `PICKS` gives the body of one member: that of the latest or earliest date, the only one there is, or the
    one with the greatest or least body. `different` is the number of different values of the body, blanks left out.
    """

    word: str
    over: Collection
    member: Path
    subject: Path
    window: Window | None = None
    where: Expr | None = None
    body: Expr | None = None
    length: str | None = None
    that_are: str | None = None
    keys: tuple[tuple[Expr, Expr], ...] = ()
    ties: bool = False
