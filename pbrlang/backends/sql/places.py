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
    """A line of a clause, with the element that it was earned for; `source` is where it is read, if it is."""

    clause: str
    row: Place
    day: str
    due: str
    source: Source | None = None


@define(eq=False, kw_only=True)
class Element:
    """A row of a relation of elements, told by its `number`: it has an alias, or is joined once it is read."""

    source: Source
    relation: str
    number: str
    own: str | None = None

    def column(self, name: str) -> str:
        """A column of it."""
        if self.own is None:
            self.own = self.source.join(self.relation, self.number, "number", False)
        return f"{self.own}.{self.source.dialect.named(name)}"


@define(eq=False, kw_only=True)
class PeriodPlace(Place):
    """The period that a day lies `within`, or that an `element` is."""

    step: str
    within: str = ""
    element: Element | None = None

    @property
    def day(self) -> str:
        """A day of it."""
        return self.within if self.element is None else self.element.column("last_day")


@define(eq=False, kw_only=True)
class CohortPlace(Place):
    """The cohort of whoever `entered` on a day, or that an `element` is."""

    cohort: str
    entered: str = ""
    element: Element | None = None


@define(eq=False, kw_only=True)
class WordPlace(Place):
    """A word of a list; it may be an `element` of the relation of all."""

    list: str
    word: str
    element: Element | None = None


@define(eq=False, kw_only=True)
class PairPlace(Place):
    """Several places together."""

    parts: tuple[Place, ...]


@define(eq=False, kw_only=True)
class ContractPlace(Place):
    """The contract."""
