"""A limit below what is certain to fall due."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.held import always_due
from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.names.homes import ContractHome


class CapTooLow(Advice):
    """A limit lies below the sums that fall due whatever happens.

    ## Why
    The last fees are not paid, and nothing at all is paid for results, so that towards the end there is no reason to
    achieve any.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): sound financing, profiled over a range of circumstances

    ## Example
    ```pbr
    fee Service Fee
        for each quarter of the term
        pays £20,000

    cap Ceiling
        limits Service Fee to £200,000 over the contract, including results settled after the term
        cutting the latest first
        applied after Budget
    ```

    ## Instead
    ```pbr
    fee Service Fee
        for each quarter of the term
        pays £20,000

    cap Ceiling
        limits Service Fee to £260,000 over the contract, including results settled after the term
        cutting the latest first
        applied after Budget
    ```
    """

    code = "PBR774"
    name = "cap-too-low"
    severity = Severity.PROBLEM

    limit: str
    certain: str

    def message(self) -> str:
        return f"{quoted(self.about)} limits to {self.limit} what comes to {self.certain} whatever happens"

    def help(self) -> str:
        return "raise the limit above what is certain, with room for the results that are hoped for"


def check(design: Design) -> Iterator[Advice]:
    """Limits over the contract that are less than the sums below them that are always due."""
    for cap in (each for each in design.program.caps.values() if each.limits == "money"):
        limit = design.bounds.of(cap.most).high
        certain = Fraction(0)
        for name in cap.clauses:
            due = always_due(design.program, design.program.clauses[name])
            certain += due or Fraction(0)
        if limit is not None and limit < certain and isinstance(cap.home, ContractHome):
            yield CapTooLow(cap.span, cap.name, design.money(limit), design.money(certain))
