"""From what a file holds to a relation of a contract's table, in which each cell has its value."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from pbrlang.data.sifting import Spoiled
from pbrlang.diagnostics import DataPlace
from pbrlang.engines.loading.cells import Readings, read_others, whole
from pbrlang.engines.loading.plain import TEXT, Plain, literal, sql_type
from pbrlang.engines.loading.sources import Sorted, Source
from pbrlang.engines.loading.spool import create_from
from pbrlang.engines.naming import FILE, ROW, column, quoted, relation
from pbrlang.ir.tables import Field, Table
from pbrlang.source import Span

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

Words = tuple[str, Mapping[str, str]]
Extreme = int | date
BAD = "_bad"
"""Of a row that is still to be linked: 0 where it is good so far, 1 where it is not, 2 where its key is unknown too."""


class NotAsExpected(Exception):
    """The database does not find the rows in a file that its bytes show."""


@frozen
class Made:
    """What holds the rows of a table: `name`, not yet quoted, has a column for each field and `ROW`.

    Where `has_bad`, it has `BAD` too; else every row is good so far. `read` counts the records of the file.
    """

    table: Table
    file: str
    name: str
    read: int
    has_bad: bool
    is_view: bool = False


def made_at_once(connection: "Connection", source: Source) -> Made | None:
    """The relation of a file all of whose cells are plain; none if there is another cell or a blank record.

    Raises NotAsExpected if the rows are not those of the file.
    """
    fields = source.fields()
    odd = f"NOT ({' AND '.join(_is_plain(source, number) for number in range(len(fields)))})"
    if all(field.optional for field in source.table.fields):
        odd += f" OR {source.is_blank()}"
    if source.table.lasts:
        named = {field.name: each.value for field, (_, _, each) in zip(source.table.fields, fields, strict=True)}
        odd += f" OR coalesce({named[source.table.lasts.end]} < {named[source.table.lasts.start]}, false)"
    if source.row and all(each.ready for _, _, each in fields):
        return _view(connection, source, odd)
    values = [
        # What is held as text is tried, and becomes null; a number that is too long must not be multiplied.
        f"{each.value if kind == TEXT else guarded(each)} AS {quoted(column(field.name))}"
        for field, (_, kind, each) in zip(source.table.fields, fields, strict=True)
    ]
    row = [f"{source.row} AS {quoted(ROW)}"] if source.row else []
    name = f"_plain {relation(source.table.name)}"
    select = f"SELECT {', '.join([*row, *values])}, {odd} AS {quoted(BAD)} FROM {source.scan}"
    _scan(connection, f"CREATE TABLE {quoted(name)} AS {select}")
    count, odd_ones = _one(connection, f"SELECT count(*), count_if({quoted(BAD)}) FROM {quoted(name)}")
    if odd_ones or count != (count if source.expected is None else source.expected):
        connection.execute(f"DROP TABLE {quoted(name)}")
        if not odd_ones:
            raise NotAsExpected
        return None
    connection.execute(f"ALTER TABLE {quoted(name)} DROP COLUMN {quoted(BAD)}")
    if source.row:
        return Made(source.table, source.file, name, count, has_bad=False)
    counted = f"_counted {relation(source.table.name)}"
    connection.execute(
        f"CREATE VIEW {quoted(counted)} AS SELECT *, rowid + {source.first} AS {quoted(ROW)} FROM {quoted(name)}"
    )
    return Made(source.table, source.file, counted, count, has_bad=False, is_view=True)


def guarded(each: Plain) -> str:
    """The value of a plain cell; null for any other."""
    return f"CASE WHEN {each.test} THEN {each.value} END"


def _view(connection: "Connection", source: Source, odd: str) -> Made | None:
    """A file that holds its values as they are wanted is not copied at all."""
    count, odd_ones = _one(connection, f"SELECT count(*), count_if({odd}) FROM {source.scan}")
    if odd_ones:
        return None
    name = f"_plain {relation(source.table.name)}"
    values = [
        f"{each.value} AS {quoted(column(field.name))}"
        for field, (_, _, each) in zip(source.table.fields, source.fields(), strict=True)
    ]
    select = f"SELECT {source.row} AS {quoted(ROW)}, {', '.join(values)} FROM {source.scan}"
    connection.execute(f"CREATE VIEW {quoted(name)} AS {select}")
    return Made(source.table, source.file, name, count, has_bad=False, is_view=True)


def _is_plain(source: Source, number: int) -> str:
    field = source.table.fields[number]
    at, _, plain = source.fields()[number]
    return f"({at} IS NULL OR {plain.test})" if field.optional else plain.test


def made_cell_by_cell(connection: "Connection", source: Source, words: Words) -> Made:
    """The relation of a file some of whose cells the interpreter's reader has to read."""
    name = relation(source.table.name)
    source = _held(connection, source)
    tests: list[str] = []
    key_tests: list[str] = []
    values, joins = [], []
    for number, (field, found) in enumerate(zip(source.table.fields, source.fields(), strict=True)):
        at, _, plain = found
        others = read_others(connection, f"_read {name} {number}", source.scan, found, field, words)
        value, bad = plain.value, "false"
        if others:
            at_other = f"r{number}"
            joins.append(f"LEFT JOIN {quoted(others.name)} {at_other} ON {at_other}.cell = {at} AND NOT {plain.test}")
            value, bad = f"{at_other}.value", f"{at_other}.bad"
        blank = "false" if field.optional else "true"
        test = f"CASE WHEN {plain.test} THEN false WHEN {at} IS NULL THEN {blank} ELSE {bad} END"
        kind = others.kind if others else plain.kind
        otherwise = f" ELSE {value}" if others else ""
        values.append(
            f"CASE WHEN {plain.test} THEN CAST({plain.value} AS {kind}){otherwise} END AS {quoted(column(field.name))}"
        )
        (key_tests if field.name in source.table.key else tests).append(test)
    inner = ", ".join(
        [
            f"{source.row} AS {quoted(ROW)}",
            *values,
            f"({' OR '.join(key_tests or ['false'])}) AS _key_bad",
            f"({' OR '.join(tests or ['false'])}) AS _other_bad",
        ]
    )
    early = _ends_early(source.table)
    made = f"_read {name}"
    fields = ", ".join(quoted(column(each.name)) for each in source.table.fields)
    connection.execute(
        f"CREATE TABLE {quoted(made)} AS SELECT {quoted(ROW)}, {fields}, "
        f"CAST(CASE WHEN _key_bad THEN 2 WHEN _other_bad OR {early} THEN 1 ELSE 0 END AS TINYINT) AS {quoted(BAD)} "
        f"FROM (SELECT {inner} FROM {source.scan} {' '.join(joins)} WHERE NOT {source.is_blank()})"
    )
    [count] = _one(connection, f"SELECT count(*) FROM {quoted(made)}")
    return Made(source.table, source.file, made, count, has_bad=True)


