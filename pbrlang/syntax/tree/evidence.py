"""Worked examples, properties, and accepted findings."""

from pbrlang.syntax.tree.base import Accept, Grid, Name, Node, Note
from pbrlang.syntax.tree.block import Block
from pbrlang.syntax.tree.expressions import Condition, Expression


class PeriodName(Node):
    """A period as an example names it: `year 1`, `quarter 2 of year 1`, `July 2011`."""

    step: str
    number: int
    year: int | None = None


class Given(Node):
    """What an example supposes: a value of a name, or a table of rows."""

    name: Name
    period: PeriodName | None
    value: Expression | None
    grid: Grid | None
    file: Note | None
    keys: "tuple[KeyValue, ...]" = ()


class GivenValues(Node):
    """Values by period: a table, here or in a file, with a column for the period and one for each name."""

    step: str
    grid: Grid | None
    file: Note | None


class KeyValue(Node):
    """`Participant P1`, `Weeks In Work 26`: a term and the value after it, split when the terms are known."""

    name: Name
    text: str | None


class Expect(Node):
    """What an example expects of a name, or of the total; `about` says that a value is written rounded."""

    name: Name | None
    settled: str | None
    keys: tuple[KeyValue, ...]
    period: PeriodName | None
    to_date: bool
    value: Expression
    about: bool = False


class Example(Block):
    """A worked example."""

    title: str
    givens: tuple[Given, ...]
    values: tuple[GivenValues, ...]
    expects: tuple[Expect, ...]


class Scenario(Block):
    """A named set of inputs."""

    name: Name
    givens: tuple[Given, ...]
    values: tuple[GivenValues, ...]


class Always(Block):
    """A property that must hold for every input: a comparison, or one thing that never moves another."""

    condition: Condition | None
    more: str | None = None
    cause: Name | None = None
    effect: Name | None = None
    rises: bool = False


class AcceptBlock(Block):
    """A finding accepted for the whole contract."""

    accept: Accept
