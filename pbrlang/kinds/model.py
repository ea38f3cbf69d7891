"""The kinds of value: each expression of a contract has exactly one."""

from attrs import frozen

from pbrlang.values.units import PLAIN, Unit


@frozen
class Quantity:
    """An exact number with a unit. Money has a currency in its unit; a share is a plain number marked as one."""

    unit: Unit = PLAIN
    share: bool = False


@frozen
class Day:
    """A date."""


@frozen
class Length:
    """A length of time that is added to a date: days, weeks, months or years."""


@frozen
class YesNo:
    """Yes or no."""


@frozen
class Category:
    """One of a stated list of words; two fields share a kind only if they share `field`."""

    field: str
    values: tuple[str, ...]


@frozen
class Identifier:
    """A name that stands for a row; `table` is the data whose rows it names."""

    table: str


@frozen
class Text:
    """Words that are carried and never computed with."""


@frozen
class Unknown:
    """Something already complained about; it agrees with everything."""


Kind = Quantity | Day | Length | YesNo | Category | Identifier | Text | Unknown

SHARE = Quantity(PLAIN, share=True)
NUMBER = Quantity(PLAIN)
DAY = Day()
YES_NO = YesNo()
UNKNOWN = Unknown()


def money(currency: str) -> Quantity:
    """The kind of an amount in a currency."""
    return Quantity(Unit.noun(currency))
