"""The cases of the labelled set, read from the pages beside this file."""

import re
from pathlib import Path

from attrs import frozen

from tests.findings.frame import above

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
_FENCE = re.compile(r"```(?P<language>\w+)(?P<words>[^\n]*)\n(?P<text>.*?)\n?```", re.DOTALL)
_LABEL = re.compile(r"(?P<name>[a-z-]+)(?:, (?P<about>[^:]+))?: (?P<why>.+)")


@frozen
class Label:
    """A finding that should be given: its name, the block that it is about, and why."""

    name: str
    about: str
    why: str


@frozen
class Case:
    """A contract of the set. Findings beyond `own` characters lie in the frame, and are not judged."""

    page: str
    title: str
    file: str
    text: str
    own: int
    labels: tuple[Label, ...]

    @property
    def is_whole(self) -> bool:
        """Whether it is a contract by itself, without the frame."""
        return len(self.text) == self.own


def cases() -> list[Case]:
    """All cases, in the order of the pages; ValueError where a heading lacks a contract or labels."""
    found: list[Case] = []
    for page in sorted(HERE.glob("[0-9]*.md")):
        for part in page.read_text(encoding="utf-8").split("\n## ")[1:]:
            found += [_case(page.stem, part)]
    return found


def _case(page: str, part: str) -> Case:
    title = part.splitlines()[0]
    fences = {each["language"]: each for each in _FENCE.finditer(part)}
    written = fences.get("pbr") or fences.get("path")
    if written is None or "findings" not in fences:
        raise ValueError(f"{page}: `{title}` lacks a contract or its labels")
    labels = tuple(_label(line, title) for line in fences["findings"]["text"].splitlines())
    labels = tuple(each for each in labels if each.name != "none")
    if written["language"] == "path":
        file = ROOT / written["text"].strip()
        text = file.read_text(encoding="utf-8")
        return Case(page, title, str(file), text, len(text), labels)
    own = written["text"] + "\n"
    text = above(own, tuple(written["words"].split()))
    return Case(page, title, f"{page}.pbr", text, len(own), labels)


def _label(line: str, title: str) -> Label:
    match = _LABEL.fullmatch(line)
    if match is None:
        raise ValueError(f"`{title}`: the label `{line}` is not `name, about: why`")
    return Label(match["name"], match["about"] or "", match["why"])
