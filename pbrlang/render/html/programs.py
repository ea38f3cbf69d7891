"""Programs that run in a page."""

from pbrlang.render.model import Program


def running(_program: Program) -> str | None:
    """A program as HTML with its script, or nothing where this page cannot run it."""
    return None
