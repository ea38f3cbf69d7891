"""The compiled contract: tables, calendars, rate cards, definitions, clauses and limits, in dependency order."""

from datetime import date
from fractions import Fraction

from attrs import field

from pbrlang.calendar.periods import Calendar, Period
from pbrlang.ir.expressions import Expr
from pbrlang.ir.leaving import Break
from pbrlang.ir.recovering import Advance, Recovery
from pbrlang.ir.sharing import Payers, Split
from pbrlang.ir.tables import Table
from pbrlang.kinds.model import Kind
from pbrlang.names.homes import Home, Path
from pbrlang.source import Span
from pbrlang.source.late import Late
from pbrlang.values.nouns import Nouns


class Rounding(metaclass=Late):
    """To a multiple of `unit`, in the currency's main unit; `way` is half up, half down, half to even, up or down."""

    unit: Fraction
    way: str
    span: Span


class Terms(metaclass=Late):
    """The header. Dates are included at both ends. `step` is month, quarter or year: one statement each."""

    name: str
    purposes: tuple[str, ...]
    parties: tuple[tuple[str, str], ...]
    currency: str
    symbol: str
    places: int
    starts: date
    ends: date
    settles_until: date
    step: str
    rounding: Rounding
    part_periods: str | None
    month_ends: str | None
    span: Span
    due_after: tuple[int, int] | None = None
    """How long after its statement a payment is due: days, and months."""
    examples_prevail: bool | None = None
    """Whether worked examples prevail over the text, or illustrate it; nothing where it is not said."""


class Definition(metaclass=Late):
    """A named value of each element of its home. `role` is definition, measure, baseline, noise or account."""

    name: str
    role: str
    home: Home
    kind: Kind
    body: Expr
    clause: str
    span: Span
    better: str | None = None
    baseline: str | None = None
    baseline_kind: str | None = None
    baseline_source: str | None = None
    other_people: bool = False
    """Whether it is said that those above a fraction are not those below it."""
    note: str | None = None


def account_of(name: str) -> str:
    """The account to which one of its two balances belongs: the closing one is called as it is."""
    return name.removesuffix(" outstanding")


class Group(metaclass=Late):
    """The rows of a table for which a condition holds. `timed` where the condition reads what happens in time."""

    name: str
    table: str
    where: Expr
    clause: str
    span: Span


class Cohort(metaclass=Late):
    """Rows of a table, or those of a group of them, grouped by the date on which they enter.

    A member is observed from `start` (a field) for `observed` days; with `months` instead, for that many months.
    """

    name: str
    table: str
    entry: str
    step: str
    periods: tuple[Period, ...]
    observed_from: str
    days: int
    months: int
    confirmed: tuple[date, ...]
    """For each period, the day on which its result is confirmed."""
    clause: str
    span: Span
    group: str | None = None


class Tariff(metaclass=Late):
    """A rate card: for each column, the cell for each tuple of keys.

    A key is a category's word, or a contract year; `open_from[i]` is the year from which a calendar key's last
    entry holds (`4 and later`), or nothing.
    """

    name: str
    keys: tuple[str, ...]
    columns: dict[str, Kind]
    cells: dict[tuple[str, tuple[str | int, ...]], Fraction]
    places: dict[tuple[str, tuple[str | int, ...]], Span]
    open_from: tuple[int | None, ...]
    clause: str
    span: Span


class Figure(metaclass=Late):
    """One figure of a table by date; `published` is nothing where the table does not say."""

    value: Fraction
    published: date | None
    span: Span


class DateTable(metaclass=Late):
    """Figures by month, quarter or year.

    `figures` are by column and period, those of one period in the order of their publication. A month has the
    number that `month_number` gives, a quarter or a year that of its period in the contract's calendar. With
    `until_published`, the latest earlier figure stands for one that is not published yet.
    """

    name: str
    step: str
    columns: dict[str, Kind]
    figures: dict[str, dict[int, tuple[Figure, ...]]]
    until_published: bool
    file: str | None
    source: str | None
    clause: str
    span: Span


class Often(metaclass=Late):
    """`once` (most 1) or `at most N times` for each element that all of `paths` lead to."""

    most: Expr
    paths: tuple[Path, ...]
    homes: tuple[Home, ...]
    span: Span


class Clamp(metaclass=Late):
    """`not more than` or `not less than` a value."""

    word: str
    value: Expr


class Clause(metaclass=Late):
    """Money due: one line for each element of its home whose condition holds.

    A line is dated by `day`, else by its row, else by the end of its period, else by its cohort's confirmation.
    `until` is the last day of the elements that a clause for each period has. `sign` is -1 for deductions and
    clawbacks. `parts` is how part periods are paid (in full, by days, not paid), in a clause for each period whose
    amount does not depend on data; a period of which `until` cuts off a part is one. `to_date` is for a clause
    whose amount is the entitlement so far, of which each settlement period has what it adds: `may fall`, `never
    falls` (what falls due is the greatest so far), or `not taken back` (nor is what late data would take back).
    `runs_on` where it is said to run to the end of the run-off.
    """

    name: str
    word: str
    clause: str
    home: Home
    day: Expr | None
    when: Expr | None
    amount: Expr
    clamps: tuple[Clamp, ...]
    often: Often | None
    recovery: Recovery | None
    sign: int
    until: date
    parts: str | None
    payable_on_its_date: bool
    span: Span
    outcome: str | None = None
    note: str | None = None
    advance: Advance | None = None
    to_date: str | None = None
    runs_on: bool = False


