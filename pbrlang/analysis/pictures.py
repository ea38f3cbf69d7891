"""A curve as Scalable Vector Graphics."""

from collections.abc import Iterator
from fractions import Fraction
from xml.sax.saxutils import escape

from attrs import frozen

from pbrlang.analysis.charts import Told, View

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _BELOW = 720, 360, 120, 80, 78
_LETTER, _LINE = 7, 17
"""About how wide a letter is, and how high a line of letters."""


@frozen
class Mark:
    """A place on the way that a picture names."""

    at: Fraction
    words: str


@frozen
class _Frame:
    """Where a view stands in a picture: below so many lines of words for marks."""

    seen: View
    lines: int

    @property
    def top(self) -> int:
        return 14 + _LINE * self.lines

    @property
    def bottom(self) -> int:
        return self.top + _HEIGHT

    def across(self, x: Fraction) -> Fraction:
        return _LEFT + self.seen.share(x) * _WIDTH

    def x(self, x: Fraction) -> str:
        return _pixel(self.across(x))

    def y(self, amount: Fraction) -> str:
        return _pixel(self.bottom - self.seen.height(amount) * _HEIGHT)


def svg(seen: View, title: str, amount: Told, quantity: Told, marks: tuple[Mark, ...] = ()) -> str:
    """The curve as a picture: a line for each piece, a dashed one where it jumps, points where something happens.

    Marks are dotted lines with their words above; one beyond what is drawn is left out.
    """
    named = tuple(each for each in sorted(marks, key=lambda each: each.at) if seen.low <= each.at <= seen.high)
    frame = _Frame(seen, len(named))
    width, height = _LEFT + _WIDTH + _RIGHT, frame.bottom + _BELOW
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {_FONT}>',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *_grid(frame, amount),
            *_marks(frame, named),
            *_curve(frame),
            *_places(frame, quantity),
            _text(str(_LEFT + _WIDTH // 2), str(frame.bottom + 64), title, "middle", "#222"),
            "</svg>\n",
        ]
    )


def _grid(frame: _Frame, amount: Told) -> Iterator[str]:
    """The axes, with the least and the most at their heights, and nought where that lies well between."""
    seen, right = frame.seen, _LEFT + _WIDTH
    yield _line(f"M {_LEFT} {frame.top} V {frame.bottom} H {right}", "#555")
    heights = [seen.least, seen.most]
    apart = Fraction(1, 12)
    if (
        all(abs(seen.height(Fraction(0)) - seen.height(each)) > apart for each in heights)
        and seen.least < 0 < seen.most
    ):
        heights.append(Fraction(0))
        yield _line(f"M {_LEFT} {frame.y(Fraction(0))} H {right}", "#bbb")
    for each in sorted(heights):
        yield _text(str(_LEFT - 8), frame.y(each), amount(each), "end", "#222")


def _marks(frame: _Frame, named: tuple[Mark, ...]) -> Iterator[str]:
    """Each on a line of its own, in an order in which no line crosses the words of its neighbours."""
    early = [each for each in named if frame.seen.share(each.at) <= _HALF]
    late = [each for each in named if frame.seen.share(each.at) > _HALF]
    for number, each in enumerate([*early, *reversed(late)]):
        line, is_late = 14 + _LINE * number, number >= len(early)
        yield _line(f"M {frame.x(each.at)} {line + 4} V {frame.bottom}", "#5a8a3a", ' stroke-dasharray="2 3"')
        beside = _pixel(frame.across(each.at) + (-5 if is_late else 5))
        yield _text(beside, str(line), each.words, "end" if is_late else "start", "#374")


def _curve(frame: _Frame) -> Iterator[str]:
    seen = frame.seen
    for low, high in _stretches(seen):
        inner = [low + (high - low) * step / 1000 for step in (1, *range(50, 1000, 50), 999)]
        yield _line("M " + " L ".join(f"{frame.x(x)} {frame.y(seen.curve(x))}" for x in inner), "#1f6f8b", _THICK)
    for place, x in enumerate(seen.curve.points):
        below, above = seen.curve.before(place), seen.curve.after(place)
        if below is not None and above is not None and below != above and seen.low <= x <= seen.high:
            dash = f"M {frame.x(x)} {frame.y(below)} V {frame.y(above)}"
            yield _line(dash, "#b33", ' stroke-dasharray="4 3"')


_FONT = 'font-family="Liberation Sans, Arial, sans-serif" font-size="13"'
_HALF = Fraction(1, 2)
_THICK = ' stroke-width="2"'


def _stretches(seen: View) -> Iterator[tuple[Fraction, Fraction]]:
    for low, high, _ in seen.curve.stretches():
        start, end = max(low, seen.low), min(seen.high if high is None else high, seen.high)
        if start < end:
            yield start, end


def _places(frame: _Frame, quantity: Told) -> Iterator[str]:
    """The ends and the points below the picture, in two lines; what fits in neither is left out."""
    seen = frame.seen
    inside = [x for x in seen.curve.points if seen.low < x < seen.high]
    taken: list[list[tuple[Fraction, Fraction]]] = [[], []]
    for x in (seen.low, seen.high, *inside):
        half = Fraction(len(quantity(x)) * _LETTER, 2) + 4
        span = (frame.across(x) - half, frame.across(x) + half)
        for number, line in enumerate(taken):
            if all(span[1] < low or high < span[0] for low, high in line):
                line.append(span)
                yield _line(f"M {frame.x(x)} {frame.bottom} V {frame.bottom + 5}", "#555")
                yield _text(frame.x(x), str(frame.bottom + 20 + _LINE * number), quantity(x), "middle", "#222")
                break


def _line(path: str, colour: str, more: str = "") -> str:
    return f'<path d="{path}" fill="none" stroke="{colour}"{more}/>'


def _text(x: str, y: str, words: str, anchor: str, colour: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def _pixel(value: Fraction) -> str:
    """A place to a tenth of a pixel, in decimals."""
    tenths = round(value * 10)
    return f"{tenths // 10}.{tenths % 10}" if tenths >= 0 else f"-{-tenths // 10}.{-tenths % 10}"
