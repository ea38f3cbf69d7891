"""Adds the parser's tables to the wheel, so that an installed `pbr` need not build its grammar."""

import importlib.util
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ParserTablesHook(BuildHookInterface[Any]):
    """Writes `pbrlang/_grammar/pbr.tables`, for a wheel only: a checkout has its grammar at hand."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the tables and hand them to the wheel."""
        if version == "editable":
            return
        root = Path(self.root)
        maker = _module(root / "pbrlang" / "syntax" / "parser_tables.py")
        grammar = (root / "grammar" / "pbr.lark").read_text(encoding="utf-8")
        self._folder = tempfile.TemporaryDirectory()
        tables = Path(self._folder.name) / "pbr.tables"
        tables.write_bytes(maker.dump_tables(maker.parser_of(grammar), grammar))
        build_data["force_include"][str(tables)] = "pbrlang/_grammar/pbr.tables"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the tables that the wheel now holds."""
        if version != "editable":
            self._folder.cleanup()


def _module(path: Path) -> ModuleType:
    """Load one file by itself: the package's other dependencies are not there while it is being built."""
    spec = importlib.util.spec_from_file_location("parser_tables", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
