"""What a contract says about its data: tables, fields, keys, dates and spans."""

from fractions import Fraction

from attrs import field

from pbrlang.kinds.model import Category, Identifier, Kind
from pbrlang.source import Span
from pbrlang.source.late import Late


class Field(metaclass=Late):
    """One column. `places` is how many decimal places a number may have; bounds include themselves."""

    name: str
    kind: Kind
    span: Span
    optional: bool = False
    places: int = 0
    least: Fraction | None = None
    most: Fraction | None = None
    note: str | None = None

    @property
    def refers_to(self) -> str | None:
        """The table whose rows it names, where it is a reference."""
        return self.kind.table if isinstance(self.kind, Identifier) else None

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that it may hold, where it is a category."""
        return self.kind.values if isinstance(self.kind, Category) else ()


class Lasting(metaclass=Late):
    """A row that lasts from one date to another. `noun` is night (the last day is not counted) or day (it is)."""

    start: str
    end: str
    noun: str


class Table(metaclass=Late):
    """One kind of row. `key` names the fields that no two rows share; `dated` the one that places a row in time.

    `recorded` names the date from which a row counts, where it says when it was recorded.
    """

    name: str
    plural: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    span: Span
    clause: str
    dated: str | None = None
    recorded: str | None = None
    lasts: Lasting | None = None
    activity: bool | None = None
    supplier: str | None = None
    verifier: str | None = None
    verified_against: str | None = None
    source: str | None = None
    already_collected: bool = False
    note: str | None = None
    by_name: dict[str, Field] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "by_name", {each.name: each for each in self.fields})
