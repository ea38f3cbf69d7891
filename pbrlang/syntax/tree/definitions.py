"""Outcomes, measures, definitions and rate cards."""

from pbrlang.syntax.tree.base import Grid, Name, Node, Note
from pbrlang.syntax.tree.block import Block
from pbrlang.syntax.tree.expressions import Condition, Expression, Noun
from pbrlang.syntax.tree.header import Word


class Home(Node):
    """What a name or a clause is `for each` of: a term, or a period with the end it runs to."""

    name: Name | None
    period: str | None = None
    until: str | None = None


class Meaning(Node):
    """An expression, and what holds where there is nothing to divide by, or no period before."""

    value: Expression
    fallback: Expression | None = None
    none_of: Name | None = None
    at_start: bool = False


class Definition(Block):
    """`Term for each X means …`."""

    name: Name
    homes: tuple[Home, ...]
    meaning: Meaning


class Group(Block):
    """`Term means each X where …`."""

    name: Name
    of: Name
    where: Condition


class BaselineItem(Node):
    """A measure's baseline, of what kind, from where."""

    meaning: Meaning
    kind: str | None
    source: Note | None


class NoiseItem(Node):
    """How far a measure may move by chance: so much either way, or between two values."""

    within: Expression | None
    low: Expression | None
    high: Expression | None
    source: Note | None


class Measure(Block):
    """One quantity that shows the outcome."""

    name: Name
    homes: tuple[Home, ...]
    noun: Noun | None
    meanings: tuple[Meaning, ...]
    better: tuple[Word, ...]
    baselines: tuple[BaselineItem, ...]
    noises: tuple[NoiseItem, ...]
    other_people: tuple[Word, ...]


class TariffKey(Node):
    """A key of a rate card: a field or a list, a calendar term of a named date, or the period of what reads it."""

    name: Name
    of: Name | None
    period: str | None = None


class Tariff(Block):
    """A rate card."""

    name: Name
    keys: tuple[TariffKey, ...]
    band: Word | None
    grid: Grid | None


class TableFile(Node):
    """The file of a table, and its columns: the period, the figures, perhaps when they were published."""

    file: Note
    columns: tuple[Name, ...]


class DateTable(Block):
    """Figures by month, quarter or year."""

    name: Name
    step: str
    files: tuple[TableFile, ...]
    sources: tuple[Note, ...]
    until: tuple[Word, ...]
    grid: Grid | None


class Bound(Node):
    """What stands over or before a price in a rate card by bands: its word, and a quantity."""

    word: str
    value: Expression


class Outcome(Block):
    """The change that is wanted, with the measures, definitions and clauses that it holds."""

    name: Name
    blocks: tuple[Block, ...]
