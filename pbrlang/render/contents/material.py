"""What a document is made from, and where each name of the contract stands in it."""

import re
from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from pbrlang.ir.program import Program
from pbrlang.lints import Found
from pbrlang.render.model import Inlines, Link, Text
from pbrlang.source import Source
from pbrlang.syntax.tree.blocks import ContractText


@frozen(eq=False, slots=False)
class Material:
    """A contract without errors: its compiled form, its source tree and text, and what the checker found.

    `digest` is the SHA-256 of the contract's file, and `version` that of pbrlang; both stand at the foot of a document.
    """

    program: Program
    tree: ContractText
    source: Source
    found: Found
    digest: str
    version: str

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Where each name of the contract is explained: the anchor of its entry or clause."""
        found: dict[str, str] = {}
        for name in _names(self.program):
            slug = "term-" + (re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "name")
            taken = set(found.values())
            number = 2
            anchor = slug
            while anchor in taken:
                anchor, number = f"{slug}-{number}", number + 1
            found.setdefault(name, anchor)
        return found

    def term(self, name: str, words: str | None = None) -> Inlines:
        """A name that leads to where it is explained; `words` in its place, such as its plural."""
        shown = (Text(name if words is None else words),)
        anchor = self.anchors.get(name)
        return (Link(anchor, shown),) if anchor else shown


def _names(program: Program) -> Iterator[str]:
    """Every name that a document explains, in the order of the text within each kind of thing."""
    yield from program.tables
    yield from program.lists
    yield from program.cohorts
    yield from program.groups
    for definition in program.definitions.values():
        if definition.role not in ("baseline", "noise"):
            yield definition.name
    yield from program.clauses
    yield from program.caps
    for table in program.tables.values():
        yield from (each.name for each in table.fields)
    for tariff in program.tariffs.values():
        yield tariff.name
        yield from tariff.columns
    for dated in program.date_tables.values():
        yield dated.name
        yield from dated.columns
    yield from program.breaks
    yield from (each.name for each in program.prose)
