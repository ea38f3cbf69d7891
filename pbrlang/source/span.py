"""A stretch of a contract's text, which knows the clause that it lies in."""

from attrs import frozen

from pbrlang.source.text import Source


@frozen(eq=False, repr=False)
class Span:
    """The characters from `start` up to, not including, `end`; `clause` is the number that readers see."""

    source: Source
    start: int
    end: int
    clause: str | None = None

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        """The line on which it starts, counted from 1."""
        return self.source.position(self.start)[0]

    def to(self, other: "Span") -> "Span":
        """From the start of this one to the end of the other."""
        return Span(self.source, self.start, max(self.end, other.end), self.clause)

    def at_end(self) -> "Span":
        """The empty place just after it."""
        return Span(self.source, self.end, self.end, self.clause)

    def __repr__(self) -> str:
        line, column = self.source.position(self.start)
        return f"<{self.source.name}:{line}:{column} {self.text!r}>"
