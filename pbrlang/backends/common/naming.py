"""The names that a module gives to the parts of a contract."""

from attrs import define, field

from pbrlang.backends.common.language import Language
from pbrlang.backends.common.needs import Needs
from pbrlang.backends.common.words import Names, words
from pbrlang.ir.program import Program
from pbrlang.lower.model import Lowered
from pbrlang.names.homes import (
    CalendarHome,
    CohortHome,
    ContractHome,
    GroupHome,
    Home,
    LineHome,
    ListHome,
    PairHome,
    TableHome,
    as_rows,
)

_OWN = frozenset(
    (
        *("books", "on", "Books", "Data", "TERM", "TERMS", "WINDOW", "TABLES", "CLAUSES", "settle", "read", "main"),
        *("STARTS", "ENDS", "SETTLES_UNTIL", "count", "adds", "found", "line", "each", "last", "made"),
        *("taken_back_of_advances", "takenBackOfAdvances", "PAYERS", "BREAKS", "share_statements", "shareStatements"),
    )
)
_IN_ROWS = frozenset(("row", "key", "day", "span", "TABLE", "FILE", "KEY"))


def capitals(name: str) -> str:
    """A term as the name of a constant."""
    return "_".join(words(name)).upper()


def camel(name: str) -> str:
    """A term as the name of a class."""
    return "".join(word[:1].upper() + word[1:] for word in words(name))


def called(home: Home) -> str:
    """What an element of a home is called in the contract."""
    match home:
        case TableHome(table=name) | GroupHome(table=name) | CalendarHome(step=name) | CohortHome(cohort=name):
            return name
        case ListHome(list=name):
            return name.rpartition(".")[2]
        case LineHome(clause=name):
            return f"line of {name}"
        case PairHome(parts=parts):
            return " and ".join(map(called, parts))
        case _:
            return "the whole contract"


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
    language: Language
    names: Names = field(init=False)
    tables: dict[str, TableNames] = field(factory=dict)
    values: dict[str, str] = field(factory=dict)
    clauses: dict[str, str] = field(factory=dict)
    caps: dict[str, str] = field(factory=dict)
    cohorts: dict[str, str] = field(factory=dict)
    lists: dict[str, str] = field(factory=dict)
    steps: dict[str, str] = field(factory=dict)
    columns: dict[tuple[str, str], str] = field(factory=dict)
    figures: dict[tuple[str, str], str] = field(factory=dict)
    splits: list[str] = field(factory=list)
    variables: dict[Home, str] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.names = Names(self.language.taken() | _OWN)
        give, program, needs = self.names.give, self.lowered.program, Needs(self.lowered)
        self._name_tables(program)
        for step in program.calendars:
            self.steps[step] = give(f"{step.upper()}S")
            self.variables[CalendarHome(step)] = give(step)
        for name in program.cohorts:
            self.cohorts[name] = give(f"{capitals(name)}_COHORTS")
            self.variables[CohortHome(name)] = give(self.term(name))
        for name, value in self.lowered.values.items():
            self.values[name] = give(capitals(name) if needs.is_constant(value) else self.term(name))
        for name in program.clauses:
            self.clauses[name] = give(self.term(name))
            for word in ("due", "lines", "paid", "deducted", "recovered"):
                give(self.of_clause(name, word))
            self.variables[LineHome(name)] = give(self.of_clause(name, "line"))
        for name in program.caps:
            self.caps[name] = give(self.term("after", name))
        self.splits = [give(f"SPLIT_{number}") for number, _ in enumerate(self.lowered.splits, 1)]
        for column in self.lowered.columns.values():
            self.columns[column.tariff, column.column] = give(capitals(column.column))
        self.figures = {key: give(capitals(each.column)) for key, each in self.lowered.figures.items()}

    def term(self, *names: str) -> str:
        """Terms and words as one name of a function, a variable or a field."""
        return self.language.named([word.lower() for name in names for word in words(name)])

    def of_clause(self, clause: str, word: str) -> str:
        """The name of what is said of a clause: its lines, what is paid of them."""
        return self.language.named([self.clauses[clause], word])

    def _name_tables(self, program: Program) -> None:
        attributes = Names((self.language.named(["complete", "to"]),))
        for table in program.tables.values():
            fields = Names(self.language.taken_in_rows() | _IN_ROWS)
            self.tables[table.name] = TableNames(
                self.names.give(camel(table.name)),
                self.names.give(self.term(table.name)),
                attributes.give(self.term(table.plural)),
                {each.name: fields.give(self.term(each.name)) for each in table.fields},
            )
            self.variables[TableHome(table.name)] = self.tables[table.name].variable

    def variable(self, home: Home) -> str:
        """The variable that holds an element of a home; `THE_CONTRACT` for the contract."""
        if isinstance(home, ContractHome):
            return "THE_CONTRACT"
        home = as_rows(home)
        if home not in self.variables:
            self.variables[home] = self.names.give(self.term(called(home)))
        return self.variables[home]

    def list_of(self, name: str) -> str:
        """The constant that holds the words of a list."""
        if name not in self.lists:
            self.lists[name] = self.names.give(f"{capitals(called(ListHome(name)))}_WORDS")
        return self.lists[name]

    def type_of(self, home: Home) -> str:
        """The type of an element of a home."""
        match home:
            case TableHome(table=table) | GroupHome(table=table):
                return self.tables[table].row
            case CalendarHome():
                return "Period"
            case CohortHome():
                return "Cohort"
            case ListHome():
                return "Word"
            case PairHome(parts=parts):
                return f"Pair[{', '.join(map(self.type_of, parts))}]"
            case LineHome(clause=clause):
                return f"Line[{self.type_of(self.lowered.program.clauses[clause].home)}]"
            case _:
                return "TheContract"
