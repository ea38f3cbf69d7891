"""Definitions in alphabetical order, each with where it is used."""

from collections.abc import Iterator

from pbrlang.ir.program import DateTable, Definition, Group
from pbrlang.ir.program import Tariff as RateCard
from pbrlang.names.homes import TableHome
from pbrlang.render.contents.accounts import account_blocks
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import formula, notes, paragraph
from pbrlang.render.contents.uses import uses
from pbrlang.render.english.homes import for_each
from pbrlang.render.english.places import Here
from pbrlang.render.english.saying import Words, fill, join, listed, separated
from pbrlang.render.model import Block, Entry, Inlines, Link, Paragraph, Section, Terms, Text, plain
from pbrlang.syntax.tree.definitions import Tariff

_OWN = ("definition", "account")


def definitions(material: Material) -> Section:
    """The section: every name with a capital that the contract gives a meaning, or where that meaning stands."""
    used = uses(material)
    entries = [
        Entry(_term(name, number), (*blocks, *_used(material, name, used)), anchor)
        for name, number, blocks, anchor in _entries(material)
    ]
    entries.sort(key=lambda each: plain(each.term).casefold())
    lead = paragraph(
        "Each term has this meaning wherever it is written with capital letters. The fields of data, which are written "
        "so too, are explained where the data is."
    )
    return Section("definitions", (Text("Definitions"),), (lead, Terms(tuple(entries))))


def _term(name: str, number: str) -> Inlines:
    return join(name, f" (clause {number})" if number else "")


Found = tuple[str, str, list[Block], str | None]
"""A name, the number of its clause, what is said of it, and its anchor where this is its place."""


def _entries(material: Material) -> Iterator[Found]:
    program = material.program
    for definition in program.definitions.values():
        if definition.role in _OWN and not definition.name.endswith(" outstanding"):
            yield (
                definition.name,
                definition.clause,
                _definition(material, definition),
                _anchor(material, definition.name),
            )
    for group in program.groups.values():
        yield group.name, group.clause, _group(material, group), _anchor(material, group.name)
    for name, words in program.lists.items():
        told = paragraph(fill("means one of {words}.", words=listed([join(each) for each in words], "or")))
        if name not in (each.name for each in program.definitions.values()):
            yield name, "", [*notes(material, name), told], _anchor(material, name)
    yield from _elsewhere(material)


def _anchor(material: Material, name: str) -> str:
    return material.anchors[name]


def _elsewhere(material: Material) -> Iterator[Found]:
    """Names that are explained in another section, with a link to it."""
    program = material.program
    own = {each.name for each in program.definitions.values()} | set(program.groups) | set(program.lists)
    for what, section, found in (
        ("one row of data: see", "Data and evidence", program.tables),
        ("a cohort: see", "Data and evidence", program.cohorts),
        ("what is due under the clause of that name: see", "Payments and deductions", _paying(material, back=False)),
        ("what is due under the clause of that name: see", "Advances and recovery", _paying(material, back=True)),
        ("a limit: see", "Limits", program.caps),
        ("a rate card: see", "Rate cards and tables", {**program.tariffs, **_banded(material)}),
        ("a table of figures by date: see", "Rate cards and tables", program.date_tables),
    ):
        for name, each in found.items():
            if name in own:
                continue
            own.add(name)
            link = Link(material.anchors[name], (Text(section),)) if name in material.anchors else Text(section)
            yield name, _number(each), [Paragraph(join(f"means {what} ", link, "."))], None
    yield from _measures(material)
    yield from _columns(material, own)


def _columns(material: Material, own: set[str]) -> Iterator[Found]:
    """The columns of rate cards and tables, which clauses name and not their card; one name may stand in several."""
    program = material.program
    cards: list[RateCard | DateTable] = [*program.tariffs.values(), *program.date_tables.values()]
    for name in dict.fromkeys(column for card in cards for column in card.columns):
        if name in own or name in program.definitions:
            continue
        owners = [card for card in cards if name in card.columns]
        links = listed([material.term(card.name) for card in owners])
        told = fill("means what stands in the column of that name of {cards}.", cards=links)
        yield name, ", ".join(dict.fromkeys(_number(card) for card in owners)), [Paragraph(told)], None


def _number(each: object) -> str:
    """The number of the clause of something compiled, or of its source."""
    return str(getattr(each, "clause", None) or getattr(each, "number", None) or "")


def _paying(material: Material, *, back: bool) -> dict[str, object]:
    clauses = material.program.clauses.values()
    return {each.name: each for each in clauses if (each.word in ("advance", "clawback")) == back}


def _banded(material: Material) -> dict[str, object]:
    nodes = [each for each in material.blocks.values() if isinstance(each, Tariff) and each.band is not None]
    return {each.name.text: each for each in nodes}


def _measures(material: Material) -> Iterator[Found]:
    for each in material.program.definitions.values():
        if each.role == "measure":
            link = Link(material.anchors[each.name], (Text("Measures and baselines"),))
            yield each.name, each.clause, [Paragraph(join("means a measure: see ", link, "."))], None


def _definition(material: Material, definition: Definition) -> list[Block]:
    if definition.role == "account":
        return [*notes(material, definition.name), *account_blocks(material, definition)]
    return [*notes(material, definition.name), *meaning(material, definition)]


def meaning(material: Material, definition: Definition) -> list[Block]:
    """What a definition means, in words and as a formula."""
    here = Here(definition.home)
    words = material.speaker.value(definition.body, here)
    each = for_each(material.speaker.places, definition.home)
    told = fill("means, for {each}, {words}.", each=each, words=words) if each else fill("means {words}.", words=words)
    return [Paragraph(told), *formula(material, definition.name, definition.body, here)]


def _group(material: Material, group: Group) -> list[Block]:
    home = TableHome(group.table)
    condition = material.speaker.value(group.where, Here(home))
    each = for_each(material.speaker.places, home)
    return [
        *notes(material, group.name),
        Paragraph(fill("means {each} for which {condition}.", each=each, condition=condition)),
    ]


def _used(material: Material, name: str, used: dict[str, dict[str, str]]) -> list[Block]:
    """Where a name is used, clause by clause."""
    places = used.get(name)
    if not places:
        return []
    told: list[Words] = [material.term(other, f"{number} {other}".strip()) for other, number in places.items()]
    return [paragraph(join("Used in ", separated(told, "; "), "."))]
