"""What the checker says about the design, what the parties accept, and what is to hold always."""

from collections.abc import Iterator

from pbrlang.diagnostics.model import Diagnostic
from pbrlang.ir.program import Always
from pbrlang.names.homes import CONTRACT
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import items, paragraph
from pbrlang.render.english.places import Here
from pbrlang.render.english.saying import Words, fill, join, sentence, strong
from pbrlang.render.model import Block, Note, Section, Text


def findings(material: Material) -> Section:
    """The section. It is no part of the contract, and says so."""
    blocks: list[Block] = [
        paragraph("This part is not part of the contract. It says what a checker found in its design.")
    ]
    blocks += [_open(each) for each in material.found.open]
    if not material.found.open:
        blocks.append(paragraph("Nothing is open."))
    blocks += [_accepted(each, accepted.because) for each, accepted in material.found.accepted]
    answered = {id(accepted) for _, accepted in material.found.accepted}
    for accepted in material.program.accepted:
        if id(accepted) not in answered:
            told = paragraph(join("Accepted, because ", accepted.because))
            blocks.append(Note("accepted", (Text(accepted.finding),), (told,)))
    return Section("findings", (Text("What a checker found"),), tuple(blocks))


def _open(found: Diagnostic) -> Note:
    blocks: list[Block] = [paragraph(_about(found))]
    blocks += [paragraph(sentence(_plain(told))) for told in (found.help(), found.precedent()) if told]
    return Note(found.severity.value, (Text(found.name),), tuple(blocks))


def _accepted(found: Diagnostic, because: str) -> Note:
    told = paragraph(join(strong("Accepted by the parties"), ", because: ", because))
    return Note("accepted", (Text(found.name),), (paragraph(_about(found)), told))


def _about(found: Diagnostic) -> Words:
    clause = f"Clause {found.span.clause}: " if found.span.clause else ""
    return sentence(clause + _plain(found.message()))


def _plain(text: str) -> str:
    """A message without the marks around names and what is to be written."""
    return " ".join(text.replace("`", "").split())


def properties(material: Material) -> Section | None:
    """The section of what is to hold always, where the contract states anything."""
    found = material.program.always
    if not found:
        return None
    lead = paragraph("The parties state that this holds whatever the data:")
    return Section("always", (Text("What always holds"),), (lead, items(_properties(material, found))))


def _properties(material: Material, found: tuple[Always, ...]) -> Iterator[Words]:
    for each in found:
        if each.condition is not None:
            yield sentence(material.speaker.value(each.condition, Here(CONTRACT)))
        elif each.cause is not None and each.effect is not None:
            more = "more" if each.more else "less"
            rises = "increases" if each.rises else "decreases"
            yield fill(
                f"{more.capitalize()} of {{cause}} never {rises} what is due under {{effect}}.",
                cause=material.term(each.cause),
                effect=material.term(each.effect),
            )
