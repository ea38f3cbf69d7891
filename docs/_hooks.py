"""Adds to the site the pages that are generated, or kept elsewhere in the repository, and lists them."""

import sys
from functools import cache
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # pages are made from this checkout, not from a package that may be installed

from pbrlang.docsgen import Section, example_files, example_pages, generated  # noqa: E402

HOW_TO = ROOT / "docs" / "how-to"
EXAMPLES = ROOT / "examples"
CACHE = ROOT / ".cache" / "documents"


@cache
def sections() -> tuple[Section, ...]:
    """The generated pages, once for each build."""
    return generated(ROOT / "tests" / "language")


@cache
def examples() -> dict[str, str]:
    """The pages of the examples, once for each build."""
    return example_pages(EXAMPLES)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages that are generated into the contents: those on sayings, the reference, the examples."""
    contents: dict[str, Any] = {name: pages for entry in config.nav or [] for name, pages in entry.items()}
    pages = sorted(each.name for each in HOW_TO.glob("*.md") if each.name != "index.md")
    contents["How-to"].append({"How do I say …": ["how-to/index.md", *(f"how-to/{each}" for each in pages)]})
    for section in sections():
        contents["Reference"] += [{section.title: list(section.listed)}] if section.title else list(section.listed)
    contents["Examples"] = list(examples())
    config.nav = [{name: pages} for name, pages in contents.items()]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, the examples with their documents, and what stands beside the code, to the site."""
    pages = {path: text for each in sections() for path, text in (each.listed | each.unlisted).items()}
    pages["contributing.md"] = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    pages["benchmarks.md"] = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8")
    for path, text in (pages | examples()).items():
        files.append(File.generated(config, path, content=text))
    for path, content in example_files(EXAMPLES, CACHE).items():
        files.append(File.generated(config, path, content=content))
    return files
