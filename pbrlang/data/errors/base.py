"""The common base of messages about data."""

from typing import ClassVar

from attrs import frozen

from pbrlang.diagnostics import DataPlace, Severity

_SHOWN = 60


@frozen
class DataDiagnostic:
    """A message about data. Subclasses set `code` and `name` and write its text.

    `place` is a file, a row as a spreadsheet counts it and, where one cell is at fault, a column
    and the value found; row 0 is the file as a whole. The docstring of a subclass is its page, as
    for a message about a contract.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR

    place: DataPlace

    def message(self) -> str:
        """The one sentence that stands alone."""
        raise TypeError(f"{type(self).__name__} has no message")

    def label(self) -> str:
        """A few words beside the place; may be empty."""
        return ""

    def help(self) -> str | None:
        """What to write instead."""
        return None

    def wanted(self) -> str:
        """What was expected in its place, as in "a whole number of weeks"; may be empty."""
        return ""


def shown(value: str | None) -> str:
    """A value as a message shows it: marked off, and cut short if it is very long."""
    text = " ".join((value or "").split())
    return f"`{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}`"
