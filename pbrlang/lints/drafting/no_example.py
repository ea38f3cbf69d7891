"""Clauses that no worked example shows."""

from collections.abc import Iterator

from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted_listing
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class NoExample(Advice):
    """No worked example makes anything due under some clauses.

    ## Why
    An example is what a lawyer and a finance officer can check without reading a formula, and what shows that the words
    say what was meant. A published payment scheme for general practice gave sums that differed by £3.05 with the order
    of rounding; one example would have settled it.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): profiled over a range of circumstances

    ## Example
    ```pbr
    fee Session Fee
        for each Session
        pays £30
    ```

    ## Instead
    ```pbr
    fee Session Fee
        for each Session
        pays £30

    example "one session"
        given People
            | Person | Joined On    |
            | P1     | 1 April 2030 |
        given Sessions
            | Session | Person | Minutes | Held On    |
            | S1      | P1     | 30      | 1 May 2030 |
        expect Session Fee to date is £30
    ```
    """

    code = "PBR942"
    name = "no-example"
    severity = Severity.NOTE

    clauses: tuple[str, ...]

    def message(self) -> str:
        told = quoted_listing(self.clauses, "or")
        return f"no worked example makes anything due under {told}"

    def help(self) -> str:
        return "add an `example` with rows or values for which it pays, and what is to be expected"


def check(design: Design) -> Iterator[Advice]:
    """One finding that names the clauses under which no example makes anything due."""
    shown = {name for _, due in design.settled for name, amount in due.items() if amount}
    missing = tuple(each.name for each in design.clauses() if each.name not in shown)
    if missing:
        yield NoExample(design.header.span, "contract", missing)
