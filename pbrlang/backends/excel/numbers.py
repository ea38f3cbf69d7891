"""Sums, products, comparisons and quotients of formulae, within the bounds of what a spreadsheet holds exactly."""

from collections.abc import Callable, Sequence
from math import gcd, lcm

from attrs import evolve

from pbrlang.backends.excel.forms import (
    LARGEST,
    Day,
    Maybe,
    Need,
    Needs,
    Number,
    Quotient,
    TooLarge,
    Truth,
    Word,
    is_there,
    needs_of,
    there,
)
from pbrlang.backends.excel.sheets import Held

__all__ = ["LARGEST", "Number", "TooLarge"]


def constant(value: int) -> Number:
    """A number of the contract."""
    if value > 0:
        return Number("1", lambda _: value, value, value, value)
    return Number(f"({value})" if value else "0", lambda _: value, value, value)


def plus(one: Number, other: Number) -> Number:
    """The sum."""
    text = f"({one.held().text}+{other.held().text})"
    low, high = one.low + other.low, one.high + other.high
    return Number(text, lambda at: one.value(at) + other.value(at), low, high, 1, needs_of(one, other)).held()


def minus(one: Number, other: Number) -> Number:
    """The difference."""
    text = f"({one.held().text}-{other.held().text})"
    low, high = one.low - other.high, one.high - other.low
    return Number(text, lambda at: one.value(at) - other.value(at), low, high, 1, needs_of(one, other)).held()


def times(one: Number, other: Number) -> Number:
    """The product; whoever makes use of it holds it against what a spreadsheet can hold."""
    corners = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
    inner = "*".join(each for each in (one.inner, other.inner) if each != "1") or "1"
    factor, atoms = one.factor * other.factor, (*one.parts(), *other.parts())
    needs = needs_of(one, other)
    return Number(inner, lambda at: one.value(at) * other.value(at), min(corners), max(corners), factor, needs, atoms)


def product(factor: int, atoms: Sequence[Number]) -> Number:
    """The product of a number of the contract and others."""
    found = constant(factor)
    for each in atoms:
        found = times(found, each)
    return found


def lesser(one: Number, other: Number) -> Number:
    """The lesser; what both are times as much of is taken so many times."""
    shared, one, other = _shared(one, other)
    found = Number(
        f"MIN({one.held().text},{other.held().text})",
        lambda at: min(one.value(at), other.value(at)),
        min(one.low, other.low),
        min(one.high, other.high),
        1,
        needs_of(one, other),
    )
    return times(shared, found) if shared.text != "1" else found


def greater(one: Number, other: Number) -> Number:
    """The greater; what both are times as much of is taken so many times."""
    shared, one, other = _shared(one, other)
    found = Number(
        f"MAX({one.held().text},{other.held().text})",
        lambda at: max(one.value(at), other.value(at)),
        max(one.low, other.low),
        max(one.high, other.high),
        1,
        needs_of(one, other),
    )
    return times(shared, found) if shared.text != "1" else found


