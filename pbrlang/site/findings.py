"""What the checker found in the design of a contract, as parts of a document."""

from collections.abc import Iterable, Iterator

from pbrlang.ir.program import Accepted
from pbrlang.lints import Found
from pbrlang.lints.advice import Advice
from pbrlang.render.model import Block, Code, Inlines, Note, Paragraph, Strong, Text


def open_notes(found: Iterable[Advice]) -> tuple[Note, ...]:
    """A note for each finding: what it is, what the same has cost elsewhere, and what to write instead."""
    return tuple(Note(each.severity.value, (Text(_title(each)),), tuple(_open(each))) for each in found)


def accepted_notes(found: Iterable[tuple[Advice, Accepted]]) -> tuple[Note, ...]:
    """A note for each finding that the parties accept, with their reason."""
    return tuple(
        Note("accepted", (Text(f"Accepted: {advice.name}{_clause(advice)}"),), tuple(_accepted(advice, accept)))
        for advice, accept in found
    )


def counted(found: Found) -> str:
    """How many findings are open and how many accepted: `2 open, 1 accepted`, or `none`."""
    numbers = ((len(found.open), "open"), (len(found.accepted), "accepted"))
    return ", ".join(f"{number} {what}" for number, what in numbers if number) or "none"


def _title(advice: Advice) -> str:
    return f"{advice.severity.value.capitalize()}: {advice.name}{_clause(advice)}"


def _clause(advice: Advice) -> str:
    return f", clause {advice.span.clause}" if advice.span.clause else ""


def _open(advice: Advice) -> Iterator[Block]:
    yield _sentence(advice.message())
    if precedent := advice.precedent():
        yield Paragraph((Strong((Text("Elsewhere: "),)), *_words(precedent)))
    if instead := advice.help():
        yield Paragraph((Strong((Text("Instead: "),)), *_words(instead)))


def _accepted(advice: Advice, accept: Accepted) -> Iterator[Block]:
    yield _sentence(advice.message())
    yield Paragraph((Strong((Text("Because: "),)), Text(accept.because)))


def _sentence(words: str) -> Paragraph:
    return Paragraph(_words(f"{words[:1].upper()}{words[1:]}."))


def _words(text: str) -> Inlines:
    """A message, in which what stands between backticks is from the contract."""
    return tuple((Code if place % 2 else Text)(part) for place, part in enumerate(text.split("`")) if part)
