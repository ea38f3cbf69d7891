"""The names that a module gives to the parts of a contract."""

import builtins
import keyword

from attrs import define, field

from pbrlang.backends.common.needs import Needs
from pbrlang.backends.common.words import Names, words
from pbrlang.backends.python.linking import kit_names
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Table
from pbrlang.lower.model import Lowered
from pbrlang.names.homes import (
    CalendarHome,
    CohortHome,
    ContractHome,
    GroupHome,
    Home,
    LineHome,
    TableHome,
)

_OWN = (
    "books",
    "on",
    "Books",
    "Data",
    "TERM",
    "TERMS",
    "WINDOW",
    "TABLES",
    "CLAUSES",
    "settle",
    "read",
    "main",
    "count",
)
_IN_ROWS = ("row", "key", "day", "span", "TABLE", "FILE", "KEY")


def snake(name: str) -> str:
    """A term as the name of a function or a variable."""
    return "_".join(words(name)).lower()


def camel(name: str) -> str:
    """A term as the name of a class."""
    return "".join(word[:1].upper() + word[1:] for word in words(name))


@define(eq=False, repr=False)
class TableNames:
    """What a table is called: its class, a variable that holds a row, where its rows are kept, and its fields."""

    row: str
    variable: str
    rows: str
    fields: dict[str, str]


@define(eq=False, repr=False)
class Naming:
    """Names of everything, none given twice; a name of the contract gives way to those of the language."""

    lowered: Lowered
    names: Names = field(init=False)
    tables: dict[str, TableNames] = field(factory=dict)
    values: dict[str, str] = field(factory=dict)
    clauses: dict[str, str] = field(factory=dict)
    caps: dict[str, str] = field(factory=dict)
    cohorts: dict[str, str] = field(factory=dict)
    steps: dict[str, str] = field(factory=dict)
    columns: dict[tuple[str, str], str] = field(factory=dict)
    variables: dict[Home, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        taken = {*keyword.kwlist, *keyword.softkwlist, *dir(builtins), *kit_names(), *_OWN}
        self.names = Names(taken)
        give, program = self.names.give, self.lowered.program
        self._name_tables(program)
        for step in program.calendars:
            self.steps[step] = give(f"{step.upper()}S")
            self.variables[CalendarHome(step)] = give(step)
        for name in program.cohorts:
            self.cohorts[name] = give(f"{snake(name).upper()}_COHORTS")
            self.variables[CohortHome(name)] = give(snake(name))
        needs = Needs(self.lowered)
        for name, value in self.lowered.values.items():
            self.values[name] = give(snake(name).upper() if needs.is_constant(value) else snake(name))
        for name in program.clauses:
            self.clauses[name] = self._base(snake(name))
            self.variables[LineHome(name)] = give(f"{self.clauses[name]}_line")
        for name in program.caps:
            self.caps[name] = give(f"after_{snake(name)}")
        for column in self.lowered.columns.values():
            self.columns[column.tariff, column.column] = give(snake(column.column).upper())

    def _base(self, wanted: str) -> str:
        """A name to which words are added."""
        base = self.names.give(wanted)
        for word in ("due", "lines", "paid", "deducted", "recovered"):
            self.names.give(f"{base}_{word}")
        return base

    def _name_tables(self, program: Program) -> None:
        attributes = Names(("complete_to",))
        for table in program.tables.values():
            fields = Names((*keyword.kwlist, *_IN_ROWS))
            self.tables[table.name] = TableNames(
                self.names.give(camel(table.name)),
                self.names.give(snake(table.name)),
                attributes.give(snake(table.plural)),
                {each.name: fields.give(snake(each.name)) for each in table.fields},
            )
            self.variables[TableHome(table.name)] = self.tables[table.name].variable

    def variable(self, home: Home) -> str:
        """The variable that holds an element of a home; `THE_CONTRACT` for the contract."""
        if isinstance(home, ContractHome):
            return "THE_CONTRACT"
        return self.variables[TableHome(home.table) if isinstance(home, GroupHome) else home]

    def type_of(self, home: Home) -> str:
        """The type of an element of a home."""
        match home:
            case TableHome(table=table) | GroupHome(table=table):
                return self.tables[table].row
            case CalendarHome():
                return "Period"
            case CohortHome():
                return "Cohort"
            case LineHome(clause=clause):
                return f"Line[{self.type_of(self.lowered.program.clauses[clause].home)}]"
            case _:
                return "TheContract"

    def file_of(self, table: Table) -> str:
        """The file that a table's rows are asked for in."""
        return "_".join(table.plural.lower().split()) + ".csv"
