"""Expressions with the meaning of each plain definition in the place of its name."""

from typing import Any, cast

import attrs

from pbrlang.ir.expressions import Aggregate, Covered, Expr, FieldOf, FirstDay, IndexedBy, ReadOn, ValueOf
from pbrlang.ir.program import Program
from pbrlang.ir.visit import walk
from pbrlang.source.late import Late, changed

_OF_ROWS_OR_READER = (Aggregate, Covered, FieldOf, FirstDay, IndexedBy, ReadOn)
_PLAIN = ("kind", "span", "path", "member", "subject", "over")


class Inlined:
    """Writes out definitions, so that it makes no difference whether something has a name.

    Measures, baselines and noise bands stay names, and so does what is read at another home than the reader's,
    unless it is the same everywhere. What is in `keep` stays a name too.
    """

    def __init__(self, program: Program, keep: frozenset[str] = frozenset()) -> None:
        self._program = program
        self._keep = keep
        self._open: set[str] = set()

    def of(self, expr: Expr) -> Expr:
        """An expression written out."""
        found = self._value(expr) if isinstance(expr, ValueOf) else self._inside(expr)
        return cast(Expr, found)

    def _inside(self, value: Any) -> Any:
        """A node with what is inside it written out."""
        if isinstance(value, tuple):
            return tuple([self._part(each) for each in value])
        names = [each.name for each in attrs.fields(type(value)) if each.name not in _PLAIN]
        parts = {name: getattr(value, name) for name in names}
        changes = {name: self._part(part) for name, part in parts.items()}
        changes = {name: new for name, new in changes.items() if new is not parts[name] and new != parts[name]}
        return changed(value, **changes) if changes else value

    def _part(self, value: Any) -> Any:
        if isinstance(value, Expr):
            return self.of(value)
        is_node = isinstance(value, tuple) or isinstance(type(value), Late)
        return self._inside(value) if is_node else value

    def _value(self, expr: ValueOf) -> Expr:
        own = self._program.definitions.get(expr.definition)
        if own is None or own.role != "definition" or expr.definition in self._open | self._keep:
            return expr
        if expr.path and not self._is_fixed(own.body):
            return expr
        self._open.add(expr.definition)
        found = self.of(own.body)
        self._open.discard(expr.definition)
        return found

    def _is_fixed(self, body: Expr) -> bool:
        """Whether a value is the same wherever it is read: nothing in it comes from rows or depends on the reader."""
        for each in walk(body):
            if isinstance(each, ValueOf):
                own = self._program.definitions.get(each.definition)
                if own is None or own.role != "definition" or not self._is_fixed(own.body):
                    return False
            elif isinstance(each, _OF_ROWS_OR_READER) or hasattr(each, "path"):
                return False
        return True
