"""A figure that is written out in several clauses."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.homes import set_against
from pbrlang.diagnostics import Remark, Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.expressions import Aggregate, Constant, Expr, Members, ValueOf
from pbrlang.ir.program import Clause
from pbrlang.ir.visit import clause_parts, walk
from pbrlang.kinds.model import Kind
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.source import Span


class RepeatedConstant(Advice):
    """The same figure is written out in clauses that have nothing else in common.

    ## Why
    Whoever changes one of them must remember the other, and a reader cannot tell whether they are one agreement or two.
    Figures are compared with their unit; nought and one, and whole percentages of ten, are too common to mean the same.

    ## Source
    - Office of the Parliamentary Counsel, *Drafting Guidance* (June 2020), part 1, clarity

    ## Example
    ```pbr
    fee Session Fee
        for each Session
        pays £32.50

    deduction Missed Session
        for each Session
        when Minutes is less than 5 minutes
        deducts £32.50
    ```

    ## Instead
    ```pbr
    Session Price means £32.50

    fee Session Fee
        for each Session
        pays Session Price

    deduction Missed Session
        for each Session
        when Minutes is less than 5 minutes
        deducts Session Price
    ```
    """

    code = "PBR944"
    name = "repeated-constant"
    severity = Severity.NOTE

    value: str
    first: str
    place: Span

    def message(self) -> str:
        return f"{self.value} stands in {quoted(self.first)} and again in {quoted(self.about)}"

    def remarks(self) -> tuple[Remark, ...]:
        return (Remark(self.place, "here too"),)

    def help(self) -> str:
        return f"give it a name: `… means {self.value}`"


_Place = tuple[int, int]


def check(design: Design) -> Iterator[Advice]:
    """Equal figures with a unit at two places that no clause reads both of, and no clawback and what it takes back."""
    seen: dict[tuple[Fraction, Kind], dict[_Place, tuple[Span, set[str]]]] = {}
    for clause in design.clauses():
        for each in _constants(design, clause):
            places = seen.setdefault((_number(each), each.kind), {})
            places.setdefault((each.span.start, each.span.end), (each.span, set()))[1].add(clause.name)
    for (value, kind), places in seen.items():
        pair = _apart(design, list(places.values()))
        if pair is not None:
            (first, one), (second, other) = pair
            told = design.show(value, kind)
            yield RepeatedConstant(second, sorted(other)[0], told, sorted(one)[0], first)


def _number(expr: Constant) -> Fraction:
    return expr.value if isinstance(expr.value, Fraction) else Fraction(0)


_Read = tuple[Span, set[str]]
"""Where a figure stands, and the clauses that read it."""


def _apart(design: Design, places: list[_Read]) -> tuple[_Read, _Read] | None:
    """The first two that no clause reads both of; what a clawback takes back of a clause is said in both by nature."""
    for number, one in enumerate(places):
        for other in places[number + 1 :]:
            if not one[1] & other[1] and not _takes_back(design, one[1], other[1]):
                return one, other
    return None


def _takes_back(design: Design, one: set[str], other: set[str]) -> bool:
    """Whether the clauses on one side are clawbacks on those of the other, or the other way about."""

    def is_on(backs: set[str], sources: set[str]) -> bool:
        return all(sources & set_against(design.program.clauses[each]) for each in backs)

    return is_on(one, other) or is_on(other, one)


def _constants(design: Design, clause: Clause) -> Iterator[Constant]:
    for part in clause_parts(clause):
        yield from _within(design, part, set())


def _within(design: Design, expr: Expr, opened: set[str]) -> Iterator[Constant]:
    """The figures that an expression reads, by way of definitions and groups too."""
    for each in walk(expr):
        if isinstance(each, Constant) and isinstance(each.value, Fraction) and _is_telling(each):
            yield each
        elif isinstance(each, ValueOf) and each.definition not in opened:
            own = design.program.definitions.get(each.definition)
            if own is not None:
                yield from _within(design, own.body, opened | {each.definition})
        elif isinstance(each, Aggregate) and isinstance(each.over, Members) and each.over.group not in opened:
            yield from _within(design, design.program.groups[each.over.group].where, opened | {each.over.group})


def _is_telling(expr: Constant) -> bool:
    """Whether a figure is not so common that it may well mean two things."""
    from pbrlang.kinds.model import Quantity

    kind, value = expr.kind, _number(expr)
    if not isinstance(kind, Quantity) or value in (0, 1):
        return False
    if kind.share:
        return (value * 10).denominator != 1
    return any(len(noun) == 3 and noun.isupper() for noun, _ in kind.unit.powers) or value > 100
