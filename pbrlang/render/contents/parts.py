"""Blocks that several sections make alike: notes, numbered paragraphs, lists, formulae."""

from collections.abc import Iterable

from pbrlang.ir.expressions import Expr
from pbrlang.render.contents.material import Material
from pbrlang.render.english.formulae import Formulae, has_formula
from pbrlang.render.english.places import Here
from pbrlang.render.english.saying import Words, join, parts, sentence
from pbrlang.render.model import (
    Block,
    Column,
    Emphasis,
    Formula,
    Inlines,
    Items,
    Joined,
    Paragraph,
    Sign,
    Symbol,
    Table,
    plain,
)


def paragraph(words: Words) -> Paragraph:
    """A paragraph."""
    return Paragraph(join(words))


def notes(material: Material, name: str) -> list[Block]:
    """What the contract says of a block in words of its own, set in italics."""
    return [Paragraph((Emphasis(parts(text)),)) for text in material.notes(name)]


def items(told: Iterable[Words], *, ordered: bool = False) -> Items:
    """A list."""
    return Items(tuple((Paragraph(join(each)),) for each in told), ordered)


def numbered(told: Iterable[tuple[Inlines, tuple[Block, ...]]]) -> list[Block]:
    """Paragraphs numbered (1), (2), each with what stands below it; where there is one, it has no number."""
    every = list(told)
    found: list[Block] = []
    for place, (words, below) in enumerate(every, 1):
        found += [Paragraph(words, f"({place})" if len(every) > 1 else None), *below]
    return found


def lettered(told: Iterable[Inlines], word: str = "and") -> Items:
    """Conditions as a lettered list, joined by a word and closed by a full stop."""
    every = list(told)
    ends = ["; "] * (len(every) - 2) + [f"; {word}", "."]
    return items([join(each, end.rstrip()) for each, end in zip(every, ends[-len(every) :], strict=True)], ordered=True)


def formula(material: Material, name: str, expr: Expr, here: Here) -> list[Block]:
    """A value as a formula with its key, where it is worked out by signs."""
    if not has_formula(expr):
        return []
    writer = Formulae(material.speaker, here)
    math = Joined((Symbol(name, material.anchors.get(name)), Sign("="), writer.write(expr)))
    spoken = plain(sentence(join(name, " is ", material.speaker.value(expr, here))))
    return [Formula(math, spoken, tuple(writer.key.values()))]


def table(heads: Iterable[tuple[str, str]], rows: Iterable[tuple[Words, ...]], caption: Words = "") -> Table:
    """A table of words; each heading comes with its alignment, and the first column heads its row."""
    columns = tuple(Column(parts(heading), align) for heading, align in heads)
    return Table(columns, tuple(tuple(map(parts, row)) for row in rows), join(caption), row_headings=True)
