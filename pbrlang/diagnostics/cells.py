"""How wide text is on a terminal, and which part of a long line to show."""

from bisect import bisect_left, bisect_right
from unicodedata import category, east_asian_width

from attrs import frozen

_TAB = 4
_CUT = "..."
# A character that cannot be seen, or that would steer the terminal, is shown as this one.
_UNSEEN = "\u00b7"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """The text with every character that a terminal would hide or obey made visible; tabs are kept."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_UNSEEN if char != "\t" and category(char) in _HIDDEN else char for char in text)


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _columns_of(char: str) -> int:
    if category(char) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


@frozen
class Cells:
    """A line as it is shown: what stands for each character, and the column at which each begins.

    `begins` has one entry more than `shown`: the width of the whole.
    """

    shown: tuple[str, ...]
    begins: tuple[int, ...]

    @classmethod
    def of(cls, line: str) -> "Cells":
        """Lay out a line; tabs reach to the next multiple of four."""
        shown: list[str] = []
        begins = [0]
        for char in visible(line):
            wide = _TAB - begins[-1] % _TAB if char == "\t" else _columns_of(char)
            shown.append(" " * wide if char == "\t" else char)
            begins.append(begins[-1] + wide)
        return cls(tuple(shown), tuple(begins))

    def window(self, first: int, last: int, room: int) -> "Window":
        """As much as fits into `room` columns, with the characters from `first` up to `last` in sight."""
        total = self.begins[-1]
        if total <= room:
            return Window(self, 0, len(self.shown))
        inner = room - 2 * len(_CUT)
        spare = max(0, inner - (self.begins[last] - self.begins[first]))
        left = max(0, min(self.begins[first] - spare // 2, total - inner))
        start = 0 if left <= len(_CUT) else bisect_left(self.begins, left)
        end = bisect_right(self.begins, self.begins[start] + inner) - 1
        return Window(self, start, end)


@frozen
class Window:
    """The part of a line that is shown, by the numbers of its characters."""

    cells: Cells
    start: int
    end: int

    @property
    def text(self) -> str:
        """The part itself, with dots where the line goes on."""
        return self._lead + "".join(self.cells.shown[self.start : self.end]) + self._tail

    def holds(self, first: int, last: int) -> bool:
        """Whether all of a stretch is in sight."""
        return self.start <= first and last <= self.end

    def column(self, char: int) -> int:
        """The column, counted from 0, at which a character stands; one out of sight stands at the nearer edge."""
        within = min(max(char, self.start), self.end)
        return len(self._lead) + self.cells.begins[within] - self.cells.begins[self.start]

    @property
    def _lead(self) -> str:
        return _CUT if self.start else ""

    @property
    def _tail(self) -> str:
        return _CUT if self.end < len(self.cells.shown) else ""
