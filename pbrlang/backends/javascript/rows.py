"""The data of a contract: a class for each kind of row."""

from attrs import define

from pbrlang.backends.common.layout import Call, Doc, Joined, Text, flat, lay
from pbrlang.backends.common.scope import Scope
from pbrlang.backends.common.words import clause_number
from pbrlang.backends.javascript.language import comment
from pbrlang.backends.javascript.late import books
from pbrlang.data.linking import reference_fields
from pbrlang.data.nouns import is_money
from pbrlang.diagnostics.prose import article
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Category, Day, Quantity, YesNo
from pbrlang.lower.expressions import field_form


@define(eq=False, repr=False)
class RowWriter:
    """Writes what a module says of data."""

    scope: Scope

    def classes(self) -> list[str]:
        """A class for each table, and the data with what is worked out from it."""
        lines = [line for table in self.scope.program.tables.values() for line in self._class(table)]
        return [*lines, *self._books(), *self.references()]

    def told(self, table: Table) -> str:
        """What there is a row for, and what dates it."""
        number = f" ({clause_number(table.clause)})" if table.clause else ""
        told = f"{table.name}{number}. One row for each {' and '.join(table.key)}"
        told += f"; dated {table.dated}" if table.dated else ""
        return told + (f"; lasts from {table.lasts.start} to {table.lasts.end}" if table.lasts else "") + "."

    def _class(self, table: Table) -> list[str]:
        names = self.scope.naming.tables[table.name]
        words = self.scope.language.words
        key = {each: Text(str(self._places(table.by_name[each]))) for each in table.key}
        refers = {names.fields[each.name]: words(each.refers_to or "") for each in reference_fields(table)}
        fields = {names.fields[each.name]: self._field(each) for each in table.fields}
        return [
            *comment(self.told(table)),
            f"export class {names.row} extends Row {{",
            *lay(words(table.name), "static TABLE = ", ";", 4),
            f'    static ROWS = "{names.rows}";',
            *lay(self.scope.language.mapping(key), "static KEY = ", ";", 4),
            *lay(self.scope.language.mapping(refers), "static REFERS = ", ";", 4),
            *([f'    static RECORDED = "{names.fields[table.recorded]}";'] if table.recorded else []),
            *lay(self.scope.language.mapping(fields), "static FIELDS = ", ";", 4),
            "",
            "    constructor(values, row = 0) {",
            "        super();",
            "        this.row = row;",
            f"        filled(this, {names.row}.FIELDS, values);",
            *self._ends_early(table),
            "    }",
            "",
            *self._properties(table),
            "}",
            "",
        ]

    def _places(self, each: Field) -> int:
        return each.places + (2 if isinstance(each.kind, Quantity) and each.kind.share else 0)

    def _field(self, each: Field) -> Doc:
        given: list[Doc] = [
            Joined("column: ", self.scope.language.words(each.name)),
            Joined("read: ", self._reader(each)),
        ]
        given += [Text("optional: true")] if each.optional else []
        return Joined("{ ", Text(", ".join(map(flat, given))), " }")

    def _reader(self, each: Field) -> Doc:
        match each.kind:
            case Quantity() as kind:
                return self._number(each, kind)
            case Day():
                return Text("readDay")
            case YesNo():
                return Text("readYesOrNo")
            case Category(values=values):
                return Call("readOneOf", tuple(map(self.scope.language.words, values)))
            case _:
                return Text("readText")

    def _number(self, each: Field, kind: Quantity) -> Doc:
        form, whole = field_form(each), self.scope.language.whole
        least = 0 if each.least is None and not is_money(kind.unit) and not kind.share else form.least
        given: list[Doc] = [Joined("least: ", whole(least))] if least is not None else []
        given += [Joined("most: ", whole(form.most))] if form.most is not None else []
        given += [Text("share: true")] if kind.share else []
        places = Text(str(each.places))
        options = Text(f"{{ {', '.join(map(flat, given))} }}")
        return Call("readNumber", (places, options) if given else (places,))

    def _ends_early(self, table: Table) -> list[str]:
        if table.lasts is None:
            return []
        fields = self.scope.naming.tables[table.name].fields
        start, end = f"this.{fields[table.lasts.start]}", f"this.{fields[table.lasts.end]}"
        column = flat(self.scope.language.words(table.lasts.end))
        return [
            f"        if ({start} !== null && {end} !== null && {end} < {start}) {{",
            f"            throw new RowAtFault(this, {column}, `${{{end}}} is before ${{{start}}}`);",
            "        }",
        ]

    def _properties(self, table: Table) -> list[str]:
        fields = self.scope.naming.tables[table.name].fields
        key = ", ".join(f"this.{fields[each]}" for each in table.key)
        lines = ["    /** What no two rows share. */", "    get key() {", f"        return [{key}];", "    }"]
        dated = table.dated or (table.lasts.start if table.lasts else None)
        if dated:
            lines += ["", f"    /** The date that places it: {dated}. */", "    get day() {"]
            lines += [f"        return this.{fields[dated]};", "    }"]
        return lines + self._span(table)

    def _span(self, table: Table) -> list[str]:
        lasts = table.lasts
        if lasts is None:
            return []
        fields = self.scope.naming.tables[table.name].fields
        start, end = f"this.{fields[lasts.start]}", f"this.{fields[lasts.end]}"
        after = f"{end} === null ? dayNumber(EVER) : dayNumber({end}){' + 1' if lasts.noun == 'day' else ''}"
        return [
            "",
            f"    /** The numbers of its first {lasts.noun} and of the day after its last. */",
            "    get span() {",
            f"        return {start} === null ? null : [dayNumber({start}), {after}];",
            "    }",
        ]

    def _books(self) -> list[str]:
        naming, program = self.scope.naming, self.scope.program
        rows = [f"            {each.rows}: found.get({each.row})," for each in naming.tables.values()]
        named = {program.tables[owner].by_name[name].refers_to for owner, name in self.scope.references}
        lines = []
        for table in program.tables.values():
            if table.name in named:
                names = naming.tables[table.name]
                key = names.fields[table.key[0]]
                lines.append(
                    f"        this.{names.rows} = new Map(this.data.{names.rows}.map((row) => [row.{key}, row]));"
                )
        kinds = ", ".join(each.row for each in naming.tables.values())
        is_late = self.scope.lowered.late or self.scope.lowered.figures
        return [
            *comment("The data, and what has been worked out from it so far."),
            *(books(self.scope, kinds) if is_late else self._books_head(kinds)),
            "        this.data = {",
            *rows,
            "        };",
            *lines,
            "    }",
            "}",
            "",
        ]

    def _books_head(self, kinds: str) -> list[str]:
        return [
            "export class Books extends Workings {",
            "    constructor(data, asAt) {",
            "        super(asAt);",
            *([f"        const found = makeRows([{kinds}], data);"] if kinds else []),
        ]

    def references(self) -> list[str]:
        """A function for each field that leads to another row."""
        naming, lines = self.scope.naming, []
        for (owner, name), function in self.scope.references.items():
            each = self.scope.program.tables[owner].by_name[name]
            target, own = naming.tables[each.refers_to or ""], naming.tables[owner]
            value = f"{own.variable}.{own.fields[name]}"
            told = (
                f"The {each.refers_to} that {name} of {article(owner)} {owner} names, as far as it is known on a day."
            )
            column = flat(self.scope.language.words(name))
            read = f"books.read(books.{target.rows}.get({value}), {own.variable}, {column}, on)"
            lines += [
                *comment(told),
                f"function {function}(books, {own.variable}, on) {{",
                f"    return {f'{value} === null ? null : ' if each.optional else ''}{read};",
                "}",
                "",
            ]
        return lines
