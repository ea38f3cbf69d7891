"""The contract of a block of code: put together from the blocks before it, compiled, and its mistakes by line."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from attrs import define, field, frozen

from pbrlang.diagnostics import Diagnostic, Severity
from pbrlang.files import beside, find_contract, text_of
from pbrlang.pages.fences import Fence
from pbrlang.pipeline import Compilation, compile_text

ADDED, CHANGED = "added at the end", "the block changed"
_SYNTAX = "PBR1"
_WHOLE = re.compile(r"^contract\s", re.MULTILINE)


class NotShown(ValueError):
    """What a block asks for cannot be had; the words say why."""


@frozen(eq=False)
class Contract:
    """A contract on a page: its text, its file if it has one, and the place of the fence's own lines in the text."""

    text: str
    compilation: Compilation
    file: Path | None = None
    start: int = 1
    """The line of the text on which the fence's first line stands, from 1."""


@frozen
class Mistake:
    """A mistake of a block: how many lines below its opening marks, and what is said of it."""

    below: int
    words: str


@define
class Reader:
    """Reads the blocks of one page in order, and keeps what the titled ones hold.

    `folders` are where a file is looked for, in order. Contracts are compiled once for each text by `compiled`.
    """

    folders: tuple[Path, ...]
    compiled: dict[tuple[str, str], Compilation] = field(factory=dict)
    used: set[Path] = field(factory=set)
    _texts: dict[str, str] = field(factory=dict)

    def read(self, fence: Fence) -> Contract:
        """The contract of a block: the named file, or its own text with what it is added to. Raises NotShown."""
        named = fence.options.get("file")
        if named is not None:
            return self._of_file(named)
        path, _, how = fence.title.partition(", ")
        text, start = _together(self._texts.get(path, ""), fence.text, how)
        if path:
            self._texts[path] = text
        return Contract(text, self._compile(path or "contract", text, self._beside), None, start)

    def keep(self, fence: Fence) -> None:
        """Keep the text of a block of another language, such as a table of figures, under its title."""
        if fence.title:
            self._texts[fence.title] = fence.text

    def _of_file(self, named: str) -> Contract:
        if named in self._texts:
            text = self._texts[named]
            return Contract(text, self._compile(named, text, self._beside))
        for folder in self.folders:
            if (folder / named).exists():
                file = find_contract(folder / named)
                self.used.add(file)
                text = text_of(file)
                return Contract(text, self._compile(str(file), text, partial(beside, file.parent)), file)
        raise NotShown(f"there is no file `{named}` beside the page, in the folder of pages or in that of mkdocs.yml")

    def _beside(self, name: str) -> str | None:
        return self._texts.get(name)

    def _compile(self, name: str, text: str, files: Callable[[str], str | None]) -> Compilation:
        made = self.compiled.get((name, text))
        if made is None:
            made = compile_text(name, text, files)
            self.compiled[name, text] = made
        return made


def _together(before: str, own: str, how: str) -> tuple[str, int]:
    """The text after a block, and the line on which the block stands in it."""
    if not how or not before:
        return own, 1
    if how == ADDED:
        return f"{before}\n{own}", before.count("\n") + 2
    if how == CHANGED:
        blocks = re.split(r"^(?=\S)", before, flags=re.MULTILINE)
        heading = own.partition("\n")[0]
        same = [place for place, block in enumerate(blocks) if block.partition("\n")[0] == heading]
        if len(same) == 1:
            blocks[same[0]] = own if same[0] == len(blocks) - 1 else f"{own}\n"
            return "".join(blocks), "".join(blocks[: same[0]]).count("\n") + 1
        raise NotShown(f"{len(same)} blocks of the contract above begin with `{heading}`")
    return own, 1


def mistakes(contract: Contract, fence: Fence) -> Iterator[Mistake]:
    """The errors of a block. Of one that is no whole contract, only those in how it is written can be known."""
    whole = _WHOLE.search(contract.text) is not None
    for each in contract.compilation.diagnostics:
        if each.severity is Severity.ERROR and (whole or each.code.startswith(_SYNTAX)):
            yield Mistake(_below(contract, each, fence), _words(each, contract))


def _below(contract: Contract, told: Diagnostic, fence: Fence) -> int:
    """The line of the fence: its opening one for what stands in a file, or in a block above."""
    line = told.span.line - contract.start + 1
    return line if contract.file is None and "file" not in fence.options and line >= 1 else 0


def _words(told: Diagnostic, contract: Contract) -> str:
    where = f"{contract.file.name}, line {told.span.line}: " if contract.file is not None else ""
    advice = told.help()
    return f"{where}{told.code} {told.message()}" + (f"; {advice}" if advice else "")