class Cap(metaclass=Late):
    """A limit on clauses: over the contract, or for each element that their lines' `each` paths lead to.

    `each` gives, by clause, the path from a line; it is nothing over the whole contract. Lines dated after
    `until` do not count and are not cut. What is limited is `money`, the `number` of sums, or `alternatives`,
    of which one may stand; `loser` is `latest first` or `in proportion` for money, and `first` or `greatest`
    for the others. `carried` tells what of one period is there in the next: `room`, `cut`, both or nothing.
    """

    name: str
    clause: str
    clauses: tuple[str, ...]
    most: Expr
    home: Home
    each: dict[str, Path]
    loser: str
    until: date
    span: Span
    limits: str = "money"
    alternatives: tuple[tuple[str, ...], ...] = ()
    carried: frozenset[str] = frozenset()
    net: bool = False
    """Whether sums taken back make room again: negative lines, and what is recovered."""
    term_only: bool = False
    """Whether what falls due after the term does not count."""
    taken: dict[str, Path] = field(factory=dict)
    """Clawbacks on the clauses, where they make room: by name, the path from a line to what the cap is for each of."""


class Accepted(metaclass=Late):
    """A finding that the parties accept, where, and why."""

    finding: str
    because: str
    clause: str | None
    span: Span


class GivenValue(metaclass=Late):
    """An example supposes a definition's value: at the elements that a period and keys pick, or at all."""

    definition: str
    period: Period | None
    value: Fraction | date | bool | str
    span: Span
    keys: tuple[tuple[str, str], ...] = ()


class GivenRows(metaclass=Late):
    """An example's rows of one table: headings and cells as written, with their places."""

    table: str
    headings: tuple[tuple[str, Span], ...]
    rows: tuple[tuple[tuple[str, Span], ...], ...]
    span: Span


class Expected(metaclass=Late):
    """What an example expects: of a definition or a clause (`name`), or of the whole statement (nothing).

    `settled` is paid or recovered where the amount after caps and bounds is meant, and outstanding where what is
    left of an advance is. `keys` picks an element by its key's fields; `period` the lines of a period, or, of what
    is outstanding, those up to its end, or a definition's element.
    """

    name: str | None
    settled: str | None
    keys: tuple[tuple[str, str], ...]
    period: Period | None
    value: Fraction | date | bool | str
    kind: Kind
    span: Span
    within: Fraction = Fraction(0)
    """How far what comes out may lie from a value that it is said to be about: half of the last place written."""


class Example(metaclass=Late):
    """A worked example: what is given, what is expected."""

    title: str
    values: tuple[GivenValue, ...]
    rows: tuple[GivenRows, ...]
    expects: tuple[Expected, ...]
    span: Span


class Scenario(metaclass=Late):
    """A named set of inputs: values of definitions, and rows."""

    name: str
    values: tuple[GivenValue, ...]
    rows: tuple[GivenRows, ...]
    span: Span


class Prose(metaclass=Late):
    """Words that the contract carries and numbers, and that compute nothing."""

    name: str
    text: str
    clause: str
    span: Span


class Variation(metaclass=Late):
    """Changed terms: from which day, and which names read otherwise."""

    title: str
    day: date
    names: tuple[str, ...]
    clause: str
    span: Span


class Always(metaclass=Late):
    """A property: a condition over the whole contract, or one definition whose moves never raise (or lower) a clause.

    `more` is true where the cause rises (`more`, `higher`), false where it falls (`fewer`, `less`, `lower`).
    """

    text: str
    condition: Expr | None
    cause: str | None
    effect: str | None
    more: bool
    rises: bool
    span: Span


class Program(metaclass=Late):
    """A whole contract, compiled. Dictionaries are by name, in the order of the text; `order` is that of evaluation."""

    terms: Terms
    nouns: Nouns
    calendars: dict[str, Calendar]
    lists: dict[str, tuple[str, ...]]
    tables: dict[str, Table]
    cohorts: dict[str, Cohort]
    tariffs: dict[str, Tariff]
    groups: dict[str, Group]
    definitions: dict[str, Definition]
    clauses: dict[str, Clause]
    caps: dict[str, Cap]
    examples: tuple[Example, ...]
    always: tuple[Always, ...]
    accepted: tuple[Accepted, ...]
    scenarios: dict[str, Scenario] = field(factory=dict)
    variations: tuple[Variation, ...] = ()
    prose: tuple[Prose, ...] = ()
    date_tables: dict[str, DateTable] = field(factory=dict)
    payers: Payers | None = None
    splits: tuple[Split, ...] = ()
    breaks: dict[str, Break] = field(factory=dict)
    ended: Break | None = None
    """The break that ended the term, where one did: then the contract is as it is from that day on."""
    order: tuple[str, ...] = field(default=())
    stepped: frozenset[str] = frozenset()
    """Clauses that read a balance which they move: their lines are made step by step."""
    timed: frozenset[str] = frozenset()
    """Definitions and groups whose value depends on when it is read."""
