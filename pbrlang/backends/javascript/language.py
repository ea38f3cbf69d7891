"""How JavaScript writes what is worked out."""

import json
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date

from attrs import define, field

from pbrlang.backends.common.language import Adds, Attempts, Function, Gives
from pbrlang.backends.common.layout import Call, Choice, Doc, Infix, Joined, Text, flat, lay
from pbrlang.backends.common.operators import infix
from pbrlang.backends.common.words import cited
from pbrlang.backends.javascript.linking import kit
from pbrlang.source import Span

_STEP = 4
_WIDTH = 110
_OPERATORS = {"same": "===", "other": "!==", "and": "&&", "or": "||"}
_RESERVED = """
    abstract arguments async await boolean break byte case catch char class const continue debugger default delete do
    double else enum eval export extends false final finally float for function get goto if implements import in
    instanceof int interface let long native new null of package private protected public return set short static super
    switch synchronized this throw throws transient true try typeof undefined var void volatile while with yield
    constructor globalThis window document self Array BigInt Boolean Date Error Infinity Intl JSON Map Math NaN Number
    Object Promise Proxy RangeError Reflect RegExp Set String Symbol TypeError WeakMap WeakSet isNaN name length
    prototype process require module exports Data Result ClauseTotal StatementLine
"""
"""Words that name something already, in the language or in every place where it runs."""


def camel(words: Sequence[str]) -> str:
    """Words as one, each but the first with a capital."""
    first, *rest = words
    return first + "".join(f"{word[:1].upper()}{word[1:]}" for word in rest)


def comment(first: str, span: Span | None = None, indent: int = 0) -> list[str]:
    """A comment on what stands below it: a first line, and the words of the contract below it."""
    margin = " " * indent
    told = textwrap.wrap(first.replace("*/", "* /"), _WIDTH - indent)
    if span is None and len(told) == 1:
        return [f"{margin}/** {told[0]} */"]
    quoted = ["", *(f"    {line}" for line in cited(span))] if span is not None else []
    lines = [f"{margin} * {line}".rstrip() for line in (*told, *(each.replace("*/", "* /") for each in quoted))]
    return [f"{margin}/**", *lines, f"{margin} */"]


