"""JSON lines: an object on each line, whose names are the headings."""

import json
from pathlib import Path
from typing import Any

from pbrlang.data.errors import BrokenRecord, DataDiagnostic, UnreadableCharacters, UnreadableNumber
from pbrlang.data.formats.sheet import Record, Sheet, is_blank
from pbrlang.data.stored import NO, YES, Cell, Stored
from pbrlang.diagnostics import DataPlace

_MARK = b"\xef\xbb\xbf"
_SHOWN = 200


class _Pairs(list[tuple[str, Any]]):
    """The names and values of one object, repeated ones among them."""


class _BadLineError(Exception):
    """Why a line cannot be read, as the end of a sentence."""


def read_json_lines(path: Path) -> Sheet | DataDiagnostic:
    """A file with one object on each line, in UTF-8; the names in all objects, taken together, are the headings.

    A name that an object leaves out is a blank cell, as `null` is. Numbers are the text that was written.
    """
    positions: dict[str, int] = {}
    numbered: list[tuple[int, Record]] = []
    broken: list[DataDiagnostic] = []
    with path.open("rb") as file:
        for number, written in enumerate(file, 1):
            try:
                line = (written.removeprefix(_MARK) if number == 1 else written).decode().strip()
            except UnicodeDecodeError:
                return UnreadableCharacters(DataPlace(path.name, 0), number)
            if not line:
                continue
            try:
                record = _record(_pairs(line), positions)
            except _BadLineError as why:
                broken.append(BrokenRecord(DataPlace(path.name, number, None, line[:_SHOWN]), str(why)))
                continue
            if not is_blank(record):
                numbered.append((number, record))
    if broken and not positions:
        return broken[0]
    for _, record in numbered:
        record.extend([""] * (len(positions) - len(record)))
    return Sheet(path.name, tuple(name.strip() for name in positions), 0, numbered, broken)


def _pairs(line: str) -> _Pairs:
    try:
        found = json.loads(
            line, parse_int=_figure, parse_float=_figure, parse_constant=_no_number, object_pairs_hook=_Pairs
        )
    except (ValueError, RecursionError):
        raise _BadLineError("is not JSON") from None
    if not isinstance(found, _Pairs):
        raise _BadLineError("is not an object")
    names = [name for name, _ in found]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise _BadLineError(f"has `{twice}` twice")
    if "\\u" in line and not _is_text(found):
        raise _BadLineError("has half of a character, which is no text")
    return found


def _is_text(pairs: _Pairs) -> bool:
    """Whether all that is written can be written again; an escape can stand for half of a character."""
    try:
        "".join(part for pair in pairs for part in pair if isinstance(part, str)).encode()
    except UnicodeEncodeError:
        return False
    return True


def _record(pairs: _Pairs, positions: dict[str, int]) -> Record:
    """The cells of one object under the headings known so far, to which its new names are added."""
    for name, _ in pairs:
        positions.setdefault(name, len(positions))
    record: Record = [""] * len(positions)
    for name, value in pairs:
        record[positions[name]] = _cell(value)
    return record


def _cell(value: object) -> Cell:
    match value:
        case str() | Stored():
            return value
        case None:
            return ""
        case bool():
            return YES if value else NO
        case _Pairs():
            return Stored("{…}", "it holds an object: write one value")
        case _:
            return Stored("[…]", "it holds a list: write one value, and a row for each where there are several")


def _figure(written: str) -> Cell:
    if "e" not in written.lower():
        return written
    return Stored(written, "write the number in full, without an exponent", fault=UnreadableNumber)


def _no_number(written: str) -> Cell:
    return Stored(written, "it is no number; where nothing is known, write `null`")
