"""A term that is misspelt where it is declared, and so unknown wherever it is used."""

from pbrlang.diagnostics import Edit, Remark
from pbrlang.source import Span


def misspelt_there(declared: Span | None, meant: str) -> tuple[Remark, ...]:
    """The place of the declaration, if the term was probably misspelt there."""
    return (Remark(declared, f"or is this `{meant}`? the term is used in several places"),) if declared else ()


def spelt_there(declared: Span | None, meant: str) -> tuple[Edit, ...]:
    """The declaration spelt as the term is used."""
    return (Edit(f"write `{meant}` where it is declared", declared, meant),) if declared else ()
