"""Small sites, built where a test wants them, with the plugin as its entry point in `pyproject.toml` names it."""

import logging
import tomllib
from pathlib import Path

import pytest
from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
PLAIN = "theme: {name: mkdocs}\n"
MATERIAL = """theme: {name: material, font: false}
markdown_extensions: [admonition, pymdownx.highlight, pymdownx.superfences]
"""


@frozen
class Built:
    """A built site: its folder and the warnings of the build."""

    folder: Path
    warnings: list[str]

    def page(self, name: str = "index.html") -> str:
        """The HTML of a page."""
        return (self.folder / name).read_text(encoding="utf-8")


def declare(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Make what the package declares to other programs known, as if it were installed."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    info = folder / "entry" / "pbrlang_declared-0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: pbrlang-declared\nVersion: 0\n", encoding="utf-8")
    lines = [f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in names.items()) for group, names in declared.items()]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    patch.syspath_prepend(str(folder / "entry"))


def build(
    folder: Path,
    pages: dict[str, str],
    settings: str = PLAIN,
    plugin: str = "pbr",
    caplog: pytest.LogCaptureFixture | None = None,
) -> Built:
    """Build a site of these pages; the plugin may have settings, as YAML."""
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config

    for name, text in pages.items():
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    config = f"site_name: A site\nuse_directory_urls: false\n{settings}plugins: [{plugin}]\n"
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    made = load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site"))
    heard = _Heard()
    logging.getLogger("mkdocs").addHandler(heard)
    try:
        made.plugins.on_startup(command="build", dirty=False)
        build_site(made)
    finally:
        logging.getLogger("mkdocs").removeHandler(heard)
    return Built(folder / "site", heard.told)


class _Heard(logging.Handler):
    """Keeps warnings, by which a strict build fails."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())
