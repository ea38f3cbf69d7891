"""Expressions with the meaning of each plain definition in the place of its name."""

from pbrlang.ir.expressions import Aggregate, Apply, CellOf, Expr, FieldOf, RoundedTo, ValueOf, YearOf
from pbrlang.ir.program import Program
from pbrlang.ir.visit import walk
from pbrlang.source.late import changed


class Inlined:
    """Writes out definitions, so that it makes no difference whether something has a name.

    Measures, baselines and noise bands stay names, and so does what is read at another home than the reader's,
    unless it is the same everywhere.
    """

    def __init__(self, program: Program) -> None:
        self._program = program
        self._open: set[str] = set()

    def of(self, expr: Expr) -> Expr:
        """An expression written out."""
        match expr:
            case ValueOf():
                return self._value(expr)
            case Apply(arguments=arguments):
                return changed(expr, arguments=tuple(map(self.of, arguments)))
            case CellOf(keys=keys):
                return changed(expr, keys=tuple(map(self.of, keys)))
            case YearOf(day=day):
                return changed(expr, day=self.of(day))
            case RoundedTo(of=inner):
                return changed(expr, of=self.of(inner))
            case Aggregate(where=where, body=body):
                where = self.of(where) if where is not None else None
                return changed(expr, where=where, body=self.of(body) if body is not None else None)
            case _:
                return expr

    def _value(self, expr: ValueOf) -> Expr:
        own = self._program.definitions.get(expr.definition)
        if own is None or own.role != "definition" or expr.definition in self._open:
            return expr
        if expr.path and any(isinstance(each, FieldOf | ValueOf | Aggregate) for each in walk(own.body)):
            return expr if not self._is_fixed(own.body) else self._opened(expr.definition, own.body)
        return self._opened(expr.definition, own.body)

    def _opened(self, name: str, body: Expr) -> Expr:
        self._open.add(name)
        found = self.of(body)
        self._open.discard(name)
        return found

    def _is_fixed(self, body: Expr) -> bool:
        """Whether a value is the same wherever it is read: nothing in it comes from rows."""
        for each in walk(body):
            if isinstance(each, FieldOf | Aggregate):
                return False
            if isinstance(each, ValueOf):
                own = self._program.definitions.get(each.definition)
                if own is None or own.role != "definition" or not self._is_fixed(own.body):
                    return False
        return True
