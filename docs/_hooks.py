"""Adds to the site the pages that are generated, or kept elsewhere in the repository, and lists them."""

import sys
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # pages are made from this checkout, not from a package that may be installed

from pbrlang.docsgen import Section, generated  # noqa: E402

LAST = ("Architecture", "Contributing")
HOW_TO = ROOT / "docs" / "how-to"


@cache
def sections() -> tuple[Section, ...]:
    """The generated pages, once for each build."""
    return generated(ROOT / "tests" / "language")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put each section of generated pages into the contents, before the pages about the project itself."""
    contents: list[Any] = list(config.nav or [])
    place = next((at for at, entry in enumerate(contents) if set(entry) & set(LAST)), len(contents))
    pages = sorted(each.name for each in HOW_TO.glob("*.md") if each.name != "index.md")
    entries: list[Any] = [{"How do I say …": ["how-to/index.md", *(f"how-to/{each}" for each in pages)]}]
    for section in sections():
        entries += [{section.title: list(section.listed)}] if section.title else list(section.listed)
    contents[place:place] = entries
    config.nav = contents
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, and the guide for contributors, to the site."""
    pages = {path: text for each in sections() for path, text in (each.listed | each.unlisted).items()}
    pages["contributing.md"] = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for path, text in pages.items():
        files.append(File.generated(config, path, content=text))
    return files
