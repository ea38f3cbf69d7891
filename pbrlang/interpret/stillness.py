"""Which expressions give the same value whenever they are read."""

from pbrlang.ir.expressions import (
    Aggregate,
    Apply,
    Banded,
    CellOf,
    Choose,
    Covered,
    Expr,
    FieldOf,
    FirstDay,
    IndexedBy,
    InGroup,
    Members,
    OfSubject,
    PreviousOf,
    ReadOn,
    RoundedTo,
    ValueOf,
    YearOf,
)
from pbrlang.ir.program import Program
from pbrlang.ir.visit import parts


class Stillness:
    """Tells whether the reader's date can matter to an expression; where in doubt, it can."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def is_still(self, expr: Expr) -> bool:
        """Whether an expression has one value at an element, whoever reads it, once it can be read at all."""
        match expr:
            case FieldOf(table=table, field=name):
                lasts = self._program.tables[table].lasts
                return lasts is None or lasts.end != name
            case ValueOf(definition=name) | PreviousOf(definition=name):
                return name not in self._program.timed
            case InGroup(group=name):
                return name not in self._program.timed
            case Aggregate() | Covered() | FirstDay() | ReadOn() | OfSubject() | IndexedBy():
                return False
            case Choose() | Banded():
                return all(map(self.is_still, parts(expr)))
            case CellOf(keys=arguments) | Apply(arguments=arguments):
                return all(map(self.is_still, arguments))
            case YearOf(day=inner) | RoundedTo(of=inner):
                return self.is_still(inner)
            case _:
                return True

    def members_are_still(self, aggregate: Aggregate) -> bool:
        """Whether what each member adds to an aggregate is the same for every reader."""
        groups = [aggregate.that_are, aggregate.over.group if isinstance(aggregate.over, Members) else None]
        inner = [each for each in (aggregate.where, aggregate.body) if each is not None]
        return not self._program.timed.intersection(filter(None, groups)) and all(map(self.is_still, inner))
