"""That the term ended early, by which break, and what is kept."""

from pbrlang.explain.words import of_clause, said
from pbrlang.ir.program import Program
from pbrlang.values.wording import in_words


def ended(program: Program) -> str | None:
    """The day on which the term ended early, and why; nothing where it did not."""
    found = program.ended
    if found is None:
        return None
    why = f", as {said(found.when.span)}" if found.when is not None else ""
    return f"The term ended on {in_words(found.day)} by {found.name}{why} ({of_clause(found.clause)})"


def kept(program: Program, what: str) -> str:
    """That what was paid is kept."""
    return f"{ended(program)}, and {what} is kept"
