"""The sections of a document, in their order."""

from collections.abc import Callable, Iterator

from pbrlang.render.contents.front import facts, parties_and_term
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.periods import periods
from pbrlang.render.contents.prose import prose
from pbrlang.render.contents.purposes import purposes
from pbrlang.render.model import Document, Section
from pbrlang.source.late import changed

Write = Callable[[Material], Section | None]

SECTIONS: tuple[Write, ...] = (parties_and_term, purposes, periods, prose)
"""What writes each section, or gives nothing where the contract has nothing to say there."""


def document(material: Material) -> Document:
    """The payment schedule of a contract, for people to read."""
    terms = material.program.terms
    return Document(
        title=terms.name,
        subtitle="Payment schedule",
        facts=facts(material),
        sections=tuple(_lettered(material)),
        running=terms.name,
        imprint=f"Made by pbrlang {material.version} from a contract with the SHA-256 digest {material.digest}",
    )


def _lettered(material: Material) -> Iterator[Section]:
    """The sections that have something to say, each with a letter, as numbers are those of clauses."""
    written = (write(material) for write in SECTIONS)
    for place, section in enumerate(each for each in written if each is not None):
        yield changed(section, number=chr(ord("A") + place))
