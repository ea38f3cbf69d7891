"""How a module settles a contract of which something becomes known late."""

from pbrlang.backends.common.layout import flat
from pbrlang.backends.common.scope import Scope
from pbrlang.backends.python.language import Python
from pbrlang.data.linking import reference_fields
from pbrlang.ir.lateness import is_recorded, pays_alone

_PYTHON = Python()
NEVER_BACK = "not taken back"


def late(scope: Scope) -> list[str]:
    """The body of the function that settles: statements one after the other, each from what was known on its day."""
    naming, program, lowered = scope.naming, scope.program, scope.lowered
    rows = ", ".join(f"{_words(name)}: rows.{naming.tables[name].rows}" for name in program.tables)
    known = "known_data(data, known, on)" if is_recorded(program) else "data"
    stays = [name for name, each in program.clauses.items() if each.to_date == NEVER_BACK]
    breaks = "lambda books: ended(BREAKS, books.as_at, lambda on: Books(books.data, on, settled_to)),"
    return [
        "    settled_to = min(day, data.complete_to)",
        *(["    known = known_from(data, HELD)"] if is_recorded(program) else []),
        "    late = LateStatements(",
        f"        lambda on: Books({known}, on, settled_to),",
        "        settled_to,",
        "        CLAUSES,",
        f"        {scope.calendar(program.terms.step)},",
        *([f"        {breaks}"] if lowered.breaks else []),
        *([f"        never_back={{{', '.join(map(_words, stays))}}},"] if stays else []),
        "    )",
        "    return late_settlement(",
        "        late,",
        "        TERMS,",
        "        TERM,",
        f"        lambda rows: {{{rows}}},",
        "        data,",
        "        day,",
        *([f"        {{{', '.join(_changes(scope))}}},"] if pays_alone(program) else []),
        "    )",
    ]


def _changes(scope: Scope) -> list[str]:
    """What gives the days on which something becomes known."""
    published = [f"*{scope.naming.figures[key]}.published" for key in scope.lowered.figures if key in scope.figures]
    return [*published, *(["*known.values()"] if is_recorded(scope.program) else [])]


def known_data(scope: Scope) -> list[str]:
    """What gives the rows that count on a day, where data say when these were recorded."""
    naming, tables = scope.naming, scope.program.tables.values()
    if not is_recorded(scope.program):
        return []
    held = []
    for table in tables:
        names = naming.tables[table.name]
        recorded = f'"{names.fields[table.recorded]}"' if table.recorded else "None"
        refers = ", ".join(
            f'"{names.fields[each.name]}": "{naming.tables[each.refers_to or ""].rows}"'
            for each in reference_fields(table)
        )
        held.append(f'    HeldRows("{names.rows}", {recorded}, {{{refers}}}),')
    many = [each.rows for each in naming.tables.values()]
    return [
        "HELD = (",
        *held,
        ")",
        '"""The kinds of data, and the field that says when a row was recorded."""',
        "",
        "",
        "def known_data(data: Data, known: Mapping[Row, date], on: date) -> Data:",
        '    """The rows that count on a day; `known` is the day from which each does."""',
        "    return Data(",
        *(f"        {each}=[each for each in data.{each} if known[each] <= on]," for each in many),
        "        complete_to=data.complete_to,",
        "    )",
        "",
        "",
    ]


def _words(text: str) -> str:
    return flat(_PYTHON.words(text))
