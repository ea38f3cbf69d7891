"""Rate cards and tables by date."""

import re
from collections.abc import Iterator, Sequence

from pbrlang.calendar.months import month_name
from pbrlang.ir.program import DateTable, Figure, Tariff
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import notes, paragraph, table
from pbrlang.render.english.phrases import BANDS
from pbrlang.render.english.saying import Words, fill, join, listed
from pbrlang.render.english.values import day_in_words, value_in_words
from pbrlang.render.model import Block, Clause, Section, Text
from pbrlang.syntax.tree.definitions import DateTable as DateTableNode
from pbrlang.syntax.tree.definitions import Tariff as TariffNode
from pbrlang.syntax.tree.definitions import TariffKey

Key = tuple[str | int, ...]


def tariffs(material: Material) -> Section | None:
    """The section, where there are rate cards or tables."""
    program = material.program
    bands = [each for each in material.blocks.values() if isinstance(each, TariffNode) and each.band is not None]
    found = [_card(material, each) for each in program.tariffs.values()]
    found += [_banded(material, each) for each in bands]
    found += [_dated(material, each) for each in program.date_tables.values()]
    found.sort(key=lambda each: [int(part) for part in each.number.split(".") if part.isdigit()])
    return Section("tariffs", (Text("Rate cards and tables"),), tuple(found)) if found else None


def _card(material: Material, card: Tariff) -> Clause:
    node = material.blocks.get(card.name)
    blocks: list[Block] = notes(material, card.name)
    if isinstance(node, TariffNode):
        blocks.append(paragraph(fill("A price is found by {keys}.", keys=listed(_keys(material, node)))))
    blocks += _last(card)
    heads = [(each, "left") for each in card.keys] if len(card.keys) == 1 or len(card.columns) > 1 else []
    blocks.append(_long(material, card, heads) if heads else _crossed(material, card))
    return Clause(card.clause, _anchor(material, card.name), (Text(card.name),), tuple(blocks))


def _anchor(material: Material, name: str) -> str:
    """The place of a card; one that a variation changed has a name of its own that nothing refers to."""
    return material.anchors.get(name) or "card-" + re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def _keys(material: Material, node: TariffNode) -> Iterator[Words]:
    for key in node.keys:
        yield _key(material, key)


def _key(material: Material, key: TariffKey) -> Words:
    if key.of is not None:
        period = key.period or "contract year"
        words = key.name.text.casefold() if key.period is None else period
        return fill("the {period} in which the {name} lies", period=words, name=material.term(key.of.text))
    if key.period is not None:
        return join(
            f"the {key.period} in which the row or period that it is read for is dated, whenever the sum falls due"
        )
    return join("the ", material.term(key.name.text))


def _last(card: Tariff) -> list[Block]:
    opens = [(name, start) for name, start in zip(card.keys, card.open_from, strict=True) if start is not None]
    return [paragraph(f"What stands for {name} {start} holds for all later ones too.") for name, start in opens]


def _long(material: Material, card: Tariff, heads: list[tuple[str, str]]) -> Block:
    """A row for each key, a column for each price."""
    keys = _distinct(key for _, key in card.cells)
    columns = [*heads, *((name, "right") for name in card.columns)]
    rows = [
        (
            *(_word(card, place, part) for place, part in enumerate(key)),
            *(_price(material, card, name, key) for name in card.columns),
        )
        for key in keys
    ]
    return table(columns, rows, card.name)


def _crossed(material: Material, card: Tariff) -> Block:
    """A row for each value of the first key, a column for each of the second."""
    (column,) = card.columns
    first = _distinct((key[0],) for _, key in card.cells)
    second = _distinct((key[1],) for _, key in card.cells)
    columns = [(card.keys[0], "left"), *((f"{card.keys[1]} {_word(card, 1, each[0])}", "right") for each in second)]
    rows = [
        (_word(card, 0, one[0]), *(_price(material, card, column, (one[0], other[0])) for other in second))
        for one in first
    ]
    return table(columns, rows, card.name)


def _distinct(keys: Iterator[Key]) -> list[Key]:
    return list(dict.fromkeys(keys))


