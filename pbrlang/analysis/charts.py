"""A curve drawn: in the characters of a terminal, and as Scalable Vector Graphics."""

from collections.abc import Callable
from fractions import Fraction
from xml.sax.saxutils import escape

from attrs import frozen

from pbrlang.analysis.curves import Curve

Told = Callable[[Fraction], str]
"""Writes a number for a reader."""

_ROWS, _COLUMNS = 12, 64
_WIDTH, _HEIGHT, _LEFT, _TOP, _BELOW = 720, 360, 110, 20, 50


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


def view(curve: Curve, also: tuple[Fraction, ...] = ()) -> View:
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


def terminal(seen: View, amount: Told, quantity: Told) -> str:
    """The curve in lines of characters, with its least and most at the left and its ends below."""
    step = (seen.high - seen.low) / _COLUMNS
    heights = [seen.height(seen.curve(seen.low + step * place)) * (_ROWS - 1) for place in range(_COLUMNS + 1)]
    rows = [["█" if round(each) == row else " " for each in heights] for row in reversed(range(_ROWS))]
    labels = [amount(seen.most), *[""] * (_ROWS - 2), amount(seen.least)]
    width = max(map(len, labels))
    lines = [f"{label:>{width}} ┤{''.join(row)}".rstrip() for label, row in zip(labels, rows, strict=True)]
    ends = quantity(seen.low), quantity(seen.high)
    gap = " " * max(1, _COLUMNS + 1 - len(ends[0]) - len(ends[1]))
    return "\n".join([*lines, f"{' ' * width} └{'─' * (_COLUMNS + 1)}", f"{' ' * width}  {ends[0]}{gap}{ends[1]}"])


def svg(seen: View, title: str, amount: Told, quantity: Told) -> str:
    """The curve as a picture: a line for each piece, a dashed one where it jumps, points where something happens."""
    inside = [x for x in seen.curve.points if seen.low <= x <= seen.high]
    lines = [_piece(seen, low, high) for low, high in _stretches(seen)]
    dashes = [_dash(seen, x) for x in inside]
    names = [_text(_x(seen, x), _HEIGHT + _TOP + 18, quantity(x), "middle") for x in {seen.low, *inside, seen.high}]
    sums = [_text(_LEFT - 8, _y(seen, each), amount(each), "end") for each in (seen.least, seen.most)]
    frame = f"M {_LEFT} {_TOP} V {_TOP + _HEIGHT} H {_LEFT + _WIDTH}"
    size = f"{_LEFT + _WIDTH + 60} {_TOP + _HEIGHT + _BELOW}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" font-family="sans-serif" font-size="12">',
            f"<title>{escape(title)}</title>",
            f'<path d="{frame}" fill="none" stroke="#555"/>',
            *(f'<path d="{each}" fill="none" stroke="#1f6f8b" stroke-width="2"/>' for each in lines),
            *(f'<path d="{each}" fill="none" stroke="#b33" stroke-dasharray="4 3"/>' for each in dashes if each),
            *sorted(names),
            *sums,
            _text(_LEFT + _WIDTH // 2, _TOP + _HEIGHT + 40, title, "middle"),
            "</svg>\n",
        ]
    )


def _stretches(seen: View) -> list[tuple[Fraction, Fraction]]:
    found = []
    for low, high, _ in seen.curve.stretches():
        start, end = max(low, seen.low), min(seen.high if high is None else high, seen.high)
        if start < end:
            found.append((start, end))
    return found


def _piece(seen: View, low: Fraction, high: Fraction) -> str:
    """A path along one piece; its ends are what the curve comes close to."""
    inner = [low + (high - low) * step / 1000 for step in (1, *range(50, 1000, 50), 999)]
    return "M " + " L ".join(f"{_x(seen, x)} {_y(seen, seen.curve(x))}" for x in inner)


def _dash(seen: View, x: Fraction) -> str:
    place = seen.curve.points.index(x)
    below, above = seen.curve.before(place), seen.curve.after(place)
    if below is None or above is None or below == above:
        return ""
    return f"M {_x(seen, x)} {_y(seen, below)} V {_y(seen, above)}"


def _text(x: int | str, y: int | str, words: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'


def _x(seen: View, x: Fraction) -> str:
    return _pixel(_LEFT + seen.share(x) * _WIDTH)


def _y(seen: View, amount: Fraction) -> str:
    return _pixel(_TOP + _HEIGHT - seen.height(amount) * _HEIGHT)


def _pixel(value: Fraction) -> str:
    """A place to a tenth of a pixel, in decimals."""
    tenths = round(value * 10)
    return f"{tenths // 10}.{tenths % 10}" if tenths >= 0 else f"-{-tenths // 10}.{-tenths % 10}"
