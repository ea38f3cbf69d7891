"""A contract as views in a database: the lines of each clause and the statement of each period.

One script for each database. It makes input tables where there are none, and views over them; whoever selects from
the statement gets an error, and no sums, while some row must not be used. What views cannot say is refused.
"""

from pbrlang.backends.common.words import words as words_of
from pbrlang.backends.sql.script.flavours import FLAVOURS
from pbrlang.backends.sql.script.refusing import refused
from pbrlang.backends.sql.script.sizes import SIZES
from pbrlang.backends.sql.script.writing import ScriptWriter
from pbrlang.diagnostics import Diagnostic
from pbrlang.lower.errors import CannotBuild
from pbrlang.lower.model import Lowered
from pbrlang.lower.refusals import REASONS

__all__ = ["build"]


def build(lowered: Lowered) -> dict[str, str] | tuple[Diagnostic, ...]:
    """The script of each database by the name of its file, or all that views cannot say."""
    for size in SIZES:
        told = refused(lowered, size)
        if not any(isinstance(each, CannotBuild) and each.reason == REASONS["too large"] for each in told):
            break
    if told:
        return told
    name = "_".join(each.lower() for each in words_of(lowered.program.terms.name))
    return {f"{name}.{each.dialect.name}.sql": ScriptWriter(lowered, each, size).script() for each in FLAVOURS}
