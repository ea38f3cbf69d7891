"""Lowered expressions as Python."""

import json
from collections.abc import Sequence
from datetime import date

from attrs import define, field

from pbrlang.backends.common.layout import Call, Choice, Doc, Infix, Joined, Parens, Text, flat
from pbrlang.backends.python.scope import Scope, Then, call
from pbrlang.lower.forms import NUMBER, RATIO, YES
from pbrlang.lower.nodes import (
    Literal,
    Needed,
    Node,
    Operation,
    PeriodDays,
    PeriodWhole,
    ReadCell,
    ReadField,
    ReadTally,
    ReadValue,
    Rounded,
    YearOfDay,
)
from pbrlang.lower.numbers import rescaled
from pbrlang.names.homes import Home, Path

_INFIX = {"plus": "+", "minus": "-", "times": "*", "less": "<", "more": ">", "at least": ">=", "at most": "<="}
_RATIOS = {"ratio less": "<", "ratio more": ">", "ratio at least": ">=", "ratio at most": "<="}
_RATIOS |= {"ratio same": "==", "ratio other": "!="}
_CALLS = {
    "lesser": "min",
    "greater": "max",
    "quotient": "ratio",
    "ratio plus": "ratio_plus",
    "ratio minus": "ratio_minus",
    "ratio times": "ratio_times",
    "ratio over": "ratio_over",
    "ratio opposite": "ratio_opposite",
    "ratio lesser": "ratio_lesser",
    "ratio greater": "ratio_greater",
    "ratio multiple": "ratio_multiple",
    "days later": "days_later",
}
_WAYS = {"half up": "half_up", "half down": "half_down", "half to even": "half_to_even", "up": "up", "down": "down"}
_LOOSEST, _OR, _AND, _COMPARED, _SUM, _PRODUCT, _UNARY, _ATOM = range(8)
_TIGHTNESS = {"or": _OR, "and": _AND, "+": _SUM, "-": _SUM, "*": _PRODUCT, "%": _PRODUCT}


def tightness(doc: Doc) -> int:
    """How tightly the outermost operator of an expression binds."""
    match doc:
        case Infix(operator=operator):
            return _TIGHTNESS.get(operator, _COMPARED)
        case Choice():
            return _LOOSEST
        case Joined(before=before):
            return _UNARY if before == "-" else _LOOSEST if before.startswith("lambda") else _ATOM
        case _:
            return _ATOM


def within(doc: Doc, least: int) -> Doc:
    """An expression in brackets unless it binds at least so tightly."""
    return doc if tightness(doc) >= least else Parens(doc)


def infix(operator: str, *operands: Doc) -> Doc:
    """Operands with an operator between them, in brackets where they need them."""
    level = _TIGHTNESS.get(operator, _COMPARED)
    first, *rest = operands
    chained = operator in ("+", "*", "and", "or")
    opened = [within(first, level + (level == _COMPARED)), *(within(each, level + 1) for each in rest)]
    head = opened[0]
    if chained and isinstance(head, Infix) and head.operator == operator:
        return Infix(operator, (*head.operands, *opened[1:]))
    return Infix(operator, tuple(opened))


def whole(number: int) -> Doc:
    """A whole number, with its thousands marked where there are many."""
    return Text(f"{number:_}" if abs(number) >= 10_000 else str(number))


def words(text: str) -> Doc:
    """Words in quotation marks."""
    return Text(json.dumps(text, ensure_ascii=False))


def day(value: date) -> Doc:
    """A date."""
    return Text(f"date({value.year}, {value.month}, {value.day})")


