"""How often chance alone reaches a number of events: exact binomial and Poisson probabilities.

Each term is a known factor times the one beside it, so a tail is a sum of whole numbers in fixed point, begun at the
likeliest number and ended where terms vanish. With 40 figures kept, what is lost is far below what anybody shows. A
statistics library would give the same in floating point, at the cost of half a second to load.
"""

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

_SCALE = 10**40


def binomial_at_least(number: int, size: int, chance: Fraction) -> Fraction:
    """The probability of `number` or more of `size` independent cases, each of which has a chance."""
    if chance in (0, 1):
        return Fraction(int(number <= size * chance))
    odds = chance / (1 - chance)
    likeliest = min(size, floor((size + 1) * chance))
    return _upper(number, likeliest, size, lambda k: odds * (size - k) / (k + 1))


def poisson_at_least(number: int, mean: Fraction) -> Fraction:
    """The probability of `number` or more events of which there are `mean` on average."""
    if mean == 0:
        return Fraction(int(number <= 0))
    return _upper(number, floor(mean), None, lambda k: mean / (k + 1))


def _upper(number: int, likeliest: int, most: int | None, factor: Callable[[int], Fraction]) -> Fraction:
    """The sum of the terms from `number` on over that of all; `factor(k)` leads from the term of k to that of k + 1."""
    if number <= 0:
        return Fraction(1)
    if most is not None and number > most:
        return Fraction(0)
    below = above = 0
    term, k = _SCALE, likeliest
    while term and (most is None or k <= most):
        if k >= number:
            above += term
        else:
            below += term
        step = factor(k)
        term, k = term * step.numerator // step.denominator, k + 1
    term, k = _SCALE, likeliest
    while k > 0:
        step = factor(k - 1)
        term, k = term * step.denominator // step.numerator, k - 1
        if not term:
            break
        if k >= number:
            above += term
        else:
            below += term
    return Fraction(above, above + below)


def chance_of_share(size: int, chance: Fraction, threshold: Fraction, *, above: bool, reached: bool) -> Fraction:
    """How often the share of cases is beyond a threshold (or on it, where `reached`), above or below."""
    edge = size * threshold
    if above:
        return binomial_at_least(_from(edge, reached), size, chance)
    return 1 - binomial_at_least(_beyond(edge, reached), size, chance)


def chance_of_count(mean: Fraction, threshold: Fraction, *, above: bool, reached: bool) -> Fraction:
    """How often a count of events is beyond a threshold (or on it, where `reached`), above or below."""
    if above:
        return poisson_at_least(_from(threshold, reached), mean)
    return 1 - poisson_at_least(_beyond(threshold, reached), mean)


def _from(edge: Fraction, reached: bool) -> int:
    """The least whole number that passes from below."""
    return ceil(edge) if reached else floor(edge) + 1


def _beyond(edge: Fraction, reached: bool) -> int:
    """The least whole number that no longer passes from above."""
    return floor(edge) + 1 if reached else ceil(edge)


def size_needed(chance: Fraction, threshold: Fraction, most_often: Fraction, limit: int) -> int | None:
    """The size from which chance alone passes a threshold at most so often; nothing up to a limit."""
    above = threshold > chance
    if threshold == chance:
        return None
    low, high = 1, 2
    while chance_of_share(high, chance, threshold, above=above, reached=False) > most_often:
        low, high = high, high * 2
        if high > limit:
            return None
    while high - low > max(1, high // 50):
        middle = (low + high) // 2
        if chance_of_share(middle, chance, threshold, above=above, reached=False) > most_often:
            low = middle
        else:
            high = middle
    return high
