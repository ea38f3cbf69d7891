"""Elements of WordprocessingML as text. All words pass through `escaped`, so that none of them is markup."""

import re
from xml.sax.saxutils import escape

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_QUOTES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
"""The name spaces of a part of a Word document."""

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def escaped(words: str) -> str:
    """Words as they stand between tags; signs that XML cannot hold are left out."""
    return escape(_FORBIDDEN.sub("", words))


def quoted(words: str) -> str:
    """Words as the value of an attribute, with its quotation marks."""
    return f'"{escape(_FORBIDDEN.sub("", words), _QUOTES)}"'


def flag(name: str, yes: bool) -> str:
    """An empty element that says yes by being there."""
    return f"<w:{name}/>" if yes else ""


def valued(name: str, value: str | int | None) -> str:
    """An element with a value; nothing where there is none."""
    return f"<w:{name} w:val={quoted(str(value))}/>" if value is not None else ""
