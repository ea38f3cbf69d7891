"""A Word document as Word reads it: its parts, the numbers that it counts, its text once changes are decided."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from attrs import field, frozen

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@frozen
class Word:
    """The parts of a document, by name."""

    parts: dict[str, ET.Element]
    names: list[str]

    @property
    def body(self) -> ET.Element:
        return self.parts["word/document.xml"][0]

    def text(self, change: str = "ins") -> str:
        """The words of each paragraph, with the changes accepted (`ins`) or rejected (`del`)."""
        dropped = {"ins": f"{W}del", "del": f"{W}ins"}[change]
        return "\n".join("".join(_words(each, dropped)) for each in self.body.iter(f"{W}p"))


def opened(content: bytes) -> Word:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        texts = {name: file.read(name) for name in file.namelist() if name.endswith((".xml", ".rels"))}
        return Word({name: ET.fromstring(text) for name, text in texts.items()}, file.namelist())


def _words(element: ET.Element, dropped: str) -> Iterator[str]:
    for each in element:
        if each.tag == dropped:
            continue
        if each.tag in {f"{W}t", f"{W}delText"}:
            yield each.text or ""
        yield from _words(each, dropped)


def value(element: ET.Element | None, name: str = "val") -> str:
    assert element is not None
    return element.attrib[f"{W}{name}"]


@frozen
class Counter:
    """Numbers paragraphs by the rules of Word: a level counts on, and begins again after one above it."""

    numbering: ET.Element
    _counts: dict[tuple[str, int], int] = field(factory=dict)

    def number(self, paragraph: ET.Element) -> str | None:
        """The number that Word shows before a paragraph, which is to be asked of one after another."""
        place = paragraph.find(f"{W}pPr/{W}numPr")
        if place is None:
            return None
        level = int(value(place.find(f"{W}ilvl")))
        kind = self._kind(value(place.find(f"{W}numId")))
        name = kind.attrib[f"{W}abstractNumId"]
        for deeper in range(level + 1, 9):
            self._counts.pop((name, deeper), None)
        counted = self._counts.get((name, level))
        self._counts[name, level] = self._start(kind, level) if counted is None else counted + 1
        shown = value(self._level(kind, level).find(f"{W}lvlText"))
        for above in range(level + 1):
            if f"%{above + 1}" in shown:
                count = self._counts[name, above]
                shown = shown.replace(f"%{above + 1}", self._said(kind, above, count))
        return shown

    def _kind(self, number: str) -> ET.Element:
        (found,) = (each for each in self.numbering.iter(f"{W}num") if value(each, "numId") == number)
        wanted = value(found.find(f"{W}abstractNumId"))
        (kind,) = (each for each in self.numbering.iter(f"{W}abstractNum") if value(each, "abstractNumId") == wanted)
        return kind

    def _level(self, kind: ET.Element, level: int) -> ET.Element:
        (found,) = (each for each in kind.iter(f"{W}lvl") if value(each, "ilvl") == str(level))
        return found

    def _start(self, kind: ET.Element, level: int) -> int:
        return int(value(self._level(kind, level).find(f"{W}start")))

    def _said(self, kind: ET.Element, level: int, count: int) -> str:
        form = value(self._level(kind, level).find(f"{W}numFmt"))
        first = {"upperLetter": "A", "lowerLetter": "a"}.get(form)
        return chr(ord(first) + count - 1) if first else str(count)
