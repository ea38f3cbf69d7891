"""Prose broken into lines of a given width."""

import re
from collections.abc import Iterator

from pbrlang.diagnostics.cells import columns

# A name between backticks stays on one line: it is there to be copied.
_WORD = re.compile(r"[^\s`]*`[^`]*`[^\s`]*|\S+")


def wrap(text: str, width: int) -> list[str]:
    """The words of `text` in lines of at most `width` columns; a longer word has a line to itself."""
    lines: list[str] = []
    for word in _WORD.findall(text):
        if lines and columns(lines[-1]) + 1 + columns(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def wrap_lines(text: str, width: int) -> list[str]:
    """As `wrap`, line by line; an indented line is an example and stays as it is."""
    return [line for part in text.splitlines() for line in _wrap_line(part, width)]


def _wrap_line(line: str, width: int) -> Iterator[str]:
    if not line.strip():
        yield ""
    elif line[0] in " \t":
        yield line.rstrip().expandtabs(4)
    else:
        yield from wrap(line, width)
