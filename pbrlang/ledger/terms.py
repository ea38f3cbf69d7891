"""What a contract's text says: without comments, blank space and worked examples; and how two texts differ."""

import re

from attrs import frozen

from pbrlang.source import Source
from pbrlang.syntax.layout.blocks import RawBlock, RawItem, first_word, read_layout
from pbrlang.syntax.tree.base import Grid

EVIDENCE = frozenset(("example", "always", "scenario"))
"""Blocks that state no right: they show what the others come to."""

VARIATION = "variation"
"""The block by which the parties change a contract that runs."""

_DEFINED = re.compile(r" (?:means|for each) ")


@frozen
class Block:
    """One block: its first word, how a reader would call it, and what it says, a line for each item or row."""

    word: str
    title: str
    number: str | None
    lines: tuple[str, ...]


@frozen
class Difference:
    """A line of one block that stands in only one of two texts: `was` or `now` is empty where it is missing."""

    block: str
    was: str
    now: str


def terms_of(text: str) -> tuple[Block, ...]:
    """The blocks of a contract's text that state rights, in their order."""
    blocks, _ = read_layout(Source.of("contract", text))
    return tuple(_block(each) for each in blocks if first_word(each.header.text) not in EVIDENCE)


def _block(raw: RawBlock) -> Block:
    header = _plain(raw.header.text)
    title = _DEFINED.split(header)[0] if raw.keyword == "definition" else header
    return Block(first_word(header), title, raw.number, tuple(_lines(raw)))


def _lines(raw: RawBlock) -> list[str]:
    lines = [_plain(raw.header.text), *_rows(raw.grid)]
    for item in raw.items:
        if isinstance(item, RawItem):
            lines += [_plain(item.text), *_rows(item.grid)]
        else:
            lines += _lines(item)
    return lines


def _rows(grid: Grid | None) -> list[str]:
    if grid is None:
        return []
    return ["| " + " | ".join(_plain(cell.text) for cell in row) + " |" for row in (grid.heading, *grid.rows)]


def _plain(text: str) -> str:
    return " ".join(text.split())


def without_evidence(text: str) -> str:
    """A text with its worked examples and properties blanked, each other line where it was."""
    source = Source.of("contract", text)
    blocks, _ = read_layout(source)
    starts = [each.header.span.start for each in blocks] + [len(source.text)]
    parts = [source.text[: starts[0]]]
    for each, start, end in zip(blocks, starts, starts[1:], strict=False):
        here = source.text[start:end]
        parts.append("\n" * here.count("\n") if first_word(each.header.text) in EVIDENCE else here)
    return "".join(parts)


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """What a later text changes in an earlier one, other than by adding variations; empty if nothing.

    Of a variation that the earlier text has, nothing may be changed either.
    """
    from difflib import SequenceMatcher

    old, new = terms_of(before), terms_of(after)
    known = set(old)
    new = tuple(each for each in new if each.word != VARIATION or each in known)
    if [each.lines for each in old] == [each.lines for each in new]:
        return ()
    found: list[Difference] = []
    matcher = SequenceMatcher(None, [each.lines for each in old], [each.lines for each in new], autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            found += _between(old[first:last], new[start:end])
    return tuple(found)


def _between(old: tuple[Block, ...], new: tuple[Block, ...]) -> list[Difference]:
    """Blocks with the same header are compared line by line, the others are taken out and put in."""
    found: list[Difference] = []
    left = list(new)
    for block in old:
        same = next((each for each in left if each.title == block.title), None)
        if same is None:
            found.append(Difference(_called(block), block.title, ""))
        else:
            left.remove(same)
            found += _within(block, same)
    found += [Difference(_called(block), "", block.title) for block in left]
    return found or [Difference(_called(block), block.title, "in another place") for block in old]


def _within(old: Block, new: Block) -> list[Difference]:
    from difflib import SequenceMatcher

    found = []
    matcher = SequenceMatcher(None, old.lines, new.lines, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            was, now = list(old.lines[first:last]), list(new.lines[start:end])
            size = max(len(was), len(now))
            pairs = zip(was + [""] * (size - len(was)), now + [""] * (size - len(now)), strict=True)
            found += [Difference(_called(old), *pair) for pair in pairs]
    return found


def _called(block: Block) -> str:
    return f"clause {block.number}, `{block.title}`" if block.number else f"`{block.title}`"
