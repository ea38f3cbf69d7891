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
    """An expression, and what holds where there is nothing to divide by."""

    value: Expression
    fallback: Expression | None = None
    none_of: Name | None = None


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

    value: Expression
    kind: str | None
    source: Note | None


class NoiseItem(Node):
    """How far a measure may move by chance."""

    within: Expression
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


class TariffKey(Node):
    """A key of a rate card: a field, or a calendar term of a named date."""

    name: Name
    of: Name | None


class Tariff(Block):
    """A rate card."""

    name: Name
    keys: tuple[TariffKey, ...]
    grid: Grid | None


class Outcome(Block):
    """The change that is wanted, with the measures, definitions and clauses that it holds."""

    name: Name
    blocks: tuple[Block, ...]
