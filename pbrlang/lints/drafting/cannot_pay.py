"""A clause that can never make anything due."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.bounds import Bounds, Range
from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.expressions import Apply, Constant, Expr
from pbrlang.ir.program import Clause
from pbrlang.ir.signs import conjuncts
from pbrlang.kinds.model import Quantity
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class CannotPay(Advice):
    """A clause can never make anything due.

    ## Why
    Its condition contradicts itself or asks for what no row can hold, or its amount is nought. It was meant to do
    something, and nobody will notice that it does not until somebody expects the money.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): a well-designed payment and reward structure

    ## Example
    ```pbr
    fee Session Fee
        for each Session
        when Minutes is at least 60 minutes and Minutes is less than 30 minutes
        pays £30
    ```

    ## Instead
    ```pbr
    fee Session Fee
        for each Session
        when Minutes is at least 30 minutes and Minutes is less than 60 minutes
        pays £30
    ```
    """

    code = "PBR941"
    name = "cannot-pay"
    severity = Severity.PROBLEM

    because: str

    def message(self) -> str:
        return f"nothing can ever be due under {quoted(self.about)}: {self.because}"

    def help(self) -> str:
        return "correct the condition or the amount, or leave the clause out"


def check(design: Design) -> Iterator[Advice]:
    """Clauses whose condition no value can meet, or whose amount is never above nought."""
    for clause in design.clauses():
        because = _why(design, clause)
        if because is not None:
            yield CannotPay(clause.span, clause.name, because)


def _why(design: Design, clause: Clause) -> str | None:
    line = design.bounds.line(clause)
    if line.high is not None and line.high <= 0 and line.low is not None and line.low >= 0:
        return "the amount is always nought"
    facts = [design.inlined.of(each) for each in conjuncts(clause.when)]
    for each in facts:
        if _never(design.bounds, each):
            return f"`{_said(each)}` can never hold"
    return _clash(design.bounds, facts)


def _said(expr: Expr) -> str:
    return " ".join(expr.span.text.split())


def _never(bounds: Bounds, fact: Expr) -> bool:
    """Whether a comparison fails for all values within their limits."""
    if not isinstance(fact, Apply) or not all(isinstance(each.kind, Quantity) for each in fact.arguments):
        return False
    if fact.operation not in ("more than", "at least", "less than", "at most", "is"):
        return False
    gap = bounds.of(fact.arguments[0]) + -bounds.of(fact.arguments[1])
    return _outside(gap, fact.operation)


def _outside(gap: Range, operation: str) -> bool:
    low, high = gap.low, gap.high
    match operation:
        case "more than":
            return high is not None and high <= 0
        case "at least":
            return high is not None and high < 0
        case "less than":
            return low is not None and low >= 0
        case "at most":
            return low is not None and low > 0
        case _:
            return (high is not None and high < 0) or (low is not None and low > 0)


def _clash(bounds: Bounds, facts: list[Expr]) -> str | None:
    """Two comparisons of one thing with fixed values that cannot both hold."""
    limits: dict[Expr, tuple[Fraction | None, bool, Fraction | None, bool, Expr]] = {}
    words: dict[Expr, Expr] = {}
    for fact in facts:
        if not isinstance(fact, Apply) or len(fact.arguments) != 2:
            continue
        left, right = fact.arguments
        if fact.operation == "is" and isinstance(right, Constant) and isinstance(right.value, str | bool):
            if left in words and words[left] != right:
                return f"`{_said(left)}` cannot be both"
            words[left] = right
            continue
        found = bounds.of(right) if isinstance(right.kind, Quantity) else Range()
        if found.low is None or found.low != found.high:
            continue
        old = limits.get(left, (None, False, None, False, fact))
        new = _narrowed(old, fact.operation, found.low, fact)
        limits[left] = new
        low, open_low, high, open_high, other = new
        if low is not None and high is not None and (low > high or (low == high and (open_low or open_high))):
            return f"`{_said(other)}` and `{_said(fact)}` cannot both hold"
    return None


def _narrowed(
    old: tuple[Fraction | None, bool, Fraction | None, bool, Expr], operation: str, value: Fraction, fact: Expr
) -> tuple[Fraction | None, bool, Fraction | None, bool, Expr]:
    low, open_low, high, open_high, other = old
    first = fact if low is None and high is None else other
    if operation in ("more than", "at least", "is") and (low is None or value >= low):
        low, open_low = value, operation == "more than"
    if operation in ("less than", "at most", "is") and (high is None or value <= high):
        high, open_high = value, operation == "less than"
    return low, open_low, high, open_high, first
