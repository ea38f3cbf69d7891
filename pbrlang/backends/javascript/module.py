"""A whole module, and its declarations."""

from attrs import define, field

from pbrlang.backends.common.backs import BackWriter, back_name
from pbrlang.backends.common.clauses import ClauseWriter
from pbrlang.backends.common.constants import ConstantWriter
from pbrlang.backends.common.layout import Call, Doc, Text, flat, lay
from pbrlang.backends.common.naming import Naming
from pbrlang.backends.common.needs import Needs
from pbrlang.backends.common.scope import Scope
from pbrlang.backends.common.values import ValueWriter, settled_name
from pbrlang.backends.common.words import words as words_of
from pbrlang.backends.javascript.declarations import declarations
from pbrlang.backends.javascript.language import JavaScript
from pbrlang.backends.javascript.late import late
from pbrlang.backends.javascript.linking import Definition, needed
from pbrlang.backends.javascript.rows import RowWriter
from pbrlang.lower.model import Lowered
from pbrlang.names.homes import CalendarHome, part_of

_FIRST = ("days", "rows", "known")
"""The parts of the kit that have to stand above what is written for a contract."""


def file_name(lowered: Lowered) -> str:
    """The name of the module's file, without its end."""
    return "_".join(words_of(lowered.program.terms.name)).lower()


def module(lowered: Lowered) -> tuple[str, str]:
    """The source of the module, and that of its declarations."""
    made = _Module(lowered)
    return made.source(), made.declared()


