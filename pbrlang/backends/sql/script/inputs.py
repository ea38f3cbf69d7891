"""The tables that a script reads, the same in whole numbers, and what is wrong with their rows."""

from attrs import define

from pbrlang.backends.sql.dialects import Dialect
from pbrlang.backends.sql.naming import ROW, column, relation
from pbrlang.backends.sql.script.flavours import Flavour
from pbrlang.backends.sql.script.sizes import SIZES, Size
from pbrlang.calendar.months import FIRST_YEAR, LAST_YEAR
from pbrlang.data.nouns import is_money
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Category, Day, Identifier, Quantity, Text, YesNo
from pbrlang.lower.expressions import field_form
from pbrlang.lower.forms import Bounds

PROBLEM = ("input", "row_key", "problem")


def guard(field: Field, size: Size) -> tuple[int, int]:
    """The least and the most whole number that a field may hold in a script."""
    form = field_form(field)
    is_count = isinstance(field.kind, Quantity) and not field.kind.share and not is_money(field.kind.unit)
    least = form.least if form.least is not None else 0 if is_count else -size.most
    return max(least, -size.most), min(form.most if form.most is not None else size.most, size.most)


def guards(program: Program, size: Size) -> dict[tuple[str, str], Bounds]:
    """The bounds of all numbers, by table and field."""
    return {
        (table.name, each.name): guard(each, size)
        for table in program.tables.values()
        for each in table.fields
        if isinstance(each.kind, Quantity)
    }


def input_name(table: Table) -> str:
    """What the table is called that holds the rows as they come: by the plural, as a file is."""
    return relation(table.plural)


