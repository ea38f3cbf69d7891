"""Functions of one quantity in exact pieces: a value at each point, a polynomial between any two."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from pbrlang.analysis import polynomials as p
from pbrlang.analysis.polynomials import Poly

NOUGHT, ONE = Fraction(0), Fraction(1)


@frozen
class Domain:
    """From `low` to `high`, both included; nothing is without end."""

    low: Fraction
    high: Fraction | None = None

    def holds(self, x: Fraction) -> bool:
        """Whether a place lies in it."""
        return self.low <= x and (self.high is None or x <= self.high)


@frozen
class Curve:
    """A function on a domain. `points` begins with its low end and closes with its high end, if it has one.

    `at` are its values there, `between` its polynomials on the open stretches that follow each point; the last
    stretch has no end where the domain has none.
    """

    domain: Domain
    points: tuple[Fraction, ...]
    at: tuple[Fraction, ...]
    between: tuple[Poly, ...]

    @classmethod
    def of(cls, poly: Poly, domain: Domain) -> "Curve":
        """One polynomial over a whole domain."""
        ends = [domain.low] if domain.high in (None, domain.low) else [domain.low, domain.high or NOUGHT]
        stretches = len(ends) - (domain.high is not None)
        return cls(domain, tuple(ends), tuple(p.value(poly, each) for each in ends), (poly,) * stretches)

    def __call__(self, x: Fraction) -> Fraction:
        """Its value at a place of its domain."""
        for place, point in enumerate(self.points):
            if x == point:
                return self.at[place]
            if x < point:
                return p.value(self.between[place - 1], x)
        return p.value(self.between[-1], x)

    def before(self, place: int) -> Fraction | None:
        """What it comes close to just below a point; nothing at the low end."""
        return p.value(self.between[place - 1], self.points[place]) if place else None

    def after(self, place: int) -> Fraction | None:
        """What it comes close to just above a point; nothing at the high end."""
        return p.value(self.between[place], self.points[place]) if place < len(self.between) else None

    def stretches(self) -> Iterator[tuple[Fraction, Fraction | None, Poly]]:
        """Each open stretch: from, to (nothing is without end), and its polynomial."""
        for place, poly in enumerate(self.between):
            yield self.points[place], self.points[place + 1] if place + 1 < len(self.points) else None, poly

    def cut(self, points: Iterable[Fraction]) -> "Curve":
        """The same with further points."""
        wanted = sorted({*self.points, *(x for x in points if self.domain.holds(x))})
        between: list[Poly] = []
        place = 0
        for x in wanted[: len(wanted) if self.domain.high is None else len(wanted) - 1]:
            while place + 1 < len(self.points) and self.points[place + 1] <= x:
                place += 1
            between.append(self.between[place])
        return Curve(self.domain, tuple(wanted), tuple(self(x) for x in wanted), tuple(between))

    def plain(self) -> "Curve":
        """The same without points at which nothing happens."""
        keep = [
            place
            for place in range(len(self.points))
            if place in (0, len(self.points) - (self.domain.high is not None))
            or self.between[place - 1] != self.between[min(place, len(self.between) - 1)]
            or self.at[place] != self.before(place)
        ]
        points, at = tuple(self.points[each] for each in keep), tuple(self.at[each] for each in keep)
        between = tuple(self.between[each] for each in keep if each < len(self.between))
        return Curve(self.domain, points, at, between)


def combine(
    one: Curve,
    other: Curve,
    of_polys: Callable[[Poly, Poly], Poly],
    of_values: Callable[[Fraction, Fraction], Fraction],
) -> Curve:
    """A curve worked out from two, piece by piece."""
    one, other = one.cut(other.points), other.cut(one.points)
    at = tuple(map(of_values, one.at, other.at))
    return Curve(one.domain, one.points, at, tuple(map(of_polys, one.between, other.between)))


def add(one: Curve, other: Curve) -> Curve:
    """The sum."""
    return combine(one, other, p.add, lambda a, b: a + b)


def subtract(one: Curve, other: Curve) -> Curve:
    """The difference."""
    return combine(one, other, lambda a, b: p.add(a, p.negative(b)), lambda a, b: a - b)


def multiply(one: Curve, other: Curve) -> Curve:
    """The product."""
    return combine(one, other, p.multiply, lambda a, b: a * b)


def divide(one: Curve, other: Curve) -> Curve:
    """The quotient; where a single point would divide by nought it is what it comes close to beside it."""
    one, other = one.cut(other.points), other.cut(one.points)
    try:
        between = tuple(map(p.divide, one.between, other.between))
    except ZeroDivisionError:
        raise p.Beyond("a stretch on which there is no value") from None
    at = []
    for place, (above, below) in enumerate(zip(one.at, other.at, strict=True)):
        near = between[min(place, len(between) - 1)]
        at.append(above / below if below else p.value(near, one.points[place]))
    return Curve(one.domain, one.points, tuple(at), between)


def choose(test: Curve, one: Curve, other: Curve) -> Curve:
    """One curve where a test (of 0 and 1) holds, the other where it does not."""
    points = {*test.points, *one.points, *other.points}
    test, one, other = test.cut(points), one.cut(points), other.cut(points)
    at = tuple(a if holds else b for holds, a, b in zip(test.at, one.at, other.at, strict=True))
    between = tuple(a if holds else b for holds, a, b in zip(test.between, one.between, other.between, strict=True))
    return Curve(test.domain, test.points, at, between)


def where(curve: Curve, test: Callable[[Fraction], bool]) -> Curve:
    """1 where a test of the sign of a curve holds, else 0."""
    curve = crossed(curve)
    between = []
    for low, high, poly in curve.stretches():
        inside = low + 1 if high is None else (low + high) / 2
        between.append(p.constant(ONE) if test(p.value(poly, inside)) else ())
    at = tuple(ONE if test(each) else NOUGHT for each in curve.at)
    return Curve(curve.domain, curve.points, at, tuple(between))


def crossed(curve: Curve) -> Curve:
    """The same with a point wherever it crosses nought."""
    found = [root for _, _, poly in curve.stretches() if poly for root in p.roots(poly)]
    inside = [x for x in found if _strictly_inside(curve, x)]
    return curve.cut(inside) if inside else curve


def _strictly_inside(curve: Curve, x: Fraction) -> bool:
    return curve.domain.holds(x) and x not in curve.points


def lesser(one: Curve, other: Curve) -> Curve:
    """The lesser of two."""
    return choose(where(subtract(one, other), lambda gap: gap <= 0), one, other)


def greater(one: Curve, other: Curve) -> Curve:
    """The greater of two."""
    return choose(where(subtract(one, other), lambda gap: gap >= 0), one, other)
