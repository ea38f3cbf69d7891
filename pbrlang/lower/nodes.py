"""Lowered expressions: operations on whole numbers, each with the number of the clause that it comes from."""

from datetime import date

from pbrlang.ir.expressions import Collection, Window
from pbrlang.lower.forms import Form
from pbrlang.names.homes import Home, Path
from pbrlang.source.late import Late


class Node(metaclass=Late, by_value=True):
    """A lowered expression: the form of its value, and its clause (empty outside all clauses)."""

    form: Form
    clause: str


class Literal(Node):
    """A value that stands in the contract; a number is whole, over the scale of its form."""

    value: int | date | bool | str


class ReadField(Node):
    """A field of the row that `path` leads to. `ends` marks the end of what lasts, blank before its day."""

    path: Path
    table: str
    field: str
    ends: bool


class ReadWord(Node):
    """The word of the list element that `path` leads to."""

    path: Path


class ReadValue(Node):
    """The value of a definition or measure at the element that `path` leads to."""

    path: Path
    name: str


class ReadPrevious(Node):
    """The value of a definition or measure in the period or cohort before the one that `path` leads to.

    Before the first there is none, and what holds `at the start` is read instead.
    """

    path: Path
    name: str


class ReadCell(Node):
    """A cell of a rate card for these keys. Where there is none, the row that gave the first key is at fault."""

    tariff: str
    column: str
    keys: tuple[Node, ...]


class YearOfDay(Node):
    """The number of the contract year of a day. Where it lies in none, the row that gave the day is at fault."""

    day: Node


class OfPeriod(Node):
    """What is told of the period or cohort that `path` leads to, nothing where it leads to none.

    `what` is `first day`, `last day`, `confirmation` (of a cohort) or `number` (of a period among those of its length).
    """

    path: Path
    what: str


class Asked(Node):
    """For the members of a tally, a value of the subject: the one of this place, from 0, among those asked of it.

    `name` is that of the field or definition which it is read from, or empty.
    """

    place: int
    name: str


class ReaderDay(Node):
    """The date of the reader."""


class PeriodDays(Node):
    """How many days of the period at hand are paid for, up to a last day."""

    until: date


class PeriodWhole(Node):
    """How many days the period at hand has when nothing is cut off."""


class AtFault(Node):
    """There is no value: the row that is read, if there is one, is at fault, for this reason."""

    reason: str


class ReadFigure(Node):
    """A figure of a table by date, as it is known on the day of a statement; where there is none, nothing is paid.

    `at` is the number of the quarter or year that it is for, or a day of the month.
    """

    table: str
    column: str
    at: Node


class ReadIndex(Node):
    """By what an index multiplies for a reader of a date: the figure of the latest month `each` over that of `base`.

    Both are as they are known on the day of a statement; before the month `base`, a year and its month, it is 1. With
    `never_falls` it is the highest so far, and at least 1.
    """

    table: str
    column: str
    base: tuple[int, int]
    each: int
    never_falls: bool


class Operation(Node):
    """An operation on arguments; `word` is one of `OPERATIONS`."""

    word: str
    arguments: tuple[Node, ...]


class Rounded(Node):
    """`step` times the nearest whole number to `of * times / under`; `way` says which is taken in between.

    This is the one division of a sum. Of a ratio both parts take part: `over * times / (under * below)`.
    """

    of: Node
    times: int
    under: int
    way: str
    step: int


class Needed(Node):
    """The value of a node that may be blank; a blank is a fault of the row, in the `field` where there is one."""

    of: Node


class Tally(metaclass=Late, by_value=True):
    """What the members of a collection add, told by what they belong to.

    `word` is total, number or share, or `held`, where one of what members hold is picked; `where` decides whether a
    member counts, `body` is what it adds where it is not its amount or 1, `length` the noun in which a span is
    measured, `that_are` the group that a share is of. `still` says that no reader's date changes what a member adds.
    `keys` are read at a member, on no day of their own, and have to be those of the subject; `asked` are the values of
    the subject that members are tried with.
    """

    word: str
    over: Collection
    members: Home
    member: Path
    where: Node | None
    body: Node | None
    length: str | None
    that_are: str | None
    still: bool
    scale: int
    keys: tuple[Node, ...] = ()
    asked: tuple[Asked, ...] = ()


