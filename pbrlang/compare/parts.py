"""A contract's text as blocks, and each block as its pieces in the order of the text."""

import csv
import io
from collections.abc import Callable, Iterator

from attrs import field

from pbrlang.pipeline import Compilation
from pbrlang.source import Source
from pbrlang.source.late import Late
from pbrlang.syntax.layout import RawBlock, RawItem, read_layout
from pbrlang.syntax.layout.lines import read_lines
from pbrlang.syntax.tree.base import Grid, walk
from pbrlang.syntax.tree.block import Block
from pbrlang.syntax.tree.blocks import ContractText, Given, GivenValues, Outcome, TableFile

HEADER, ITEM, COMMENT, TABLE, FILE = "header", "item", "comment", "table", "file"
_UNSAID = (COMMENT, FILE)
Rows = tuple[tuple[str, ...], ...]


Beside = Callable[[str], str | None]
"""The text of a file that lies beside a contract, by the name written there; nothing where there is none."""


class Piece(metaclass=Late, by_value=True):
    """A header, an item, a comment, a table, or a table in a file that the item before it names.

    It has its words single-spaced, or its rows, of which the first is the heading.
    """

    sort: str
    text: str
    rows: Rows = ()


class Part(metaclass=Late):
    """A block with its pieces. `name` is what others call it by, or what tells it from others of its keyword.

    `kind` is `term` where names of its kind may not be given twice in a contract.
    """

    keyword: str
    kind: str
    name: str
    title: str
    number: str | None
    within: str | None
    pieces: tuple[Piece, ...] = field(factory=tuple)
    inner: tuple[str, ...] = ()
    """The names of the blocks inside an outcome."""

    @property
    def words(self) -> str:
        """All that it says but its own name, comments left out."""
        told = [each.text if not each.rows else _flat(each.rows) for each in self.pieces if each.sort not in _UNSAID]
        whole = " ".join((*told, *self.inner)).removeprefix(self.keyword)
        return whole.replace(self.name, "") if self.name else whole


def _flat(rows: Rows) -> str:
    return " ".join(" ".join(row) for row in rows)


def _nothing_beside(_name: str) -> str | None:
    return None


def parts_of(compilation: Compilation, beside: Beside = _nothing_beside) -> tuple[Part, ...]:
    """The blocks of a contract, those inside an outcome after it, each with its comments and the files it names."""
    source = compilation.source
    raw, _ = read_layout(source)
    nodes = {each.span.start: each for each in walk(compilation.tree) if isinstance(each, Block)}
    flat = list(_flattened(raw, None))
    comments = _comments(source, [block.header.span.start for block, _ in flat])
    files = _files(compilation.tree, beside)
    return tuple(_part(block, within, nodes.get(block.header.span.start), comments, files) for block, within in flat)


def _flattened(raw: tuple[RawBlock, ...], within: str | None) -> Iterator[tuple[RawBlock, str | None]]:
    for block in raw:
        yield block, within
        inner = tuple(each for each in block.items if isinstance(each, RawBlock))
        yield from _flattened(inner, _single_spaced(block.header.text))


def _part(
    raw: RawBlock,
    within: str | None,
    node: Block | None,
    comments: dict[int, list[tuple[int, str]]],
    files: dict[int, Piece],
) -> Part:
    placed = [(raw.header.span.start, Piece(HEADER, _single_spaced(raw.header.text)))]
    placed += _tables(raw.grid)
    for each in raw.items:
        if isinstance(each, RawItem):
            placed.append((each.span.start, Piece(ITEM, _single_spaced(each.text))))
            placed += _tables(each.grid)
            placed += [(start, file) for start, file in files.items() if each.span.start <= start < each.span.end]
    placed += [(start, Piece(COMMENT, text)) for start, text in comments.get(raw.header.span.start, ())]
    pieces = tuple(piece for _, piece in sorted(placed, key=lambda each: each[0]))
    header = _single_spaced(raw.header.text)
    kind, name = _called(node, header)
    keyword = "" if raw.keyword == "definition" else raw.keyword
    title = f"{keyword} {name}".strip() if kind != "other" else header
    inner = tuple(_called(each, "")[1] for each in node.blocks) if isinstance(node, Outcome) else ()
    return Part(keyword, kind, name, title, raw.number, within, pieces, inner)


def _called(node: Block | None, header: str) -> tuple[str, str]:
    """Of what kind a block's name is, and the name."""
    named = getattr(node, "name", None) or getattr(node, "singular", None)
    text = getattr(named, "text", None)
    if node is not None and node.keyword == "contract":
        return "contract", str(text)
    if text is not None:
        return "unit" if node is not None and node.keyword == "unit" else "term", str(text)
    title = getattr(node, "title", None)
    if title is not None:
        return "title", f'"{title}"'
    return "other", header if header.split(maxsplit=1)[0] in ("always", "always:", "accept", "split") else ""


def _files(tree: ContractText, beside: Beside) -> dict[int, Piece]:
    """The tables in files, by where they are named."""
    found = {}
    for node in walk(tree):
        if isinstance(node, TableFile | Given | GivenValues) and node.file is not None:
            rows = tuple(tuple(row) for row in csv.reader(io.StringIO(beside(node.file.text) or "")) if row)
            if rows and len({len(row) for row in rows}) == 1:
                found[node.file.span.start] = Piece(FILE, "", rows)
    return found


def _tables(grid: Grid | None) -> list[tuple[int, Piece]]:
    if grid is None:
        return []
    rows = tuple(tuple(cell.text for cell in row) for row in (grid.heading, *grid.rows))
    return [(grid.span.start, Piece(TABLE, "", rows))]


def _single_spaced(text: str) -> str:
    return " ".join(text.split())


def _comments(source: Source, headers: list[int]) -> dict[int, list[tuple[int, str]]]:
    """The comments by the start of the header of their block; one on lines of its own belongs to what follows it."""
    lines, clean, _ = read_lines(source)
    starts = [line.start for line in lines]
    found: dict[int, list[tuple[int, str]]] = {}
    for number, start in enumerate(source.line_starts, start=1):
        whole = source.line(number)
        at = next((place for place, sign in enumerate(whole) if sign == "#" and clean[start + place] != "#"), None)
        if at is None:
            continue
        offset = start + at
        alone = not whole[:at].strip()
        following = next((each for each in starts if each > offset), None) if alone else None
        owner = following if following in headers else max((each for each in headers if each <= offset), default=None)
        if owner is not None:
            found.setdefault(owner, []).append((offset, _single_spaced(whole[at:])))
    return found
