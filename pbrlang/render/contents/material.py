"""What a document is made from, and where each name of the contract stands in it."""

import re
from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from pbrlang.analysis.held import cases_of
from pbrlang.analysis.incentive import Incentive, incentives
from pbrlang.ir.program import Program
from pbrlang.lints import Found, find
from pbrlang.render.english.speaker import Speaker
from pbrlang.render.model import Inlines, Link, Text
from pbrlang.settle import Worked
from pbrlang.source import Source
from pbrlang.syntax.tree.base import Name, Node, walk
from pbrlang.syntax.tree.block import Block
from pbrlang.syntax.tree.blocks import ContractText
from pbrlang.syntax.tree.definitions import Tariff


@frozen(eq=False, slots=False)
class Material:
    """A contract without errors: its compiled form, its source tree and text.

    `digest` is the SHA-256 of the contract's file, and `version` that of pbrlang; both stand at the foot of a document.
    """

    program: Program
    tree: ContractText
    source: Source
    digest: str
    version: str

    @cached_property
    def worked(self) -> Worked:
        """Its worked examples, each run once."""
        return Worked(self.program)

    @cached_property
    def incentives(self) -> tuple[Incentive, ...]:
        """What is paid by each quantity that moves, all else held at the values of worked examples and scenarios."""
        return tuple(incentives(self.program, cases_of(self.program)))

    @cached_property
    def found(self) -> Found:
        """What the checker says of it."""
        return find(self.program, self.tree, worked=self.worked)

    @cached_property
    def anchors(self) -> dict[str, str]:
        """Where each name of the contract is explained: the anchor of its entry or clause."""
        found: dict[str, str] = {}
        for name in _names(self.program, self.tree):
            slug = "term-" + (re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "name")
            taken = set(found.values())
            anchor, number = slug, 2
            while anchor in taken:
                anchor, number = f"{slug}-{number}", number + 1
            found.setdefault(name, anchor)
        for name, owner in _inner(self.program):
            found.setdefault(name, found[owner])
        return found

    @cached_property
    def speaker(self) -> Speaker:
        """Says expressions of the contract, with links."""
        return Speaker(self.program, self.term)

    @cached_property
    def blocks(self) -> dict[str, Node]:
        """The blocks of the source that have a name, by it."""
        found: dict[str, Node] = {}
        for node in walk(self.tree):
            name = getattr(node, "name", None)
            if isinstance(node, Block) and isinstance(name, Name):
                found.setdefault(name.text, node)
        return found

    def notes(self, name: str) -> tuple[str, ...]:
        """What the contract says of a block in words of its own."""
        node = self.blocks.get(name)
        return tuple(each.text for each in node.notes) if isinstance(node, Block) else ()

    def term(self, name: str, words: str | None = None) -> Inlines:
        """A name that leads to where it is explained; `words` in its place, such as its plural."""
        shown = (Text(name if words is None else words),)
        anchor = self.anchors.get(name)
        return (Link(anchor, shown),) if anchor else shown


def _names(program: Program, tree: ContractText) -> Iterator[str]:
    """Every name that has a place of its own in a document, in the order of the text within each kind of thing."""
    yield from program.tables
    yield from program.lists
    yield from program.cohorts
    yield from program.groups
    for definition in program.definitions.values():
        if definition.role in ("definition", "measure", "account") and not definition.name.endswith(" outstanding"):
            yield definition.name
    yield from program.clauses
    yield from program.caps
    yield from program.tariffs
    yield from (each.name.text for each in walk(tree) if isinstance(each, Tariff))
    yield from program.date_tables
    yield from program.breaks
    yield from (each.name for each in program.prose)


def _inner(program: Program) -> Iterator[tuple[str, str]]:
    """Fields and columns, which are explained where their table is."""
    for table in program.tables.values():
        yield from ((each.name, table.name) for each in table.fields)
    for card in program.tariffs.values():
        yield from ((name, card.name) for name in card.columns)
    for dated in program.date_tables.values():
        yield from ((name, dated.name) for name in dated.columns)
