"""The lines of each clause as views, which limits, statements and other clauses read."""

from attrs import define, field

from pbrlang.backends.sql.naming import column
from pbrlang.backends.sql.places import LinePlace
from pbrlang.backends.sql.reading import At, Frame
from pbrlang.backends.sql.script.flavours import Flavour
from pbrlang.backends.sql.script.homes import KeyColumn, key_columns
from pbrlang.backends.sql.script.sheets import Sheets, lines_name
from pbrlang.backends.sql.values import NEVER
from pbrlang.ir.program import Clause
from pbrlang.lower.nodes import Node
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import Path, as_rows


@define(eq=False)
class LineViews:
    """The views of lines in coins: `_day`, the key of what each is for, what ways lead to, and `_due`.

    A view has only what was asked for before its text is, so texts come last.
    """

    flavour: Flavour
    sheets: Sheets
    led: dict[str, dict[str, str]] = field(factory=dict)

    def keys(self, clause: Clause) -> tuple[str, ...]:
        """The columns of the key of what a line is for, as they are shown."""
        return tuple(each.name for each in self.key(clause))

    def order(self, clause: Clause) -> tuple[str, ...]:
        """The columns by which lines of one day come one after another, blanks first."""
        return tuple(each.order for each in self.key(clause))

    def leads(self, clause: Clause, path: Path) -> tuple[str, ...]:
        """The columns that tell what a way leads to from a line; one of them is null where it leads to nothing."""
        sheet = self.sheets.of(clause.name)
        walker, made = sheet.emitter.walker, sheet.clauses[sheet.place(clause.name) - 1]
        place = walker.walk(LinePlace(clause=clause.name, row=sheet.element, day=made.day, due=""), path, None)
        led = self.led.setdefault(clause.name, {})
        return tuple(led.setdefault(sheet.keep(text), f"_led{len(led) + 1}") for text in walker.link(place))

    def value(self, clause: Clause, node: Node) -> str:
        """The column that has what is read, on no date, at what a line is for; Refusal where it may be unreadable."""
        sheet = self.sheets.of(clause.name)
        found = sheet.emitter.value(node, At(sheet.element, None, (Frame(sheet.source),)))
        if (found.fault, found.undefined) != (NEVER, NEVER):
            raise Refusal("not in SQL", clause.span, "a day that may be unreadable")
        led = self.led.setdefault(clause.name, {})
        return led.setdefault(sheet.keep(found.text), f"_led{len(led) + 1}")

    def texts(self) -> list[str]:
        """The views of what is due, each with the lines of its clauses, in the order in which they are made."""
        kept = {each.name: self._columns(each) for each in self.sheets.emitter.walker.program.clauses.values()}
        found: list[str] = []
        told: set[int] = set()
        for (stratum, _), sheet in self.sheets.by_key.items():
            if stratum not in told:
                found += self.sheets.values.texts(stratum)
                told.add(stratum)
            if not sheet.clauses:
                continue
            found += [step.text() for step in sheet.steps([])]
            found += [self._text(each.clause, kept[each.clause.name]) for each in sheet.clauses]
        return found

    def _columns(self, clause: Clause) -> dict[str, str]:
        """The columns that a view has besides the day and what is due, by those that its sheet keeps for them."""
        sheet, key = self.sheets.of(clause.name), self.key(clause)
        kept = {each.name: sheet.keep(each.text) for each in key}
        kept |= {each.order: sheet.keep(each.number) for each in key}
        read = sorted(self.sheets.writer.lines[clause.name].columns)
        kept |= {column(each): sheet.keep_field(each) for each in read}
        return kept | {name: own for own, name in self.led.get(clause.name, {}).items()}

    def _text(self, clause: Clause, columns: dict[str, str]) -> str:
        line = self.sheets.of(clause.name).line(clause.name, list(columns.values()))
        told = zip(("_day", *columns, "_due"), (line.day, *line.columns, line.due), strict=True)
        listed = ", ".join(f"{text} AS {self._named(name)}" for name, text in told)
        made = self.flavour.dialect.temporary.format(self._named(lines_name(clause.name)))
        title = f"-- {clause.name} ({clause.clause}): what is due, in coins"
        return f"{title}\n{made}\nSELECT {listed}\n{line.source}\nWHERE {line.condition};"

    def numbered(self, clause: Clause) -> str:
        """A query of a clause's lines, each with its `_place` among them by day and key."""
        keys = [f"{self._named(each)} NULLS FIRST" for each in self.order(clause)]
        number = f"ROW_NUMBER() OVER (ORDER BY {', '.join([self._named('_day'), *keys])})"
        return f"SELECT *, {number} AS {self._named('_place')} FROM {self._named(lines_name(clause.name))}"

    def key(self, clause: Clause) -> list[KeyColumn]:
        """The columns of the key of what a line is for, with those that order lines."""
        sheet = self.sheets.of(clause.name)
        return key_columns(sheet.emitter.walker, as_rows(clause.home), sheet.element)

    def _named(self, name: str) -> str:
        return self.flavour.dialect.named(name)