@define(eq=False)
class JavaScript:
    """The language JavaScript. `exported` has the functions that a module gives to others."""

    exported: list[Function] = field(factory=list)

    @property
    def blank(self) -> str:
        return "null"

    def taken(self) -> frozenset[str]:
        return frozenset(_RESERVED.split()) | kit().keys()

    def taken_in_rows(self) -> frozenset[str]:
        return frozenset(("constructor", "toString", "valueOf", "hasOwnProperty"))

    def named(self, words: Sequence[str]) -> str:
        return camel(words)

    def kit(self, name: str) -> str:
        return camel(name.split("_"))

    def whole(self, number: int) -> Doc:
        return Text((f"{number:_}" if abs(number) >= 10_000 else str(number)) + "n")

    def words(self, text: str) -> Doc:
        return Text(json.dumps(text, ensure_ascii=False))

    def day(self, value: date) -> Doc:
        return Text(f'"{value.isoformat()}"')

    def truth(self, value: bool) -> Doc:
        return Text("true" if value else "false")

    def operator(self, word: str) -> str:
        return _OPERATORS.get(word, word)

    def is_blank(self, doc: Doc, blank: bool) -> Doc:
        return Infix("===" if blank else "!==", (doc, Text("null")))

    def exactly(self, doc: Doc, value: bool, same: bool) -> Doc:
        return Infix("===" if same else "!==", (doc, self.truth(value)))

    def one_of(self, doc: Doc, listed: Sequence[Doc]) -> Doc:
        return Call(Joined("", self.listed(listed), ".includes"), (doc,))

    def lambda_(self, parameters: Sequence[str], body: Doc) -> Doc:
        return Joined(f"({', '.join(parameters)}) => ", body)

    def cell(self, column: str, keys: Sequence[Doc]) -> Doc:
        found: Doc = Text(column)
        for key in keys:
            found = Call(found, (key,), "[]")
        return found

    def choice(self, when: Doc, then: Doc, otherwise: Doc) -> Doc:
        more = otherwise.rest if isinstance(otherwise, Choice) else ()
        last = otherwise.first if isinstance(otherwise, Choice) else otherwise
        return Choice(when, (("?", then), (":", last), *more))

    def or_else(self, doc: Doc, other: Doc) -> Doc:
        return Infix("??", (doc, other))

    def make(self, kind: str, arguments: Sequence[Doc]) -> Doc:
        return Call(f"new {kind}", tuple(arguments))

    def listed(self, docs: Sequence[Doc]) -> Doc:
        return Call("", tuple(docs), "[]")

    def group(self, docs: Sequence[Doc]) -> Doc:
        return self.listed(docs)

    def link(self, docs: Sequence[Doc]) -> Doc:
        return Call("link", (Text("books"), *docs))

    def mapping(self, docs: Mapping[str, Doc]) -> Doc:
        return Call("", tuple(Joined(f"{flat(self.words(name))}: ", doc) for name, doc in docs.items()), "{}")

    def counted(self, doc: Doc) -> Doc:
        return Joined("BigInt(", doc, ")")

    def of_line(self, amounts: Doc, line: str) -> Doc:
        return Call(Joined("", amounts, ".get"), (Text(line),))

    def constant(self, name: str, doc: Doc, told: str) -> list[str]:
        return [*comment(told), *lay(doc, f"const {name} = ", ";"), ""]

    def column(self, name: str, cells: Mapping[tuple[str | int, ...], int], told: str) -> list[str]:
        nested: dict[str | int, list[str]] = {}
        for (first, *rest), value in cells.items():
            amount = flat(self.whole(value))
            nested.setdefault(first, []).append(f"{self._key(rest[0])}: {amount}" if rest else amount)
        pairs = len(next(iter(cells))) > 1
        lines = [
            f"    {self._key(key)}: {'{ ' + ', '.join(those) + ' }' if pairs else those[0]},"
            for key, those in nested.items()
        ]
        return [*comment(told), f"const {name} = {{", *lines, "};", ""]

    def _key(self, key: str | int) -> str:
        return flat(self.words(key)) if isinstance(key, str) else str(key)

    def function(self, function: Function) -> list[str]:
        given = ", ".join(name for name, _ in function.parameters)
        exported = function.cited is not None and function.returns != "Amounts"
        if exported:
            self.exported.append(function)
        word = "export " if exported else ""
        told, body = comment(function.told, function.cited), self._body(function.body)
        if function.remembered:
            return [*told, f"{word}const {function.name} = remembered(({given}) => {{", *body, "});", ""]
        return [*told, f"{word}function {function.name}({given}) {{", *body, "}", ""]

    def _body(self, body: Gives | Attempts | Adds) -> list[str]:
        match body:
            case Gives():
                return self._gives(body, _STEP)
            case Attempts(value=value, instead=instead):
                made = Call("otherwise", (self.lambda_((), value), self.lambda_((), instead)))
                return lay(made, "return ", ";", _STEP)
            case Adds():
                inner = self._gives(body.inner, 2 * _STEP)
                made = Call(f"new {body.kind}", (Text("books"), body.members, Text("adds")))
                head = f"    const adds = ({body.variable}, on) => {{"
                return [head, *inner, "    };", *lay(made, "return ", ";", _STEP)]

    def _gives(self, body: Gives, indent: int) -> list[str]:
        if not body.conditions:
            return lay(body.value, "return ", ";", indent)
        condition = body.conditions[0] if len(body.conditions) == 1 else infix("&&", *body.conditions)
        margin = " " * indent
        inner = lay(body.value, "return ", ";", indent + _STEP)
        return [*_if(condition, indent), *inner, f"{margin}}}", f"{margin}return null;"]


def _if(condition: Doc, indent: int) -> list[str]:
    """The opening of a condition, whose brackets stand anyway."""
    margin = " " * indent
    line = f"{margin}if ({flat(condition)}) {{"
    if len(line) <= _WIDTH:
        return [line]
    return [f"{margin}if (", *lay(condition, "", "", indent + _STEP), f"{margin}) {{"]