class OfMembers(Node):
    """A tally, read at the element that `subject` leads to, for the days that `window` lets count.

    `stretches` are the first and last day of each stretch in the window, in its order; `keys` and `asked` are read
    here for those of the tally. With `ties` the reader is a row, and another that counts and has its date is a fault.
    """

    tally: Tally
    subject: Path
    window: Window | None
    stretches: tuple[tuple[Node, Node], ...] = ()
    keys: tuple[Node, ...] = ()
    asked: tuple[Node, ...] = ()
    ties: bool = False


class ReadTally(OfMembers):
    """What is counted of members that a way alone leads to their subject, in the days of a time word."""


class ReadPick(OfMembers):
    """One of what members hold: of the `latest` or `earliest` day, the `only` one, the `greatest` or `least`.

    There is none where there is no member. With `different`, how many different values they hold, blanks left out; with
    `total`, the sum of what they hold, which are quotients.
    """

    word: str = ""


class ReadLinked(OfMembers):
    """The same where more is said: a stretch of days, keys, what is asked of the subject, or which comes first."""


OPERATIONS: dict[str, str] = {
    "plus": "a + b, both over one scale",
    "minus": "a - b, both over one scale",
    "times": "a * b; the scales multiply",
    "opposite": "-a",
    "over": "the same whole number over another scale: the value is multiplied or divided, and nothing is reckoned",
    "lesser": "the lesser of two numbers over one scale, or the earlier of two dates",
    "greater": "the greater of two numbers over one scale, or the later of two dates",
    "quotient": "the ratio of two whole numbers; there is none where the second is nought",
    "ratio plus": "(a b' + a' b) / (b b'), shortened",
    "ratio minus": "(a b' - a' b) / (b b'), shortened",
    "ratio times": "a a' / (b b')",
    "ratio over": "a b' / (b a'); there is none where the second ratio is nought",
    "ratio opposite": "-a / b",
    "ratio lesser": "the lesser of two ratios, told by a b' and a' b",
    "ratio greater": "the greater of two ratios, told by a b' and a' b",
    "less": "whether a comes before b: numbers over one scale, or dates",
    "more": "whether a comes after b",
    "at least": "whether a is b or comes after it",
    "at most": "whether a is b or comes before it",
    "same": "whether two numbers over one scale, dates or words are the same; blank is the same as blank",
    "other": "whether they are not",
    "ratio less": "whether a b' < a' b",
    "ratio more": "whether a b' > a' b",
    "ratio at least": "whether a b' >= a' b",
    "ratio at most": "whether a b' <= a' b",
    "ratio same": "whether a b' = a' b",
    "ratio other": "whether a b' and a' b differ",
    "multiple": "whether a, over the scale of b, is a whole number of times b; of nought only nought is",
    "ratio multiple": "whether the quotient of two ratios is whole; of nought only nought is",
    "within": "whether a comes neither before b nor after c; all three are read",
    "one of": "whether a word is among those listed",
    "days in": "a number of days or months over a scale, a part of one left out",
    "days later": "the day so many days after a date, within the years 1 to 9999",
    "days earlier": "the day so many days before a date, within the years 1 to 9999",
    "months later": "the day so many months after a date, within the years 1 to 9999; the third says which day is "
    "meant where that month has no such day, its `last` or the first of the `next`",
    "days between": "the number of days from date b to date a",
    "unless blank": "the first, or nothing where one of the others is blank; those are read before it",
    "choose": "b where a holds, else c; the other is not read",
    "blank": "whether there is no value",
    "not blank": "whether there is one",
    "is yes": "whether a yes or no that may be blank is yes",
    "and": "whether all hold; those after one that does not are not read",
    "or": "whether one holds; those after it are not read",
    "otherwise": "a, or b where a divides by nought",
    "at the start": "a, or b where a reads what comes before the first period or cohort",
}
"""What each operation of a lowered expression gives, exactly."""
