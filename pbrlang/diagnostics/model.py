"""A message: one class each, its text in methods, its page in its docstring."""

from enum import Enum
from typing import ClassVar

from attrs import frozen

from pbrlang.source import Span
from pbrlang.source.late import Late, finish


class Severity(Enum):
    """How much a message weighs; an error stops the compiler."""

    ERROR = "error"
    PROBLEM = "problem"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Edit:
    """A change that a machine can make: put `replacement` in the place of `span`."""

    title: str
    span: Span
    replacement: str


@frozen
class Remark:
    """A further place that matters to a message, and what is to be said there."""

    span: Span
    label: str


@frozen
class DataPlace:
    """Where in the data: file, row as a spreadsheet counts it (the heading is row 1), column, and the value found."""

    file: str
    row: int
    column: str | None = None
    value: str | None = None


class Diagnostic(metaclass=Late):
    """A message about a contract. Subclasses set `code` and `name` and write its text.

    `code` is `PBR` and three figures, by stage; `name` is a few words joined by hyphens. The
    docstring of a subclass is its page: a first line, then `## Why`, `## Example`, `## Instead`.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR

    span: Span

    def message(self) -> str:
        """The one sentence that stands alone."""
        raise TypeError(f"{type(self).__name__} has no message")

    def label(self) -> str:
        """A few words beside the caret; may be empty."""
        return ""

    def remarks(self) -> tuple[Remark, ...]:
        """Further places."""
        return ()

    def help(self) -> str | None:
        """What to write instead."""
        return None

    def precedent(self) -> str | None:
        """What the same has cost a real scheme, where that is documented."""
        return None

    def edits(self) -> tuple[Edit, ...]:
        """Ready answers, the likeliest first; each one alone is a repair."""
        return ()

    def sources(self) -> tuple[str, ...]:
        """Published documents that the message rests on, as a reader would cite them."""
        return ()


finish(Diagnostic)
