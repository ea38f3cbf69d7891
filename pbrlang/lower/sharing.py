"""Who bears and who receives what, in whole parts and coins."""

from math import lcm

from pbrlang.ir.program import Program
from pbrlang.ir.sharing import Sharing, Split
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.model import Part, Shared


def shared(program: Program, sharing: Sharing, whose: str) -> Shared:
    """A sharing of totals; limits are cut to the coin."""
    refuse_unknown(sharing, whose)
    for each in sharing.shares:
        refuse_unknown(each, whose)
    whole = lcm(*(each.share.denominator for each in sharing.shares))
    coins = 10**program.terms.places
    parts = tuple(
        Part(each.name, int(each.share * whole), None if each.most is None else int(each.most * coins), each.step)
        for each in sharing.shares
    )
    return Shared(parts, sharing.taker, sharing.clauses if isinstance(sharing, Split) else ())
