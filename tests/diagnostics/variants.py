"""Broken variants of the example contracts: a change to one of them, and what is then told, in one file each."""

import re
from functools import cache
from pathlib import Path

from attrs import frozen

from pbrlang.diagnostics import Diagnostic, Severity
from pbrlang.diagnostics.apply import apply
from pbrlang.diagnostics.draw import draw_all
from pbrlang.diagnostics.order import in_order
from pbrlang.pipeline import Compilation, compile_text

FOLDER = Path(__file__).parent / "variants"
_EXAMPLES = Path(__file__).parent / "contracts"  # contracts that stay as they are, whatever becomes of the examples
_FENCE = re.compile(r"^```(?P<name>old|new|told)\n(?P<text>(?:.*\n)*?)```$", re.MULTILINE)
_FIELD = re.compile(r"^(?P<name>example|elsewhere|edit): (?P<text>.+)$", re.MULTILINE)
FILE = "contract.pbr"


@frozen
class Variant:
    """One file: which example, what is replaced by what, and what is told.

    `elsewhere` says why the first error is on a line that the change did not touch; `edit` is `none` where no
    ready answer is offered.
    """

    path: Path
    written: str

    @property
    def example(self) -> str:
        return self._fields["example"]

    @property
    def elsewhere(self) -> str | None:
        return self._fields.get("elsewhere")

    @property
    def offers_an_edit(self) -> bool:
        return self._fields.get("edit") != "none"

    @property
    def told(self) -> str:
        return self._fences[-1][1]

    @property
    def _fields(self) -> dict[str, str]:
        return {each["name"]: each["text"] for each in _FIELD.finditer(self.written)}

    @property
    def _fences(self) -> list[tuple[str, str]]:
        return [(each["name"], each["text"].removesuffix("\n")) for each in _FENCE.finditer(self.written)]

    def broken(self) -> tuple[str, set[int]]:
        """The text of the changed contract, and the numbers of the lines that the change touched."""
        text = contract(self.example)
        touched: set[int] = set()
        for (old_name, old), (new_name, new) in zip(self._fences[:-1:2], self._fences[1:-1:2], strict=True):
            assert (old_name, new_name) == ("old", "new"), self.path.name
            assert text.count(old) == 1, f"{self.path.name}: {old!r} stands {text.count(old)} times in the example"
            at = text.index(old)
            end = at + len(old)
            if not new and text[at - 1 : at] == "\n":
                end += 1
            text = text[:at] + new + text[end:]
            first, last = _changed(old, new)
            touched |= set(range(text.count("\n", 0, at + first) + 1, text.count("\n", 0, at + last) + 2))
        return text, touched

    def rewritten(self, drawn: str) -> str:
        start = self.written.rindex("```told\n") + len("```told\n")
        return f"{self.written[:start]}{drawn}\n```\n"


def _changed(old: str, new: str) -> tuple[int, int]:
    """Where in the new text the difference to the old begins and ends."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return first, max(first, len(new) - last - 1)


@cache
def contract(example: str) -> str:
    """The text of an example contract."""
    return (_EXAMPLES / example / FILE).read_text(encoding="utf-8")


@cache
def compiled(example: str, text: str) -> Compilation:
    """A text compiled where an example contract lies."""

    def beside(name: str) -> str | None:
        path = _EXAMPLES / example / name
        return path.read_text(encoding="utf-8") if path.is_file() else None

    return compile_text(FILE, text, beside)


def errors_of(compilation: Compilation) -> list[Diagnostic]:
    """The errors in the order in which they are told."""
    told = [each for each in compilation.diagnostics if each.severity is Severity.ERROR]
    return [each for each in in_order(told) if isinstance(each, Diagnostic)]


def mended(compilation: Compilation) -> str | None:
    """The text after the first ready answer of the first error, if it has one."""
    edits = errors_of(compilation)[0].edits()
    return apply(compilation.source.text, edits[:1]) if edits else None


def drawn(compilation: Compilation) -> str:
    """All that is told, as it is drawn."""
    return draw_all(compilation.diagnostics)


def all_variants() -> list[Variant]:
    """Every variant, in the order of their numbers."""
    return [Variant(path, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.md"))]


_NUMBERS = [each.name.split("-", 1)[0] for each in FOLDER.glob("*.md")]
assert len(_NUMBERS) == len(set(_NUMBERS))
