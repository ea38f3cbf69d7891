"""Places: the elements at which expressions are read, while it is open which of them."""

from attrs import define

from pbrlang.backends.sql.sources import Source
from pbrlang.backends.sql.values import NEVER


@define(eq=False, kw_only=True)
class Place:
    """An element. `missing` is the condition under which there is none, `fault` that under which it is not readable."""

    missing: str = NEVER
    fault: str = NEVER


@define(eq=False, kw_only=True)
class RowPlace(Place):
    """A row: of the relation `alias`; or, where `reference` is a column that names it, joined once it is read."""

    table: str
    source: Source
    own: str | None = None
    reference: str | None = None
    optional: bool = False
    key: str = ""

    @property
    def alias(self) -> str:
        """The relation that has the row's columns."""
        if self.own is None:
            self.own = self.source.join(self.table, self.reference or "", self.key, self.optional)
        return self.own


@define(eq=False, kw_only=True)
class LinePlace(Place):
    """A line of a clause, with the row that it was earned for."""

    clause: str
    row: RowPlace
    day: str
    due: str


@define(eq=False, kw_only=True)
class PeriodPlace(Place):
    """The period that a day lies in."""

    step: str
    day: str


@define(eq=False, kw_only=True)
class CohortPlace(Place):
    """The cohort of whoever enters on a day."""

    cohort: str
    entered: str


@define(eq=False, kw_only=True)
class WordPlace(Place):
    """A word of a list."""

    list: str
    word: str


@define(eq=False, kw_only=True)
class PairPlace(Place):
    """Several places together."""

    parts: tuple[Place, ...]


@define(eq=False, kw_only=True)
class ContractPlace(Place):
    """The contract."""
