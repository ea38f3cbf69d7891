"""All generated pages, by their sections in the contents of the site."""

from pathlib import Path

from attrs import field, frozen

from pbrlang.docsgen.compiled import PATH as NODES
from pbrlang.docsgen.compiled import nodes_page
from pbrlang.docsgen.rules import INDEX, pages, rule_pages
from pbrlang.docsgen.vocabulary import PATH, vocabulary_page


@frozen
class Section:
    """Pages that belong together: those that the contents list, and those that only a page of these leads to.

    A section without a title is one page of its own in the contents.
    """

    title: str
    listed: dict[str, str]
    """Path in the site to Markdown, in the order of the contents."""
    unlisted: dict[str, str] = field(factory=dict)


def generated(reference: Path) -> tuple[Section, ...]:
    """The sections of the site that are generated. `reference` is the folder of the specification."""
    rules = rule_pages(pages())
    index = {INDEX: rules.pop(INDEX)}
    return (
        Section("Language reference", _specification(reference)),
        Section("", {PATH: vocabulary_page()}),
        Section("", {NODES: nodes_page()}),
        Section("", index, rules),
    )


def _specification(folder: Path) -> dict[str, str]:
    """The specification of the language, whose examples the tests run, is also its reference."""
    return {f"language/{page.name}": page.read_text(encoding="utf-8") for page in sorted(folder.glob("*.md"))}
