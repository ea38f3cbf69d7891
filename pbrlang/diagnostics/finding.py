"""What can be drawn and listed: messages about a contract, and messages about its data."""

from typing import Protocol

from pbrlang.diagnostics.model import DataPlace, Diagnostic, Severity


class DataMessage(Protocol):
    """A message about data: it has a `place` where one about a contract has a `span`; row 0 is the whole file."""

    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def severity(self) -> Severity: ...

    @property
    def place(self) -> DataPlace: ...

    def message(self) -> str: ...

    def label(self) -> str: ...

    def help(self) -> str | None: ...


Finding = Diagnostic | DataMessage
