"""Lengths of time: a number of days or weeks, or of months or years."""

from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.nearest import nearest
from pbrlang.kinds.errors import WrongKind, instead
from pbrlang.syntax.tree.expressions import Number
from pbrlang.values.nouns import Nouns

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}
_LENGTHS = ("day", "days", "week", "weeks", "month", "months", "year", "years")


def read_length(length: Number, nouns: Nouns, complaints: list[Diagnostic], least: int = 0) -> tuple[int, int]:
    """A length of time as days, or as months; none of either, with a complaint, where it is no such length."""
    noun = nouns.singular(length.noun.text) if length.noun else ""
    whole = int(length.value)
    if whole == length.value and whole >= least:
        if noun in _DAYS:
            return whole * _DAYS[noun], 0
        if noun in _MONTHS:
            return 0, whole * _MONTHS[noun]
    wanted = "a whole number of days, weeks, months or years" + (f", at least {least}" if least else "")
    near = nearest(length.noun.text, _LENGTHS) if length.noun and noun not in _DAYS | _MONTHS else []
    answers = instead(length.noun.span, near) if length.noun else ()
    complaints.append(
        WrongKind(length.span, wanted=wanted, found=f"`{length.span.text}`", where="this length", fixes=answers)
    )
    return 0, 0
