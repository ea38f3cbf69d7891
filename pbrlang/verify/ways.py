"""Ways in which statements can be worked out, other than by the reference interpreter."""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any, Protocol

from attrs import frozen

from pbrlang.backends import build
from pbrlang.data.rows import Row
from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.program import Program
from pbrlang.verify.node import Node
from pbrlang.verify.plain import files_of, tables_of

Rows = Mapping[str, Sequence[Row]]


class Way(Protocol):
    """A way of working out the statements of one contract."""

    def settled(self, rows: Rows, complete_to: date, as_at: date) -> str:
        """The statements as JSON. Raises WayFailed if it gives none."""

    def close(self) -> None:
        """End what was started for it."""


class WayFailed(Exception):
    """A way gives no statements for data of which the interpreter gives some; the text says what it said."""


class NotThere(Exception):
    """A program that a way needs is not installed; the text says which, and what to do."""


@frozen(eq=False)
class BuiltPython:
    """The module that `pbr build --to python` writes, run on CSV files."""

    program: Program
    module: Any

    @classmethod
    def of(cls, program: Program, files: Mapping[str, str]) -> "BuiltPython":
        ((name, source),) = files.items()
        module = ModuleType(f"pbr_built_{name.removesuffix('.py')}")
        sys.modules[module.__name__] = module  # dataclasses look their module up
        exec(compile(source, name, "exec"), module.__dict__)
        return cls(program, module)

    def settled(self, rows: Rows, complete_to: date, as_at: date) -> str:
        with TemporaryDirectory() as name:
            for file, text in files_of(self.program, tables_of(self.program, rows)).items():
                (Path(name) / file).write_text(text, encoding="utf-8")
            try:
                found: str = self.module.as_json(self.module.settle(self.module.read(Path(name), complete_to), as_at))
            except self.module.DataAtFault as faults:
                raise WayFailed(str(faults)) from None
        return found

    def close(self) -> None:
        sys.modules.pop(self.module.__name__, None)


@frozen(eq=False)
class BuiltJavaScript:
    """The module that `pbr build --to javascript` writes, run by Node."""

    program: Program
    source: str
    node: Node

    @classmethod
    def of(cls, program: Program, files: Mapping[str, str]) -> "BuiltJavaScript":
        node = Node.found()
        if node is None:
            raise NotThere("Node is not installed, and the JavaScript is run by it: put `node` on the path")
        return cls(program, next(text for name, text in files.items() if name.endswith(".mjs")), node)

    def settled(self, rows: Rows, complete_to: date, as_at: date) -> str:
        told = self.node.told(self.source, tables_of(self.program, rows), complete_to, as_at)
        if "result" in told:
            return str(told["result"])
        raise WayFailed("\n".join(told.get("faults", [told.get("broken", "it said nothing")])))

    def close(self) -> None:
        self.node.close()


@frozen(eq=False)
class ReadAgain:
    """The interpreter, on the contract read again from the JSON that `pbr build --to json` writes."""

    program: Program

    @classmethod
    def of(cls, _program: Program, files: Mapping[str, str]) -> "ReadAgain":
        from pbrlang.backends.json import read

        return cls(read(next(iter(files.values()))))

    def settled(self, rows: Rows, complete_to: date, as_at: date) -> str:
        from pbrlang.settle import as_json, settle

        return as_json(settle(self.program, rows, as_at=as_at, complete_to=complete_to))

    def close(self) -> None:
        """Nothing was started."""


_TARGETS: dict[str, Callable[[Program, Mapping[str, str]], Way]] = {
    "python": BuiltPython.of,
    "javascript": BuiltJavaScript.of,
    "json": ReadAgain.of,
}
TARGETS = tuple(_TARGETS)
"""The targets that can be run here, and so compared."""
WORKBOOK, VIEWS = "excel", "sql"
"""Targets that are compared where they are asked for: what runs them takes seconds, or is not always there."""


def way_of(program: Program, target: str) -> Way | tuple[Diagnostic, ...]:
    """What is built for a target, ready to run; or all that cannot be built. Raises NotThere."""
    if target == WORKBOOK:
        from pbrlang.verify.workbook import BuiltWorkbook

        return BuiltWorkbook.of(program)
    files = build(program, target)
    if not isinstance(files, dict):
        return files
    if target in _TARGETS:
        return _TARGETS[target](program, files)
    from pbrlang.verify.views import BuiltViews

    return BuiltViews.of(program, files)
