"""How the contract was changed: each variation, from when, and what reads otherwise."""

from collections.abc import Iterator

from pbrlang.ir.program import Variation
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import items, paragraph
from pbrlang.render.english.saying import Words, fill, join
from pbrlang.render.english.values import day_in_words
from pbrlang.render.model import Block, Clause, Section, Text
from pbrlang.syntax.tree.base import walk
from pbrlang.syntax.tree.sharing import Reads
from pbrlang.syntax.tree.sharing import Variation as Node


def history(material: Material) -> Section:
    """The section; it says so where nothing was changed."""
    found = material.program.variations
    blocks: tuple[Block, ...] = tuple(_variation(material, each, place) for place, each in enumerate(found))
    if not blocks:
        blocks = (paragraph("This contract has not been varied: these are its first terms."),)
    return Section("history", (Text("Change history"),), blocks)


def _variation(material: Material, variation: Variation, place: int) -> Clause:
    node = next(
        (each for each in walk(material.tree) if isinstance(each, Node) and each.number == variation.clause), None
    )
    told = list(_told(material, node)) if node is not None else []
    blocks: tuple[Block, ...] = (paragraph(_since(material, variation, node)), items(told))
    return Clause(variation.clause, f"variation-{place + 1}", (Text(variation.title),), blocks)


def _since(material: Material, variation: Variation, node: Node | None) -> Words:
    start = node.starts[0] if node is not None and node.starts else None
    day = day_in_words(variation.day)
    if start is not None and start.rows is not None and start.by is not None:
        return fill(
            "With effect from {day} for {rows} whose {by} is that day or later, whenever a sum for them falls due; for "
            "all others the former terms hold.",
            day=day,
            rows=material.speaker.places.plural(_singular(material, start.rows.text)),
            by=material.term(start.by.text),
        )
    return join(f"With effect from {day}: sums dated on or after that day read the new terms, earlier ones the former.")


def _singular(material: Material, plural: str) -> str:
    tables = material.program.tables.values()
    return next((each.name for each in tables if plural in (each.plural, each.name)), plural)


def _told(material: Material, node: Node) -> Iterator[Words]:
    for each in node.reads:
        yield _read(material, each, node.title)


def _read(material: Material, reads: Reads, title: str) -> Words:
    name = reads.name.text
    if reads.grid is not None:
        card = material.term(f"{name} under {title}")
        return fill("the rate card {name} is replaced by {card}.", name=material.term(name), card=card)
    words = " ".join(reads.value.span.text.split()) if reads.value is not None else ""
    return fill("{name} means {words}; its definition says both.", name=material.term(name), words=words)