@define(eq=False)
class InputWriter:
    """Writes what concerns one table in one flavour."""

    flavour: Flavour
    table: Table
    program: Program
    size: Size

    def _named(self, name: str) -> str:
        return self.flavour.dialect.named(name)

    def _text(self, words: str) -> str:
        return self.flavour.dialect.literal(words)

    @property
    def own(self) -> str:
        """The input table, as it stands in SQL."""
        return self._named(input_name(self.table))

    # --- the table

    def table_text(self) -> str:
        """The statement that makes the input table where there is none."""
        told = []
        for place, each in enumerate(self.table.fields):
            comma = "," if place < len(self.table.fields) - 1 else ""
            told.append(f"  {self._named(column(each.name))} {self._type(each)}{comma}{self._remark(each)}")
        return f"CREATE TABLE IF NOT EXISTS {self.own} (\n" + "\n".join(told) + "\n);"

    def _type(self, field: Field) -> str:
        match field.kind:
            case Quantity():
                return self.flavour.number_type(field.places)
            case Day():
                return "DATE"
            case YesNo():
                return "BOOLEAN"
            case _:
                return self.flavour.text

    def _remark(self, field: Field) -> str:
        told = []
        if isinstance(field.kind, Quantity) and field.kind.share:
            told.append("in per cent: 37.5")
        if field.refers_to and field.name not in self.table.key:
            told.append(f"names a row of {input_name(self.program.tables[field.refers_to])}")
        if field.optional:
            told.append("may be null")
        return f"  -- {'; '.join(told)}" if told else ""

    # --- whole numbers

    def whole_text(self, with_row: bool) -> str:
        """The view that has the same rows in whole numbers."""
        columns = [f"{self._whole(each)} AS {self._named(column(each.name))}" for each in self.table.fields]
        if with_row:
            key = ", ".join(self._named(column(each)) for each in self.table.key)
            columns.append(f"ROW_NUMBER() OVER (ORDER BY {key}) AS {self._named(ROW)}")
        make = self.flavour.dialect.temporary.format(self._named(relation(self.table.name)))
        return f"{make}\nSELECT\n  " + ",\n  ".join(columns) + f"\nFROM {self.own};"

    def _whole(self, field: Field) -> str:
        at = self._named(column(field.name))
        return self.flavour.dialect.cast_whole(self._scaled(at, field)) if isinstance(field.kind, Quantity) else at

    def _scaled(self, at: str, field: Field) -> str:
        """A number times the scale of its field; a share is in per cent already."""
        return f"{self.flavour.widened(at, field.places)} * {10**field.places}" if field.places else at

    # --- what is wrong

    def problems(self) -> list[str]:
        """Queries that give the rows that must not be used: the table, the key of the row, and what is wrong."""
        found = []
        for each in self.table.fields:
            at = self._named(column(each.name))
            if not each.optional:
                found.append(self._problem(f"{at} IS NULL", f"{each.name} is blank"))
            found += [self._problem(test, f"{each.name} {why}") for test, why in self._tests(each, at)]
        lasts = self.table.lasts
        if lasts is not None:
            start, end = (self._named(column(each)) for each in (lasts.start, lasts.end))
            found.append(self._problem(f"{end} < {start}", f"{lasts.end} is before {lasts.start}"))
        return [*found, *self._doubled(), *self._dangling(), *self._too_many()]

    def _tests(self, field: Field, at: str) -> list[tuple[str, str]]:
        literal = self.flavour.dialect.literal
        match field.kind:
            case Quantity():
                low, high = guard(field, self.size)
                scaled = self._scaled(at, field)
                whole = self.flavour.dialect.cast_whole(scaled)
                least, most = (_decimal(each, field.places) for each in (low, high))
                inside = f"CASE WHEN {at} BETWEEN {least} AND {most} THEN {whole} <> {scaled} ELSE TRUE END"
                return [(f"{at} IS NOT NULL AND {inside}", "is out of its range, or has too many decimal places")]
            case Day():
                first, last = f"DATE '{FIRST_YEAR}-01-01'", f"DATE '{LAST_YEAR}-12-31'"
                return [(f"{at} NOT BETWEEN {first} AND {last}", f"is not in the years {FIRST_YEAR} to {LAST_YEAR}")]
            case Category(values=values):
                return [(f"{at} NOT IN ({', '.join(map(literal, values))})", "is none of the words that it may be")]
            case Identifier() | Text():
                return [(f"{at} <> TRIM({at}) OR {at} = ''", "begins or ends with a space, or is empty")]
            case _:
                return []

    def _problem(self, test: str, why: str, of: str = "") -> str:
        keys = ", ".join(f"CAST({of}{self._named(column(each))} AS {self.flavour.text_key})" for each in self.table.key)
        told = problem_columns(
            self.flavour.dialect, self._text(input_name(self.table)), f"CONCAT_WS(', ', {keys})", self._text(why)
        )
        return f"SELECT {told}\n  FROM {self.own}{' AS r' if of else ''} WHERE {test}"

    def _too_many(self) -> list[str]:
        if self.size == SIZES[0]:
            return []
        words = self._text(f"there are more than {self.size.rows} rows, and their sums could be too large")
        told = problem_columns(self.flavour.dialect, self._text(input_name(self.table)), "''", words)
        return [f"SELECT {told}\n  FROM {self.own} HAVING COUNT(*) > {self.size.rows}"]

    def _doubled(self) -> list[str]:
        keys = ", ".join(self._named(column(each)) for each in self.table.key)
        words = f"there is another row with the same {' and '.join(self.table.key)}"
        problem = self._problem("TRUE", words)
        return [f"{problem}\n  GROUP BY {keys} HAVING COUNT(*) > 1"] if keys else []

    def _dangling(self) -> list[str]:
        found = []
        for each in self.table.fields:
            target = self.program.tables.get(each.refers_to or "")
            if target is None or len(target.key) != 1 or (target is self.table and each.name in self.table.key):
                continue
            own = f"r.{self._named(column(each.name))}"
            there = f"t.{self._named(column(target.key[0]))} = {own}"
            test = (
                f"{own} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {self._named(input_name(target))} AS t WHERE {there})"
            )
            found.append(self._problem(test, f"{each.name} names no row of {input_name(target)}", "r."))
        return found


def problem_columns(dialect: Dialect, *values: str) -> str:
    """The columns of a problem: the table, the key of the row, and what is wrong."""
    return ", ".join(f"{value} AS {dialect.named(name)}" for value, name in zip(values, PROBLEM, strict=True))


def _decimal(whole: int, places: int) -> str:
    """A whole number over a power of ten, as a decimal."""
    sign, size = "-" if whole < 0 else "", str(abs(whole)).rjust(places + 1, "0")
    return f"{sign}{size[:-places]}.{size[-places:]}" if places else f"{whole}"
