"""What of a curve is drawn, and the curve in the characters of a terminal."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from attrs import frozen

from pbrlang.analysis.curves import Curve

Told = Callable[[Fraction], str]
"""Writes a number for a reader."""

_ROWS, _COLUMNS = 12, 64


@frozen
class View:
    """The part of a curve that is drawn: from and to, and the sums there are between."""

    curve: Curve
    low: Fraction
    high: Fraction
    least: Fraction
    most: Fraction

    def share(self, x: Fraction) -> Fraction:
        """How far along a place lies."""
        return (x - self.low) / (self.high - self.low)

    def height(self, amount: Fraction) -> Fraction:
        """How far up a sum lies."""
        return (amount - self.least) / (self.most - self.least)


def view(curve: Curve, also: Iterable[Fraction] = ()) -> View:
    """What to draw of a curve: all its points and some others, with room behind the last where it has no end."""
    points = [*curve.points, *(each for each in also if curve.domain.holds(each))]
    inner = [each for each in points if each > -(10**9)] or [Fraction(0)]
    low = min(inner) if curve.domain.low <= -(10**9) else curve.domain.low
    high = curve.domain.high if curve.domain.high is not None else max(inner) + max(max(inner) - low, Fraction(1)) / 2
    low = low if low < high else high - 1
    values = [curve(low + (high - low) * step / _COLUMNS) for step in range(_COLUMNS + 1)]
    values += [each for x, each in zip(curve.points, curve.at, strict=True) if low <= x <= high]
    least, most = min(values), max(values)
    return View(curve, low, high, least, most if most > least else least + 1)


def terminal(seen: View, amount: Told, quantity: Told, marks: Iterable[Fraction] = ()) -> str:
    """The curve in lines of characters: its least and most at the left, marks and its ends below."""
    step = (seen.high - seen.low) / _COLUMNS
    heights = [seen.height(seen.curve(seen.low + step * place)) * (_ROWS - 1) for place in range(_COLUMNS + 1)]
    rows = [["█" if round(each) == row else " " for each in heights] for row in reversed(range(_ROWS))]
    labels = [amount(seen.most), *[""] * (_ROWS - 2), amount(seen.least)]
    width = max(map(len, labels))
    lines = [f"{label:>{width}} ┤{''.join(row)}".rstrip() for label, row in zip(labels, rows, strict=True)]
    ends = quantity(seen.low), quantity(seen.high)
    gap = " " * max(1, _COLUMNS + 1 - len(ends[0]) - len(ends[1]))
    marked = {round(seen.share(each) * _COLUMNS) for each in marks if seen.low <= each <= seen.high}
    axis = "".join("┴" if place in marked else "─" for place in range(_COLUMNS + 1))
    return "\n".join([*lines, f"{' ' * width} └{axis}", f"{' ' * width}  {ends[0]}{gap}{ends[1]}"])
