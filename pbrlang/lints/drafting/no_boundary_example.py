"""A threshold that no worked example meets exactly."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from pbrlang.analysis.curves import Curve
from pbrlang.analysis.variables import Variable
from pbrlang.data.rows import Row
from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.expressions import FieldOf
from pbrlang.ir.program import Example, Program
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.settle.examples import suppose


class NoBoundaryExample(Advice):
    """A sum hangs on a threshold, and no worked example stands exactly on it.

    ## Why
    Whether *at least* or *more than* was meant is decided by the one case on the line, and that is the case that gets
    disputed. It is told only where the sum jumps there; where it grows from nothing, the words make no difference.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): a well-designed payment and reward structure

    ## Example
    ```pbr
    fee Long Session Fee
        for each Session
        when Minutes is at least 60 minutes
        pays £30

    example "a long session"
        given People
            | Person | Joined On    |
            | P1     | 1 April 2030 |
        given Sessions
            | Session | Person | Minutes | Held On    |
            | S1      | P1     | 75      | 1 May 2030 |
        expect Long Session Fee to date is £30
    ```

    ## Instead
    ```pbr
    fee Long Session Fee
        for each Session
        when Minutes is at least 60 minutes
        pays £30

    example "an hour is long"
        given People
            | Person | Joined On    |
            | P1     | 1 April 2030 |
        given Sessions
            | Session | Person | Minutes | Held On    |
            | S1      | P1     | 60      | 1 May 2030 |
        expect Long Session Fee to date is £30
    ```
    """

    code = "PBR943"
    name = "no-boundary-example"
    severity = Severity.NOTE

    quantity: str
    at: str

    def message(self) -> str:
        return f"no worked example has exactly {self.at} of {quoted(self.quantity)}, where {quoted(self.about)} jumps"

    def help(self) -> str:
        return f"add an `example` with exactly {self.at}"


def check(design: Design) -> Iterator[Advice]:
    """Jumps of a clause that some example shows, in a measure or a number of its rows, at a value that none has."""
    shown = {name for _, due in design.settled for name, amount in due.items() if amount}
    for clause in design.clauses():
        if clause.name not in shown:
            continue
        rows = design.variables.of_row(clause) if not design.measured_by[clause.name] else []
        for variable in (*design.variables.of_clause(clause), *rows):
            curve = design.curve(clause, variable)
            points = [] if curve is None else [each for each in _jumps(curve) if not _is_met(design, variable, each)]
            if points and _can_be_given(variable):
                yield NoBoundaryExample(clause.span, clause.name, variable.name, design.show(points[0], variable.kind))


def _can_be_given(variable: Variable) -> bool:
    return variable.measure is not None or any(isinstance(each, FieldOf) for each in variable.whole)


def _jumps(curve: Curve) -> Iterator[Fraction]:
    for place, point in enumerate(curve.points):
        before, after = curve.before(place), curve.after(place)
        if before is not None and after is not None and before != after:
            yield point


def _is_met(design: Design, variable: Variable, point: Fraction) -> bool:
    """Whether an example has that value: given, in some row, or worked out from what it gives."""
    program = design.program
    values = set[Fraction]()
    for example in program.examples:
        values |= _given(program, example, variable)
    return point in values


def _given(program: Program, example: Example, variable: Variable) -> set[Fraction]:
    found = {
        each.value
        for each in example.values
        if each.definition == variable.measure and isinstance(each.value, Fraction)
    }
    supposed = suppose(program, example)
    for expr in variable.whole:
        if isinstance(expr, FieldOf):
            rows = supposed.rows.get(expr.table, ())
            found |= {value for row in rows if isinstance(value := row.values.get(expr.field), Fraction)}
    if variable.top is not None and variable.bottom is not None:
        found |= _ratios(supposed.rows, variable)
    return found


def _ratios(rows: Mapping[str, tuple[Row, ...]], variable: Variable) -> set[Fraction]:
    top, bottom = variable.top, variable.bottom
    if not isinstance(top, FieldOf) or not isinstance(bottom, FieldOf) or top.table != bottom.table:
        return set()
    pairs = [(row.values.get(top.field), row.values.get(bottom.field)) for row in rows.get(top.table, ())]
    return {a / b for a, b in pairs if isinstance(a, Fraction) and isinstance(b, Fraction) and b}
