"""Adds to the site the pages that are kept elsewhere in the repository, and their places in its contents."""

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
LAST = ("Architecture", "Contributing")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put each section of generated pages into the contents, before the pages about the project itself."""
    contents: list[Any] = list(config.nav or [])
    place = next((at for at, entry in enumerate(contents) if set(entry) & set(LAST)), len(contents))
    contents[place:place] = [{title: sorted(pages)} for title, pages in _sections().items() if pages]
    config.nav = contents
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, and the guide for contributors, to the site."""
    pages = {path: text for section in _sections().values() for path, text in section.items()}
    pages["contributing.md"] = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for path, text in pages.items():
        files.append(File.generated(config, path, content=text))
    return files


def _sections() -> dict[str, dict[str, str]]:
    """The generated pages by section: path in the site to Markdown."""
    return {"Language reference": _specification()}


def _specification() -> dict[str, str]:
    """The specification of the language, whose examples the tests run, is also its reference."""
    folder = ROOT / "tests" / "language"
    return {f"language/{page.name}": page.read_text(encoding="utf-8") for page in folder.glob("*.md")}
