"""Arithmetic on whole numbers as SQL: bounds choose the type, and the one division is at the rounding."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from attrs import define

from pbrlang.backends.sql.dialects import WHOLE_BITS, WIDE_BITS, Dialect
from pbrlang.backends.sql.values import NEVER, Sql, either, uses_of
from pbrlang.lower.forms import Bounds, greater_of, lesser_of, opposite_of, product_of, sum_of
from pbrlang.lower.refusals import Refusal
from pbrlang.source.late import changed
from pbrlang.values.rounding import round_to

_SMALL, _WHOLE, _WIDE = 2**31, 2**WHOLE_BITS, 2**WIDE_BITS


def bounds(value: Sql) -> Bounds:
    """The least and the most that a number can be."""
    return value.low, value.high


def whole(number: int) -> Sql:
    """A number that stands in the contract."""
    return Sql(str(number) if number >= 0 else f"({number})", number, number, small=True)


def known(of: Sql, limits: Bounds) -> Sql:
    """A value with bounds."""
    return changed(of, low=limits[0], high=limits[1])


def carried(text: str, limits: Bounds, *parts: Sql) -> Sql:
    """A value of others, which cannot be read where one of them cannot."""
    return Sql(
        text,
        *limits,
        fault=either(*(each.fault for each in parts)),
        undefined=either(*(each.undefined for each in parts)),
        uses=uses_of(*parts),
        small=all(each.small for each in parts),
    )


@define(eq=False)
class Arithmetic:
    """Operations on numbers, in a dialect."""

    dialect: Dialect

    def fits(self, limits: Bounds) -> bool:
        """Whether numbers within bounds fit 64 bits; Refusal where they may fit none of the types."""
        low, high = limits
        if low is None or high is None:
            return False
        if max(abs(low), abs(high)) >= _WIDE:
            raise Refusal("too large")
        return bool(low > -_WHOLE and high < _WHOLE)

    def plus(self, a: Sql, b: Sql) -> Sql:
        """The sum."""
        return self._two("+", a, b, sum_of(bounds(a), bounds(b)))

    def minus(self, a: Sql, b: Sql) -> Sql:
        """The difference."""
        return self._two("-", a, b, sum_of(bounds(a), opposite_of(bounds(b))))

    def times(self, a: Sql, b: Sql) -> Sql:
        """The product."""
        if a.text == "1":
            return b
        if b.text == "1":
            return a
        return self._two("*", a, b, product_of(bounds(a), bounds(b)))

    def opposite(self, a: Sql) -> Sql:
        """The opposite."""
        return carried(f"(- {a.text})", opposite_of(bounds(a)), a)

    def lesser(self, a: Sql, b: Sql) -> Sql:
        """The lesser of two numbers."""
        return carried(f"LEAST({a.text}, {b.text})", lesser_of(bounds(a), bounds(b)), a, b)

    def greater(self, a: Sql, b: Sql) -> Sql:
        """The greater of two numbers."""
        if a.low is not None and b.high is not None and a.low >= b.high:
            return changed(a, fault=either(a.fault, b.fault), undefined=either(a.undefined, b.undefined))
        return carried(f"GREATEST({a.text}, {b.text})", greater_of(bounds(a), bounds(b)), a, b)

    def rest(self, a: Sql, b: Sql) -> Sql:
        """Whether a is a multiple of b; of nought only nought is."""
        if b.low is not None and b.low > 0:
            return carried(f"({a.text} % {b.text} = 0)", (None, None), a, b)
        text = f"(CASE WHEN {b.text} = 0 THEN {a.text} = 0 ELSE {a.text} % {b.text} = 0 END)"
        return carried(text, (None, None), a, b)

    def _two(self, sign: str, a: Sql, b: Sql, limits: Bounds) -> Sql:
        left = a.text if self.fits(limits) else self.dialect.cast_wide(a.text)
        if a.small and b.small and left == a.text and max(map(abs, (limits[0] or 0, limits[1] or 0))) >= _SMALL:
            left = self.dialect.cast_whole(a.text)
        return carried(f"({left} {sign} {b.text})", limits, a, b)

    def rounded(self, over: Sql, under: Sql, way: str) -> Sql:
        """The nearest whole number to `over / under`; `under` is above nought."""
        limits = _rounded_bounds(bounds(over), bounds(under), way)
        negative = over.low is None or over.low < 0
        if under.text == "1":
            return over
        size = self._size(over) if negative else over
        text = self._divided(size, under, way, partial(self.dialect.divided, fits=self.fits(limits)))
        if negative:
            sized = carried(text, limits, over, under)
            positive = text if over.high is None or over.high > 0 else "0"
            return changed(sized, text=f"(CASE WHEN {over.text} < 0 THEN - {text} ELSE {positive} END)")
        return carried(text, limits, over, under)

    def _size(self, of: Sql) -> Sql:
        low, high = bounds(of)
        most = None if low is None or high is None else max(abs(low), abs(high))
        return changed(of, text=f"ABS({of.text})", low=0, high=most)

    def _divided(self, size: Sql, under: Sql, way: str, divide: Callable[[str, str], str]) -> str:
        """A number that is not below nought over another, rounded."""
        if way == "down":
            return divide(size.text, under.text)
        if way == "up":
            return divide(self.plus(size, self.minus(under, whole(1))).text, under.text)
        even = under.low is not None and under.low == under.high and under.low % 2 == 0
        half = whole((under.low or 0) // 2) if even else under
        twice = under if even else self.times(whole(2), under)
        number = size if even else self.times(whole(2), size)
        if way == "half up":
            return divide(self.plus(number, half).text, twice.text)
        if way == "half down":
            return divide(self.plus(number, self.minus(half, whole(1))).text, twice.text)
        nearest = divide(self.plus(number, half).text, twice.text)
        tie = f"({self.plus(number, half).text} % {twice.text} = 0 AND {nearest} % 2 = 1)"
        return f"({nearest} - CASE WHEN {tie} THEN 1 ELSE 0 END)"

    # --- ratios

    def ratio(self, over: Sql, under: Sql) -> Sql:
        """A ratio of two numbers; its divisor is brought above nought."""
        undefined = either(over.undefined, under.undefined)
        if under.low is None or under.low <= 0:
            undefined = either(undefined, f"({under.text} = 0)")
        negative = under.low is None or under.low < 0
        if negative:
            over, under = (
                carried(f"(CASE WHEN {under.text} < 0 THEN - {each.text} ELSE {each.text} END)", limits, over, under)
                for each, limits in ((over, _either_sign(bounds(over))), (under, self._above_nought(under)))
            )
        elif under.low == 0:
            under = changed(under, low=1)
        return changed(
            over,
            under=changed(under, fault=NEVER, undefined=NEVER),
            fault=either(over.fault, under.fault),
            undefined=undefined,
            uses=uses_of(over, under),
        )

    def _above_nought(self, under: Sql) -> Bounds:
        size = self._size(under)
        return 1, size.high

    def of_ratios(self, word: str, a: Sql, b: Sql) -> Sql:
        """The sum, difference, product, quotient, lesser or greater of two ratios."""
        (p, q), (r, s) = parts(a), parts(b)
        cross, other = self.times(p, s), self.times(r, q)
        match word:
            case "plus" | "minus":
                found = self.plus(cross, other) if word == "plus" else self.minus(cross, other)
                return _as_ratio(found, self.times(q, s), a, b)
            case "times":
                return _as_ratio(self.times(p, r), self.times(q, s), a, b)
            case "over":
                found = self.ratio(self.times(p, s), self.times(q, r))
                return changed(found, **_conditions(found, a, b))
            case _ if r.low == r.high == 0 and NEVER == b.fault == b.undefined:
                return _as_ratio(self.lesser(p, r) if word == "lesser" else self.greater(p, r), q, a)
            case _:
                sign = "<=" if word == "lesser" else ">="
                first = f"{cross.text} {sign} {other.text}"
                over, under = (
                    carried(f"(CASE WHEN {first} THEN {x.text} ELSE {y.text} END)", _joint(bounds(x), bounds(y)), x, y)
                    for x, y in ((p, r), (q, s))
                )
                return _as_ratio(over, under, a, b)

    def compared(self, sign: str, a: Sql, b: Sql) -> Sql:
        """A comparison of two ratios, multiplied crosswise."""
        (p, q), (r, s) = parts(a), parts(b)
        text = f"({self.times(p, s).text} {sign} {self.times(r, q).text})"
        return carried(text, (None, None), a, b)

    def multiple(self, a: Sql, b: Sql) -> Sql:
        """Whether the quotient of two ratios is whole."""
        (p, q), (r, s) = parts(a), parts(b)
        found = self.rest(self.times(p, s), self.times(q, r))
        return carried(found.text, (None, None), a, b)


def parts(ratio: Sql) -> tuple[Sql, Sql]:
    """The two numbers of a ratio."""
    return changed(ratio, under=None), ratio.under or whole(1)


def _as_ratio(over: Sql, under: Sql, *of: Sql) -> Sql:
    found = changed(over, under=changed(under, fault=NEVER, undefined=NEVER))
    return changed(found, **_conditions(found, *of))


def _conditions(*of: Sql) -> dict[str, object]:
    return {
        "fault": either(*(each.fault for each in of)),
        "undefined": either(*(each.undefined for each in of)),
        "uses": uses_of(*of, *(each.under for each in of if each.under is not None)),
    }


def _either_sign(limits: Bounds) -> Bounds:
    low, high = limits
    if low is None or high is None:
        return None, None
    most = max(abs(low), abs(high))
    return -most, most


def _joint(one: Bounds, other: Bounds) -> Bounds:
    least = None if one[0] is None or other[0] is None else min(one[0], other[0])
    return least, None if one[1] is None or other[1] is None else max(one[1], other[1])


def _rounded_bounds(over: Bounds, under: Bounds, way: str) -> Bounds:
    """The bounds of what is rounded: where the divisor varies, it is taken to be as small as it can be."""
    least = under[0] or 1
    low, high = (None if each is None else int(round_to(Fraction(each, least), Fraction(1), way)) for each in over)
    if under[1] == under[0]:
        return low, high
    return None if low is None else min(low, 0), None if high is None else max(high, 0)
