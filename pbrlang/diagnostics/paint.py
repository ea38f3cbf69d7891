"""Colours of a drawn message, as ANSI codes."""

from attrs import frozen

from pbrlang.diagnostics.model import Severity

_CODES = {Severity.ERROR: "31", Severity.PROBLEM: "35", Severity.WARNING: "33", Severity.NOTE: "36"}


@frozen
class Paint:
    """Colours for a message of one severity; with `on` false, text stays as it is."""

    severity: Severity
    on: bool

    def main(self, text: str) -> str:
        """What belongs to the severity: its name, and the carets."""
        return self._ansi(text, "1;" + _CODES[self.severity])

    def strong(self, text: str) -> str:
        """The message itself, and the names of the notes below."""
        return self._ansi(text, "1")

    def frame(self, text: str) -> str:
        """Line numbers, arrows, and places other than the main one."""
        return self._ansi(text, "1;34")

    def _ansi(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text