def _word(card: Tariff, place: int, part: str | int) -> str:
    return f"{part} and later" if part == card.open_from[place] and isinstance(part, int) else str(part)


def _price(material: Material, card: Tariff, column: str, key: Key) -> str:
    value = card.cells.get((column, key))
    return "" if value is None else value_in_words(value, card.columns[column], material.program)


def _banded(material: Material, node: TariffNode) -> Clause:
    name = node.name.text
    way = node.band.word if node.band else ""
    quantity = material.term(node.keys[0].name.text)
    blocks: list[Block] = notes(material, name)
    blocks.append(paragraph(fill("{name} is " + BANDS[way] + ".", name=name, quantity=quantity)))
    if len(node.keys) > 1:
        blocks.append(paragraph(fill("The column is that of {key}.", key=_key(material, node.keys[1]))))
    if way == "slice by slice":
        blocks.append(paragraph("A band “the first …” begins at nought, and each band ends where the next begins."))
    blocks.append(
        paragraph(
            "A bound that is given with “from” or “up to” lies in its band; one that is given with “below”, “above” or "
            "“more than” does not."
        )
    )
    grid = node.grid
    if grid is not None:
        heads = [(cell.text, "left" if place == 0 else "right") for place, cell in enumerate(grid.heading)]
        blocks.append(table(heads, [tuple(cell.text for cell in row) for row in grid.rows], name))
    return Clause(node.number or "", _anchor(material, name), (Text(name),), tuple(blocks))


def _dated(material: Material, found: DateTable) -> Clause:
    blocks: list[Block] = notes(material, found.name)
    blocks.append(paragraph(f"The figure of a {found.step} is that which stands in its row."))
    if found.source:
        blocks.append(paragraph(f"Source: “{found.source}”."))
    if found.file:
        columns = _columns(material, found)
        blocks.append(paragraph(f"The figures are those of the file “{found.file}”{columns}."))
    if found.until_published:
        told = (
            "A statement uses what is published by its last day. For a figure that is not, the latest published before "
        )
        blocks.append(paragraph(told + "it stands; the next statement after its publication corrects what was paid."))
    elif any(figure.published for figures in found.figures.values() for those in figures.values() for figure in those):
        blocks.append(paragraph("A figure is not known before it is published; until then nothing is paid by it."))
    blocks += _figures(material, found)
    return Clause(found.clause, _anchor(material, found.name), (Text(found.name),), tuple(blocks))


def _columns(material: Material, found: DateTable) -> str:
    """What the columns of its file are called."""
    node = material.blocks.get(found.name)
    names = [each.text for file in node.files for each in file.columns] if isinstance(node, DateTableNode) else []
    return f", in its columns {', '.join(names)}" if names else ""


def _figures(material: Material, found: DateTable) -> list[Block]:
    periods = list(dict.fromkeys(number for figures in found.figures.values() for number in figures))
    published = any(
        each.published for figures in found.figures.values() for those in figures.values() for each in those
    )
    heads = [(found.step.capitalize(), "left"), *((name, "right") for name in found.columns)]
    if published:
        heads.append(("Published", "left"))
    rows: list[tuple[Words, ...]] = []
    for number in periods:
        several = max(len(figures.get(number, ())) for figures in found.figures.values())
        rows += [_figure_row(material, found, number, place, published=published) for place in range(several)]
    return [table(heads, rows, found.name)] if rows else []


def _figure_row(material: Material, found: DateTable, number: int, place: int, *, published: bool) -> tuple[Words, ...]:
    cells: list[Words] = [_period(material, found, number)]
    day = None
    for name, kind in found.columns.items():
        figure = _at(found.figures[name].get(number, ()), place)
        cells.append(value_in_words(figure.value, kind, material.program) if figure else "")
        day = day or (figure.published if figure else None)
    return (*cells, day_in_words(day) if day else "") if published else tuple(cells)


def _at(figures: Sequence[Figure], place: int) -> Figure | None:
    return figures[place] if place < len(figures) else None


def _period(material: Material, found: DateTable, number: int) -> str:
    if found.step == "month":
        return month_name(number)
    periods = material.program.calendars[found.step].periods
    return next((each.name for each in periods if each.number == number), f"{found.step} {number}")
