"""What a sheet of a workbook says beside its values: which cells are merged, which formulas have no result."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import IO
from xml.etree.ElementTree import Element, iterparse

from attrs import frozen

_CHUNK = 1 << 20
_TELLING = re.compile(rb"[<:](?:f|mergeCell)[\s/>]")
_LONGEST_TELLING = len(b"<mergeCell>")


@frozen(eq=False)
class Marks:
    """By row: the first and last column of each stretch of merged cells, and formulas without a result by column."""

    merged: Mapping[int, list[tuple[int, int]]]
    unfilled: Mapping[int, dict[int, str]]


def may_have_marks(part: IO[bytes]) -> bool:
    """Whether the XML of a sheet may have any; to look for their names is far quicker than to read it."""
    before = b""
    while chunk := part.read(_CHUNK):
        if _TELLING.search(before + chunk) or b"\0" in chunk:  # noughts: two bytes stand for each character
            return True
        before = chunk[-_LONGEST_TELLING:]
    return False


def marks_in(part: IO[bytes]) -> Marks:
    """Look through the XML of a sheet, keeping nothing else of it in memory."""
    merged: dict[int, list[tuple[int, int]]] = defaultdict(list)
    unfilled: dict[int, dict[int, str]] = defaultdict(dict)
    row = column = 0
    for event, element in iterparse(part, events=("start", "end")):
        match event, element.tag.rpartition("}")[2]:
            case "start", "row":
                row, column = int(element.get("r") or row + 1), 0
            case "end", "c":
                column = _column(element.get("r", "")) or column + 1
                formula = _unfilled(element)
                if formula is not None:
                    unfilled[row][column] = formula
            case "end", "row":
                element.clear()
            case "end", "mergeCell":
                _merge(element.get("ref", ""), merged)
            case _:
                pass
    return Marks(merged, unfilled)


def _unfilled(cell: Element) -> str | None:
    """The formula of a cell that has one and no result; an empty text is a result."""
    children = {child.tag.rpartition("}")[2]: child for child in cell}
    formula, value = children.get("f"), children.get("v")
    if formula is None or cell.get("t") == "str" or (value is not None and value.text):
        return None
    return "=" + (formula.text or "…")


def _merge(reference: str, merged: dict[int, list[tuple[int, int]]]) -> None:
    first, _, last = reference.partition(":")
    for row in range(_row(first), _row(last or first) + 1):
        merged[row].append((_column(first), _column(last or first)))


def _row(reference: str) -> int:
    return int(reference.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$"))


def _column(reference: str) -> int:
    """The number of a cell's column; the letters of `AB7` count in twenty-sixes."""
    number = 0
    for letter in reference:
        if "A" <= letter <= "Z":
            number = number * 26 + ord(letter) - ord("A") + 1
    return number
