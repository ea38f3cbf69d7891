"""A picture of what is paid, as Scalable Vector Graphics: the same for every format.

It is drawn in exact numbers, so that the same chart always gives the same text. Colours are attributes that a style
sheet may set otherwise by class: `axis`, `line`, `jump`, `mark`, `words`.
"""

from collections.abc import Iterator
from fractions import Fraction
from xml.sax.saxutils import escape

from attrs import frozen

from pbrlang.render.model import Axis, Chart, Mark, Stretch

_WIDTH, _HEIGHT = 700, 380
_LEFT, _RIGHT, _TOP, _BOTTOM = 118, 26, 24, 76
_LETTER = 7
"""How wide a letter of the picture's words is taken to be."""


def svg(chart: Chart, prefix: str = "chart") -> str:
    """The picture. `prefix` begins the ids in it, so that several can stand in one page."""
    frame = _Frame(chart.across, chart.up)
    parts = [
        *frame.axes(),
        *(frame.stretch(each) for each in chart.line),
        *frame.marks(chart.marks),
    ]
    named = f'role="img" aria-labelledby="{prefix}-title {prefix}-desc"'
    font = 'font-family="system-ui, sans-serif" font-size="13"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" {named} {font}>',
            f'<title id="{prefix}-title">{escape(chart.title)}</title>',
            f'<desc id="{prefix}-desc">{escape(chart.alternative)}</desc>',
            *parts,
            "</svg>",
        ]
    )


@frozen
class _Frame:
    """Where places of the two axes lie in the picture."""

    across: Axis
    up: Axis

    def x(self, value: Fraction) -> Fraction:
        return _LEFT + self._share(self.across, value) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, value: Fraction) -> Fraction:
        return _HEIGHT - _BOTTOM - self._share(self.up, value) * (_HEIGHT - _TOP - _BOTTOM)

    def _share(self, axis: Axis, value: Fraction) -> Fraction:
        length = axis.high - axis.low
        return (value - axis.low) / length if length else Fraction(1, 2)

    def axes(self) -> Iterator[str]:
        left, bottom = Fraction(_LEFT), Fraction(_HEIGHT - _BOTTOM)
        path = f"M{_LEFT} {_TOP} V{_HEIGHT - _BOTTOM} H{_WIDTH - _RIGHT}"
        yield f'<path class="axis" d="{path}" fill="none" stroke="#555"/>'
        taken: list[tuple[Fraction, Fraction]] = []
        for value, words in self.across.ticks:
            x = self.x(value)
            yield f'<path class="axis" d="M{_px(x)} {_px(bottom)} v5" stroke="#555"/>'
            half = Fraction(len(words) * _LETTER, 2) + 4
            x = min(max(x, half), _WIDTH - half)
            if all(x + half <= low or x - half >= high for low, high in taken):
                taken.append((x - half, x + half))
                yield _words(x, bottom + 21, words, "middle")
        heights: list[Fraction] = []
        for value, words in self.up.ticks:
            y = self.y(value)
            yield f'<path class="axis" d="M{_px(left)} {_px(y)} h-5" stroke="#555"/>'
            if all(abs(y - other) >= 15 for other in heights):
                heights.append(y)
                yield _words(left - 9, y + 4, words, "end")
        middle = Fraction(_LEFT + _WIDTH - _RIGHT, 2)
        yield _words(middle, Fraction(_HEIGHT - 6), self.across.title, "middle")
        yield _words(Fraction(6), Fraction(14), self.up.title, "start")

    def stretch(self, each: Stretch) -> str:
        start, end = (f"{_px(self.x(x))} {_px(self.y(y))}" for x, y in (each.start, each.end))
        style = 'class="jump" stroke="#a33" stroke-dasharray="5 4"' if each.jump else 'class="line" stroke="#1f6f8b"'
        return f'<path {style} d="M{start} L{end}" fill="none" stroke-width="2.5"/>'

    def marks(self, marks: tuple[Mark, ...]) -> Iterator[str]:
        """Each mark with its words; the words of upright lines stand on lines of their own, one below another."""
        uprights = 0
        for each in marks:
            if each.x is not None and each.y is not None:
                yield self._point(each, each.x, each.y)
            elif each.x is not None:
                yield self._upright(each, each.x, uprights)
                uprights += 1
            elif each.y is not None:
                yield self._level(each, each.y)

    def _point(self, each: Mark, x: Fraction, y: Fraction) -> str:
        place = f'cx="{_px(self.x(x))}" cy="{_px(self.y(y))}"'
        dot = f'<circle class="mark" {place} r="4" fill="#7a4b00" stroke="none"/>'
        return dot + self._beside(self.x(x), self.y(y) - 9, each.words)

    def _upright(self, each: Mark, x: Fraction, number: int) -> str:
        top, bottom = _TOP, _HEIGHT - _BOTTOM
        line = f'<path class="mark" d="M{_px(self.x(x))} {top} V{bottom}" stroke="#7a4b00" stroke-dasharray="2 3"/>'
        return line + self._beside(self.x(x), Fraction(_TOP + 14 + 17 * number), each.words)

    def _level(self, each: Mark, y: Fraction) -> str:
        height = _px(self.y(y))
        line = f'<path class="mark" d="M{_LEFT} {height} H{_WIDTH - _RIGHT}" stroke="#7a4b00" stroke-dasharray="2 3"/>'
        return line + _words(Fraction(_WIDTH - _RIGHT), self.y(y) - 6, each.words, "end")

    def _beside(self, x: Fraction, y: Fraction, words: str) -> str:
        fits = x + 6 + len(words) * _LETTER <= _WIDTH
        return _words(x + 6, y, words, "start") if fits else _words(x - 6, y, words, "end")


def _words(x: Fraction, y: Fraction, words: str, anchor: str) -> str:
    return f'<text class="words" x="{_px(x)}" y="{_px(y)}" text-anchor="{anchor}" fill="#222">{escape(words)}</text>'


def _px(value: Fraction) -> str:
    """A place to a tenth of a pixel."""
    tenths = round(value * 10)
    whole, rest = divmod(abs(tenths), 10)
    return f"{'-' if tenths < 0 else ''}{whole}{f'.{rest}' if rest else ''}"
