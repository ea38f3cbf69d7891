"""Sums without an upper limit."""

from collections.abc import Iterator

from pbrlang.analysis.bounds import Bounds
from pbrlang.diagnostics import Edit
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Cap, Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.lints.rewriting import block_of, whole_block
from pbrlang.names.homes import CalendarHome, CohortHome, ContractHome
from pbrlang.source import Span


class NoCap(Advice):
    """There is no limit on what may fall due.

    ## Why
    The commissioner's budget is limited, and its duty to pay is not. Where the number of results or rows is open, a
    good year, a generous definition or a fault in a formula can cost any sum. That is how an incentive of some £6
    million came to £31 million.

    What bounds a sum is looked for in the text: one line for the contract or for each period, with an amount that
    cannot grow; a bound on such a line; or a cap over the contract or a period that counts the run-off too.

    ## Source
    - Government Outcomes Lab, University of Oxford, guidance on pricing outcomes: caps
    - National Audit Office, *The Work Programme* (HC 266, 2014): £31 million due where a true measure gave about £6
      million

    ## Example
    ```pbr
    contract Open Ended
        purpose "Children learn to swim."
        commissioner "A council"
        provider "A pool"
        currency GBP
        runs from 1 April 2030 to 31 March 2032
        results settle until 31 March 2032
        years start on 1 April
        settles every quarter
        rounds each payment to the nearest penny, half up

    data Lesson
        Lesson      identifier
        Held On     date
        one row for each Lesson
        dated Held On

    fee Lesson Fee
        for each Lesson
        pays £55
    ```

    ## Instead
    ```pbr
    contract Bounded
        purpose "Children learn to swim."
        commissioner "A council"
        provider "A pool"
        currency GBP
        runs from 1 April 2030 to 31 March 2032
        results settle until 31 March 2032
        years start on 1 April
        settles every quarter
        rounds each payment to the nearest penny, half up

    data Lesson
        Lesson      identifier
        Held On     date
        one row for each Lesson
        dated Held On

    fee Lesson Fee
        for each Lesson
        pays £55

    cap Budget
        limits all sums due to £90,000 over the contract, including results settled after the term
        cutting the latest first
    ```
    """

    code = "PBR900"
    name = "no-cap"

    half: str | None
    tail: Span | None
    narrow: str | None = None

    def message(self) -> str:
        if self.half is not None:
            return f"{quoted(self.half)} does not count the run-off, in which {quoted(self.about)} has no limit"
        told = f"nothing limits what may fall due under {quoted(self.about)}"
        return f"{told} in all: {quoted(self.narrow)} leaves that open" if self.narrow is not None else told

    def precedent(self) -> str:
        return "the Work Programme's incentive came to about £31m where a true measure gave about £6m (HC 266, 2014)"

    def help(self) -> str:
        if self.half is not None:
            return "let the cap count `including results settled after the term`"
        return "add a cap: `limits all sums due to £… over the contract, including results settled after the term`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit("count the run-off", self.tail, _WITH_TAIL),) if self.tail is not None else ()


def check(design: Design) -> Iterator[Advice]:
    """Clauses that pay, whose total has no bound of its own and no cap over a finite number of windows.

    A sum that only follows a series of prices is bounded, and so is what is not paid beyond the limits of all payers.
    """
    payers, bounds = design.program.payers, Bounds(design.program, steady=True)
    if payers is not None and payers.taker is None and all(each.most is not None for each in payers.shares):
        return
    for clause in design.paying:
        if bounds.total(clause) is not None:
            continue
        over = [each for each in design.program.caps.values() if clause.name in each.clauses]
        caps = [each for each in over if _is_finite(design, each)]
        if not caps:
            yield NoCap(clause.span, clause.name, None, None, over[0].name if over else None)
        elif all(_leaves_tail(design, each, clause) for each in caps):
            yield NoCap(clause.span, clause.name, caps[0].name, _tail(design, caps[0]))


_WITHOUT_TAIL, _WITH_TAIL = "for the term only", "including results settled after the term"


def _tail(design: Design, cap: Cap) -> Span | None:
    """Where the text of a limit says that it leaves the run-off out."""
    block = block_of(design, cap.clause)
    if block is None:
        return None
    whole = whole_block(block)
    place = whole.text.find(_WITHOUT_TAIL)
    start = whole.start + place
    return Span(whole.source, start, start + len(_WITHOUT_TAIL), whole.clause) if place >= 0 else None


def _is_finite(design: Design, cap: Cap) -> bool:
    is_bounded = isinstance(cap.home, ContractHome | CalendarHome | CohortHome)
    if cap.limits == "number":
        is_bounded = is_bounded and all(_line_is_bounded(design, each) for each in cap.clauses)
    return is_bounded and cap.limits != "alternatives" and design.bounds.of(cap.most).high is not None


def _line_is_bounded(design: Design, clause: str) -> bool:
    return design.bounds.line(design.program.clauses[clause]).high is not None


def _leaves_tail(design: Design, cap: Cap, clause: Clause) -> bool:
    last = clause.until if isinstance(clause.home, CalendarHome) else design.program.terms.settles_until
    return cap.until < last
