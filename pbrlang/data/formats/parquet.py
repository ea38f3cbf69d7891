"""Parquet files."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from pbrlang.data.errors import BrokenFile, DataDiagnostic, MissingLibrary
from pbrlang.data.formats.sheet import Record, Sheet, is_blank
from pbrlang.data.stored import (
    DOUBLE_FIGURES,
    HALF_FIGURES,
    NO,
    SINGLE_FIGURES,
    YES,
    Cell,
    Stored,
    binary_number,
    plain,
    stored_date,
    stored_moment,
)
from pbrlang.diagnostics import DataPlace

_BATCH = 16_384
_SECONDS = 86_400
_PER_SECOND = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
_EPOCH = date(1970, 1, 1)

Cells = Callable[[Any], Iterable[Cell]]
"""The cells of a column of one batch."""


def read_parquet(path: Path) -> Sheet | DataDiagnostic:
    """A Parquet file, batch by batch; its records are counted from 1. Numbers keep their exact value."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile
    except ImportError:
        return MissingLibrary(DataPlace(path.name, 0), "pyarrow")
    with path.open("rb") as written:
        try:
            return _read(ParquetFile(written), path.name)
        except (pa.ArrowException, OSError, UnicodeDecodeError):
            advice = "write the file again, or save it as CSV"
            return BrokenFile(DataPlace(path.name, 0), "a Parquet file", advice)


def _read(file: Any, name: str) -> Sheet:
    numbered: list[tuple[int, Record]] = []
    readers = [_cells_of(each.type) for each in file.schema_arrow]
    before = 0
    for batch in file.iter_batches(_BATCH):
        columns = [read(column) for read, column in zip(readers, batch.columns, strict=True)]
        records = ([*cells] for cells in zip(*columns, strict=True))
        numbered += [each for each in enumerate(records, before + 1) if not is_blank(each[1])]
        before += batch.num_rows
    return Sheet(name, tuple(heading.strip() for heading in file.schema_arrow.names), 0, numbered)


def _cells_of(kind: Any) -> Cells:
    """How the cells of a column of an Arrow type are read."""
    from pyarrow import types

    if types.is_dictionary(kind):
        inner = _cells_of(kind.value_type)
        return lambda column: inner(column.dictionary_decode())
    if types.is_floating(kind):
        return _floating({16: HALF_FIGURES, 32: SINGLE_FIGURES, 64: DOUBLE_FIGURES}[kind.bit_width])
    if types.is_timestamp(kind):
        return _timestamps(kind)
    if types.is_date(kind):
        return _days
    plainly = (
        (lambda of: types.is_string(of) or types.is_large_string(of) or types.is_string_view(of), str),
        (types.is_integer, str),
        (types.is_decimal, lambda value: plain(str(value))),
        (types.is_boolean, lambda value: YES if value else NO),
    )
    read = next((read for test, read in plainly if test(kind)), None)
    return _each(read) if read else _unread(kind)


def _each(read: Callable[[Any], Cell]) -> Cells:
    return lambda column: ["" if value is None else read(value) for value in column.to_pylist()]


def _unread(kind: Any) -> Cells:
    """Cells of a type that no column takes; it is shown in the place of their values."""
    hint = "a column of that type holds no single text, number or date: store one value in each record"
    held = Stored(f"({kind})", hint)
    return lambda column: [held if valid else "" for valid in column.is_valid().to_pylist()]


def _floating(figures: int) -> Cells:
    """Each number by the shortest decimal that stands for it."""

    def read(column: Any) -> list[Cell]:
        from pyarrow import string

        return ["" if text is None else binary_number(text, figures) for text in column.cast(string()).to_pylist()]

    return read


def _timestamps(kind: Any) -> Cells:
    """Each timestamp that is a midnight, in its own time zone if it has one, as a date."""
    per_second = _PER_SECOND[kind.unit]

    def cell(ticks: int) -> Cell:
        seconds, part = divmod(ticks, per_second)
        days, seconds = divmod(seconds, _SECONDS)
        return stored_moment(f"{_on(days).text} {timedelta(seconds=seconds)}") if seconds or part else _on(days)

    def read(column: Any) -> list[Cell]:
        from pyarrow import compute, int64

        local = column if kind.tz in (None, "UTC") else compute.local_timestamp(column)
        return ["" if ticks is None else cell(ticks) for ticks in local.cast(int64()).to_pylist()]

    return read


def _days(column: Any) -> list[Cell]:
    from pyarrow import date32, int32

    return ["" if days is None else _on(days) for days in column.cast(date32()).cast(int32()).to_pylist()]


def _on(days: int) -> Stored:
    """The day that lies so many days after the first of 1970."""
    try:
        return stored_date(_EPOCH + timedelta(days=days))
    except OverflowError:
        return Stored(f"{days} days after 1970-01-01", "it is beyond the calendar: store a date")
