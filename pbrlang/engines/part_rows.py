"""Lines as the settlement knows them, made from what a database gives of each."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import define, field

from pbrlang.backends.sql.places import RowPlace
from pbrlang.backends.sql.sheets import Sheet
from pbrlang.data.rows import Row
from pbrlang.engines.needs import Need
from pbrlang.interpret.bulk import PartRow
from pbrlang.ir.program import Program
from pbrlang.kinds.model import Quantity
from pbrlang.lower.expressions import field_form
from pbrlang.names.homes import ByReference


@define(eq=False)
class Shape:
    """Where the columns of a query stand that make a part of a row: its fields, and the rows that it names."""

    table: str
    whole: bool
    fields: dict[str, int]
    rows: dict[str, "Shape"]
    key: tuple[int, ...]


@define(eq=False)
class Columns:
    """Columns of a sheet that are to be read of each line, gathered while shapes are made."""

    program: Program
    sheet: Sheet
    names: list[str] = field(factory=list)

    def shape(self, need: Need) -> Shape:
        """The shape of what is needed of the rows that lines are for."""
        return self._shape(need, self.sheet.row)

    def _shape(self, need: Need, place: RowPlace) -> Shape:
        table = self.program.tables[need.table]
        walker = self.sheet.emitter.walker
        fields = {}
        for name in sorted({*need.fields, *(table.key if need.whole else ())}):
            key = need.whole and place.reference is not None and table.key == (name,)
            fields[name] = self._column(place.reference or "" if key else walker.cell(place, name))
        rows = {}
        for name, inner in need.rows.items():
            target = walker.walk(place, (ByReference(name),), None)
            assert isinstance(target, RowPlace)
            rows[name] = self._shape(inner, target)
        own = tuple(fields[name] for name in table.key) if need.whole else ()
        return Shape(need.table, need.whole, fields, rows, own)

    def _column(self, text: str) -> int:
        name = self.sheet.keep(text)
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)


@define(eq=False)
class Rows:
    """Makes parts of rows; of one row there is one, wherever it is named. `brought` are those that are here whole."""

    program: Program
    brought: Mapping[str, Mapping[tuple[Any, ...], Row]] = field(factory=dict)
    known: dict[tuple[str, bool, tuple[Any, ...]], PartRow] = field(factory=dict)
    scales: dict[tuple[str, str], int | None] = field(factory=dict)

    def made(self, shape: Shape, values: Sequence[Any]) -> Row:
        """The part of a row that some columns give; where it is not told which row it is, one of its own."""
        return self._shared(shape, values) if shape.whole else self._new(shape, values)

    def _new(self, shape: Shape, values: Sequence[Any]) -> PartRow:
        table = self.program.tables[shape.table]
        own = {name: self._value(shape.table, name, values[place]) for name, place in shape.fields.items()}
        links: dict[str, Row] = {
            name: self._shared(inner, values) for name, inner in shape.rows.items() if _is_there(inner, values)
        }
        return PartRow(table, own, table.span, links)

    def _shared(self, shape: Shape, values: Sequence[Any]) -> Row:
        """A row that is told apart, or one that is named: the same where all that is read of it is the same."""
        if shape.whole and shape.table in self.brought:
            return self.brought[shape.table][tuple([values[place] for place in shape.key])]
        places = shape.key if shape.whole else tuple(_places(shape))
        key = (shape.table, shape.whole, tuple([values[place] for place in places]))
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._new(shape, values)
        return found

    def stored(self, row: Row, name: str) -> Any:
        """A value of a row as a database has it."""
        value = row.values[name]
        return int(value * (self._scale(row.table.name, name) or 1)) if isinstance(value, Fraction) else value

    def _scale(self, table: str, name: str) -> int | None:
        key = (table, name)
        if key not in self.scales:
            own = self.program.tables[table].by_name[name]
            self.scales[key] = field_form(own).scale if isinstance(own.kind, Quantity) else None
        return self.scales[key]

    def _value(self, table: str, name: str, value: Any) -> Any:
        """A value as a row has it: numbers are exact fractions."""
        scale = self._scale(table, name)
        return value if scale is None or value is None else Fraction(value, scale)


def _places(shape: Shape) -> Iterator[int]:
    yield from shape.fields.values()
    for inner in shape.rows.values():
        yield from _places(inner)


def _is_there(shape: Shape, values: Sequence[Any]) -> bool:
    """Whether a row is named at all: all that is read of one that is not is null."""
    places = list(_places(shape))
    return not places or any(values[place] is not None for place in places)
