"""Definitions, groups, and what they count, as functions."""

from attrs import define

from pbrlang.backends.common.expressions import Expressions
from pbrlang.backends.common.language import Adds, Attempts, Function, Gives
from pbrlang.backends.common.layout import Call, Doc, Joined, Text, flat
from pbrlang.backends.common.operators import infix
from pbrlang.backends.common.scope import MADE, PAID, Index, Scope
from pbrlang.backends.common.words import clause_number, unit_of
from pbrlang.ir.expressions import Lines, Members
from pbrlang.lower.forms import DATE, NUMBER, RATIO, YES, Form
from pbrlang.lower.model import Value
from pbrlang.lower.nodes import Literal, Node, Operation, Tally
from pbrlang.names.homes import ContractHome, Home, LineHome, TableHome

_TYPES = {NUMBER: "int", RATIO: "Ratio", DATE: "date", YES: "bool"}
BOOKS, ON = ("books", "Books"), ("on", "date")


def type_of(form: Form) -> str:
    """The type of a value."""
    return _TYPES.get(form.what, "str") + (" | None" if form.blank else "")


def uses(doc: Doc, name: str) -> bool:
    """Whether an expression uses a name."""
    import re

    return re.search(rf"\b{re.escape(name)}\b", flat(doc)) is not None


