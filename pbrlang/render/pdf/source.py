"""A whole document as Typst source."""

from collections.abc import Iterable
from datetime import date
from importlib.resources import files

from pbrlang.render import model as m
from pbrlang.render.furniture import furniture
from pbrlang.render.pdf.blocks import Drawing
from pbrlang.render.pdf.words import listed, string
from pbrlang.render.places import places

_MANY = 12  # headings, from which on a list of them helps


def typst_source(document: m.Document) -> str:
    """The source of a document, which nothing else has to be read for."""
    said = furniture(document.language)
    house = files("pbrlang.render.pdf").joinpath("house.typ").read_text(encoding="utf-8")
    drawing = Drawing(places(document), said)
    parts = [
        house,
        f"#show: {_settings(document, said)}",
        f"#{_front(document, drawing)}",
        _contents(document, said),
        f"#{drawing.blocks(document.sections)}",
    ]
    return "\n".join(parts)


def _settings(document: m.Document, said: dict[str, str]) -> str:
    language, _, region = document.language.partition("-")
    named = {
        "title": string(document.title),
        "language": string(language),
        "region": string(region) if region else "none",
        "day": _day(document.day),
        "running": string(document.running),
        "imprint": string(document.imprint),
        "page-words": listed((string(said["page"]), string(said["of"]))),
        "draft": string(said["draft"]) if document.draft else "none",
    }
    return f"house.with({', '.join(f'{name}: {value}' for name, value in named.items())})"


def _day(day: date | None) -> str:
    return f"datetime(year: {day.year}, month: {day.month}, day: {day.day})" if day is not None else "none"


def _front(document: m.Document, drawing: Drawing) -> str:
    facts = listed(listed((string(name), drawing.words(words))) for name, words in document.facts)
    subtitle = string(document.subtitle) if document.subtitle else "none"
    draft = string(drawing.furniture["draft"]) if document.draft else "none"
    return f"front({string(document.title)}, {subtitle}, {facts}, draft: {draft})"


def _contents(document: m.Document, said: dict[str, str]) -> str:
    return f"#contents({string(said['contents'])})" if _headings(document.sections) >= _MANY else ""


def _headings(blocks: Iterable[m.Block]) -> int:
    return sum(1 + _headings(each.blocks) for each in blocks if isinstance(each, m.Section | m.Clause))
