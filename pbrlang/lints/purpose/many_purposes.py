"""More than one purpose."""

from collections.abc import Iterator

from pbrlang.diagnostics import Remark
from pbrlang.diagnostics.prose import listing
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.source import Span


class ManyPurposes(Advice):
    """A contract has more than one purpose.

    ## Why
    Each purpose pulls the terms its own way: what lowers cost takes from outcomes, what moves risk takes from new
    ways of working. Where several are followed at once, none can be said to have been met, and the one that is
    easiest to count is.

    The first commandment of payment by results is to commission for a single purpose. Probation in England and Wales
    was to reoffend less, cost less, open a market and move risk, and its contracts were ended years early.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), first commandment
    - Audit Commission, *Local payment by results* (April 2012): a clear purpose
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): clear overall objectives

    ## Example
    ```pbr
    contract Two Aims
        purpose "People who were long out of work stay in work."
        purpose "The employment service costs less."
        commissioner "A council"
        provider "A charity"
        currency GBP
        runs from 1 April 2030 to 31 March 2032
        results settle until 31 March 2032
        years start on 1 April
        settles every quarter
        rounds each payment to the nearest penny, half up
    ```

    ## Instead
    ```pbr
    contract One Aim
        purpose "People who were long out of work stay in work."
        commissioner "A council"
        provider "A charity"
        currency GBP
        runs from 1 April 2030 to 31 March 2032
        results settle until 31 March 2032
        years start on 1 April
        settles every quarter
        rounds each payment to the nearest penny, half up
    ```
    """

    code = "PBR701"
    name = "many-purposes"

    purposes: tuple[str, ...]
    others: tuple[Span, ...]

    def message(self) -> str:
        told = listing((f"“{each.rstrip('.')}”" for each in self.purposes), "and")
        return f"the contract has {len(self.purposes)} purposes: {told}"

    def remarks(self) -> tuple[Remark, ...]:
        return tuple(Remark(each, "another purpose") for each in self.others)

    def precedent(self) -> str:
        return "probation in England and Wales (2014) followed four purposes at once, and its contracts ended early"

    def help(self) -> str:
        return "keep the purpose that the payments serve; what else is hoped for can stand in prose"


def check(design: Design) -> Iterator[Advice]:
    """One finding for a header that states several purposes."""
    purposes = tuple(" ".join(each.split()) for each in design.program.terms.purposes)
    if len(dict.fromkeys(purposes)) > 1:
        spans = [each.span for each in design.header.purposes]
        yield ManyPurposes(spans[0], "contract", purposes, tuple(spans[1:]))
