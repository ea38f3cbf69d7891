"""Formulae with what they give: whole numbers within bounds, quotients, conditions, days and words.

Not all of them have a value for every element: a divisor may be nought, there may be nothing to pick, a blank may be
read. What has to hold for it stands beside the formula, and is asked wherever the formula becomes a column.
"""

from collections.abc import Callable, Iterable

from attrs import evolve, field, frozen

from pbrlang.backends.excel.sheets import Held

Value = Callable[[int], int]
LARGEST = 10**13
"""Below this a spreadsheet's quotient of two whole numbers is rounded as the quotient itself is."""

FIRST, LAST = 61, 109_574
"""The numbers of 1 March 1900 and of 31 December 2199, between which each date of a row lies."""
EVER = 2_958_465
"""The number of the last day of the year 9999, the last that there is."""


LARGEST_STEP = LARGEST // 4
"""What is held by a column that is checked for its size: two such sums can be added, and divided to be rounded."""


class TooLarge(Exception):
    """A number may grow so large that a spreadsheet no longer holds it exactly."""


@frozen(eq=False)
class Need:
    """What has to hold for there to be a value; `divides` where it is a divisor or what is picked, not a blank."""

    text: str
    holds: Callable[[int], bool]
    divides: bool = True


Needs = tuple[Need, ...]


def needs_of(*formulae: "Formula | Need") -> Needs:
    """What has to hold for all of some formulae to have a value, each of it once."""
    found: dict[str, Need] = {}
    for each in formulae:
        for need in (each,) if isinstance(each, Need) else each.needs:
            found.setdefault(need.text, need)
    return tuple(found.values())


def is_there(needs: Needs, at: int) -> bool:
    """Whether all of it holds, in its order: what comes later is read only then."""
    return all(each.holds(at) for each in needs)


def there(needs: Iterable[Need]) -> str:
    """The same as a formula: each is asked where those before it hold, as it may read what they are needed for."""
    *before, found = [each.text for each in needs]
    for each in reversed(before):
        found = f"IF({each},{found},FALSE)"
    return found


@frozen(eq=False)
class Number:
    """A whole number: the formula, what it gives for an element, the least and the most that it can be.

    It is `factor` times what `inner` says, which is the product of `atoms` where they are told; so what stands above
    and below in a quotient can be left out.
    """

    inner: str
    value: Value
    low: int
    high: int
    factor: int = 1
    needs: Needs = ()
    atoms: tuple["Number", ...] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        """The formula."""
        if self.factor == 1:
            return self.inner
        return str(self.factor) if self.inner == "1" else f"{self.factor}*{self.inner}"

    def held(self) -> "Number":
        """The same. Raises TooLarge where a spreadsheet may not hold it exactly."""
        if max(abs(self.low), abs(self.high)) >= LARGEST:
            raise TooLarge
        return self

    def over(self, divisor: int) -> "Number":
        """The number by a divisor of its factor."""
        value, low, high = self.value, self.low // divisor, self.high // divisor
        return Number(
            self.inner, lambda at: value(at) // divisor, low, high, self.factor // divisor, self.needs, self.atoms
        )

    def parts(self) -> tuple["Number", ...]:
        """What it is the product of, but for its factor."""
        if self.inner == "1":
            return ()
        return self.atoms or (self.over(self.factor) if self.factor > 1 else self,)

    def on(self, *needs: Need) -> "Number":
        """The same, where more has to hold."""
        return evolve(self, needs=needs_of(*needs, self))


@frozen(eq=False)
class Quotient:
    """A quotient of two whole numbers; there is none where the second is nought."""

    over: Number
    under: Number

    @property
    def needs(self) -> Needs:
        """What has to hold for there to be one."""
        own = needs_of(self.over, self.under)
        if self.under.low > 0:
            return own
        under = self.under
        return needs_of(self.over, self.under, Need(f"({under.text}<>0)", lambda at: under.value(at) != 0))

    def on(self, *needs: Need) -> "Quotient":
        """The same, where more has to hold."""
        return Quotient(self.over.on(*needs), self.under)


@frozen(eq=False)
class Truth:
    """A condition; where there is no value it does not hold."""

    text: str
    value: Callable[[int], bool]
    needs: Needs = ()

    def on(self, *needs: Need) -> "Truth":
        """The same, where more has to hold."""
        return evolve(self, needs=needs_of(*needs, self))


@frozen(eq=False)
class Day:
    """A day by its number; an empty text where it is blank."""

    text: str
    value: Callable[[int], Held]
    blank: bool = False
    low: int = FIRST
    high: int = LAST
    needs: Needs = ()

    def on(self, *needs: Need) -> "Day":
        """The same, where more has to hold."""
        return evolve(self, needs=needs_of(*needs, self))


@frozen(eq=False)
class Word:
    """A word, or a yes or no that may be blank."""

    text: str
    value: Callable[[int], Held]
    blank: bool = False
    needs: Needs = ()

    def on(self, *needs: Need) -> "Word":
        """The same, where more has to hold."""
        return evolve(self, needs=needs_of(*needs, self))


@frozen(eq=False)
class Maybe:
    """A whole number that may be blank: an empty text then."""

    text: str
    value: Callable[[int], Held]
    low: int
    high: int
    needs: Needs = ()

    def on(self, *needs: Need) -> "Maybe":
        """The same, where more has to hold."""
        return evolve(self, needs=needs_of(*needs, self))


Formula = Number | Quotient | Truth | Day | Word | Maybe


def guarded(text: str, value: Callable[[int], Held], needs: Needs) -> tuple[str, Callable[[int], Held]]:
    """A formula that gives an empty text where there is no value."""
    if not needs:
        return text, value
    return f'IF({there(needs)},{text},"")', lambda at: value(at) if is_there(needs, at) else ""


def number_or_blank(read: Maybe) -> Number:
    """A number that must not be blank."""
    need = Need(f'({read.text}<>"")', lambda at: read.value(at) != "", divides=False)
    return Number(read.text, lambda at: int(read.value(at)), read.low, read.high, 1, needs_of(*read.needs, need))
