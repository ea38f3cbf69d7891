"""What may be blank in a reading: the field itself, or a reference on the way to it."""

from collections.abc import Iterable, Iterator

from pbrlang.ir.expressions import Apply, Choose, DayOf, Expr, FieldOf, FirstDay, ValueOf, WordOf
from pbrlang.ir.program import Program
from pbrlang.names.homes import (
    CONTRACT,
    ByMembership,
    ByReference,
    ByWord,
    Home,
    LineHome,
    PairHome,
    Path,
    TableHome,
    ToElement,
    ToPair,
    ToPart,
    rows_of,
    steps_of,
)

Place = tuple[Path, str, bool]
"""A field, with the way to the row that has it, and whether it is blank only while it is still to come."""


def optional_steps(program: Program, home: Home, reading: FieldOf | ValueOf | WordOf, ends: bool) -> Iterator[Place]:
    """The fields that a reading meets and that may be blank, in the order in which it meets them.

    With `ends` the end of what lasts is among them.
    """
    yield from _on_the_way(program, home, reading.path)
    if isinstance(reading, FieldOf):
        own = program.tables[reading.table]
        field = own.by_name.get(reading.field)
        later = ends and own.lasts is not None and own.lasts.end == reading.field
        if field is not None and (field.optional or later):
            yield reading.path, reading.field, not field.optional
    if isinstance(reading, ValueOf) and gives_blank(program, reading):
        yield reading.path, reading.definition, False


def gives_blank(program: Program, expr: Expr, seen: frozenset[str] = frozenset()) -> bool:
    """Whether an expression by itself may be blank though no field is: a day that may never come, or of no cohort."""
    match expr:
        case FirstDay():
            return True
        case DayOf():
            return any(isinstance(step, ByMembership) for step in steps_of(expr.path))
        case Choose():
            return gives_blank(program, expr.then, seen) or gives_blank(program, expr.otherwise, seen)
        case ValueOf() if expr.definition in program.definitions and expr.definition not in seen:
            return gives_blank(program, program.definitions[expr.definition].body, seen | {expr.definition})
        case _:
            return False


def _on_the_way(program: Program, home: Home, path: Path) -> Iterator[Place]:
    """The fields that may be blank by which a way goes on."""
    for number, step in enumerate(path):
        if isinstance(step, ToElement):
            home = program.clauses[step.clause].home
        elif isinstance(step, ToPart) and isinstance(home, PairHome):
            home = home.parts[step.number]
        elif isinstance(step, ToPair):
            for way in step.ways:
                yield from _on_the_way(program, home, way)
        elif isinstance(step, ByReference | ByWord):
            table = program.tables.get(_table(program, home))
            field = table.by_name.get(step.field) if table is not None else None
            if field is not None and field.optional:
                yield path[:number], step.field, False
            home = TableHome(field.refers_to or "") if field is not None else CONTRACT


def known_readings(conditions: Iterable[Expr]) -> Iterator[Expr]:
    """What some conditions say is not blank, and fields that are given as they are."""
    for each in conditions:
        if isinstance(each, FieldOf | FirstDay | DayOf):
            yield each
        if isinstance(each, Apply) and each.operation == "not blank":
            yield each.arguments[0]


def places(readings: Iterable[Expr]) -> set[tuple[Path, str]]:
    """The way and the name of each field or defined value among some readings."""
    known = list(readings)
    fields = {(each.path, each.field) for each in known if isinstance(each, FieldOf)}
    return fields | {(each.path, each.definition) for each in known if isinstance(each, ValueOf)}


def _table(program: Program, home: Home) -> str:
    """The table of which a home has rows, or none."""
    if isinstance(home, LineHome):
        return _table(program, program.clauses[home.clause].home)
    rows = rows_of(home)
    return rows.table if rows is not None else ""
