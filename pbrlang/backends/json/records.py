"""The shape of each attribute of a node, by the type that it is declared with."""

from datetime import date
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from pbrlang.backends.json.nodes import EXPRESSIONS, NAMES
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
from pbrlang.ir.expressions import Expr
from pbrlang.source import Span
from pbrlang.source.late import Late, finish
from pbrlang.values.units import Unit

_SIMPLE: dict[Any, Shape] = {
    str: Plain(("string",)),
    int: Plain(("integer",)),
    bool: Plain(("boolean",)),
    Fraction: Exact(),
    date: Dated(),
    Unit: InUnit(),
    Span: Place(),
    Expr: Nodes(tuple(EXPRESSIONS.values())),
}
_LITERAL = {Fraction, date, bool, str}


@cache
def shapes_of(cls: type) -> dict[str, Shape]:
    """The shape of each attribute that a node is made from, in their order."""
    if isinstance(cls, Late):
        finish(cls)
    types = get_type_hints(cls)
    return {each.name: shape_of(types[each.name]) for each in attrs.fields(cls) if each.init}


def shape_of(declared: Any) -> Shape:
    """The shape of a type. TypeError for one that has none."""
    if declared in _SIMPLE:
        return _SIMPLE[declared]
    inside = get_args(declared)
    origin = get_origin(declared)
    if origin in (Union, UnionType):
        return _choice(inside)
    if origin is tuple:
        return Many(shape_of(inside[0])) if inside[-1] is Ellipsis else Fixed(tuple(map(shape_of, inside)))
    if origin is frozenset:
        return Many(shape_of(inside[0]), ordered=False)
    if origin is dict:
        return _mapping(*inside)
    if declared in NAMES:
        return Nodes((declared,))
    raise TypeError(f"{declared} has no shape in JSON")


def _choice(inside: tuple[Any, ...]) -> Shape:
    some = tuple(each for each in inside if each is not NoneType)
    if len(some) < len(inside):
        return Maybe(shape_of(some[0]) if len(some) == 1 else _choice(some))
    if set(some) == _LITERAL:
        return Literal()
    if set(some) == {str, int}:
        return Plain(("string", "integer"))
    if all(each in NAMES for each in some):
        return Nodes(some)
    raise TypeError(f"one of {some} has no shape in JSON")


def _mapping(key: Any, value: Any) -> Shape:
    if key is not str:
        return Keyed(shape_of(key), shape_of(value))
    named = value in NAMES and any(each.name == "name" for each in attrs.fields(_finished(value)))
    return ByName(shape_of(value)) if named else Mapped(shape_of(value))


def _finished(cls: type) -> type:
    if isinstance(cls, Late):
        finish(cls)
    return cls
