"""A term that ends early: the contract as it is from then on."""

from collections.abc import Callable
from datetime import date

from pbrlang.interpret import THE_CONTRACT, Fault, Interpreter, Undefined, Unreadable
from pbrlang.ir.leaving import Break
from pbrlang.ir.program import Clause, Cohort, Program
from pbrlang.source.late import changed

Worked = Callable[[date], Interpreter]
"""Gives the contract, unbroken, worked out as at a day."""


def ended(program: Program, as_at: date, worked: Worked) -> tuple[Program, tuple[Fault, ...]]:
    """The contract with its term ended by the first break that has come and holds; and the faults that were met.

    The condition of a break is read on its day, as if there were no break.
    """
    faults: tuple[Fault, ...] = ()
    for each in sorted(program.breaks.values(), key=lambda found: found.day):
        if each.day > as_at:
            break
        holds, met = _holds(each, worked)
        faults += met
        if holds:
            return _ended(program, each), faults
    return program, faults


def _holds(found: Break, worked: Worked) -> tuple[bool, tuple[Fault, ...]]:
    if found.when is None:
        return True, ()
    try:
        return bool(worked(found.day).evaluate(found.when, THE_CONTRACT, found.day)), ()
    except Unreadable as failure:
        return False, failure.faults
    except Undefined:
        return False, ()


def _ended(program: Program, found: Break) -> Program:
    return changed(
        program,
        terms=changed(program.terms, ends=found.day),
        clauses={name: _clause(each, found.day) for name, each in program.clauses.items()},
        caps={
            name: changed(each, until=min(each.until, found.day)) if each.term_only else each
            for name, each in program.caps.items()
        },
        cohorts={name: _cohort(each, found.day) for name, each in program.cohorts.items()},
        ended=found,
    )


def _clause(clause: Clause, day: date) -> Clause:
    """A clause for each period runs to the end of the term, unless it runs to that of the run-off."""
    return clause if clause.runs_on else changed(clause, until=min(clause.until, day))


def _cohort(cohort: Cohort, day: date) -> Cohort:
    """Cohorts that would begin after the term do not exist."""
    there = sum(period.first <= day for period in cohort.periods)
    return changed(cohort, periods=cohort.periods[:there], confirmed=cohort.confirmed[:there])


def is_kept(program: Program, clauses: tuple[str, ...], day: date) -> bool:
    """Whether what was paid under some clauses is kept, and not recovered on a day."""
    found = program.ended
    return found is not None and day > found.day and bool(set(found.keeps) & set(clauses))
