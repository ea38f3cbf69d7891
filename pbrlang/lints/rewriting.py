"""Parts of a contract's text that an edit takes out."""

from pbrlang.diagnostics import Edit
from pbrlang.lints.design import Design
from pbrlang.source import Span
from pbrlang.syntax.tree.base import Node
from pbrlang.syntax.tree.block import Block


def whole_lines(span: Span) -> Span:
    """The lines on which a place stands, with the end of the last."""
    text = span.source.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(span.source, start, len(text) if end < 0 else end + 1, span.clause)


def without_item(item: Node, word: str) -> tuple[Edit, ...]:
    """The edit that takes out an item that begins with a word; nothing where something else shares its lines."""
    lines = whole_lines(item.span)
    own = lines.text.strip()
    alone = own.startswith(word) and own.removeprefix(word).strip() in (item.span.text.strip(), _after(item, word))
    return (Edit(f"leave out `{word}`", lines, ""),) if alone else ()


def _after(item: Node, word: str) -> str:
    return item.span.text.strip().removeprefix(word).strip()


def block_of(design: Design, clause: str) -> Block | None:
    """The block of the text that has a number."""
    return next((each for each in design.blocks(Block) if each.number == clause), None)


def without_block(design: Design, clause: str) -> tuple[Edit, ...]:
    """The edit that takes out the block of a number."""
    block = block_of(design, clause)
    return (Edit("leave it out", whole_block(block), ""),) if block is not None else ()


def whole_block(block: Block) -> Span:
    """The lines of a block: its header and all that stands further in below it."""
    head = whole_lines(block.span)
    text, end = head.source.text, head.end
    indent = _indent(head.text)
    for line in text[end:].splitlines(keepends=True):
        if line.strip() and _indent(line) <= indent:
            break
        end += len(line)
    return Span(head.source, head.start, end, head.clause)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