def _shared(one: Number, other: Number) -> tuple[Number, Number, Number]:
    """What two numbers are both times as much of, which is not below nought, and what is left of each."""
    factor = gcd(one.factor, other.factor)
    left, right, atoms = list(one.parts()), list(other.parts()), []
    for each in list(left):
        same = next((found for found in right if found.inner == each.inner), None)
        if same is not None and each.low >= 0:
            atoms.append(each)
            left.remove(each)
            right.remove(same)
    if not atoms or one.inner == other.inner:
        return constant(1), one, other
    return (
        product(factor, atoms),
        product(one.factor // factor, left).on(*one.needs),
        product(other.factor // factor, right).on(*other.needs),
    )


def opposite(one: Number) -> Number:
    """The opposite."""
    return minus(constant(0), one)


def chosen(when: Truth, one: Number, other: Number) -> Number:
    """One number where a condition holds, another where it does not; a factor of both is taken out."""
    nought = [each.text == "0" for each in (one, other)]
    shared = one.factor if nought[1] else other.factor if nought[0] else gcd(one.factor, other.factor)
    one, other = (each if none else each.over(shared) for each, none in zip((one, other), nought, strict=True))
    found = Number(
        f"IF({when.text},{one.held().text},{other.held().text})",
        lambda at: one.value(at) if when.value(at) else other.value(at),
        min(one.low, other.low),
        max(one.high, other.high),
        1,
        chosen_needs(when, one.needs, other.needs),
    )
    return times(constant(shared), found) if shared > 1 else found


def chosen_needs(when: Truth, one: Needs, other: Needs) -> Needs:
    """What has to hold for one of two, of which the other is not read."""
    return (*when.needs, *only_if(when, one), *only_if(negated(when), other))


def only_if(when: Truth, needs: Needs) -> Needs:
    """What has to hold where a condition does."""
    return tuple(
        Need(
            f"IF({when.text},{each.text},TRUE)",
            lambda at, each=each: each.holds(at) if when.value(at) else True,  # type: ignore[misc]
            each.divides,
        )
        for each in needs
    )


def negated(when: Truth) -> Truth:
    """Whether a condition does not hold."""
    return Truth(f"NOT({when.text})", lambda at: not when.value(at), when.needs)


# --- conditions

_SIGNS: dict[str, tuple[str, Callable[[int, int], bool]]] = {
    "less": ("<", int.__lt__),
    "more": (">", int.__gt__),
    "at least": (">=", int.__ge__),
    "at most": ("<=", int.__le__),
    "same": ("=", int.__eq__),
    "other": ("<>", int.__ne__),
}
COMPARISONS = frozenset(_SIGNS)
SIGNS = {word: sign for word, (sign, _) in _SIGNS.items()}


def holds(word: str, one: Held, other: Held) -> bool:
    """Whether a comparison of two numbers holds; of words, or of what may be blank, whether they are the same."""
    if word in ("same", "other"):
        return (one == other) == (word == "same")
    return bool(_SIGNS[word][1](int(one), int(other)))


def truth(text: str, value: Callable[[int], bool], needs: Needs) -> Truth:
    """A condition that does not hold where there is no value."""
    if not needs:
        return Truth(text, value)
    return Truth(f"IF({there(needs)},{text},FALSE)", lambda at: is_there(needs, at) and value(at), needs)


def compared(word: str, one: Number | Day | Word | Maybe, other: Number | Day | Word | Maybe) -> Truth:
    """A comparison of two whole numbers or days, or whether words are the same; words are told apart to the letter."""
    needs = needs_of(one, other)
    if isinstance(one, Word):
        same = f"EXACT({one.text},{other.text})"
        text = same if word == "same" else f"NOT({same})"
    else:
        for each in (one, other):
            if isinstance(each, Number):
                each.held()
        text = f"({one.text}{SIGNS[word]}{other.text})"
    return truth(text, lambda at: holds(word, one.value(at), other.value(at)), needs)


Fit = Callable[[Number], Number]
"""What makes a number that may grow too large small enough, or raises TooLarge when it is held."""


def crosswise(word: str, one: Quotient, other: Quotient, fit: Fit) -> Truth:
    """A comparison of two quotients with divisors above nought."""
    over, under = _over_one_divisor(one, other)
    needs = needs_of(*one.needs, *other.needs)
    left, right = shortened(over, under)
    left, right = (evolve(fit(each), needs=needs) for each in (left, right))
    return compared(word, left, right)


def all_of(parts: list[Truth]) -> Truth:
    """Whether all hold; those after one that does not are not read."""
    if len(parts) == 1:
        return parts[0]
    needs: Needs = ()
    for place, each in enumerate(parts):
        needs += only_if(_joined("AND", parts[:place]), each.needs) if place and each.needs else each.needs
    return evolve(_joined("AND", parts), needs=needs)


def any_of(parts: list[Truth]) -> Truth:
    """Whether one holds; those after it are not read."""
    needs: Needs = ()
    for place, each in enumerate(parts):
        before = negated(_joined("OR", parts[:place])) if place and each.needs else None
        needs += only_if(before, each.needs) if before else each.needs
    return evolve(_joined("OR", parts), needs=needs)


def _joined(word: str, parts: list[Truth]) -> Truth:
    if len(parts) == 1:
        return Truth(parts[0].text, parts[0].value)
    every = all if word == "AND" else any
    return Truth(f"{word}({','.join(each.text for each in parts)})", lambda at: every(each.value(at) for each in parts))


def is_multiple(one: Number, other: Number) -> Truth:
    """Whether one is a whole number of times the other; of nought only nought is."""
    one, other = one.held(), other.held()
    inside = f"({one.text}=INT({one.text}/({other.text}))*{other.text})"
    text = inside if other.low > 0 else f"IF({other.text}=0,{one.text}=0,{inside})"

    def is_whole(at: int) -> bool:
        under = other.value(at)
        return one.value(at) == 0 if under == 0 else one.value(at) % under == 0

    return truth(text, is_whole, needs_of(one, other))


# --- quotients


def shortened(over: Number, under: Number) -> tuple[Number, Number]:
    """Two numbers without a factor that they share."""
    shared = gcd(over.factor, under.factor)
    return (over.over(shared), under.over(shared)) if shared > 1 else (over, under)


def quotient(over: Number, under: Number) -> Quotient:
    """A quotient whose divisor is not below nought, without what stands above and below."""
    if under.low == under.high < 0:
        return quotient(opposite(over), constant(-under.low))
    if under.low < 0:
        sign, below = over, under
        over = Number(
            f"IF({below.text}<0,-1,1)*{sign.text}",
            lambda at: -sign.value(at) if below.value(at) < 0 else sign.value(at),
            min(sign.low, -sign.high),
            max(sign.high, -sign.low),
            1,
            sign.needs,
        )
        most = max(abs(below.low), abs(below.high))
        under = Number(f"ABS({below.held().text})", lambda at: abs(below.value(at)), 0, most, 1, below.needs)
    shared = gcd(over.factor, under.factor)
    above, below_it = list(over.parts()), list(under.parts())
    needs: list[Need] = []
    for each in list(below_it):
        same = next((one for one in above if one.inner == each.inner), None)
        if same is not None:
            above.remove(same)
            below_it.remove(each)
            if each.low <= 0:
                needs.append(_not_nought(each))
    if not needs and len(above) == len(over.parts()):
        return Quotient(*shortened(over, under))
    needs = [*needs_of(over, under), *needs]
    return Quotient(
        product(over.factor // shared, above).on(*needs), product(under.factor // shared, below_it).on(*needs)
    )


def _not_nought(each: Number) -> Need:
    return Need(f"({each.text}<>0)", lambda at: each.value(at) != 0)


def _over_one_divisor(one: Quotient, other: Quotient) -> tuple[Number, Number]:
    """What stands above in two quotients, brought to one divisor, which is the product of what `_divisor` says."""
    factor, only_one, only_other = _divisor(one.under, other.under)
    left = times(one.over, product(factor // one.under.factor, only_other))
    return left, times(other.over, product(factor // other.under.factor, only_one))


def _divisor(one: Number, other: Number) -> tuple[int, list[Number], list[Number]]:
    """The least factor of both divisors, and what only one of them is a product of."""
    only_one, only_other = list(one.parts()), list(other.parts())
    for each in list(only_one):
        same = next((found for found in only_other if found.inner == each.inner), None)
        if same is not None:
            only_one.remove(each)
            only_other.remove(same)
    return lcm(one.factor, other.factor), only_one, only_other


def added(word: str, one: Quotient, other: Quotient, fit: Fit) -> Quotient:
    """The sum or difference of two quotients."""
    left, right = _over_one_divisor(one, other)
    factor, _, only_other = _divisor(one.under, other.under)
    under = times(times(constant(factor // one.under.factor), one.under), product(1, only_other))
    return quotient((plus if word == "plus" else minus)(fit(left), fit(right)), under)


def multiplied(one: Quotient, other: Quotient) -> Quotient:
    """The product of two quotients."""
    return quotient(times(one.over, other.over), times(one.under, other.under))


def divided(one: Quotient, other: Quotient) -> Quotient:
    """A quotient of two quotients; there is none where the second is nought."""
    found = quotient(times(one.over, other.under), times(one.under, other.over))
    needs = other.needs
    return found.on(*needs) if needs else found


def chosen_quotient(when: Truth, one: Quotient, other: Quotient) -> Quotient:
    """One quotient where a condition holds, another where it does not."""
    needs = chosen_needs(when, one.needs, other.needs)
    over, under = chosen(when, one.over, other.over), chosen(when, one.under, other.under)
    # A divisor is nought only where there is no value.
    under = evolve(under, low=max(under.low, 1)) if min(one.under.low, other.under.low) >= 0 else under
    return Quotient(evolve(over, needs=needs), evolve(under, needs=needs))
