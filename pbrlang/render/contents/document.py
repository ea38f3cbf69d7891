"""The sections of a document, in their order."""

from collections.abc import Callable, Iterator

from pbrlang.render.contents.calculator import calculator
from pbrlang.render.contents.choices import choices
from pbrlang.render.contents.computing import computing
from pbrlang.render.contents.curves import curves
from pbrlang.render.contents.data import data
from pbrlang.render.contents.definitions import definitions
from pbrlang.render.contents.examples import examples
from pbrlang.render.contents.findings import findings, properties
from pbrlang.render.contents.front import facts, parties_and_term
from pbrlang.render.contents.history import history
from pbrlang.render.contents.leaving import leaving
from pbrlang.render.contents.limits import limits
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.measures import measures
from pbrlang.render.contents.payments import payments, recoveries
from pbrlang.render.contents.periods import periods
from pbrlang.render.contents.prose import prose
from pbrlang.render.contents.purposes import purposes
from pbrlang.render.contents.sharing import sharing
from pbrlang.render.contents.tariffs import tariffs
from pbrlang.render.model import Document, Section
from pbrlang.source.late import changed

Write = Callable[[Material], Section | None]

SECTIONS: tuple[Write, ...] = (
    parties_and_term,
    purposes,
    periods,
    definitions,
    data,
    measures,
    tariffs,
    payments,
    recoveries,
    limits,
    sharing,
    leaving,
    prose,
    computing,
    choices,
    properties,
    examples,
    curves,
    calculator,
    findings,
    history,
)
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
