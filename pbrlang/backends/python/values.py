"""Definitions, groups, and what they count, as functions."""

import re
import textwrap
from collections.abc import Iterable

from attrs import define

from pbrlang.backends.common.layout import Doc, Joined, Text, flat, lay
from pbrlang.backends.common.words import cited, clause_number, unit_of
from pbrlang.backends.python.expressions import Expressions, infix
from pbrlang.backends.python.scope import Base, Scope, call
from pbrlang.ir.expressions import Lines, Members
from pbrlang.lower.forms import DATE, NUMBER, RATIO, YES, Form
from pbrlang.lower.model import Value
from pbrlang.lower.nodes import Literal, Node, Operation, Tally
from pbrlang.names.homes import ContractHome, Home, LineHome, Path, TableHome
from pbrlang.source import Span

_TYPES = {NUMBER: "int", RATIO: "Ratio", DATE: "date", YES: "bool"}
_STEP = 4
_WIDTH = 110


def type_of(form: Form) -> str:
    """The type of a value."""
    return _TYPES.get(form.what, "str") + (" | None" if form.blank else "")


def docstring(first: str, span: Span | None = None, indent: int = 4) -> list[str]:
    """A docstring: a first line, and the words of the contract below it."""
    margin = " " * indent
    told = [f"{margin}{line}" for line in textwrap.wrap(_unquoted(first), _WIDTH - indent)]
    told[0] = f'{margin}"""{told[0].strip()}'
    if span is None:
        return [f'{told[0]}"""'] if len(told) == 1 else [*told, f'{margin}"""']
    body = [f"{margin}    {_unquoted(line)}".rstrip() for line in cited(span)]
    return [*told, "", *body, f'{margin}"""']


def _unquoted(text: str) -> str:
    """Text that may stand in a docstring."""
    return text.replace("\\", "\\\\").replace('"""', "'''")