@define(eq=False, repr=False)
class _Module:
    lowered: Lowered
    language: JavaScript = field(factory=JavaScript)
    scope: Scope = field(init=False)

    def __attrs_post_init__(self) -> None:
        naming = Naming(self.lowered, self.language)
        self.scope = Scope(self.lowered, self.language, naming, Needs(self.lowered))

    def source(self) -> str:
        """The source of the module."""
        above, below = self._contract()
        definitions = needed("\n".join([*above, *below]))
        lines = [
            *self._head(),
            *_heading("Dates, periods and rows: the same in every module that is written so"),
            *_sources([each for each in definitions if each.part in _FIRST]),
            *above,
            *_heading("Sums and statements: the same in every module that is written so"),
            *_sources([each for each in definitions if each.part not in _FIRST]),
            *below,
        ]
        return _tidy(lines)

    def declared(self) -> str:
        """The source of the declarations; the module's own has been made before."""
        name = self.lowered.program.terms.name
        head = [f"// {name}: the types of what its module gives. Written by `pbr build --to javascript`.", ""]
        return _tidy([*head, *declarations(self.scope, self.language.exported)])

    def _head(self) -> list[str]:
        terms = self.lowered.program.terms
        return [
            "/**",
            f" * {terms.name}: what is due under the contract, worked out from data.",
            " *",
            " * Written by `pbr build --to javascript`, for browsers and Node. It imports nothing.",
            " *",
            f' *     import {{ settle, asJson }} from "./{file_name(self.lowered)}.mjs";',
            " *",
            " * Numbers are BigInts: an amount counts coins, and a sum is divided once, where it is rounded. Dates are",
            " * text, as in 2012-02-01. What one clause makes due for one record is said by `…Due`, all its lines by",
            " * `…Lines`, and what is left of them after caps and bounds by `…Paid`, `…Deducted` and `…Recovered`.",
            " */",
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
            *constants.calendars(),
            *constants.columns(),
            *constants.figures(),
            *_heading("The data"),
            *rows.classes(),
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
        return above, [*_heading("The result"), *settling]

    def _settling(self) -> list[str]:
        scope, program, language = self.scope, self.lowered.program, self.language
        terms = program.terms
        calendars_read = (part_of(each.home, CalendarHome) for each in program.definitions.values())
        measured = [each.step for each in calendars_read if each is not None]
        calendars = ", ".join(scope.calendar(step) for step in dict.fromkeys([terms.step, *measured]))
        starts, ends, until = (flat(language.day(each)) for each in (terms.starts, terms.ends, terms.settles_until))
        about = f'name: {flat(language.words(terms.name))}, currency: "{terms.currency}", places: {terms.places}'
        constants = ConstantWriter(scope)
        due_by, share = constants.due_by(), constants.share()
        about += f", dueBy: {flat(due_by)}" if due_by else ""
        about += ", share: shareStatements" if share else ""
        entries = [line for name in program.clauses for line in lay(self._clause(name), "", ",", 8)]
        tables = [
            f"        {flat(language.words(name))}: books.data.{scope.naming.tables[name].rows},"
            for name in program.tables
        ]
        kinds = ", ".join(each.row for each in scope.naming.tables.values())
        return [
            *constants.sharing(),
            *constants.breaks(),
            *(_sharing(share) if share else ()),
            "/** What a statement says of the contract. */",
            f"const TERMS = {{ {about} }};",
            "",
            "/** The days on which a line can be dated. */",
            f"const WINDOW = new Window({starts}, {until});",
            "",
            "/** When the contract runs and settles, and the calendars by which it pays and measures. */",
            "const TERM = {",
            f"    starts: {starts},",
            f"    ends: {ends},",
            f"    settlesUntil: {until},",
            f"    calendars: [{calendars}],",
            "};",
            "",
            "/** The clauses by name. */",
            "const CLAUSES = new Map(",
            "    [",
            *entries,
            "    ].map((each) => [each.name, each]),",
            ");",
            "",
            "/**",
            " * The statements of the contract on some data, as JSON holds them.",
            " *",
            " * `data` has the rows of each table as plain objects, and `completeTo`, the date to which they are",
            " * complete. `asAt` is the day up to which to settle, by default that date. Throws DataAtFault, with all",
            " * that is wrong, where rows cannot be used: nothing is paid then.",
            " */",
            "export function settle(data, asAt = data?.completeTo) {",
            f"    checkGiven([{kinds}], data, asAt);",
            *(late(scope, kinds) if self.lowered.late else _settled(tables, bool(self.lowered.breaks))),
            "}",
        ]

    def _clause(self, name: str) -> Doc:
        clause, language = self.lowered.program.clauses[name], self.language
        return Call(
            "new Clause",
            (
                language.words(name),
                language.words(clause.clause),
                Text(str(clause.sign)),
                language.truth(bool(clause.recovery)),
                language.truth(clause.payable_on_its_date),
                Text(self.scope.naming.of_clause(name, "lines")),
                Text(settled_name(self.scope, name)),
                *([Text(back_name(self.scope, name))] if name in self.lowered.advances else []),
            ),
        )


def _settled(tables: list[str], breaks: bool) -> list[str]:
    given = "books, TERMS, TERM, CLAUSES, tables, asAt, data.completeTo"
    lines = [
        "    const books = new Books(data, lesser(asAt, data.completeTo));",
        "    const tables = {",
        *tables,
        "    };",
    ]
    if not breaks:
        return [*lines, f"    return settlement({given});"]
    return [
        *lines,
        "    const termEnded = () => ended(BREAKS, books.asAt, (on) => new Books(data, on));",
        f"    return settlement({given}, termEnded);",
    ]


def _sharing(calls: list[Doc]) -> list[str]:
    return [
        "/** Share what is due among those who bear it, and among those who receive it. */",
        "function shareStatements(made) {",
        *(line for each in calls for line in lay(each, "", ";", 4)),
        "}",
        "",
    ]


def _heading(told: str) -> list[str]:
    return ["", f"// --- {told}", ""]


def _sources(definitions: list[Definition]) -> list[str]:
    return [line for each in definitions for line in (*each.source.splitlines(), "")]


def _tidy(lines: list[str]) -> str:
    """No more than one empty line together, and none at the end."""
    found: list[str] = []
    for line in lines:
        if line.strip() or found[-1:] != [""]:
            found.append(line.rstrip())
    return "\n".join(found).rstrip("\n") + "\n"
