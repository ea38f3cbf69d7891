"""A contract as a program in another language, which gives the same statements to the penny and needs no pbrlang.

`build` takes a compiled contract and the name of a target. Each program is written from the lowered contract;
none knows another, and none knows the interpreter. What cannot be said is told, and nothing is written then.
The target `json` is the compiled contract itself, for other tools.
"""

from collections.abc import Callable

from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.program import Program
from pbrlang.lower import Lowered, lower

PROGRAMS = ("python", "javascript")
"""The targets that are programs and need nothing but the data."""

TARGETS = (*PROGRAMS, "sql", "json", "excel")
"""The targets by name. A workbook is made from data too, by `pbrlang.backends.excel`."""


def build(program: Program, target: str) -> dict[str, str] | tuple[Diagnostic, ...]:
    """The files of a target, their text by their name; or all that stands in the way. ValueError for no target."""
    if target == "json":
        from pbrlang.backends.json import build as compiled

        return compiled(program)
    lowered = lower(program)
    if target == "sql":
        from pbrlang.backends.sql.script import build as script

        return script(lowered) if isinstance(lowered, Lowered) else lowered
    writer = _writer(target)
    return writer(lowered) if isinstance(lowered, Lowered) else lowered


def _writer(target: str) -> Callable[[Lowered], dict[str, str]]:
    if target == "python":
        from pbrlang.backends.python import build as python

        return python
    if target == "javascript":
        from pbrlang.backends.javascript import build as javascript

        return javascript
    raise ValueError(f"there is no target {target!r}")
