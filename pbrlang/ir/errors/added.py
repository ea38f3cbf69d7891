"""Answers that are items of their own."""

from pbrlang.diagnostics import Edit
from pbrlang.source import Span


def added(span: Span, answers: tuple[str, ...]) -> tuple[Edit, ...]:
    """Each answer as a further item of the block in which `span` lies, on a line of its own, indented like `span`."""
    column = span.source.position(span.start)[1] - 1
    return tuple(Edit(f"add `{each}`", span.at_end(), f"\n{' ' * column}{each}") for each in answers)
