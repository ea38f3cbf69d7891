"""The rows that a row leads to by its references, one after another."""

from collections.abc import Iterator

from pbrlang.data.matching import name_key
from pbrlang.data.rows import Row
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Field, Table

Way = tuple[Field, ...]
"""Reference fields, each of the table that the one before it leads to."""


def ways(program: Program, table: Table, seen: tuple[str, ...] = ()) -> Iterator[Way]:
    """Every way from a table to others that passes no table twice."""
    seen = (*seen, table.name)
    for field in table.fields:
        if field.refers_to is not None and field.refers_to not in seen:
            yield (field,)
            for rest in ways(program, program.tables[field.refers_to], seen):
                yield (field, *rest)


def way_called(program: Program, table: Table, name: str) -> Way | None:
    """The way of a reference field's name; else the only one to a table of that name, or to one with such a key."""
    for field in table.fields:
        if field.refers_to is not None and name_key(field.name) == name_key(name):
            return (field,)
    every = list(ways(program, table))
    for called in (_table_name, _key_name):
        found = [way for way in every if name_key(called(program, way)) == name_key(name)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def target(program: Program, way: Way) -> Table:
    """The table that a way leads to."""
    return program.tables[way[-1].refers_to or ""]


def follow(row: Row, way: Way) -> Row | None:
    """The row that a way leads to; nothing where a blank breaks it off."""
    here: Row | None = row
    for field in way:
        here = here.links.get(field.name) if here is not None else None
    return here


def names_of_ways(program: Program, table: Table) -> tuple[str, ...]:
    """What the ways from a table may be called: the fields of the table, and other tables that one way leads to."""
    own = [way[0].name for way in ways(program, table) if len(way) == 1]
    further = [_table_name(program, way) for way in ways(program, table) if len(way) > 1]
    return (*own, *(each for each in dict.fromkeys(further) if way_called(program, table, each) and each not in own))


def _table_name(program: Program, way: Way) -> str:
    return target(program, way).name


def _key_name(program: Program, way: Way) -> str:
    return " and ".join(target(program, way).key)
