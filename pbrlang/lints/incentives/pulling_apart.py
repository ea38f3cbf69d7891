"""Two payments that pull against each other."""

from collections.abc import Iterator
from itertools import combinations

from pbrlang.analysis.curves import Curve
from pbrlang.analysis.polynomials import slope
from pbrlang.analysis.variables import Variable
from pbrlang.diagnostics import Remark
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.expressions import Aggregate, Expr, Members
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.source import Span


class PullingApart(Advice):
    """Two payments pull against each other.

    ## Why
    What earns one loses the other, so that the provider does best by leaving things as they are, or by working on the
    figures. It is found where one clause pays for more of something and another for less of it, and where one measure
    is the share of people who do something and another the average among them: with fewer who reoffend, those who are
    left reoffend more often.

    ## Source
    - National Audit Office, *Transforming Rehabilitation* (2019): reoffenders fell by 2.5 percentage points,
      reoffences for each of them rose by 22%

    ## Example
    ```pbr
    payment For Each Session
        for each year
        pays £30 per Session * number of Sessions in the year

    payment For Restraint
        for each year
        when number of Sessions in the year is less than 4,000 Sessions
        pays £12 per Session * (4,000 Sessions - number of Sessions in the year)
    ```

    ## Instead
    ```pbr
    payment For Each Session
        for each year
        pays £18 per Session * number of Sessions in the year
    ```
    """

    code = "PBR773"
    name = "pulling-apart"

    other: str
    place: Span
    quantity: str
    ratio: bool

    def message(self) -> str:
        if self.ratio:
            way = f"{quoted(self.quantity)} are counted at the top of one measure and at the bottom of the other"
            return f"{quoted(self.about)} loses by what {quoted(self.other)} rewards: {way}"
        return f"{quoted(self.other)} pays for more of `{self.quantity}`, and {quoted(self.about)} for less"

    def remarks(self) -> tuple[Remark, ...]:
        return (Remark(self.place, "pulls the other way"),)

    def precedent(self) -> str:
        return (
            "in probation reoffenders fell by 2.5 points, and reoffences for each "
            "of them rose by 22% (National Audit Office, 2019)"
        )

    def help(self) -> str:
        return "pay by one of the two; for offending, by all reoffences of the whole cohort"


def check(design: Design) -> Iterator[Advice]:
    """Clauses with opposite slopes in one quantity; measures of which one divides by what the other counts."""
    told = set[frozenset[str]]()
    for one, other, group in _opposed_measures(design):
        first, second = _paid_by(design, one), _paid_by(design, other)
        pair = next(((a, b) for a in first for b in second if a.name != b.name), None)
        if pair is not None:
            told.add(frozenset((pair[0].name, pair[1].name)))
            yield PullingApart(pair[1].span, pair[1].name, pair[0].name, pair[0].span, group, True)
    for variable, clauses in design.sums.groups():
        of_their_own = [each for each in clauses if each.word != "floor"]
        for first_clause, second_clause in combinations(of_their_own, 2):
            ways = _way(design, first_clause, variable), _way(design, second_clause, variable)
            names = frozenset((first_clause.name, second_clause.name))
            if ways[0] * ways[1] < 0 and names not in told:
                up, down = (first_clause, second_clause) if ways[0] > 0 else (second_clause, first_clause)
                told.add(names)
                yield PullingApart(down.span, down.name, up.name, up.span, variable.name, False)


def divided(design: Design) -> Iterator[tuple[str, str]]:
    """The pairs of measures of which one divides by the group that the other counts."""
    yield from ((one.name, other.name) for one, other, _ in _opposed_measures(design))


def _opposed_measures(design: Design) -> Iterator[tuple[Variable, Variable, str]]:
    """A measure that counts a group, and one that divides by it, whose better directions want it to move two ways."""
    for one in design.variables.measures.values():
        for other in design.variables.measures.values():
            group = _group(one.top)
            if one is not other and group is not None and group == _group(other.bottom):
                wants_more = one.better == "higher"
                divides_by_more = other.better == "lower"
                if wants_more != divides_by_more:
                    yield one, other, design.program.nouns.plural(group)


def _group(expr: Expr | None) -> str | None:
    is_number = isinstance(expr, Aggregate) and expr.word == "number" and isinstance(expr.over, Members)
    return expr.over.group if is_number and isinstance(expr, Aggregate) and isinstance(expr.over, Members) else None


def _paid_by(design: Design, variable: Variable) -> list[Clause]:
    """The clauses that pay by a measure, those first whose amount reads it."""
    found = [each for each in design.paying if any(x.name == variable.name for x in design.measured_by[each.name])]
    return sorted(found, key=lambda each: variable.measure not in design.flows[each.name].amount.definitions)


def _way(design: Design, clause: Clause, variable: Variable) -> int:
    """1 if the provider gains as a quantity rises and never loses, -1 if it loses and never gains, else 0."""
    curve = design.curve(clause, variable)
    signs = {clause.sign * each for each in _slopes(curve)} if curve is not None else set()
    return signs.pop() if len(signs) == 1 else 0


def _slopes(curve: Curve) -> Iterator[int]:
    for _, _, poly in curve.stretches():
        first = slope(poly)
        if any(first):
            yield 1 if first[-1] > 0 else -1
