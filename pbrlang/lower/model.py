"""A lowered contract: what every target reads."""

from datetime import date

import attrs

from pbrlang.ir.leaving import Break
from pbrlang.ir.program import Cap, Clause, Program
from pbrlang.ir.recovering import Advance, Recovery
from pbrlang.lower.nodes import Node, Tally
from pbrlang.names.homes import Home, Path
from pbrlang.source import Span
from pbrlang.source.late import Late


class Value(metaclass=Late):
    """A definition, measure or named group. `body` of a group is its condition, read for a row of its table."""

    name: str
    home: Home
    body: Node
    clause: str
    span: Span
    is_group: bool = False
    note: str | None = None


class Limit(metaclass=Late):
    """The first `most` lines count, by date and key, for each of what all `paths` lead to."""

    most: Node
    paths: tuple[Path, ...]


class Due(metaclass=Late):
    """What one clause makes due for one element, in coins: `amount` is clamped and rounded, before limits and caps.

    `whole_only` says that a period of which a part is cut off has no line at all.
    """

    clause: Clause
    day: Node | None
    when: Node | None
    amount: Node
    whole_only: bool
    limit: Limit | None


class Ceiling(metaclass=Late):
    """A cap: `most` is in coins, cut to the coin, or a number of sums. `after` says which cap cut a clause before."""

    cap: Cap
    clauses: tuple[str, ...]
    most: Node
    after: dict[str, str | None]


class Back(metaclass=Late):
    """An advance: on which day, read at what a line of it is for, what is left of it is recovered."""

    clause: str
    advance: Advance
    closes: Node


class Ending(metaclass=Late):
    """A break: the term ends on its day, if `when` holds then or where there is no condition. It changes no sum."""

    found: Break
    when: Node | None


class Source(metaclass=Late):
    """The clawbacks that recover from one clause, in the order of the text."""

    clause: str
    recoveries: tuple[tuple[str, Recovery], ...]


class Column(metaclass=Late):
    """A column of a rate card over one scale, by its keys."""

    tariff: str
    column: str
    scale: int
    cells: dict[tuple[str | int, ...], int]
    open_from: tuple[int | None, ...]


class Figure(metaclass=Late):
    """One figure: its period's number and name, its whole number, and when it was published, where that is said."""

    number: int
    period: str
    value: int
    published: date | None


class Figures(metaclass=Late):
    """A column of a table by date, over one scale; of one period the figure that was published last comes last.

    A month has the number that `month_number` gives. With `stands`, the latest earlier figure stands for one that is
    not published yet.
    """

    table: str
    column: str
    clause: str
    scale: int
    stands: bool
    figures: tuple[Figure, ...]


class Part(metaclass=Late):
    """What one party bears or receives: so many `parts` of the whole, up to `most` coins in all or in each `step`."""

    name: str
    parts: int
    most: int | None
    step: str | None


class Shared(metaclass=Late):
    """How totals are shared, in the order of the text; what is beyond a limit falls on the party in place `taker`.

    `clauses` are those whose totals are shared, of receivers; payers share what all come to.
    """

    parts: tuple[Part, ...]
    taker: int | None
    clauses: tuple[str, ...]


class Lowered(metaclass=Late):
    """A contract in whole numbers. Dictionaries are by name, in the order of the text.

    `tallies` has each tally that some node reads once. `last_cap` says for each clause which cap was the last to cut
    its lines. Where a contract is `late`, some rows or figures become known only in its term, and each statement is
    made from what was known on its last day.
    """

    program: Program
    values: dict[str, Value]
    columns: dict[tuple[str, str], Column]
    figures: dict[tuple[str, str], Figures]
    late: bool
    tallies: tuple[Tally, ...]
    clauses: dict[str, Due]
    ceilings: dict[str, Ceiling]
    sources: dict[str, Source]
    last_cap: dict[str, str | None]
    advances: dict[str, Back] = attrs.field(factory=dict)
    breaks: tuple[Ending, ...] = ()
    payers: Shared | None = None
    splits: tuple[Shared, ...] = ()
