"""Limits that overlap in part."""

from collections.abc import Iterator
from itertools import combinations

from pbrlang.diagnostics import Remark
from pbrlang.diagnostics.prose import quoted, quoted_listing
from pbrlang.ir.program import Cap
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.names.homes import CalendarHome, CohortHome, ContractHome, Home
from pbrlang.source import Span

_ORDER = {"month": 1, "quarter": 2, "year": 3}


class TangledCaps(Advice):
    """Two limits share some sums, and neither lies within the other.

    ## Why
    What one limit leaves decides what the other cuts. So what a result earns depends on the order in which others come
    in, and neither side can say beforehand what a year can cost. A limit for each year within one over the contract
    does no such harm, because the years add up.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): a well-designed payment and reward structure
    - Government Outcomes Lab, University of Oxford, guidance on pricing outcomes: caps

    ## Example
    ```pbr
    fee Session Fee
        for each Session
        pays £30

    cap Person Ceiling
        limits Session Fee to £600 for each Person, including results settled after the term
        cutting the latest first
        applied after Budget

    cap Yearly Ceiling
        limits Session Fee to £400,000 for each year, including results settled after the term
        cutting all in proportion
        unused room is lost
        money cut is lost
        applied after Person Ceiling
    ```

    ## Instead
    ```pbr
    fee Session Fee
        for each Session
        pays £30
        at most 20 times for each Person
    ```
    """

    code = "PBR716"
    name = "tangled-caps"

    other: str
    place: Span
    shared: tuple[str, ...]

    def message(self) -> str:
        told = quoted_listing(self.shared, "and")
        return f"{quoted(self.about)} and {quoted(self.other)} both limit {told}, and neither lies within the other"

    def remarks(self) -> tuple[Remark, ...]:
        return (Remark(self.place, "the other limit"),)

    def help(self) -> str:
        return (
            "let one of the two limit all that the other does, or say the smaller one as `at most … times for each …`"
        )


def check(design: Design) -> Iterator[Advice]:
    """One finding for each pair of limits that overlap in part; the later in the text is told."""
    limits = (each for each in design.program.caps.values() if each.limits == "money")
    for one, other in combinations(limits, 2):
        shared = set(one.clauses) & set(other.clauses)
        if shared and not _within(one, other) and not _within(other, one):
            names = tuple(each for each in other.clauses if each in shared)
            yield TangledCaps(other.span, other.name, one.name, one.span, names)


def _within(inner: Cap, outer: Cap) -> bool:
    """Whether each element of the inner limit's window, with its clauses, lies in one of the outer's."""
    return set(inner.clauses) <= set(outer.clauses) and _home_within(inner.home, outer.home)


def _home_within(inner: Home, outer: Home) -> bool:
    match inner, outer:
        case _, ContractHome():
            return True
        case CalendarHome(step=short), CalendarHome(step=long):
            return _ORDER.get(short, 0) <= _ORDER.get(long, 0)
        case CohortHome(), _:
            return inner == outer
        case _:
            return inner == outer
