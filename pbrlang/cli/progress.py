"""How far reading has come, on a terminal, where it takes long."""

import sys
import time
from typing import Self

from pbrlang.diagnostics.prose import plural

QUIET_FOR = 1.0


class Meter:
    """Tells on standard error how many rows have been read, once that has taken a second, and wipes it away."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._shown = 0

    def __enter__(self) -> Self:
        return self

    def __call__(self, table: str, count: int) -> None:
        """Take note of how far the reading of a kind of data has come."""
        if sys.stderr.isatty() and time.monotonic() - self._began > QUIET_FOR:
            self._show(f"reading {table}: {plural(count, 'row')}")

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._show("")
            sys.stderr.write("\r")
            sys.stderr.flush()

    def _show(self, text: str) -> None:
        sys.stderr.write(f"\r{text.ljust(self._shown)}")
        sys.stderr.flush()
        self._shown = len(text)
