"""Rows that a contract itself gives, in its worked examples."""

from collections.abc import Mapping, Sequence

from pbrlang.data.cells import CellReader, Misread, column_reader
from pbrlang.data.checks import data_place, ends_early
from pbrlang.data.columns import match_columns
from pbrlang.data.errors import CellFault, MissingColumn, RaggedRow, TwoColumns
from pbrlang.data.linking import link
from pbrlang.data.rows import Row, Value
from pbrlang.ir.tables import Table
from pbrlang.source import Span

Cell = tuple[str, Span]


def read_table(
    table: Table,
    headings: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    symbol: str,
    plurals: Mapping[str, str] | None = None,
) -> tuple[list[Row], list[CellFault]]:
    """Read rows given in the text of a contract by the rules for a file.

    A column that may be blank may be left out; each row is placed by the span of its cells. The
    rows are not linked: see `link_given`.
    """
    positions, faults = _positions(table, headings)
    if positions is None:
        return [], faults
    readers = {
        each.name: column_reader(each, symbol, plurals) if each.name in positions else None for each in table.fields
    }
    read = []
    for cells in rows:
        span = cells[0][1].to(cells[-1][1]) if cells else headings[0][1]
        if len(cells) != len(headings):
            faults.append(CellFault(span, RaggedRow(data_place(span), len(cells), len(headings))))
            continue
        values, wrong = _values(readers, positions, cells)
        faults += wrong
        if wrong:
            continue
        row = Row(table, values, span)
        early = ends_early(row)
        if early:
            faults.append(CellFault(span, early))
        else:
            read.append(row)
    return read, faults


def link_given(rows: Mapping[str, Sequence[Row]]) -> list[CellFault]:
    """Link the rows given for several tables, by table name; tells repeated keys and references that lead nowhere."""
    return [
        CellFault(keyed.place, fault)
        for keyed, fault in link(rows, searched=dict.fromkeys(rows, "the rows given"))
        if isinstance(keyed.place, Span)
    ]


def _positions(table: Table, headings: Sequence[Cell]) -> tuple[dict[str, int] | None, list[CellFault]]:
    whole = headings[0][1].to(headings[-1][1])
    columns = match_columns(table, [text.strip() for text, _ in headings], data_place(whole))
    faults = []
    for each in columns.faults:
        if not (isinstance(each.fault, MissingColumn) and each.fault.optional):
            span = whole if each.position is None else headings[each.position][1]
            faults.append(CellFault(span, each.fault))
    useless = any(isinstance(each.fault, MissingColumn | TwoColumns) for each in faults)
    return None if useless else columns.positions, faults


def _values(
    readers: Mapping[str, CellReader | None], positions: Mapping[str, int], cells: Sequence[Cell]
) -> tuple[dict[str, Value], list[CellFault]]:
    values: dict[str, Value] = {}
    faults = []
    for name, read in readers.items():
        if read is None:
            values[name] = None
            continue
        text, span = cells[positions[name]]
        value = read(text)
        if isinstance(value, Misread):
            place = data_place(span, name, text)
            faults.append(CellFault(span, value.fault(place, value.expected, value.hint)))
        else:
            values[name] = value
    return values, faults
