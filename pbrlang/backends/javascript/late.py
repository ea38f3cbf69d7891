"""How a module settles a contract of which something becomes known late."""

from pbrlang.backends.common.layout import flat
from pbrlang.backends.common.scope import Scope
from pbrlang.ir.lateness import is_recorded, pays_alone


def late(scope: Scope, kinds: str) -> list[str]:
    """The body of the function that settles: statements one after the other, each from what was known on its day."""
    program, naming, lowered = scope.program, scope.naming, scope.lowered
    words = scope.language.words
    tables = [f"        {flat(words(name))}: rows.{naming.tables[name].rows}," for name in program.tables]
    read = [f"        {each.rows}: found.get({each.row})," for each in naming.tables.values()]
    again = "new Books(data, on, settledTo, books.found)"
    ends = f"    const termEnded = (books) => ended(BREAKS, books.asAt, (on) => {again});"
    made = f"booksOn, settledTo, CLAUSES, {scope.calendar(program.terms.step)}"
    stays = [flat(words(name)) for name, each in program.clauses.items() if each.to_date == "not taken back"]
    made += ", termEnded" if lowered.breaks else ", undefined" if stays else ""
    made += f", [{', '.join(stays)}]" if stays else ""
    return [
        f"    const found = makeRows([{kinds}], data);",
        "    const settledTo = lesser(asAt, data.completeTo);",
        f"    const booksOn = (day) => new Books(data, day, settledTo, {_known(scope, kinds, 'day')});",
        "    const tables = (rows) => ({",
        *tables,
        "    });",
        "    const all = {",
        *read,
        "        completeTo: data.completeTo,",
        "    };",
        *([f"    const changes = [{', '.join(_changes(scope))}];"] if pays_alone(program) else []),
        *([ends] if lowered.breaks else []),
        f"    const late = new LateStatements({made});",
        f"    return lateSettlement(late, TERMS, TERM, tables, all, asAt{', changes' if pays_alone(program) else ''});",
    ]


def books(scope: Scope, kinds: str) -> list[str]:
    """The head of the class of what has been worked out, where something becomes known late."""
    default = _known(scope, kinds, "asAt").replace("found", f"makeRows([{kinds}], data)")
    return [
        "export class Books extends KnownWorkings {",
        f"    constructor(data, asAt, settledTo = asAt, found = {default}) {{",
        "        super(asAt, settledTo);",
        "        this.found = found;",
    ]


def _known(scope: Scope, kinds: str, day: str) -> str:
    return f"rowsKnown([{kinds}], found, {day})" if is_recorded(scope.program) else "found"


def _changes(scope: Scope) -> list[str]:
    """What gives the days on which something becomes known."""
    days = [f"...{scope.naming.figures[key]}.published" for key in scope.lowered.figures if key in scope.figures]
    for table in scope.program.tables.values():
        if table.recorded:
            names = scope.naming.tables[table.name]
            days.append(f"...all.{names.rows}.map((row) => row.{names.fields[table.recorded]} ?? EVER)")
    return days
