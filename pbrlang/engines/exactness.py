"""Whether lines that were added up before limits cut them came to the same as they would have one by one.

Where the latest lose, a limit takes lines by date, clause and key. All lines of one clause and day follow one another,
so that of their sum as much is paid as of all of them together; and whatever reads what is paid reads it by days. It is
another matter where a limit runs out in the midst of several sums of one clause and day, which differ in what they are
for: then the keys of single lines decide how much of each is paid. So it is where lines lose in proportion, each to the
coin. Both are seen afterwards, and such clauses are settled again, line by line.
"""

from collections.abc import Iterable
from itertools import groupby

from pbrlang.interpret.bulk import Batch
from pbrlang.settle.cutting import Cutting, Entry
from pbrlang.settle.reckoning import Reckoned


def to_settle_apart(world: Reckoned) -> set[str]:
    """The clauses whose lines must be settled one by one."""
    found: set[str] = set()
    for cap, cutting in world.limits.cuttings():
        together = [each for each in cutting.entries if isinstance(each.line, Batch)]
        if cap.loser == "in proportion" and _binds(cutting, cutting.entries):
            found.update(each.line.clause for each in together)
            continue
        ordered = sorted(together, key=lambda each: (each.line.date, each.clause))
        for _, those in groupby(ordered, key=lambda each: (each.line.date, each.clause)):
            several = list(those)
            if len(several) > 1 and _binds(cutting, several) and any(cutting.paid[each.line] for each in several):
                found.add(several[0].line.clause)
    return found


def _binds(cutting: Cutting, entries: Iterable[Entry]) -> bool:
    return any(cutting.paid[each.line] != each.amount for each in entries)
