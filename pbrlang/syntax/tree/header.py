"""The header of a contract."""

from datetime import date
from fractions import Fraction

from pbrlang.syntax.tree.base import Name, Node, Note
from pbrlang.syntax.tree.block import Block
from pbrlang.syntax.tree.expressions import Number, Rounding


class Party(Node):
    """A party: its part (commissioner, provider, third party) and what it is called."""

    part: str
    called: str | None


class Term(Node):
    """Two dates, both included."""

    first: date
    last: date


class Years(Node):
    """The day on which years start, and the first year where it is written out."""

    day: int
    month: int
    first_number: Fraction | None
    first: Term | None


class Word(Node):
    """A fixed choice, as the word that names it."""

    word: str


class DayItem(Node):
    """One date."""

    day: date


class Contract(Block):
    """The header. Each list holds what was written, so that a thing said twice can be told."""

    name: Name
    purposes: tuple[Note, ...]
    parties: tuple[Party, ...]
    currency: tuple[Name, ...]
    runs: tuple[Term, ...]
    settle_until: tuple[DayItem, ...]
    years: tuple[Years, ...]
    settles: tuple[Word, ...]
    rounds: tuple[Rounding, ...]
    part_periods: tuple[Word, ...]
    month_ends: tuple[Word, ...]
    payment_due: tuple[Number, ...]
    examples_stand: tuple[Word, ...]
