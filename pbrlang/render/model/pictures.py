"""Pictures of what is paid, as exact data: whatever draws a document decides on pixels."""

from fractions import Fraction

from pbrlang.source.late import Late


class Axis(metaclass=Late, by_value=True):
    """An axis: what is measured along it, its ends, and the places that are named, each with its words."""

    title: str
    low: Fraction
    high: Fraction
    ticks: tuple[tuple[Fraction, str], ...] = ()


class Stretch(metaclass=Late, by_value=True):
    """A straight piece of a line from one point to another. With `jump` it is a jump, which is drawn dashed."""

    start: tuple[Fraction, Fraction]
    end: tuple[Fraction, Fraction]
    jump: bool = False


class Mark(metaclass=Late, by_value=True):
    """A place on a picture with words beside it: a threshold, a cap, the baseline, a scenario.

    With `y` it is a point, without it an upright line at `x`; without `x` a level line at `y`.
    """

    words: str
    x: Fraction | None = None
    y: Fraction | None = None


class Chart(metaclass=Late, by_value=True):
    """What is paid as something moves. `alternative` says in words all that the picture shows."""

    title: str
    across: Axis
    up: Axis
    line: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    alternative: str
