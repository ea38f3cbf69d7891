"""A clause as one sentence, in the words of the contract."""

from pbrlang.explain.words import of_clause, said
from pbrlang.ir.program import Clause, Terms
from pbrlang.names.homes import CalendarHome, CohortHome, ContractHome, GroupHome, Home, LineHome, TableHome

_VERBS = {"deduction": "deducts", "clawback": "recovers"}


def verb_of(clause: Clause) -> str:
    """What a clause does with money."""
    return _VERBS.get(clause.word, "pays")


def rule(clause: Clause, terms: Terms) -> str:
    """What a clause says: for each what, on what date, when, how much, how often."""
    runs_off = isinstance(clause.home, CalendarHome) and clause.until > terms.ends
    parts = [_whose(clause.home) + (" to the end of run-off" if runs_off else "")]
    if clause.day is not None:
        parts.append(f"on {said(clause.day.span)}")
    if clause.when is not None:
        parts.append(f"when {said(clause.when.span)}")
    source = f" from {clause.recovery.clause}" if clause.recovery else ""
    parts.append(f"{verb_of(clause)} {said(clause.amount.span)}{source}")
    parts += [f"{each.word} {said(each.value.span)}" for each in clause.clamps]
    if clause.often is not None:
        parts.append(said(clause.often.span))
    place = of_clause(clause.clause)
    return f"{place[0].upper()}{place[1:]}: {', '.join(part for part in parts if part)}."


def _whose(home: Home) -> str:
    match home:
        case ContractHome():
            return ""
        case TableHome(table=name) | GroupHome(group=name) | CohortHome(cohort=name) | CalendarHome(step=name):
            return f"for each {name}"
        case LineHome(clause=name):
            return f"for each line of {name}"
