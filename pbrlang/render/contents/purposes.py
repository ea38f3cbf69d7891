"""What the contract is for, and the outcomes that it pays for."""

from pbrlang.render.contents.material import Material
from pbrlang.render.english.saying import strong
from pbrlang.render.model import Block, Items, Paragraph, Section, Text
from pbrlang.syntax.tree.definitions import Outcome


def purposes(material: Material) -> Section:
    """The section."""
    blocks: list[Block] = [Paragraph((Text(words),)) for words in material.program.terms.purposes]
    outcomes = [each for each in material.tree.blocks if isinstance(each, Outcome)]
    if outcomes:
        blocks.append(Paragraph((Text("The change that is wanted:"),)))
        blocks.append(Items(tuple(_outcome(each) for each in outcomes)))
    return Section("purposes", (Text("Purpose and outcomes"),), tuple(blocks))


def _outcome(outcome: Outcome) -> tuple[Block, ...]:
    number = f" (clause {outcome.number})" if outcome.number else ""
    heading = Paragraph((*strong(outcome.name.text), Text(number)))
    return (heading, *(Paragraph((Text(note.text),)) for note in outcome.notes))
