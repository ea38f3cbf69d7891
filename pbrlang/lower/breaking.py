"""Breaks of contracts of which every sum is the same whenever the term ends."""

from pbrlang.ir.leaving import Break
from pbrlang.ir.program import Program
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.lowering import Names
from pbrlang.lower.model import Ending
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import CONTRACT, CalendarHome, part_of


def ending(names: Names, found: Break) -> Ending:
    """A break; Refusal where the end of the term decides what there are periods, cohorts, days or limits for."""
    refuse_unknown(found, found.name)
    if found.keeps or _term_matters(names.program):
        raise Refusal("break", found.span)
    reader = names.reader(CONTRACT, found.name, found.clause)
    return Ending(found, reader.condition(found.when) if found.when is not None else None)


def _term_matters(program: Program) -> bool:
    periods = (each for each in program.clauses.values() if part_of(each.home, CalendarHome) is not None)
    return bool(
        program.cohorts
        or any(not each.runs_on for each in periods)
        or any(each.term_only for each in program.caps.values())
        or any(each.lasts for each in program.tables.values())
    )
