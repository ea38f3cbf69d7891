"""Instalments: which of how many, and what they are a part of."""

from datetime import date
from typing import TYPE_CHECKING

from attrs import evolve

from pbrlang.explain.words import Words, of_clause
from pbrlang.interpret import Line, Unearned
from pbrlang.interpret.instalments import shares
from pbrlang.ir.program import Clause, Terms
from pbrlang.ir.recovering import Instalments
from pbrlang.values.wording import in_words

if TYPE_CHECKING:
    from pbrlang.explain.working import Working


def instalments_of(clause: Clause, line: Line | None = None) -> Instalments | None:
    """In which instalments a clause, or what is left of an advance, is recovered, if it is."""
    if isinstance(line, Unearned):
        return clause.advance.unearned.instalments if clause.advance else None
    return clause.recovery.instalments if clause.recovery else None


def first_instalment(working: "Working", terms: Terms) -> date | None:
    """The day of the first instalment of what is due, if it is recovered in instalments."""
    how = instalments_of(working.clause)
    if how is None or working.day is None:
        return None
    return next(day for _, day, _ in shares(how, working.day, working.due, terms))


def in_instalments(working: "Working", line: Line, terms: Terms) -> "Working":
    """The same for one instalment of what is due, worked out anew."""
    how = instalments_of(working.clause)
    if how is None or working.day is None:
        return working
    amounts = {part: amount for part, _, amount in shares(how, working.day, working.due, terms)}
    return evolve(working, whole=working.due, due=amounts[line.part])


def which(working: "Working", words: Words) -> str | None:
    """That an amount is an instalment, of what, and how much it is."""
    how, line = instalments_of(working.clause), working.line
    if how is None or line is None or working.whole is None:
        return None
    return _sentence(how, line, f"the {words.money(working.whole)}", words.money(working.due), working.clause)


def which_of(clause: Clause, line: Line, whole: str, share: str) -> str | None:
    """The same of what is left of an advance."""
    how = instalments_of(clause, line)
    return _sentence(how, line, f"the {whole}", share, clause) if how is not None else None


def _sentence(how: Instalments, line: Line, whole: str, share: str, clause: Clause) -> str:
    rest = "the last takes the rest" if line.part == how.count else "each rounded down to the coin"
    return f"It is instalment {line.part} of {how.count} of {whole}, {rest}: {share} ({of_clause(clause.clause)})."


def not_yet(working: "Working") -> str:
    """That the first instalment falls due only later."""
    day = in_words(working.first) if working.first else "later"
    return f"The first instalment falls due on {day} ({of_clause(working.clause.clause)})"
