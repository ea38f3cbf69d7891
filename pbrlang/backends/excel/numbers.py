"""Formulae on whole numbers, with what they give and the bounds within which they stay."""

from collections.abc import Callable
from math import gcd

from attrs import frozen

from pbrlang.backends.excel.sheets import Held

Value = Callable[[int], int]
LARGEST = 10**13
"""Below this a spreadsheet's quotient of two whole numbers is rounded as the quotient itself is."""


class TooLarge(Exception):
    """A number may grow so large that a spreadsheet no longer holds it exactly."""


@frozen(eq=False)
class Number:
    """A whole number: the formula, what it gives for an element, the least and the most that it can be.

    It is `factor` times what `inner` says; so a factor that is above and below in a quotient can be left out.
    """

    inner: str
    value: Value
    low: int
    high: int
    factor: int = 1

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
        return Number(self.inner, lambda at: value(at) // divisor, low, high, self.factor // divisor)


@frozen(eq=False)
class Quotient:
    """A quotient of two whole numbers; there is none where the second is nought."""

    over: Number
    under: Number


@frozen(eq=False)
class Truth:
    """A condition."""

    text: str
    value: Callable[[int], bool]


@frozen(eq=False)
class Day:
    """A day by its number; an empty text where it is blank."""

    text: str
    value: Callable[[int], Held]
    blank: bool = False


@frozen(eq=False)
class Word:
    """A word."""

    text: str
    value: Callable[[int], Held]
    blank: bool = False


Formula = Number | Quotient | Truth | Day | Word


def constant(value: int) -> Number:
    """A number of the contract."""
    if value > 0:
        return Number("1", lambda _: value, value, value, value)
    return Number(f"({value})" if value else "0", lambda _: value, value, value)


def plus(one: Number, other: Number) -> Number:
    """The sum."""
    text = f"({one.held().text}+{other.held().text})"
    low, high = one.low + other.low, one.high + other.high
    return Number(text, lambda at: one.value(at) + other.value(at), low, high).held()


def minus(one: Number, other: Number) -> Number:
    """The difference."""
    text = f"({one.held().text}-{other.held().text})"
    low, high = one.low - other.high, one.high - other.low
    return Number(text, lambda at: one.value(at) - other.value(at), low, high).held()


def times(one: Number, other: Number) -> Number:
    """The product; whoever makes use of it holds it against what a spreadsheet can hold."""
    corners = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
    inner = "*".join(each for each in (one.inner, other.inner) if each != "1") or "1"
    factor = one.factor * other.factor
    return Number(inner, lambda at: one.value(at) * other.value(at), min(corners), max(corners), factor)


def shortened(over: Number, under: Number) -> tuple[Number, Number]:
    """Above and below in a quotient, without a factor that they share."""
    shared = gcd(over.factor, under.factor)
    return (over.over(shared), under.over(shared)) if shared > 1 else (over, under)


def lesser(one: Number, other: Number) -> Number:
    """The lesser."""
    return Number(
        f"MIN({one.held().text},{other.held().text})",
        lambda at: min(one.value(at), other.value(at)),
        min(one.low, other.low),
        min(one.high, other.high),
    )


def greater(one: Number, other: Number) -> Number:
    """The greater."""
    return Number(
        f"MAX({one.held().text},{other.held().text})",
        lambda at: max(one.value(at), other.value(at)),
        max(one.low, other.low),
        max(one.high, other.high),
    )


def chosen(when: Truth, one: Number, other: Number) -> Number:
    """One number where a condition holds, another where it does not."""
    return Number(
        f"IF({when.text},{one.held().text},{other.held().text})",
        lambda at: one.value(at) if when.value(at) else other.value(at),
        min(one.low, other.low),
        max(one.high, other.high),
    )


_SIGNS: dict[str, tuple[str, Callable[[int, int], bool]]] = {
    "less": ("<", int.__lt__),
    "more": (">", int.__gt__),
    "at least": (">=", int.__ge__),
    "at most": ("<=", int.__le__),
    "same": ("=", int.__eq__),
    "other": ("<>", int.__ne__),
}
COMPARISONS = frozenset(_SIGNS)


def compared(word: str, one: Number | Day | Word, other: Number | Day | Word) -> Truth:
    """A comparison of two whole numbers or days, or whether words are the same; words are told apart to the letter."""
    sign, holds = _SIGNS[word]
    if isinstance(one, Word):
        same = f"EXACT({one.text},{other.text})"
        equal = word == "same"
        return Truth(same if equal else f"NOT({same})", lambda at: (one.value(at) == other.value(at)) == equal)
    for each in (one, other):
        if isinstance(each, Number):
            each.held()
    return Truth(f"({one.text}{sign}{other.text})", lambda at: bool(holds(int(one.value(at)), int(other.value(at)))))


def crosswise(word: str, one: Quotient, other: Quotient) -> Truth:
    """A comparison of two quotients with divisors above nought."""
    left, right = shortened(times(one.over, other.under), times(other.over, one.under))
    return compared(word, left, right)


def all_of(parts: list[Truth]) -> Truth:
    """Whether all hold."""
    if len(parts) == 1:
        return parts[0]
    return Truth(f"AND({','.join(each.text for each in parts)})", lambda at: all(each.value(at) for each in parts))


def any_of(parts: list[Truth]) -> Truth:
    """Whether one holds."""
    return Truth(f"OR({','.join(each.text for each in parts)})", lambda at: any(each.value(at) for each in parts))


def is_multiple(one: Number, other: Number) -> Truth:
    """Whether one is a whole number of times the other; of nought only nought is."""
    one, other = one.held(), other.held()
    inside = f"({one.text}=INT({one.text}/({other.text}))*{other.text})"
    text = inside if other.low > 0 else f"IF({other.text}=0,{one.text}=0,{inside})"

    def holds(at: int) -> bool:
        under = other.value(at)
        return one.value(at) == 0 if under == 0 else one.value(at) % under == 0

    return Truth(text, holds)


def rounded(way: str, over: Number, under: Number, step: int) -> Number:
    """`over` by `under`, which is above nought, to a whole number, so many times."""
    over, under = shortened(over, under)
    most = 2 * max(abs(over.low), abs(over.high)) + under.high
    if most >= LARGEST:
        raise TooLarge
    least = max(under.low, 1)
    reach = max(abs(over.low), abs(over.high)) // least + 1
    low, high = (-reach if over.low < 0 else 0) * step, (reach if over.high > 0 else 0) * step
    text = _rounded_text(way, over, under)
    return Number(
        text if step == 1 else f"{step}*{text}",
        lambda at: step * _rounded_value(way, over.value(at), under.value(at)),
        low,
        high,
    )


def _rounded_text(way: str, over: Number, under: Number) -> str:
    if under.text == "1":
        return over.text
    below = f"({under.text})" if "*" in under.text else under.text
    if way == "half up":
        return f"ROUND({over.text}/{below},0)"
    # ROUNDUP and ROUNDDOWN are not exact with so many figures; INT is.
    size, sign = (over.text, "") if over.low >= 0 else (f"ABS({over.text})", f"SIGN({over.text})*")
    match way:
        case "up":
            return f"{sign}INT(({size}+{below}-1)/{below})"
        case "down":
            return f"{sign}INT({size}/{below})"
        case "half down":
            return f"{sign}INT((2*{size}+{below}-1)/(2*{below}))"
        case _:
            doubled = f"(2*{size}+{below})"
            whole = f"INT({doubled}/(2*{below}))"
            return f"{sign}({whole}-IF({doubled}=2*{below}*{whole},{whole}-2*INT({whole}/2),0))"


def _rounded_value(way: str, over: int, under: int) -> int:
    size = abs(over)
    whole, rest = divmod(size, under)
    more = {
        "half up": 2 * rest >= under,
        "half down": 2 * rest > under,
        "half to even": 2 * rest > under or (2 * rest == under and whole % 2 == 1),
        "up": rest > 0,
        "down": False,
    }[way]
    return (whole + more) * (1 if over >= 0 else -1)
