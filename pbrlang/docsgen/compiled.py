"""The page of the nodes of a compiled contract: each with what it means and what it holds, from the code."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from itertools import pairwise

from pbrlang.backends.json.nodes import GROUPS, NAMES, UNIONS
from pbrlang.backends.json.records import shapes_of
from pbrlang.backends.json.shapes import (
    ByName,
    Dated,
    Exact,
    Fixed,
    InUnit,
    Keyed,
    Literal,
    Many,
    Mapped,
    Maybe,
    Nodes,
    Place,
    Plain,
    Shape,
)

PATH = "compiled-json-nodes.md"
_PLAIN = {"string": "text", "integer": "whole number", "boolean": "true or false"}
_SAID = {Exact: "exact number", Dated: "date", Literal: "literal", InUnit: "unit", Place: "place"}


def nodes_page() -> str:
    """The page, as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Nodes of a compiled contract"
    yield ""
    yield "Every object that says `node` is one of these. What an exact number, a date, a literal, a unit, a place are,"
    yield "the page about [a compiled contract as JSON](compiled-json.md) says; what an operation gives, the"
    yield "[vocabulary](vocabulary.md)."
    for title, nodes in GROUPS.items():
        yield from ("", f"## {title}")
        for name, cls in nodes.items():
            yield from ("", f"### {name}", "", inspect.cleandoc(cls.__doc__ or ""))
            yield from _members(cls)


def _members(cls: type) -> Iterator[str]:
    shapes = shapes_of(cls)
    if not shapes:
        return
    notes = _notes(cls)
    yield from ("", "| member | holds | |", "| --- | --- | --- |")
    for name, shape in shapes.items():
        yield f"| `{name}` | {_said(shape)} | {notes.get(name, '')} |"


def _notes(cls: type) -> dict[str, str]:
    """What the code says of each attribute, in the line below it."""
    body = [part for base in reversed(cls.__mro__) if base.__module__.startswith("pbrlang") for part in _body(base)]
    found: dict[str, str] = {}
    for one, other in pairwise(body):
        match one, other:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                found[name] = " ".join(said.split())
            case _:
                pass
    return found


def _body(cls: type) -> list[ast.stmt]:
    (made,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    assert isinstance(made, ast.ClassDef)
    return made.body


def _said(shape: Shape) -> str:
    match shape:
        case Plain(types):
            return " or ".join(_PLAIN[each] for each in types)
        case Maybe(of):
            return f"{_said(of)}, or null"
        case Many(of):
            return f"list of: {_said(of)}"
        case ByName(of):
            return f"list, by name, of: {_said(of)}"
        case Mapped(of):
            return f"object of: {_said(of)}"
        case Keyed(key, of):
            return f"list of key ({_said(key)}) and value ({_said(of)})"
        case Fixed(of):
            return f"[{'; '.join(map(_said, of))}]"
        case Nodes(classes):
            return _node(classes)
        case _:
            return _SAID[type(shape)]


def _node(classes: tuple[type, ...]) -> str:
    names = [NAMES[each] for each in classes]
    for union, nodes in UNIONS.items():
        if set(nodes) == set(names):
            return union
    return " or ".join(f"[{name}](#{name})" for name in names)
