"""A limit that nothing can reach."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Cap, Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.names.homes import ContractHome


class CapNeverBinds(Advice):
    """A limit lies above all that can ever fall due.

    ## Why
    It protects nobody and reads as if it did. Either the limit is a slip, or the sums below it are.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): sound financing, over a range of circumstances

    ## Example
    ```pbr
    fee Session Fee
        for each Session
        pays £30
        not more than £45
    ```

    ## Instead
    ```pbr
    fee Session Fee
        for each Session
        pays £0.50 per minute * Minutes
        not more than £45
    ```
    """

    code = "PBR719"
    name = "cap-never-binds"
    severity = Severity.NOTE

    limit: str
    most: str

    def message(self) -> str:
        return f"{quoted(self.about)} is limited to {self.limit}, and can never come to more than {self.most}"

    def help(self) -> str:
        return "leave the limit out, or correct it"


def check(design: Design) -> Iterator[Advice]:
    """Limits over the contract, and bounds on a line, that lie above the most that can be due."""
    for cap in (each for each in design.program.caps.values() if each.limits == "money"):
        limit = design.bounds.of(cap.most).low
        most = _most(design, cap)
        if limit is not None and most is not None and most < limit and isinstance(cap.home, ContractHome):
            yield CapNeverBinds(cap.span, cap.name, design.money(limit), design.money(most))
    for clause in design.clauses():
        yield from _bounds_on_lines(design, clause)


def _most(design: Design, cap: Cap) -> Fraction | None:
    totals = [design.bounds.total(design.program.clauses[each]) for each in cap.clauses]
    return None if None in totals else sum((each for each in totals if each is not None), Fraction(0))


def _bounds_on_lines(design: Design, clause: Clause) -> Iterator[Advice]:
    most = design.bounds.of(clause.amount).high
    for clamp in clause.clamps:
        limit = design.bounds.of(clamp.value).low
        if "more" in clamp.word and most is not None and limit is not None and most < limit:
            yield CapNeverBinds(clamp.value.span, clause.name, design.money(limit), design.money(most))
