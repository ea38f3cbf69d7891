"""Who the parties are, and for how long the contract runs."""

from pbrlang.render.contents.material import Material
from pbrlang.render.english.saying import fill
from pbrlang.render.model import Entry, Inlines, Paragraph, Section, Terms, Text
from pbrlang.values.wording import in_words

PARTS = {"commissioner": "Commissioner", "provider": "Provider"}


def facts(material: Material) -> tuple[tuple[str, Inlines], ...]:
    """The lines of the title page."""
    terms = material.program.terms
    parties = [(PARTS[part], (Text(called),)) for part, called in terms.parties]
    term = fill("{first} to {last}, both days included", first=in_words(terms.starts), last=in_words(terms.ends))
    return (*parties, ("Term", term))


def parties_and_term(material: Material) -> Section:
    """The section."""
    terms = material.program.terms
    entries = [Entry((Text(f"The {part}"),), (Paragraph((Text(called),)),)) for part, called in terms.parties]
    return Section("parties", (Text("Parties and term"),), (Terms(tuple(entries)), Paragraph(_term(material))))


def _term(material: Material) -> Inlines:
    terms = material.program.terms
    return fill(
        "The term runs from {first} to {last}, both days included. Results that settle after the term are paid for "
        "until {until}, that day included; the days from the end of the term to then are the run-off.",
        first=in_words(terms.starts),
        last=in_words(terms.ends),
        until=in_words(terms.settles_until),
    )
