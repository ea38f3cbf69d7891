"""Sums beyond the limits of all payers."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.bounds import Bounds
from pbrlang.diagnostics.prose import listing
from pbrlang.ir.sharing import Share
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.names.homes import ContractHome


class PayersLeaveAGap(Advice):
    """What is due can be more than the payers bear, and nobody bears the rest.

    ## Why
    The clauses say that a sum is due, and the limits of the payers that it is not paid. The provider has earned it, and
    learns from a remittance that no payer was left. A cap says the same openly: what loses, in which order, and
    whether it is carried forward.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), ninth commandment: payers of one outcome pool
    - Audit Commission, *Local payment by results* (April 2012): sound financing, profiled over a range of circumstances

    ## Example
    ```pbr
    payers
        | "A council" | 60%      | £60,000 over the contract |
        | "A trust"   | the rest | £30,000 over the contract |
        beyond its limit, a payer's share is not paid
        each is liable for its own share only

    fee Session Fee
        for each Session
        pays £30
    ```

    ## Instead
    ```pbr
    payers
        | "A council" | 60%      | no limit                  |
        | "A trust"   | the rest | £30,000 over the contract |
        beyond its limit, a payer's share falls on "A council"
        each is liable for its own share only

    fee Session Fee
        for each Session
        pays £30
    ```
    """

    code = "PBR908"
    name = "payers-leave-a-gap"

    limits: tuple[str, ...]

    def message(self) -> str:
        return f"beyond {listing(self.limits, 'and')} nobody bears what is due"

    def help(self) -> str:
        return "let one payer take the rest, or put a cap on the clauses that the limits can bear"


def check(design: Design) -> Iterator[Advice]:
    """Payers of whom none takes the rest, with limits below what can be due by the clauses and their caps."""
    payers = design.program.payers
    if payers is None or payers.taker is not None:
        return
    most = _most(design)
    short = [each for each in payers.shares if each.most is not None and not _is_enough(each, most)]
    if short:
        limits = tuple(f"{design.money(each.most or Fraction(0))} of {each.name}" for each in short)
        yield PayersLeaveAGap(payers.span, "payers", limits)


def _is_enough(share: Share, most: Fraction | None) -> bool:
    """Whether a limit over the contract is never reached; one for each period can be, however small the whole."""
    return most is not None and share.most is not None and share.share * most <= share.most


def _most(design: Design) -> Fraction | None:
    """The most that all clauses can come to: by their own bounds, or by a limit on all of them over the contract."""
    bounds = Bounds(design.program, steady=True)
    names = {each.name for each in design.paying}
    totals = [bounds.total(each) for each in design.paying]
    found = [] if None in totals else [sum((each for each in totals if each is not None), Fraction(0))]
    for cap in design.program.caps.values():
        limit = bounds.of(cap.most).high
        whole = isinstance(cap.home, ContractHome) and cap.limits == "money" and names <= set(cap.clauses)
        if whole and limit is not None:
            found.append(limit)
    return min(found, default=None)
