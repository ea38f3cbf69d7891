"""Clauses of which what is paid depends, day by day, on what is recovered, and the other way round.

A limit net of sums taken back has more room the day after something was recovered; what can be recovered is bounded
by what was paid. Each looks only at earlier days, so there is a value; but it has to be worked out for all at once.
"""

from collections.abc import Mapping

from pbrlang.ir.program import Cap, Clause


def looped(clauses: Mapping[str, Clause], caps: Mapping[str, Cap]) -> frozenset[str]:
    """The clauses of limits in which recoveries make room, those that share limits with them, and their clawbacks."""
    found = {name for cap in caps.values() if cap.taken for name in cap.clauses}
    groups = [set(cap.clauses) for cap in caps.values()]
    groups += [set(each.recovery.clauses) for each in clauses.values() if each.recovery]
    size = 0
    while size < len(found):
        size = len(found)
        for group in groups:
            found |= group if found & group else set()
    clawbacks = {each.name for each in clauses.values() if each.recovery and found.intersection(each.recovery.clauses)}
    return frozenset(found | clawbacks)