def _ends_early(table: Table) -> str:
    if table.lasts is None:
        return "false"
    start, end = (quoted(column(each)) for each in (table.lasts.start, table.lasts.end))
    return f"coalesce({end} < {start}, false)"


def _held(connection: "Connection", source: Source) -> Source:
    """The same source with its rows in the database, so that it is read once and its rows are counted."""
    if source.row:
        return source
    name = f"_raw {relation(source.table.name)}"
    _scan(connection, f"CREATE TEMP TABLE {quoted(name)} AS SELECT * FROM {source.scan}")
    [count] = _one(connection, f"SELECT count(*) FROM {quoted(name)}")
    if count != source.expected:
        connection.execute(f"DROP TABLE {quoted(name)}")
        raise NotAsExpected
    return evolve(source, scan=quoted(name), row=f"{quoted(name)}.rowid + {source.first}")


def made_from_rows(connection: "Connection", sorted_: Sorted) -> Made:
    """The relation of the rows that Python has read; of bad ones whose key is known it has the key alone."""
    table, sifted = sorted_.table, sorted_.sifted
    name = f"_sorted {relation(table.name)}"
    types = {column(each.name): sql_type(each) for each in table.fields}
    wide = {each.name for each in table.fields if types[column(each.name)] == "BIGINT" and _is_wide(each, sorted_)}
    types |= {column(each): "HUGEINT" for each in wide}
    good = (
        [_number(row.place), 0, *(whole(row.values[each.name], each) for each in table.fields)] for row in sifted.rows
    )
    bad = ([_number(each.place), 1, *_key_alone(each)] for each in sifted.spoiled if each.key is not None)
    create_from(connection, name, {ROW: "BIGINT", BAD: "TINYINT"} | types, chain(good, bad), temp=False)
    return Made(table, sorted_.sheet.file, name, sorted_.sheet.count, has_bad=True)


def _key_alone(spoiled: Spoiled) -> Iterator[object]:
    known = dict(zip(spoiled.table.key, spoiled.key or (), strict=True))
    return (whole(known.get(each.name), each) for each in spoiled.table.fields)


def _is_wide(field: Field, sorted_: Sorted) -> bool:
    """Whether some number of a field is too long for the usual type."""
    sifted = sorted_.sifted
    keys = (dict(zip(each.table.key, each.key or (), strict=False)).get(field.name) for each in sifted.spoiled)
    numbers = (whole(each, field) for each in chain((row.values[field.name] for row in sifted.rows), keys))
    return any(isinstance(each, int) and not -(2**63) <= each < 2**63 for each in numbers)


def _number(place: DataPlace | Span) -> int:
    return place.row if isinstance(place, DataPlace) else place.line


def finished(connection: "Connection", made: Made, faulty: bool) -> None:
    """Make the relation of a table, of its good rows alone; `faulty` rows are in a table of their own."""
    fields = ", ".join(quoted(column(each.name)) for each in made.table.fields)
    where = f" WHERE {quoted(ROW)} NOT IN (FROM {quoted(faulty_name(made.table))})" if faulty else ""
    connection.execute(
        f"CREATE VIEW {quoted(relation(made.table.name))} AS SELECT {fields}, {quoted(ROW)}, "
        f"{literal(made.file)} AS {quoted(FILE)} FROM {quoted(made.name)}{where}"
    )


def faulty_name(table: Table) -> str:
    """What holds the numbers of a table's rows that must not be used."""
    return f"_faulty {relation(table.name)}"


def _scan(connection: "Connection", query: str) -> None:
    """Read a file; NotAsExpected where the database cannot take it apart."""
    from duckdb import InvalidInputException

    try:
        connection.execute(query)
    except InvalidInputException as wrong:
        raise NotAsExpected from wrong


def _one(connection: "Connection", query: str) -> tuple[Any, ...]:
    found = connection.execute(query).fetchone()
    if found is None:
        raise TypeError("a count gives a row")
    return found


__all__ = ["BAD", "Extreme", "Made", "NotAsExpected", "Readings", "Words"]
