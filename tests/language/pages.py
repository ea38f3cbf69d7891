"""Pages of the reference cut into cases: a contract, its data, and what is expected of them."""

import re
from pathlib import Path

from attrs import define, field, frozen

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    *sorted((ROOT / "tests" / "language").glob("*.md")),
    *sorted(each for each in (ROOT / "docs" / "how-to").glob("*.md") if each.name != "index.md"),
    ROOT / "docs" / "how-amounts-are-computed.md",
)
EXPECTED = ("statement", "lines", "diagnostic")
"""The languages of fences that say what is expected of the contract above them."""

_FENCE = re.compile(r"```(?P<language>\w*)(?: title=\"(?P<title>[^\"]*)\")?")


@frozen
class Fence:
    """A fenced block of a page: its language, its title, its text, and the line on which that begins."""

    language: str
    title: str
    text: str
    line: int


@define(eq=False)
class Case:
    """A contract or a fragment of one, with the fences that follow it up to the next."""

    page: Path
    contract: Fence
    following: list[Fence] = field(factory=list)

    @property
    def name(self) -> str:
        """The page and the line, for a test's name."""
        return f"{self.page.stem}:{self.contract.line}"

    @property
    def expected(self) -> list[Fence]:
        """The fences that say what comes of it."""
        return [each for each in self.following if each.language in EXPECTED]

    @property
    def is_mistaken(self) -> bool:
        """Whether the contract itself is shown for its mistakes: a message is expected before any data is given."""
        return bool(self.following) and self.following[0].language == "diagnostic"

    def files(self, before: Fence | None = None) -> dict[str, str]:
        """The data given before a fence, or all of it; of two files of one name the later stands."""
        stop = self.following.index(before) if before else len(self.following)
        return {each.title: each.text for each in self.following[:stop] if each.language == "csv"}


def fences(text: str) -> list[Fence]:
    """The fenced blocks of a page; ValueError where one is left open."""
    found: list[Fence] = []
    opened: Fence | None = None
    inside: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if opened is not None and line == "```":
            found.append(Fence(opened.language, opened.title, "".join(f"{each}\n" for each in inside), opened.line))
            opened = None
        elif opened is not None:
            inside.append(line)
        elif line.startswith("```"):
            match = _FENCE.fullmatch(line)
            if match is None:
                raise ValueError(f"line {number}: a fence is opened with words that are not understood")
            opened, inside = Fence(match["language"], match["title"] or "", "", number + 1), []
    if opened is not None:
        raise ValueError(f"line {opened.line}: a fence is left open")
    return found


def cases(page: Path) -> list[Case]:
    """The cases of a page; ValueError where data or an expectation has no contract above it."""
    found: list[Case] = []
    for fence in fences(page.read_text(encoding="utf-8")):
        if fence.language == "pbr":
            found.append(Case(page, fence))
        elif fence.language in (*EXPECTED, "csv"):
            if not found:
                raise ValueError(f"{page.name}, line {fence.line}: no contract stands above this")
            found[-1].following.append(fence)
        elif fence.language != "text":
            raise ValueError(f"{page.name}, line {fence.line}: fences here are pbr, csv, text, {', '.join(EXPECTED)}")
    return found


def rewritten(text: str, replacements: dict[int, str]) -> str:
    """A page with the texts of some fences replaced, by the lines on which they begin."""
    lines = text.splitlines(keepends=True)
    for fence in sorted(fences(text), key=lambda each: -each.line):
        if fence.line in replacements:
            length = len(fence.text.splitlines())
            lines[fence.line - 1 : fence.line - 1 + length] = [replacements[fence.line]]
    return "".join(lines)
