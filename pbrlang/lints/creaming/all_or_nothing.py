"""All or nothing for a person, where the distance is measured."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.homes import rows_of
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class AllOrNothing(Advice):
    """Each person counts in full or not at all, though how far each has come is measured.

    ## Why
    Help goes to those near the line: somebody far from it brings nothing even if helped a long way, and somebody past
    it brings no more. To pay for distance travelled, or for several steps, makes everybody worth helping.

    ## Source
    - BDO Local Government, on payment by results in councils: distance travelled from an initial assessment
    - Russell Webster, *Payment by Results: Lessons from the Literature* (2016), on creaming and parking

    ## Example
    ```pbr
    payment Kept Work
        for each Spell
        when Weeks is at least 26 weeks
        pays £450
    ```

    ## Instead
    ```pbr
    payment Kept Work
        for each Spell
        pays £17 per week * Weeks
        not more than £450
    ```
    """

    code = "PBR761"
    name = "all-or-nothing"

    field: str
    threshold: str
    amount: str
    supposed: str | None

    def message(self) -> str:
        given = f" (supposing {self.supposed})" if self.supposed else ""
        return (
            f"{quoted(self.about)} pays {self.amount} from {self.threshold} of "
            f"{quoted(self.field)} on{given}, and nothing for less"
        )

    def help(self) -> str:
        return "pay for each step on the way, or in proportion, beginning where each person began"


def check(design: Design) -> Iterator[Advice]:
    """Payments for rows of results that step once, in a number of the row, and that no other payment grades."""
    for clause in design.paying:
        table = rows_of(clause.home)
        if table is None or not design.pays_for_results(clause) or design.measured_by[clause.name]:
            continue
        if design.program.tables[table].activity is not False or _is_repeated(design, clause):
            continue
        for variable in design.variables.of_row(clause):
            step = _step(design, clause, variable.name)
            if step is not None and not _is_graded(design, clause, table, variable.name):
                point, amount = step
                told = design.show(point, variable.kind), design.money(amount)
                supposed = " and ".join(design.sums.supposed(clause, variable)) or None
                yield AllOrNothing(clause.span, clause.name, variable.name, *told, supposed)


def _is_repeated(design: Design, clause: Clause) -> bool:
    """Whether the same person can bring it more than once, so that it is itself a step of several."""
    return clause.often is not None and design.bounds.of(clause.often.most).high != 1


def _step(design: Design, clause: Clause, field: str) -> tuple[Fraction, Fraction] | None:
    """Where a curve steps from nothing to one sum, and to which."""
    variable = next(each for each in design.variables.of_row(clause) if each.name == field)
    curve = design.curve(clause, variable)
    if curve is None:
        return None
    levels = [poly for _, _, poly in curve.stretches()]
    if len(levels) == 2 and not levels[0] and len(levels[1]) == 1 and levels[1][0] > 0:
        return curve.points[1], levels[1][0]
    return None


def _is_graded(design: Design, clause: Clause, table: str, field: str) -> bool:
    """Whether another clause that pays reads the same field."""
    others = [each for each in design.paying if each.name != clause.name]
    return any((table, field) in design.flows[each.name].money.fields for each in others)
