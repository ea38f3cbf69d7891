"""What a project sets for `pbr check`: `pbr.toml`, or `[tool.pbr]` in `pyproject.toml`, at the contract or above it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import frozen

if TYPE_CHECKING:
    from pbrlang.lints.settings import Settings

OWN, SHARED = "pbr.toml", "pyproject.toml"


@frozen
class Config:
    """Which findings are looked for, whether they fail, and the limits beyond which something is told."""

    only: tuple[str, ...]
    skip: tuple[str, ...]
    strict: bool
    settings: "Settings"


def configured(contract: Path) -> Config:
    """The nearest settings above a contract's file. Raises click.UsageError for what is not understood in them."""
    from pbrlang.lints.settings import Settings

    file, table = _nearest(contract.resolve().parent)
    unknown = set(table) - {"only", "skip", "strict", "limits"}
    if unknown:
        known = "there are only, skip, strict and limits"
        raise click.UsageError(f"`{file}`: there is no setting `{min(unknown)}`: {known}")
    limits = table.get("limits", {})
    try:
        settings = Settings().changed(limits if isinstance(limits, Mapping) else {"limits": limits})
    except ValueError as error:
        raise click.UsageError(f"`{file}`: {error}") from None
    strict = table.get("strict", False)
    if not isinstance(strict, bool):
        raise click.UsageError(f"`{file}`: `strict` must be true or false")
    return Config(_names(table, "only", file), _names(table, "skip", file), strict, settings)


def _nearest(folder: Path) -> tuple[Path | None, Mapping[str, object]]:
    for place in (folder, *folder.parents):
        for name in (OWN, SHARED):
            if (place / name).is_file():
                table = _read(place / name)
                if table is not None:
                    return place / name, table
    return None, {}


def _read(file: Path) -> Mapping[str, object] | None:
    """The settings in a file; nothing where a shared file has none."""
    import tomllib

    try:
        whole = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        if file.name == SHARED:
            return None
        raise click.UsageError(f"`{file}` cannot be read: {error}") from None
    if file.name == OWN:
        return whole
    tool = whole.get("tool", {})
    own = tool.get("pbr") if isinstance(tool, dict) else None
    return own if isinstance(own, dict) else None


def _names(table: Mapping[str, object], key: str, file: Path | None) -> tuple[str, ...]:
    names = table.get(key, [])
    if not isinstance(names, list) or not all(isinstance(each, str) for each in names):
        raise click.UsageError(f"`{file}`: `{key}` must be a list of names")
    return tuple(names)
