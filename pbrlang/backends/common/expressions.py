"""Lowered expressions in the words of a language."""

from collections.abc import Sequence
from datetime import date

from attrs import define

from pbrlang.backends.common.language import Language
from pbrlang.backends.common.layout import Call, Choice, Doc, Infix, Joined, Parens, Text, flat
from pbrlang.backends.common.scope import Scope, Then
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
    ReadWord,
    Rounded,
    YearOfDay,
)
from pbrlang.lower.numbers import rescaled
from pbrlang.names.homes import Home, Path

_INFIX = {"plus": "+", "minus": "-", "times": "*", "less": "<", "more": ">", "at least": ">=", "at most": "<="}
_RATIOS = {"ratio less": "<", "ratio more": ">", "ratio at least": ">=", "ratio at most": "<="}
_RATIOS |= {"ratio same": "==", "ratio other": "!="}
_CALLS = {
    "lesser": "lesser",
    "greater": "greater",
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
    "days between": "days_between",
}
_WAYS = {"half up": "half_up", "half down": "half_down", "half to even": "half_to_even", "up": "up", "down": "down"}
_LOOSEST, _OR, _AND, _COMPARED, _SUM, _PRODUCT, _UNARY, _ATOM = range(8)
_TIGHTNESS = {"or": _OR, "||": _OR, "and": _AND, "&&": _AND, "+": _SUM, "-": _SUM, "*": _PRODUCT, "%": _PRODUCT}


def tightness(doc: Doc) -> int:
    """How tightly the outermost operator of an expression binds."""
    match doc:
        case Infix(operator=operator):
            return _TIGHTNESS.get(operator, _COMPARED)
        case Choice():
            return _LOOSEST
        case Joined(before=before):
            return _UNARY if before == "-" else _LOOSEST if before.startswith(("lambda", "(")) else _ATOM
        case _:
            return _ATOM


def within(doc: Doc, least: int) -> Doc:
    """An expression in brackets unless it binds at least so tightly."""
    return doc if tightness(doc) >= least else Parens(doc)


def opposite(doc: Doc) -> Doc:
    """The opposite of a number; two signs never stand together, as they mean something else in some languages."""
    inner = within(doc, _ATOM)
    return Joined("-", Parens(inner) if flat(inner).startswith("-") else inner)


def infix(operator: str, *operands: Doc) -> Doc:
    """Operands with an operator between them, in brackets where they need them."""
    level = _TIGHTNESS.get(operator, _COMPARED)
    first, *rest = operands
    chained = operator in ("+", "*", "and", "or", "&&", "||")
    opened = [within(first, level + (level == _COMPARED)), *(within(each, level + 1) for each in rest)]
    head = opened[0]
    if chained and isinstance(head, Infix) and head.operator == operator:
        return Infix(operator, (*head.operands, *opened[1:]))
    return Infix(operator, tuple(opened))


