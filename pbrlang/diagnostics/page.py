"""The page of a message, read from the docstring of its class."""

import re
from collections.abc import Iterable, Iterator
from inspect import cleandoc
from textwrap import indent
from typing import ClassVar, Protocol

from attrs import frozen

from pbrlang.diagnostics.model import Severity
from pbrlang.diagnostics.page_text import paragraphs
from pbrlang.diagnostics.wrap import wrap

_HEADING = re.compile(r"## +(?P<words>.+?) *$")
_FENCE = re.compile(r"(?P<ticks>`{3,}) *(?P<language>[^\s`]*) *(?P<words>[^`]*?) *$")


class Told(Protocol):
    """What a class of messages has, about a contract or about data."""

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]


@frozen
class Text:
    """Lines of Markdown between fences."""

    text: str

    def markdown(self) -> str:
        """As it was written."""
        return self.text

    def terminal(self, width: int) -> str:
        """Paragraphs and lists in lines of `width` columns."""
        return paragraphs(self.text, width)


@frozen
class Fence:
    """An example: its language, the words that follow the language, and its text with its last line end."""

    language: str
    words: str
    text: str

    def markdown(self) -> str:
        """With its fence."""
        ticks = "`" * max(3, 1 + max(map(len, re.findall("`+", self.text)), default=0))
        return f"{ticks}{f'{self.language} {self.words}'.rstrip()}\n{self.text}{ticks}"

    def terminal(self, _width: int) -> str:
        """Indented, and as wide as it is."""
        return indent(self.text, "    ").rstrip("\n")


@frozen
class Section:
    """What stands under one heading; the heading is empty for what stands before the first."""

    heading: str
    parts: tuple[Text | Fence, ...]


@frozen
class Page:
    """All that a reader can be told of a message: `pbr rule NAME`, and a page of the site."""

    name: str
    code: str
    severity: Severity
    title: str
    sections: tuple[Section, ...]

    @classmethod
    def of(cls, message: type[Told]) -> "Page":
        """Read the docstring of a class of messages; ValueError if it has none, or leaves a fence open."""
        lines = cleandoc(message.__doc__ or "").splitlines()
        if not lines:
            raise ValueError(f"{message.__name__} has no docstring to make a page of")
        sections = tuple(_sections(_parts(lines[1:], message.name)))
        return cls(message.name, message.code, message.severity, lines[0], sections)

    def section(self, heading: str) -> Section | None:
        """The section of that heading."""
        return next((section for section in self.sections if section.heading == heading), None)

    def examples(self, heading: str) -> tuple[Fence, ...]:
        """The fenced examples of a section: `Example` must give the message, `Instead` must not."""
        section = self.section(heading)
        return tuple(part for part in section.parts if isinstance(part, Fence)) if section else ()

    def markdown(self) -> str:
        """The page for the site, with a line end at its end."""
        parts = [f"# {self.name}", f"`{self.code}`, {self.severity.value}", self.title]
        for section in self.sections:
            parts += [f"## {section.heading}"] if section.heading else []
            parts += [part.markdown() for part in section.parts]
        return "\n\n".join(parts) + "\n"

    def terminal(self, width: int = 100) -> str:
        """The page as plain text in lines of `width` columns; examples are indented and never broken."""
        parts = [f"{self.name} ({self.code}, {self.severity.value})", "\n".join(wrap(self.title, width))]
        for section in self.sections:
            parts += [section.heading] if section.heading else []
            parts += [part.terminal(width) for part in section.parts]
        return "\n\n".join(parts) + "\n"


def _sections(parts: Iterable[Text | Fence | str]) -> Iterator[Section]:
    """Gather parts under their headings, which are the strings among them."""
    heading = ""
    gathered: list[Text | Fence] = []
    for part in parts:
        if not isinstance(part, str):
            gathered.append(part)
            continue
        if heading or gathered:
            yield Section(heading, tuple(gathered))
        heading, gathered = part, []
    if heading or gathered:
        yield Section(heading, tuple(gathered))


def _parts(lines: Iterable[str], name: str) -> Iterator[Text | Fence | str]:
    """Headings, examples, and the text between them."""
    rest = iter(lines)
    text: list[str] = []
    for line in rest:
        fence, heading = _FENCE.match(line), _HEADING.match(line)
        if not fence and not heading:
            text.append(line)
            continue
        yield from _text(text)
        text = []
        if heading:
            yield heading["words"]
        elif fence:
            yield Fence(fence["language"], fence["words"], _until(fence["ticks"], rest, name))
    yield from _text(text)


def _text(lines: list[str]) -> Iterator[Text]:
    text = "\n".join(lines).strip("\n")
    if text.strip():
        yield Text(text)


def _until(ticks: str, lines: Iterator[str], name: str) -> str:
    inside: list[str] = []
    for line in lines:
        if line.rstrip() == ticks:
            return "".join(f"{line}\n" for line in inside)
        inside.append(line)
    raise ValueError(f"the page of {name} leaves an example open")
