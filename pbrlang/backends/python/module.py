"""A whole module."""

from attrs import define, field

from pbrlang.backends.common.backs import BackWriter, back_name
from pbrlang.backends.common.clauses import ClauseWriter
from pbrlang.backends.common.constants import ConstantWriter
from pbrlang.backends.common.layout import Doc, Joined, Text, flat, lay
from pbrlang.backends.common.naming import Naming
from pbrlang.backends.common.needs import Needs
from pbrlang.backends.common.scope import Scope
from pbrlang.backends.common.values import ValueWriter, settled_name
from pbrlang.backends.common.words import Names
from pbrlang.backends.common.words import words as words_of
from pbrlang.backends.python.language import Python
from pbrlang.backends.python.late import late
from pbrlang.backends.python.linking import Definition, import_lines, needed
from pbrlang.backends.python.rows import RowWriter, call
from pbrlang.lower.model import Lowered
from pbrlang.names.homes import CalendarHome, part_of

_PYTHON = Python()
day, words = _PYTHON.day, _PYTHON.words
_FIRST = ("days", "rows", "known")
"""The parts of the kit that have to stand above what is written for a contract."""


def file_name(lowered: Lowered) -> str:
    """The file of the module."""
    name = _PYTHON.named([each.lower() for each in words_of(lowered.program.terms.name)])
    return f"{Names(()).give(name)}.py"


def module(lowered: Lowered) -> str:
    """The source of the module."""
    return _Module(lowered).source()


