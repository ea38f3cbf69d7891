"""The data of a contract: a class for each kind of row, and how it is read from files."""

from attrs import define

from pbrlang.backends.common.layout import Call, Doc, Joined, Text, lay
from pbrlang.backends.common.scope import Scope
from pbrlang.backends.common.values import type_of
from pbrlang.backends.common.words import clause_number, unit_of
from pbrlang.backends.python.language import Python, docstring
from pbrlang.backends.python.late import known_data
from pbrlang.data.expected import expected
from pbrlang.data.files import file_name
from pbrlang.data.linking import reference_fields
from pbrlang.data.nouns import is_money, spellings
from pbrlang.diagnostics.prose import article
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Category, Day, Identifier, Quantity, Unknown, YesNo
from pbrlang.kinds.model import Text as Words
from pbrlang.lower.expressions import field_form
from pbrlang.lower.forms import NUMBER
from pbrlang.source.late import changed

_PYTHON = Python()
whole, words = _PYTHON.whole, _PYTHON.words


def call(head: str, *arguments: Doc) -> Doc:
    """A call of a function."""
    return Call(head, arguments)


@define(eq=False, repr=False)
class RowWriter:
    """Writes what a module says of data."""

    scope: Scope

    def classes(self) -> list[str]:
        """A class for each table, and one for all data."""
        lines = [line for table in self.scope.program.tables.values() for line in self._class(table)]
        return [*lines, *self._data(), *known_data(self.scope), *self._books()]

    def _class(self, table: Table) -> list[str]:
        names = self.scope.naming.tables[table.name]
        told = f"One row for each {' and '.join(table.key)}"
        told += f"; dated {table.dated}" if table.dated else ""
        told += f"; lasts from {table.lasts.start} to {table.lasts.end}" if table.lasts else ""
        number = f" ({clause_number(table.clause)})" if table.clause else ""
        places = [self._places(table.by_name[each]) for each in table.key]
        key = ", ".join(f'"{name}": {place}' for name, place in zip(table.key, places, strict=True))
        return [
            "@dataclass(frozen=True, eq=False, slots=True)",
            f"class {names.row}(Row):",
            *docstring(f"{table.name}{number}. {told}."),
            "",
            f'    TABLE = "{table.name}"',
            f'    FILE = "{file_name(table)}"',
            f"    KEY = {{{key}}}",
            "",
            *(f"    {line}" for each in table.fields for line in self._field(table, each)),
            "    row: int = 0",
            "",
            *self._properties(table),
            "",
            "",
        ]

    def _field(self, table: Table, each: Field) -> list[str]:
        name = self.scope.naming.tables[table.name].fields[each.name]
        form = changed(field_form(each), blank=each.optional)
        terms = self.scope.program.terms
        unit = unit_of(each.kind, form, self.scope.program.nouns, terms.currency, terms.places)
        comment = f"  # {unit}" if form.what == NUMBER and unit != "a number" else ""
        return [f"{name}: {type_of(form)}{comment}"]

    def _places(self, each: Field) -> int:
        return each.places + (2 if isinstance(each.kind, Quantity) and each.kind.share else 0)

    def _properties(self, table: Table) -> list[str]:
        fields = self.scope.naming.tables[table.name].fields
        key = ", ".join(f"self.{fields[each]}" for each in table.key)
        lines = [
            "    @property",
            "    def key(self) -> tuple[Any, ...]:",
            '        """What no two rows share."""',
            f"        return ({key}{',' if len(table.key) == 1 else ''})",
        ]
        dated = table.dated or (table.lasts.start if table.lasts else None)
        if dated:
            kind = "date | None" if table.by_name[dated].optional else "date"
            told = f"The date that places it: {dated}."
            lines += ["", "    @property", f"    def day(self) -> {kind}:", f'        """{told}"""']
            lines += [f"        return self.{fields[dated]}"]
        return lines + self._span(table)

    def _span(self, table: Table) -> list[str]:
        lasts = table.lasts
        if lasts is None:
            return []
        fields = self.scope.naming.tables[table.name].fields
        start, end = f"self.{fields[lasts.start]}", f"self.{fields[lasts.end]}"
        after = f"{end}.toordinal()" + (" + 1" if lasts.noun == "day" else "")
        if table.by_name[lasts.end].optional:
            after = f"date.max.toordinal() if {end} is None else {after}"
        lines = [
            "",
            "    @property",
            f"    def span(self) -> tuple[int, int]{' | None' if table.by_name[lasts.start].optional else ''}:",
            f'        """The numbers of its first {lasts.noun} and of the day after its last."""',
        ]
        if table.by_name[lasts.start].optional:
            lines += [f"        if {start} is None:", "            return None"]
        return [*lines, f"        after = {after}", f"        return {start}.toordinal(), after"]

    def _data(self) -> list[str]:
        naming = self.scope.naming
        rows = [
            f"    {naming.tables[each].rows}: Sequence[{naming.tables[each].row}]" for each in self.scope.program.tables
        ]
        return [
            "@dataclass(frozen=True, eq=False, slots=True)",
            "class Data:",
            '    """All rows, and the date to which they are complete."""',
            "",
            *rows,
            "    complete_to: date",
            "",
            "",
        ]

    def _books(self) -> list[str]:
        """What has been worked out, with the rows by the names that other rows call them."""
        naming = self.scope.naming
        named = [each for each in self.scope.program.tables.values() if self._is_named(each)]
        lines = []
        for table in named:
            names = naming.tables[table.name]
            key = names.fields[table.key[0]]
            lines.append(f"        self.{names.rows} = {{each.{key}: each for each in data.{names.rows}}}")
        return [
            *self._books_head(),
            "        self.data = data",
            *lines,
            "",
            "",
        ]

    def _books_head(self) -> list[str]:
        told = '    """The data, and what has been worked out from it so far."""'
        if self.scope.lowered.late or self.scope.lowered.figures:
            return [
                "class Books(KnownWorkings):",
                told,
                "",
                "    def __init__(self, data: Data, as_at: date, settled_to: date | None = None) -> None:",
                '        """Nothing is worked out yet; what is dated or published after `as_at` makes nothing due."""',
                "        super().__init__(as_at, settled_to)",
            ]
        return [
            "class Books(Workings):",
            told,
            "",
            "    def __init__(self, data: Data, as_at: date) -> None:",
            '        """Nothing is worked out yet; what is dated after `as_at` makes nothing due."""',
            "        super().__init__(as_at)",
        ]

    def _is_named(self, table: Table) -> bool:
        program = self.scope.program
        return any(program.tables[owner].by_name[name].refers_to == table.name for owner, name in self.scope.references)

    def references(self) -> list[str]:
        """A function for each field that leads to another row."""
        naming, lines = self.scope.naming, []
        for (owner, name), function in self.scope.references.items():
            each = self.scope.program.tables[owner].by_name[name]
            target, own = naming.tables[each.refers_to or ""], naming.tables[owner]
            field = f"{own.variable}.{own.fields[name]}"
            blank = [f"    if {field} is None:", "        return None"] if each.optional else []
            found = f"books.{target.rows}[{field}]"
            told = (
                f"The {each.refers_to} that {name} of {article(owner)} {owner} names, as far as it is known on a day."
            )
            given = f"books: Books, {own.variable}: {own.row}, on: date"
            lines += [
                f"def {function}({given}) -> {target.row}{' | None' if each.optional else ''}:",
                *docstring(told),
                *blank,
                f'    return books.read({found}, {own.variable}, "{name}", on)',
                "",
                "",
            ]
        return lines

    # --- reading

    def tables(self) -> list[str]:
        """How each table is read."""
        tables = self.scope.program.tables.values()
        if not tables:
            return ["TABLES: tuple[Table, ...] = ()", '"""There is no data."""', "", ""]
        made = tuple(self._table(each) for each in tables)
        return [*lay(Call("", made), "TABLES = "), '"""How the files of a folder are read."""', "", ""]

    def _table(self, table: Table) -> Doc:
        refers = ", ".join(f'"{each.name}": "{each.refers_to}"' for each in reference_fields(table))
        key = "".join(f'"{each}", ' for each in table.key)
        columns = Call("", tuple(self._column(each) for each in table.fields))
        lasts = [Text(f'lasts=("{table.lasts.start}", "{table.lasts.end}")')] if table.lasts else []
        return call(
            "Table",
            words(table.name),
            words(table.plural),
            columns if len(table.fields) > 1 else Joined("(", columns.arguments[0], ",)"),
            Text(f"({key.rstrip(' ') if len(table.key) == 1 else key.rstrip(', ')})"),
            Text(self.scope.naming.tables[table.name].row),
            Text(f"{{{refers}}}"),
            *lasts,
        )

    def _column(self, each: Field) -> Doc:
        program = self.scope.program
        wanted = expected(each, program.terms.symbol, program.nouns.plurals).phrase
        phrase = "one of the words listed" if isinstance(each.kind, Category) else wanted
        more = [Text("optional=True")] if each.optional else []
        more += [Text("is_text=True")] if isinstance(each.kind, Identifier | Words | Unknown) else []
        return call("Column", words(each.name), words(phrase), self._reader(each), *more)

    def _reader(self, each: Field) -> Doc:
        match each.kind:
            case Quantity() as kind:
                return self._number(each, kind)
            case Day():
                return Text("day")
            case YesNo():
                return Text("yes_or_no")
            case Category(values=values):
                return call("one_of", *map(words, values))
            case Identifier():
                return Text("name")
            case _:
                return Text("str")

    def _number(self, each: Field, kind: Quantity) -> Doc:
        program, form = self.scope.program, field_form(each)
        least = 0 if each.least is None and not is_money(kind.unit) and not kind.share else form.least
        given: list[Doc] = [Text(str(each.places))]
        given += [Joined("least=", whole(least))] if least is not None else []
        given += [Joined("most=", whole(form.most))] if form.most is not None else []
        if kind.share:
            return call("number", *given, Text("share=True"))
        given += [Joined("sign=", words(program.terms.symbol))] if is_money(kind.unit) else []
        units = spellings(kind.unit, program.nouns.plurals)
        listed = ", ".join(f'"{unit}"' for unit in units)
        given += [Text(f"units=({listed}{',' if len(units) == 1 else ''})")] if units else []
        return call("number", *given)