@define(eq=False, repr=False)
class ValueWriter:
    """Writes the functions that give values."""

    scope: Scope

    def value(self, value: Value) -> list[str]:
        """A value, after what it needs that is not yet written: a function, or a constant for one literal."""
        scope, naming = self.scope, self.scope.naming
        variable = naming.variable(value.home)
        writer = Expressions(scope, value.home, variable)
        if scope.needs.is_constant(value):
            return scope.language.constant(naming.values[value.name], writer.doc(value.body), self._told(value))
        body = self._body(writer, value.body)
        books, on = scope.needs.of_value(value.name)
        function = Function(
            naming.values[value.name],
            self.parameters(value.home, books, on),
            type_of(value.body.form),
            self._told(value),
            body,
            value.span,
            scope.needs.remembers(value),
        )
        return [*self.written(), *scope.language.function(function)]

    def parameters(self, home: Home, books: bool, on: bool) -> tuple[tuple[str, str], ...]:
        """What a function for the elements of a home is handed."""
        naming = self.scope.naming
        element = () if isinstance(home, ContractHome) else ((naming.variable(home), naming.type_of(home)),)
        return (*((BOOKS,) if books else ()), *element, *((ON,) if on else ()))

    def _told(self, value: Value) -> str:
        told = f"{value.name} ({clause_number(value.clause)})" if value.clause else value.name
        if value.is_group:
            return f"Whether a row is in the group {told}."
        definition = self.scope.program.definitions[value.name]
        terms = self.scope.program.terms
        unit = unit_of(definition.kind, value.body.form, self.scope.program.nouns, terms.currency, terms.places)
        return f"{told}: {unit}."

    def _body(self, writer: Expressions, node: Node) -> Gives | Attempts:
        if isinstance(node, Operation) and node.word == "otherwise" and not isinstance(node.arguments[0], Literal):
            first, second = node.arguments
            return Attempts(writer.doc(first), writer.doc(second))
        return Gives(writer.doc(node))

    # --- what is counted

    def written(self) -> list[str]:
        """What waits to be written, and what that needs in its turn."""
        lines: list[str] = []
        while self.scope.waiting:
            waiting = self.scope.waiting.pop(0)
            made = self._tally(waiting) if isinstance(waiting, Tally) else self._index(waiting)
            lines += self.scope.language.function(made)
        return lines

    def _index(self, index: Index) -> Function:
        scope, naming = self.scope, self.scope.naming
        (kind, name), member, keys = index
        home: Home = TableHome(name) if kind == "table" else LineHome(name)
        variable = naming.variable(home)
        table = f"books.data.{naming.tables[name].rows}" if kind == "table" else ""
        paid = scope.kit("lines_in", Call(settled_name(scope, name), (Text("books"),))) if kind == PAID else None
        members = Text(table) if table else paid or call_of_lines(scope, name)
        found, _ = scope.follow(Text(variable), home, member, "EVER")
        if keys:
            writer = Expressions(scope, home, variable, "EVER")
            found = scope.language.link((found, *map(writer.doc, keys)))
        many = scope.program.tables[name].plural if table else f"lines of {name}"
        belongs = scope.language.lambda_([variable if uses(found, variable) else "_"], found)
        if kind == MADE:
            lines = Text(naming.of_clause(name, "lines"))
            made = scope.language.make("LinesAsMade", [Text("books"), scope.language.words(name), lines, belongs])
            told = f"What the lines of {name} come to, as far as they have been made."
            return Function(scope.indexes[index], (BOOKS,), "LinesAsMade", told, Gives(made), remembered=True)
        return Function(
            scope.indexes[index],
            (BOOKS,),
            f"Gathered[{naming.type_of(home)}]",
            f"The {many}, by what they belong to.",
            Gives(scope.kit("gather", members, belongs)),
            remembered=True,
        )

    def _tally(self, tally: Tally) -> Function:
        scope, naming = self.scope, self.scope.naming
        names = [naming.names.give(naming.term("this", each.name or "value")) for each in tally.asked]
        asked = tuple((name, type_of(each.form)) for name, each in zip(names, tally.asked, strict=True))
        writer = Expressions(scope, tally.members, naming.variable(tally.members), asked=names)
        conditions = self._conditions(writer, tally)
        inner = Gives(self._adds(writer, tally), tuple(conditions))
        type_ = naming.type_of(tally.members)
        gives = type_of(tally.body.form) if tally.body is not None and tally.word == "held" else "int"
        kind = "Lengths" if tally.length else "Picks" if tally.word == "held" else "Tally"
        of = f"{type_}, {gives.removesuffix(' | None')}" if tally.word == "held" else type_
        index = Call(scope.index(tally.over, tally.member, tally.keys), (Text("books"),))
        moving = "" if tally.still else "Moving"
        return Function(
            scope.tallies[tally],
            (BOOKS, *asked),
            f"{kind}[{of}]",
            self._tally_told(tally),
            Adds(f"{moving}{kind}", index, writer.variable, type_, inner, gives),
            remembered=True,
        )

    def _conditions(self, writer: Expressions, tally: Tally) -> list[Doc]:
        found = []
        if isinstance(tally.over, Members):
            found.append(self.scope.reads(tally.over.group, Text(writer.variable), "on"))
        if tally.where is not None:
            found.append(writer.doc(tally.where))
        return found

    def _adds(self, writer: Expressions, tally: Tally) -> Doc:
        language = self.scope.language
        if tally.that_are is not None:
            return language.counted(self.scope.reads(tally.that_are, Text(writer.variable), "on"))
        if tally.word == "number" or tally.length:
            return language.whole(1)
        if tally.body is not None:
            return writer.doc(tally.body)
        over = tally.over
        if isinstance(over, Lines) and over.amount != "due":
            return language.of_line(Call(settled_name(self.scope, over.clause), (Text("books"),)), writer.variable)
        return Joined("", Text(writer.variable), ".due")

    def _tally_told(self, tally: Tally) -> str:
        over = tally.over
        name = over.clause if isinstance(over, Lines) else getattr(over, "group", None) or over.table
        what = self.scope.program.nouns.plural(name)
        if tally.length:
            return f"The {tally.length}s of {what}."
        if tally.word == "held":
            return f"What {what} hold."
        if tally.word == "share":
            return f"Of {what}, those that are {self.scope.program.nouns.plural(tally.that_are or '')}."
        return f"How many {what} there are." if tally.word == "number" else f"What {what} come to."


def call_of_lines(scope: Scope, clause: str) -> Doc:
    """The lines of a clause."""
    return Call(scope.naming.of_clause(clause, "lines"), (Text("books"),))


def settled_name(scope: Scope, clause: str) -> str:
    """The function that says what is paid, deducted or recovered of each line of a clause."""
    found = scope.program.clauses[clause]
    word = "recovered" if found.recovery else "paid" if found.sign > 0 else "deducted"
    return scope.naming.of_clause(clause, word)


__all__ = ["ValueWriter", "call_of_lines", "infix", "settled_name", "type_of", "uses"]