@define(eq=False, repr=False)
class _Module:
    lowered: Lowered
    scope: Scope = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.scope = Scope(self.lowered, _PYTHON, Naming(self.lowered, _PYTHON), Needs(self.lowered))

    def source(self) -> str:
        above, below = self._contract()
        text = "\n".join([*above, *below])
        definitions, names = needed(text)
        first = [each for each in definitions if each.part in _FIRST]
        rest = [each for each in definitions if each.part not in _FIRST]
        lines = [
            *self._head(),
            *import_lines(names),
            *_heading("Dates, periods and rows: the same in every module that is written so"),
            *_sources(first),
            *above,
            *_heading("Sums, statements and files: the same in every module that is written so"),
            *_sources(rest),
            *below,
        ]
        return _tidy(lines).replace("\n\n\n# --- Dates", "\n\n# --- Dates", 1)

    def _head(self) -> list[str]:
        terms = self.lowered.program.terms
        file = file_name(self.lowered)
        return [
            f'"""{terms.name}: what is due under the contract, worked out from data.',
            "",
            "Written by `pbr build --to python`. It needs Python 3.11 or later and nothing else.",
            "",
            f"    python {file} DATA_FOLDER",
            "",
            "prints the statements as JSON, and `settle` gives them to a program. What one clause makes due for one",
            "record is said by `…_due`, all its lines by `…_lines`, and what is left of them after caps and bounds by",
            "`…_paid`, `…_deducted` and `…_recovered`. An amount is a whole number of coins; it is divided once, where",
            "it is rounded.",
            '"""',
            "",
            "from __future__ import annotations",
            "",
        ]

    def _contract(self) -> tuple[list[str], list[str]]:
        """What is written for this contract: above the rest of the kit, and below it."""
        scope, lowered = self.scope, self.lowered
        values, rows = ValueWriter(scope), RowWriter(scope)
        clauses, constants = ClauseWriter(scope, values), ConstantWriter(scope)
        scope.calendar(lowered.program.terms.step)
        meanings = [line for each in lowered.values.values() for line in values.value(each)]
        dues = [line for each in lowered.clauses.values() for line in clauses.clause(each)]
        caps = [line for each in lowered.ceilings.values() for line in clauses.ceiling(each)]
        backs = [line for each in lowered.sources.values() for line in clauses.source(each)]
        advances = BackWriter(scope).written()
        settling = self._settling()
        late = values.written()
        above = [
            *_heading("The contract"),
            *self._terms(),
            *constants.calendars(),
            *constants.columns(),
            *constants.figures(),
            *_heading("The data"),
            *rows.classes(),
            *rows.references(),
            *(_heading("What words of the contract mean") if meanings else []),
            *meanings,
            *_heading("What is due"),
            *dues,
            *late,
            *(_heading("Caps, clawbacks and advances") if caps or backs or advances else []),
            *caps,
            *backs,
            *advances,
        ]
        return above, [*_heading("The result"), *settling, *rows.tables(), *self._command()]

    def _terms(self) -> list[str]:
        terms = self.lowered.program.terms
        return [
            f"STARTS, ENDS = {flat(day(terms.starts))}, {flat(day(terms.ends))}",
            f"SETTLES_UNTIL = {flat(day(terms.settles_until))}",
            "",
        ]

    def _settling(self) -> list[str]:
        scope, program = self.scope, self.lowered.program
        terms, naming = program.terms, scope.naming
        calendars_read = (part_of(each.home, CalendarHome) for each in program.definitions.values())
        measured = [each.step for each in calendars_read if each is not None]
        steps = dict.fromkeys([terms.step, *measured])
        calendars = ", ".join(scope.calendar(step) for step in steps)
        dates = "STARTS, ENDS, SETTLES_UNTIL"
        constants = ConstantWriter(scope)
        told = [words(terms.name), words(terms.currency), Text(str(terms.places))]
        due_by, share = constants.due_by(), constants.share()
        told += [Joined("due_by=", due_by)] if due_by else []
        told += [Text("share=share_statements")] if share else []
        entries: list[Doc] = [self._clause(name) for name in program.clauses]
        inner = [line for each in entries for line in lay(each, "", ",", 8)]
        tables = [f"            {flat(words(name))}: data.{naming.tables[name].rows}," for name in program.tables]
        return [
            *constants.sharing(),
            *constants.breaks(),
            *(_sharing(share) if share else ()),
            *lay(call("Terms", *told), "TERMS = "),
            "WINDOW = Window(STARTS, SETTLES_UNTIL)",
            f"TERM = Term({dates}, ({calendars}{',' if len(steps) == 1 else ''}))",
            "CLAUSES: Mapping[str, Clause] = {",
            "    each.name: each",
            "    for each in (",
            *inner,
            "    )",
            "}",
            "",
            "",
            "def settle(data: Data, as_at: date | None = None) -> dict[str, Any]:",
            '    """The statements of the contract, as JSON holds them.',
            "",
            "    `as_at` is the day up to which to settle, by default the date to which the data is complete. Raises",
            "    DataAtFault where the contract cannot be applied to some row: nothing is paid then.",
            '    """',
            "    day = data.complete_to if as_at is None else as_at",
            *(late(scope) if self.lowered.late else self._at_once(tables)),
            "",
            "",
        ]

    def _at_once(self, tables: list[str]) -> list[str]:
        """All statements, from one reckoning of what is known."""
        breaks = "        lambda: ended(BREAKS, books.as_at, lambda on: Books(data, on)),"
        return [
            "    books = Books(data, min(day, data.complete_to))",
            "    return settlement(",
            "        books,",
            "        TERMS,",
            "        TERM,",
            "        CLAUSES,",
            "        {",
            *tables,
            "        },",
            "        day,",
            "        data.complete_to,",
            *([breaks] if self.lowered.breaks else ()),
            "    )",
        ]

    def _clause(self, name: str) -> Doc:
        clause = self.lowered.program.clauses[name]
        return call(
            "Clause",
            words(name),
            words(clause.clause),
            Text(str(clause.sign)),
            Text(str(bool(clause.recovery))),
            Text(str(clause.payable_on_its_date)),
            Text(self.scope.naming.of_clause(name, "lines")),
            Text(settled_name(self.scope, name)),
            *([Text(back_name(self.scope, name))] if name in self.lowered.advances else []),
        )

    def _read(self, name: str) -> str:
        """The rows of one table, of those of all."""
        table = self.scope.naming.tables[name]
        return f"{table.rows}=[each for each in rows[{flat(words(name))}] if isinstance(each, {table.row})]"

    def _command(self) -> list[str]:
        program = self.lowered.program
        rows = [f"        {self._read(name)}," for name in program.tables]
        until = "complete or complete_to(Path(folder), TABLES)"
        reading = [
            "    rows, until = gathered(",
            "        lambda: Reader(Path(folder), TABLES).rows(),",
            f"        lambda: {until},",
            "    )",
        ]
        complete = "complete" if program.tables else "complete or as_at"
        return [
            "def read(folder: Path | str, complete: date | None = None) -> Data:",
            '    """The data in the files of a folder; DataAtFault, with all that is wrong, where something is."""',
            *(reading if program.tables else []),
            "    return Data(",
            *rows,
            f"        complete_to={'until' if program.tables else until},",
            "    )",
            "",
            "",
            "def main() -> int:",
            '    """Print what is due on the data of a folder; the exit status."""',
            "    return run(",
            f"        {flat(words(f'What is due under {program.terms.name}, as JSON.'))},",
            f"        lambda folder, as_at, complete: settle(read(folder, {complete}), as_at),",
            "    )",
            "",
            "",
            'if __name__ == "__main__":',
            "    sys.exit(main())",
        ]


def _sharing(calls: list[Doc]) -> list[str]:
    return [
        "def share_statements(made: Sequence[Made]) -> None:",
        '    """Share what is due among those who bear it, and among those who receive it."""',
        *(line for each in calls for line in lay(each, "", "", 4)),
        "",
        "",
    ]


def _heading(told: str) -> list[str]:
    return ["", "", f"# --- {told}", "", ""]


def _sources(definitions: list[Definition]) -> list[str]:
    lines: list[str] = []
    for each in definitions:
        lines += [*each.source.splitlines(), "", ""]
    return lines


def _tidy(lines: list[str]) -> str:
    """Two empty lines above what is defined, never more than two together, and none at the end."""
    found: list[str] = []
    for line in lines:
        opens = line.startswith(("def ", "class ", "@")) and not (found and found[-1].startswith("@"))
        if opens:
            while found and not found[-1]:
                found.pop()
            found += ["", ""]
        if line.strip() or found[-2:] != ["", ""]:
            found.append(line.rstrip())
    return "\n".join(found).rstrip("\n") + "\n"