@define(eq=False, repr=False)
class ValueWriter:
    """Writes the functions that give values."""

    scope: Scope

    def function(self, value: Value) -> list[str]:
        """The function of a value, after what it needs that is not yet written; a constant for one literal."""
        if self.scope.needs.is_constant(value):
            return [*self._constant(value)]
        naming = self.scope.naming
        variable = naming.variable(value.home)
        writer = Expressions(self.scope, value.home, variable)
        body = self._body(writer, value.body)
        books, on = self.scope.needs.of_value(value.name)
        given = ["books: Books"] if books else []
        given += [] if isinstance(value.home, ContractHome) else [f"{variable}: {naming.type_of(value.home)}"]
        given += ["on: date"] if on else []
        head = f"def {naming.values[value.name]}({', '.join(given)}) -> {type_of(value.body.form)}:"
        remembered = ["@remembered"] if self.scope.needs.remembers(value) else []
        own = [*remembered, head, *docstring(self._told(value), value.span), *body]
        return [*self.written(), *own, "", ""]

    def _constant(self, value: Value) -> list[str]:
        name = self.scope.naming.values[value.name]
        doc = Expressions(self.scope, value.home, "").doc(value.body)
        lines = lay(doc, f"{name} = ")
        return [*lines, *docstring(self._told(value), None, 0), ""]

    def _told(self, value: Value) -> str:
        told = f"{value.name} ({clause_number(value.clause)})" if value.clause else value.name
        if value.is_group:
            return f"Whether a row is in the group {told}."
        definition = self.scope.program.definitions[value.name]
        terms = self.scope.program.terms
        unit = unit_of(definition.kind, value.body.form, self.scope.program.nouns, terms.currency, terms.places)
        return f"{told}: {unit}."

    def _body(self, writer: Expressions, node: Node) -> list[str]:
        """The statements that return a value; what holds where it divides by nought is said below."""
        if isinstance(node, Operation) and node.word == "otherwise" and not isinstance(node.arguments[0], Literal):
            first, second = node.arguments
            tried = lay(writer.doc(first), "return ", "", 8)
            return ["    try:", *tried, "    except Undefined:", *lay(writer.doc(second), "return ", "", 8)]
        return lay(writer.doc(node), "return ", "", _STEP)

    # --- what is counted

    def written(self) -> list[str]:
        """What waits to be written, and what that needs in its turn, first."""
        lines: list[str] = []
        while self.scope.waiting:
            waiting = self.scope.waiting.pop(0)
            made = self._tally(waiting) if isinstance(waiting, Tally) else self._index(*waiting)
            lines = [*lines, *made]
        return lines

    def _index(self, base: Base, member: Path) -> list[str]:
        scope, naming = self.scope, self.scope.naming
        kind, name = base
        home: Home = LineHome(name) if kind == "clause" else TableHome(name)
        variable = naming.variable(home)
        members = (
            f"{naming.clauses[name]}_lines(books)" if kind == "clause" else f"books.data.{naming.tables[name].rows}"
        )
        found, _ = scope.follow(Text(variable), home, member, "EVER")
        many = f"lines of {name}" if kind == "clause" else scope.program.tables[name].plural
        head = f"def {scope.indexes[base, member]}(books: Books) -> Gathered[{naming.type_of(home)}]:"
        told = docstring(f"The {many}, by what they belong to.")
        lambda_ = Joined(f"lambda {variable if _uses(found, variable) else '_'}: ", found)
        return ["@remembered", head, *told, *lay(_gather(members, lambda_), "return ", "", _STEP), "", ""]

    def _tally(self, tally: Tally) -> list[str]:
        scope, naming = self.scope, self.scope.naming
        variable = naming.variable(tally.members)
        kind = naming.type_of(tally.members)
        writer = Expressions(scope, tally.members, variable)
        conditions = self._conditions(writer, tally)
        adds = self._adds(writer, tally)
        counts = lay(adds, "return ", "", 12 if conditions else 8)
        if conditions:
            counts = [*lay(_all(conditions), "if ", ":", 8), *counts, " " * 8 + "return None"]
        cls = ("" if tally.still else "Moving") + ("Lengths" if tally.length else "Tally")
        index = scope.index(tally.over, tally.member)
        head = f"def {scope.tallies[tally]}(books: Books) -> Tally[{kind}]:"
        if tally.length:
            head = f"def {scope.tallies[tally]}(books: Books) -> Lengths[{kind}]:"
        optional = " | None" if conditions else ""
        return [
            "@remembered",
            head,
            *docstring(self._tally_told(tally)),
            "",
            f"    def adds({variable}: {kind}, on: date) -> int{optional}:",
            *counts,
            "",
            f"    return {cls}(books, {index}(books), adds)",
            "",
            "",
        ]

    def _conditions(self, writer: Expressions, tally: Tally) -> list[Doc]:
        found = []
        if isinstance(tally.over, Members):
            found.append(self.scope.reads(tally.over.group, Text(writer.variable), "on"))
        if tally.where is not None:
            found.append(writer.doc(tally.where))
        return found

    def _adds(self, writer: Expressions, tally: Tally) -> Doc:
        if tally.that_are is not None:
            return Joined("int(", self.scope.reads(tally.that_are, Text(writer.variable), "on"), ")")
        if tally.word == "number" or tally.length:
            return Text("1")
        if tally.body is not None:
            return writer.doc(tally.body)
        over = tally.over
        if isinstance(over, Lines) and over.amount != "due":
            return Text(f"{settled_name(self.scope, over.clause)}(books)[{writer.variable}]")
        return Text(f"{writer.variable}.due")

    def _tally_told(self, tally: Tally) -> str:
        over = tally.over
        name = over.clause if isinstance(over, Lines) else getattr(over, "group", None) or over.table
        what = self.scope.program.nouns.plural(name)
        if tally.length:
            return f"The {tally.length}s of {what}."
        if tally.word == "share":
            return f"Of {what}, those that are {self.scope.program.nouns.plural(tally.that_are or '')}."
        return f"How many {what} there are." if tally.word == "number" else f"What {what} come to."


def settled_name(scope: Scope, clause: str) -> str:
    """The function that says what is paid, deducted or recovered of each line of a clause."""
    found = scope.program.clauses[clause]
    word = "recovered" if found.recovery else "paid" if found.sign > 0 else "deducted"
    return f"{scope.naming.clauses[clause]}_{word}"


def _all(conditions: Iterable[Doc]) -> Doc:
    found = list(conditions)
    if len(found) == 1:
        return found[0]
    return infix("and", *found)


def _gather(members: str, belongs_to: Doc) -> Doc:
    return call("gather", Text(members), belongs_to)


def _uses(doc: Doc, name: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", flat(doc)) is not None
