"""The text of a contract as it was written, and places in it."""

from pbrlang.source.span import Span
from pbrlang.source.text import Source

__all__ = ["Source", "Span"]