@define(eq=False, repr=False)
class Expressions:
    """Writes nodes that are read at the elements of one home; `variable` holds the element, `on` the reader's date."""

    scope: Scope
    home: Home
    variable: str
    on: str = "on"

    @property
    def language(self) -> Language:
        """The language that is written."""
        return self.scope.language

    def doc(self, node: Node) -> Doc:
        """A node in the words of the language."""
        match node:
            case Literal():
                return self._literal(node)
            case Rounded():
                return self._rounded(node)
            case Operation():
                return self._operation(node)
            case Needed():
                return self.scope.kit("need", self.doc(node.of), *self._blamed(node.of))
            case PeriodDays():
                return self.paid_days(node.until)
            case PeriodWhole():
                return Joined("", self.scope.period(Text(self.variable), self.home), ".whole")
            case _:
                return self._read(node)

    def paid_days(self, until: date) -> Doc:
        """How many days of the period at hand are paid for."""
        period = self.scope.period(Text(self.variable), self.home)
        return Call(Joined("", period, f".{self.language.kit('paid_days')}"), (self.language.day(until),))

    def _read(self, node: Node) -> Doc:
        match node:
            case ReadWord():
                return self.through(node.path, lambda element: Joined("", element, ".word"))
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
                return self.scope.kit(
                    "contract_year", Text(self.scope.calendar("year")), self.doc(node.day), row, column
                )
            case _:
                raise TypeError(f"no Python for {type(node).__name__}")

    def _literal(self, node: Literal) -> Doc:
        value = node.value
        if isinstance(value, bool):
            return self.language.truth(value)
        if isinstance(value, int):
            return self.language.whole(value)
        return self.language.words(value) if isinstance(value, str) else self.language.day(value)

    # --- what is read

    def _field(self, node: ReadField) -> Doc:
        name = self.scope.naming.tables[node.table].fields[node.field]
        found = self.through(node.path, lambda row: Joined("", row, f".{name}"))
        return self.scope.kit("known_by", found, Text(self.on)) if node.ends else found

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
        return self.scope.kit("through", found, self.language.lambda_(["found"], then(Text("found"))))

    def _cell(self, node: ReadCell) -> Doc:
        column = self.scope.column(node.tariff, node.column)
        keys = []
        for key, last in zip(node.keys, column.open_from, strict=True):
            found = self.doc(key)
            keys.append(found if last is None else self.scope.kit("lesser", found, self.language.whole(last)))
        return self.language.cell(self.scope.naming.columns[node.tariff, node.column], keys)

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
                return found, self.language.words(node.field)
        return Text(self.variable), Text(self.language.blank)

    # --- operations

    def _rounded(self, node: Rounded) -> Doc:
        of, way, whole = node.of, _WAYS[node.way], self.language.whole
        if of.form.what == NUMBER:
            if node.times == node.under == 1:
                return self._stepped(node.step, self.doc(of))
            told = self.doc(rescaled(of, of.form.scale * node.times))
            return self._stepped(node.step, self.scope.kit(way, told, whole(node.under)))
        if isinstance(of, Operation) and of.word == "quotient" and _positive(of.arguments[1]):
            over, under = of.arguments
            times, below = rescaled(over, over.form.scale * node.times), rescaled(under, under.form.scale * node.under)
            return self._stepped(node.step, self.scope.kit(way, self.doc(times), self.doc(below)))
        given = Text(self.language.kit(way)), self.doc(of), whole(node.times), whole(node.under)
        return self._stepped(node.step, self.scope.kit("of_ratio", *given))

    def _stepped(self, step: int, doc: Doc) -> Doc:
        return infix("*", self.language.whole(step), doc) if step != 1 else doc

    def _operation(self, node: Operation) -> Doc:
        word, arguments = node.word, node.arguments
        if word == "over":
            return self.doc(arguments[0])
        docs = [self.doc(each) for each in arguments]
        if word == "quotient" and _positive(arguments[1]):
            return self.language.make("Ratio", docs)
        if word in _INFIX:
            return infix(_INFIX[word], *docs)
        if word in _RATIOS:
            operator = self.language.operator({"==": "same", "!=": "other"}.get(_RATIOS[word], _RATIOS[word]))
            return infix(operator, self.scope.kit("compare", *docs), self.language.whole(0))
        if word in _CALLS:
            return self.scope.kit(_CALLS[word], *docs)
        if word in ("and", "or"):
            return infix(self.language.operator(word), *docs)
        return self._other(word, arguments, docs)

    def _other(self, word: str, arguments: Sequence[Node], docs: Sequence[Doc]) -> Doc:
        match word:
            case "opposite":
                return opposite(docs[0])
            case "same" | "other":
                return self._same(word, arguments, docs)
            case "multiple":
                return self._multiple(arguments[1], docs)
            case "one of":
                return self.language.one_of(within(docs[0], _SUM), docs[1:])
            case "blank" | "not blank":
                return self.language.is_blank(within(docs[0], _SUM), word == "blank")
            case "is yes":
                return self.language.exactly(within(docs[0], _SUM), True, True)
            case "otherwise":
                return self.scope.kit("otherwise", *(self.language.lambda_((), each) for each in docs))
            case "days in":
                return self._days_in(arguments[0], docs[0])
            case "days earlier":
                return self.scope.kit("days_later", docs[0], opposite(docs[1]))
            case _:
                raise TypeError(f"no words for {word}")

    def _days_in(self, node: Node, doc: Doc) -> Doc:
        whole = self.language.whole
        if node.form.what == RATIO:
            return self.scope.kit("of_ratio", Text(self.language.kit("down")), doc, whole(1), whole(1))
        return self.scope.kit("down", doc, whole(node.form.scale))

    def _multiple(self, of: Node, docs: Sequence[Doc]) -> Doc:
        if isinstance(of, Literal) and of.value:
            return infix(self.language.operator("same"), infix("%", *docs), self.language.whole(0))
        return self.scope.kit("is_multiple", *docs)

    def _same(self, word: str, arguments: Sequence[Node], docs: Sequence[Doc]) -> Doc:
        right = arguments[1]
        if arguments[0].form.what == YES and isinstance(right, Literal):
            return self.language.exactly(within(docs[0], _SUM), bool(right.value), word == "same")
        return infix(self.language.operator(word), *docs)


def _positive(node: Node) -> bool:
    return node.form.least is not None and node.form.least > 0
