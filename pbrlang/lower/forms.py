"""The forms in which targets hold values: whole numbers over a known denominator, quotients, dates, words."""

from fractions import Fraction

from pbrlang.source.late import Late

NUMBER, RATIO, DATE, YES, WORD = "number", "ratio", "date", "yes", "word"


class Form(metaclass=Late, by_value=True):
    """How the value of a node is held.

    `what` is `number` (a whole number over `scale`), `ratio` (two whole numbers, the second above nought),
    `date`, `yes` (or no) or `word`. `least` and `most` bound the whole number of a `number`, both included; nothing
    where no bound is known. `blank` says whether there may be no value.
    """

    what: str
    scale: int = 1
    least: int | None = None
    most: int | None = None
    blank: bool = False


def number(scale: int = 1, least: int | None = None, most: int | None = None, blank: bool = False) -> Form:
    """A whole number over a denominator."""
    return Form(NUMBER, scale, least, most, blank)


def exactly(value: Fraction, scale: int) -> Form:
    """The form of a number that is always the same."""
    whole = int(value * scale)
    return number(scale, whole, whole)


RATIO_FORM, DATE_FORM, YES_FORM, WORD_FORM = Form(RATIO), Form(DATE), Form(YES), Form(WORD)

Bounds = tuple[int | None, int | None]


def bounds(form: Form) -> Bounds:
    """The least and the most that a whole number can be."""
    return form.least, form.most


def sum_of(one: Bounds, other: Bounds) -> Bounds:
    """The bounds of a sum."""
    (low, high), (lower, higher) = one, other
    least = None if low is None or lower is None else low + lower
    return least, None if high is None or higher is None else high + higher


def opposite_of(one: Bounds) -> Bounds:
    """The bounds of the opposite."""
    low, high = one
    return None if high is None else -high, None if low is None else -low


def product_of(one: Bounds, other: Bounds) -> Bounds:
    """The bounds of a product; where one side has no bound, at most its sign can be told."""
    (low, high), (lower, higher) = one, other
    if low is not None and high is not None and lower is not None and higher is not None:
        corners = [a * b for a in (low, high) for b in (lower, higher)]
        return min(corners), max(corners)
    if low is not None and lower is not None and low >= 0 and lower >= 0:
        return low * lower, None
    return None, None


def lesser_of(one: Bounds, other: Bounds) -> Bounds:
    """The bounds of the lesser of two numbers."""
    least = None if one[0] is None or other[0] is None else min(one[0], other[0])
    known = [each for each in (one[1], other[1]) if each is not None]
    return least, min(known) if known else None


def either(one: Bounds, other: Bounds) -> Bounds:
    """The bounds of what is one of two numbers."""
    least = None if one[0] is None or other[0] is None else min(one[0], other[0])
    return least, None if one[1] is None or other[1] is None else max(one[1], other[1])


def greater_of(one: Bounds, other: Bounds) -> Bounds:
    """The bounds of the greater of two numbers."""
    low, high = lesser_of(opposite_of(one), opposite_of(other))
    return opposite_of((low, high))
