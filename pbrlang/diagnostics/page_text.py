"""Markdown prose as plain text for a terminal."""

import re
from collections.abc import Iterator

from pbrlang.diagnostics.wrap import wrap

_ITEM = re.compile(r"(?:[-*]|\d+\.) +")
_LINK = re.compile(r"\[(?P<words>[^\]]+)\]\((?P<address>[^)]+)\)")


def paragraphs(markdown: str, width: int) -> str:
    """Paragraphs and lists wrapped to `width` columns, addresses of links in brackets; tables stay as they are."""
    text = _LINK.sub(r"\g<words> (\g<address>)", markdown)
    return "\n\n".join("\n".join(_block(block, width)) for block in re.split(r"\n(?:[ \t]*\n)+", text))


def _block(block: str, width: int) -> Iterator[str]:
    lines = block.splitlines()
    if lines[0].lstrip().startswith("|"):
        yield from lines
        return
    for item in _items(lines):
        sign = _ITEM.match(item)
        lead = sign[0] if sign else ""
        first, *rest = wrap(item[len(lead) :], width - len(lead))
        yield lead + first
        yield from (" " * len(lead) + line for line in rest)


def _items(lines: list[str]) -> Iterator[str]:
    """The items of a list, each as one string; a paragraph is one item."""
    item: list[str] = []
    for line in lines:
        if _ITEM.match(line) and item:
            yield " ".join(item)
            item = []
        item.append(line.strip())
    yield " ".join(item)
