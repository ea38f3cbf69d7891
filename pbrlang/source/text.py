"""One contract file: its text with Word's characters read as what they mean."""

from bisect import bisect_right
from functools import cached_property

from attrs import frozen

# Each character stands for exactly one other, so that offsets in the read text are offsets in the file.
_FROM_WORD = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2013": "-",
        "\u2014": "-",
        "\u2011": "-",
        "\u2212": "-",
        "\u00d7": "*",
        "\u00f7": "/",
        "\r": " ",
    }
)


@frozen(eq=False, slots=False, repr=False)
class Source:
    """A contract file: the name it is shown by, and its text as written."""

    name: str
    written: str

    @classmethod
    def of(cls, name: str, written: str) -> "Source":
        """Take a file's text; a byte order mark at its start is not part of it."""
        return cls(name, written.removeprefix("\ufeff").replace("\r\n", "\n"))

    @cached_property
    def text(self) -> str:
        """The text with curly quotes, long dashes and odd spaces read as plain ones."""
        return self.written.translate(_FROM_WORD)

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line starts."""
        starts = [0]
        starts.extend(i + 1 for i, char in enumerate(self.text) if char == "\n")
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both counted from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its end."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]
