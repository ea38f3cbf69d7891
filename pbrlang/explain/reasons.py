"""Why an element has a line or none, in sentences."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from pbrlang.calendar.periods import Period
from pbrlang.data.rows import Row
from pbrlang.diagnostics.prose import article
from pbrlang.explain.conditions import failures
from pbrlang.explain.formula import is_named, with_values
from pbrlang.explain.instalments import not_yet
from pbrlang.explain.leaving import ended
from pbrlang.explain.model import Step, Verdict
from pbrlang.explain.topping_up import missing
from pbrlang.explain.words import Words, of_clause, of_row, place_of, said
from pbrlang.explain.working import Working, number
from pbrlang.interpret import CohortElement, PairElement, days_paid_for, part_of
from pbrlang.ir.expressions import Constant
from pbrlang.names.homes import GroupHome
from pbrlang.names.homes import part_of as home_part
from pbrlang.values.wording import in_words


def why_not(working: Working, words: Words, settled_to: date) -> list[str]:
    """Why an element earned nothing, the nearest reason first; empty where it has a line."""
    terms = words.program.terms
    head = of_clause(terms.span.clause)
    period = part_of(working.element, Period)
    match working.verdict:
        case Verdict.CONDITION:
            return list(_failed(working, words))
        case Verdict.LIMIT:
            return [_limit(working, words)]
        case Verdict.UNDATED:
            return [f"{dated(working, words)}, so nothing falls due."]
        case Verdict.BEFORE:
            return [f"{dated(working, words)}, before the contract runs, from {in_words(terms.starts)} ({head})."]
        case Verdict.AFTER_RUN_OFF:
            return [
                f"{dated(working, words)}, after its results settle, until {in_words(terms.settles_until)} ({head})."
            ]
        case Verdict.LATER:
            when = not_yet(working) if working.first else dated(working, words)
            return [f"{when}, after {in_words(settled_to)}, the last day that is settled."]
        case Verdict.OUTSIDE_TERM if period is not None:
            return _outside_term(working, period, words)
        case Verdict.PART_PERIOD if period is not None:
            days = f"{days_paid_for(working.clause, period)} of {period.whole} days"
            return [f"Only {days} of {period.name} lie in the contract, and part periods are not paid ({head})."]
        case Verdict.FAULT:
            return [f"It cannot be worked out: {working.fault}."]
        case _:
            return []


def _outside_term(working: Working, period: Period, words: Words) -> list[str]:
    clause, head = working.clause, of_clause(words.program.terms.span.clause)
    early = None if clause.runs_on else ended(words.program)
    if early is not None:
        return [f"{_period(period)} ({head}), after the term.", f"{early}."]
    until = in_words(clause.until)
    return [f"{_period(period)}, after the last day that the clause pays for, {until} ({head})."]


def dated(working: Working, words: Words) -> str:
    """By what an element is dated."""
    day, element = in_words(working.day) if working.day else "blank", working.element
    if working.running is not None:
        period, head = working.running.now.period.name, of_clause(words.program.terms.span.clause)
        return f"It falls due at the end of {period}, on {day} ({head})"
    if working.dated is not None:
        return _capital(f"{working.dated.text} is {day} ({working.dated.place})")
    if isinstance(element, PairElement):
        # A combination is dated by its period, else by its row or its cohort.
        element = part_of(element, Period) or part_of(element, Row) or part_of(element, CohortElement) or element
    match element:
        case Row():
            return f"{_date_field(element)} is {day} ({of_row(element)})"
        case Period():
            return f"{_capital(element.name)} ends on {day} ({of_clause(words.program.terms.span.clause)})"
        case CohortElement():
            cohort = words.program.cohorts[element.cohort]
            return f"{words.key(element)} is confirmed on {day} ({of_clause(cohort.clause)})"
        case _:
            return f"It is dated {day} ({place_of(element, working.clause.clause)})"


def _date_field(row: Row) -> str:
    lasts = row.table.lasts
    return row.table.dated or (lasts.start if lasts else "Its date")


def held(working: Working, words: Words) -> Iterator[str]:
    """That the conditions held, with the values for which they did."""
    if working.member is not None and working.member.value:
        yield f"It is {_member(working)}: {with_values(working.member, words)} ({working.member.place})."
    if working.when is not None and working.when.value:
        yield f"The condition holds: {with_values(working.when, words)} ({working.when.place})."
    if working.running is not None:
        yield from _failed(working, words)


def _failed(working: Working, words: Words) -> Iterator[str]:
    if working.member is not None and not working.member.value:
        first, *others = failures(working.member, words)
        yield from (f"It is not {_member(working)}: {first}", *others)
    if working.when is not None and not working.when.value:
        yield from failures(working.when, words)


def _member(working: Working) -> str:
    group = home_part(working.clause.home, GroupHome)
    name = group.group if group is not None else ""
    return f"{article(name)} {name}"


def amount(working: Working, words: Words) -> Iterator[str]:
    """How the amount came about: its formula, its bounds, the part of a period, its rounding."""
    if working.amount is None or working.verdict is Verdict.LIMIT:
        return
    step = working.amount
    if working.clause.word == "floor":
        yield missing(step, words)
    elif not is_named(step) and not isinstance(step.expr, Constant):
        formula = with_values(step, words)
        told = "" if formula == step.text else f": {formula}"
        yield _capital(f"{step.text} is {_worth(step, words)}{told} ({step.place}).")
    exact = number(step)
    terms = words.program.terms
    head = of_clause(terms.span.clause)
    period = part_of(working.element, Period)
    if period is not None and working.clause.parts == "by days":
        paid_for = days_paid_for(working.clause, period)
        if paid_for < period.whole:
            exact = exact * paid_for / period.whole
            days = f"{paid_for} of {period.whole} days of {period.name} lie in the contract"
            yield f"{days}, and part periods are paid by days: {words.money(exact)} ({head})."
    for word, bound in working.clamps:
        held_to = number(bound)
        if _moves(word, exact, held_to):
            yield _capital(f"{words.money(exact)} becomes {words.money(held_to)}: {word} {bound.text} ({bound.place}).")
            exact = held_to
    due = working.due if working.whole is None else working.whole
    if working.exact != due:
        rounded = f"rounded {said(terms.rounding.span)}"
        yield _capital(f"{words.money(working.exact)}, {rounded}: {words.money(due)} ({head}).")


def place_in_limit(working: Working, words: Words) -> str | None:
    """Which of how many it is, where a clause pays only so often."""
    often = working.clause.often
    if often is None or working.most is None:
        return None
    place = len(working.others) + 1
    which = "It is the first" if place == 1 else f"It is number {place}"
    return f"{which} of at most {_most(working, words)} ({often_said(working)})."


def often_said(working: Working) -> str:
    """How often a clause pays, with its number."""
    often = working.clause.often
    return f"{said(often.span)}, {of_clause(working.clause.clause)}" if often else of_clause(working.clause.clause)


def _limit(working: Working, words: Words) -> str:
    stated = working.most is None or isinstance(working.most.expr, Constant)
    size = "" if stated or working.most is None else f" of {_most(working, words)} ({working.most.place})"
    told = f"The limit{size} is used up ({often_said(working)})"
    if not working.others:
        return f"{told}."
    last, many = words.line(working.others[-1]), len(working.others)
    return f"{told}: by {last}." if many == 1 else f"{told}: by {many} lines, the last {last}."


def _most(working: Working, words: Words) -> str:
    return words.value(working.most.value, working.most.expr.kind) if working.most else ""


def _worth(step: Step, words: Words) -> str:
    return words.value(step.value, step.expr.kind)


def _moves(word: str, amount: Fraction, bound: Fraction) -> bool:
    return amount > bound if word == "not more than" else amount < bound


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _period(period: Period) -> str:
    return f"{_capital(period.name)} begins on {in_words(period.first)}"