@define(eq=False, repr=False)
class Expressions:
    """Writes nodes that are read at the elements of one home; `variable` holds the element, `on` the reader's date."""

    scope: Scope
    home: Home
    variable: str
    on: str = "on"
    given: list[str] = field(factory=list)

    def doc(self, node: Node) -> Doc:
        """A node as Python."""
        match node:
            case Literal():
                return self._literal(node)
            case Rounded():
                return self._rounded(node)
            case Operation():
                return self._operation(node)
            case Needed():
                return call("need", self.doc(node.of), *self._blamed(node.of))
            case PeriodDays():
                return call(f"{self.variable}.paid_days", day(node.until))
            case PeriodWhole():
                return Text(f"{self.variable}.whole")
            case _:
                return self._read(node)

    def _read(self, node: Node) -> Doc:
        match node:
            case ReadField():
                return self._field(node)
            case ReadValue():
                return self._value(node)
            case ReadCell():
                return self._cell(node)
            case ReadTally():
                return self._tally(node)
            case YearOfDay():
                row, column = self._blamed(node.day)
                return call("contract_year", Text(self.scope.calendar("year")), self.doc(node.day), row, column)
            case _:
                raise TypeError(f"no Python for {type(node).__name__}")

    def _literal(self, node: Literal) -> Doc:
        value = node.value
        if isinstance(value, bool):
            return Text(str(value))
        if isinstance(value, int):
            return whole(value)
        return words(value) if isinstance(value, str) else day(value)

    # --- what is read

    def _field(self, node: ReadField) -> Doc:
        name = self.scope.naming.tables[node.table].fields[node.field]
        found = self.through(node.path, lambda row: Joined("", row, f".{name}"))
        return call("known_by", found, Text(self.on)) if node.ends else found

    def _value(self, node: ReadValue) -> Doc:
        value, name = self.scope.lowered.values[node.name], self.scope.naming.values[node.name]
        if self.scope.needs.is_constant(value):
            return Text(name)
        return self.through(node.path, lambda target: self.scope.reads(node.name, target, self.on))

    def through(self, path: Path, then: Then) -> Doc:
        """What follows from the element that a path leads to; nothing where a blank breaks it off."""
        found, broken = self.scope.follow(Text(self.variable), self.home, path, self.on)
        return self._unless_blank(found, then) if broken else then(found)

    def _unless_blank(self, found: Doc, then: Then) -> Doc:
        name = self._fresh()
        rest = (("if", Infix("is not", (Parens(Joined(f"{name} := ", found)), Text("None")))), ("else", Text("None")))
        return Choice(then(Text(name)), rest)

    def _fresh(self) -> str:
        """A variable for what a path leads to."""
        name = f"found_{len(self.given) + 1}" if self.given else "found"
        self.given.append(name)
        return name

    def _cell(self, node: ReadCell) -> Doc:
        column = self.scope.column(node.tariff, node.column)
        keys = []
        for key, last in zip(node.keys, column.open_from, strict=True):
            found = self.doc(key)
            keys.append(found if last is None else call("min", found, whole(last)))
        name = self.scope.naming.columns[node.tariff, node.column]
        return Call(name, tuple(keys), "[]")

    def _tally(self, node: ReadTally) -> Doc:
        tally = self.scope.tally(node.tally)
        found, _ = self.scope.follow(Text(self.variable), self.home, node.subject, self.on)
        days = self.scope.days(node.window, self.home, self.variable, self.on)
        word = "share" if node.tally.word == "share" else "total"
        return Call(f"{tally}(books).{word}", (found, days, Text(self.on)))

    def _blamed(self, node: Node) -> tuple[Doc, Doc]:
        """The row and, where it can be told, the column that a node is read from."""
        node = node.of if isinstance(node, Needed) else node
        if isinstance(node, ReadField):
            found, broken = self.scope.follow(Text(self.variable), self.home, node.path, self.on)
            if not broken:
                return found, words(node.field)
        return Text(self.variable), Text("None")

    # --- operations

    def _rounded(self, node: Rounded) -> Doc:
        of, way = node.of, _WAYS[node.way]
        if of.form.what == NUMBER:
            if node.times == node.under == 1:
                return self._stepped(node.step, self.doc(of))
            told = self.doc(rescaled(of, of.form.scale * node.times))
            return self._stepped(node.step, call(way, told, whole(node.under)))
        if isinstance(of, Operation) and of.word == "quotient" and _positive(of.arguments[1]):
            over, under = of.arguments
            times, below = rescaled(over, over.form.scale * node.times), rescaled(under, under.form.scale * node.under)
            return self._stepped(node.step, call(way, self.doc(times), self.doc(below)))
        ratio = call("of_ratio", Text(way), self.doc(of), whole(node.times), whole(node.under))
        return self._stepped(node.step, ratio)

    def _stepped(self, step: int, doc: Doc) -> Doc:
        return infix("*", whole(step), doc) if step != 1 else doc

    def _operation(self, node: Operation) -> Doc:
        word, arguments = node.word, node.arguments
        if word == "quotient" and _positive(arguments[1]):
            return call("Ratio", *map(self.doc, arguments))
        if word == "over":
            return self.doc(arguments[0])
        if word in _INFIX:
            return infix(_INFIX[word], *map(self.doc, arguments))
        if word in _RATIOS:
            return infix(_RATIOS[word], call("compare", *map(self.doc, arguments)), Text("0"))
        if word in _CALLS:
            return call(_CALLS[word], *map(self.doc, arguments))
        if word in ("and", "or"):
            return infix(word, *map(self.doc, arguments))
        return self._other(word, arguments)

    def _other(self, word: str, arguments: Sequence[Node]) -> Doc:
        docs = [self.doc(each) for each in arguments]
        match word:
            case "opposite":
                return Joined("-", within(docs[0], _UNARY))
            case "same" | "other":
                return self._same(word == "same", arguments, docs)
            case "multiple":
                if isinstance(arguments[1], Literal) and arguments[1].value:
                    return infix("==", infix("%", *docs), Text("0"))
                return call("is_multiple", *docs)
            case "one of":
                listed = Text(f"({', '.join(flat(each) for each in docs[1:])}{',' if len(docs) == 2 else ''})")
                return Infix("in", (within(docs[0], _SUM), listed))
            case "blank" | "not blank":
                return Infix("is" if word == "blank" else "is not", (within(docs[0], _SUM), Text("None")))
            case "is yes":
                return Infix("is", (within(docs[0], _SUM), Text("True")))
            case "otherwise":
                return call("otherwise", *(Joined("lambda: ", each) for each in docs))
            case _:
                return self._days(word, arguments, docs)

    def _days(self, word: str, arguments: Sequence[Node], docs: Sequence[Doc]) -> Doc:
        match word:
            case "days in" if arguments[0].form.what == RATIO:
                return call("of_ratio", Text("down"), docs[0], Text("1"), Text("1"))
            case "days in":
                return call("down", docs[0], whole(arguments[0].form.scale))
            case "days earlier":
                return call("days_later", docs[0], Joined("-", within(docs[1], _UNARY)))
            case "days between":
                return Joined("", Parens(infix("-", *docs)), ".days")
            case _:
                raise TypeError(f"no Python for {word}")

    def _same(self, same: bool, arguments: Sequence[Node], docs: Sequence[Doc]) -> Doc:
        right = arguments[1]
        if arguments[0].form.what == YES and isinstance(right, Literal):
            return Infix("is" if same else "is not", (within(docs[0], _SUM), docs[1]))
        return infix("==" if same else "!=", *docs)


def _positive(node: Node) -> bool:
    return node.form.least is not None and node.form.least > 0
