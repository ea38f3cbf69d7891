"""How Python writes what is worked out."""

import builtins
import json
import keyword
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date

from attrs import frozen

from pbrlang.backends.common.language import Adds, Attempts, Function, Gives
from pbrlang.backends.common.layout import Call, Choice, Doc, Infix, Joined, Text, flat, lay
from pbrlang.backends.common.operators import infix
from pbrlang.backends.common.words import cited
from pbrlang.backends.python.linking import kit_names
from pbrlang.source import Span

_STEP = 4
_WIDTH = 110
_OPERATORS = {"same": "==", "other": "!="}
_BUILT_IN = {"lesser": "min", "greater": "max"}


def docstring(first: str, span: Span | None = None, indent: int = _STEP) -> list[str]:
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


@frozen
class Python:
    """The language Python."""

    blank: str = "None"

    def taken(self) -> frozenset[str]:
        return frozenset((*keyword.kwlist, *keyword.softkwlist, *dir(builtins), *kit_names()))

    def taken_in_rows(self) -> frozenset[str]:
        return frozenset(keyword.kwlist)

    def named(self, words: Sequence[str]) -> str:
        return "_".join(words)

    def kit(self, name: str) -> str:
        return _BUILT_IN.get(name, name)

    def whole(self, number: int) -> Doc:
        return Text(f"{number:_}" if abs(number) >= 10_000 else str(number))

    def words(self, text: str) -> Doc:
        return Text(json.dumps(text, ensure_ascii=False))

    def day(self, value: date) -> Doc:
        return Text(f"date({value.year}, {value.month}, {value.day})")

    def truth(self, value: bool) -> Doc:
        return Text(str(value))

    def operator(self, word: str) -> str:
        return _OPERATORS.get(word, word)

    def is_blank(self, doc: Doc, blank: bool) -> Doc:
        return Infix("is" if blank else "is not", (doc, Text("None")))

    def exactly(self, doc: Doc, value: bool, same: bool) -> Doc:
        return Infix("is" if same else "is not", (doc, Text(str(value))))

    def one_of(self, doc: Doc, listed: Sequence[Doc]) -> Doc:
        return Infix("in", (doc, self.group(listed)))

    def lambda_(self, parameters: Sequence[str], body: Doc) -> Doc:
        return Joined(f"lambda {', '.join(parameters)}: " if parameters else "lambda: ", body)

    def cell(self, column: str, keys: Sequence[Doc]) -> Doc:
        return Call(column, tuple(keys), "[]")

    def choice(self, when: Doc, then: Doc, otherwise: Doc) -> Doc:
        more = otherwise.rest if isinstance(otherwise, Choice) else ()
        last = otherwise.first if isinstance(otherwise, Choice) else otherwise
        return Choice(then, (("if", when), ("else", last), *more))

    def or_else(self, doc: Doc, other: Doc) -> Doc:
        return Infix("or", (doc, other))

    def make(self, kind: str, arguments: Sequence[Doc]) -> Doc:
        return Call(kind, tuple(arguments))

    def listed(self, docs: Sequence[Doc]) -> Doc:
        return Call("", tuple(docs), "[]")

    def group(self, docs: Sequence[Doc]) -> Doc:
        return Joined("(", docs[0], ",)") if len(docs) == 1 else Call("", tuple(docs))

    def link(self, docs: Sequence[Doc]) -> Doc:
        return Call("link", tuple(docs))

    def mapping(self, docs: Mapping[str, Doc]) -> Doc:
        return Call("", tuple(Joined(f'"{name}": ', doc) for name, doc in docs.items()), "{}")

    def counted(self, doc: Doc) -> Doc:
        return Joined("int(", doc, ")")

    def of_line(self, amounts: Doc, line: str) -> Doc:
        return Call(amounts, (Text(line),), "[]")

    def constant(self, name: str, doc: Doc, told: str) -> list[str]:
        return [*lay(doc, f"{name} = "), *docstring(told, None, 0), ""]

    def column(self, name: str, cells: Mapping[tuple[str | int, ...], int], told: str) -> list[str]:
        inner = [f"    {self._key(keys)}: {flat(self.whole(value))}," for keys, value in cells.items()]
        return [f"{name} = {{", *inner, "}", *docstring(told, None, 0), ""]

    def _key(self, keys: tuple[str | int, ...]) -> str:
        parts = [flat(self.words(key)) if isinstance(key, str) else str(key) for key in keys]
        return parts[0] if len(parts) == 1 else f"({', '.join(parts)})"

    def function(self, function: Function) -> list[str]:
        given = ", ".join(f"{name}: {kind}" for name, kind in function.parameters)
        head = f"def {function.name}({given}) -> {function.returns}:"
        remembered = ["@remembered"] if function.remembered else []
        told = docstring(function.told, function.cited)
        return [*remembered, head, *told, *self._body(function.body), "", ""]

    def _body(self, body: Gives | Attempts | Adds) -> list[str]:
        match body:
            case Gives():
                return self._gives(body, _STEP)
            case Attempts(value=value, instead=instead):
                tried = lay(value, "return ", "", 2 * _STEP)
                return ["    try:", *tried, "    except Undefined:", *lay(instead, "return ", "", 2 * _STEP)]
            case Adds():
                optional = " | None" if body.inner.conditions and not body.gives.endswith("None") else ""
                head = f"    def adds({body.variable}: {body.variable_type}, on: date) -> {body.gives}{optional}:"
                made = Call(body.kind, (Text("books"), body.members, Text("adds")))
                inner = self._gives(body.inner, 2 * _STEP)
                return ["", head, *inner, "", *lay(made, "return ", "", _STEP)]

    def _gives(self, body: Gives, indent: int) -> list[str]:
        if not body.conditions:
            return lay(body.value, "return ", "", indent)
        condition = body.conditions[0] if len(body.conditions) == 1 else infix("and", *body.conditions)
        inner = lay(body.value, "return ", "", indent + _STEP)
        return [*lay(condition, "if ", ":", indent), *inner, f"{' ' * indent}return None"]
