"""Adds the parser's tables to the wheel, so that an installed `pbr` need not build its grammar."""

import importlib.util
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_MODULES = ("parser_tables", "compact_tables")


class ParserTablesHook(BuildHookInterface[Any]):
    """Writes the tables into `pbrlang/_grammar/`, for a wheel only: a checkout has its grammar at hand."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the tables and hand them to the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        maker, compactor = (_module(root / "pbrlang" / "syntax" / f"{name}.py") for name in _MODULES)
        grammar = (root / "grammar" / "pbr.lark").read_text(encoding="utf-8")
        self._folder = tempfile.TemporaryDirectory()
        built = maker.parser_of(grammar)
        written = {
            "pbr.tables": maker.dump_tables(built, grammar),
            "pbr.quick": maker.dump_quick(compactor.compact(built), grammar),
        }
        for name, content in written.items():
            file = Path(self._folder.name) / name
            file.write_bytes(content)
            build_data["force_include"][str(file)] = f"pbrlang/_grammar/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the tables that the wheel now holds."""
        if version != "editable":
            self._folder.cleanup()


def _module(path: Path) -> ModuleType:
    """Load one file by itself: the package's other dependencies are not there while it is being built."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
