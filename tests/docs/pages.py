"""Pages with commands in them: what they have a reader write into files, and what they say that commands print."""

import re
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "examples").glob("*/README.md")))
CUT = "…"
"""A line of printed text that stands for any others."""

ADDED = "added at the end"
CHANGED = "the block changed"
MADE = "as pbr writes it"

_FENCE = re.compile(r"(?P<fence>`{3,})(?P<language>\w*)(?: title=\"(?P<title>[^\"]*)\")?")
_PROMPT = "$ "


@frozen
class File:
    """Text for a file at `path`: the whole of it, or what is added to it or takes the place of a block in it."""

    path: str
    how: str
    text: str
    line: int


@frozen
class Command:
    """A command as it is typed, the text that the page says is printed, and the line on which that text begins."""

    typed: str
    printed: str
    line: int


@frozen
class Contents:
    """A file that pbr has written, and its text as the page shows it."""

    path: str
    printed: str
    line: int


Shown = Command | Contents
Step = File | Shown


def steps(text: str) -> list[Step]:
    """What a page has its reader do, in order; ValueError where a fence is not understood."""
    found: list[Step] = []
    for language, title, inside, line in _fences(text):
        if language == "console":
            found += _commands(inside, line)
        elif title:
            path, _, how = title.partition(", ")
            found.append(_file(path, how, "".join(inside), line))
    return found


def shown_in(text: str) -> list[Shown]:
    """What a page shows to be printed or written, in order."""
    return [step for step in steps(text) if not isinstance(step, File)]


def _file(path: str, how: str, text: str, line: int) -> Step:
    if how not in ("", ADDED, CHANGED, MADE):
        raise ValueError(f"line {line}: `{how}` is not understood: there are `{ADDED}`, `{CHANGED}` and `{MADE}`")
    return Contents(path, text, line) if how == MADE else File(path, how, text, line)


def _fences(text: str) -> list[tuple[str, str, list[str], int]]:
    """The language and title of each fence, its lines, and the number of the first of them."""
    found: list[tuple[str, str, list[str], int]] = []
    opened = None
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        if opened is None:
            opened = _FENCE.match(line)
            if opened is not None:
                found.append((opened["language"], opened["title"] or "", [], number + 1))
        elif line.rstrip() == opened["fence"]:
            opened = None
        else:
            found[-1][2].append(line)
    if opened is not None:
        raise ValueError(f"line {found[-1][3]}: a fence is left open")
    return found


def _commands(inside: list[str], line: int) -> list[Command]:
    starts = [at for at, text in enumerate(inside) if text.startswith(_PROMPT)]
    if not starts or starts[0]:
        raise ValueError(f"line {line}: what is printed has no command above it")
    ends = [*starts[1:], len(inside)]
    return [
        Command(inside[start][len(_PROMPT) :].strip(), "".join(inside[start + 1 : end]), line + start + 1)
        for start, end in zip(starts, ends, strict=True)
    ]


def written(step: File, before: str) -> str:
    """The text of a file after a step, given its text before; ValueError where there is no such block to change."""
    if step.how == ADDED:
        return f"{before}\n{step.text}"
    if step.how != CHANGED:
        return step.text
    blocks = re.split(r"^(?=\S)", before, flags=re.MULTILINE)
    heading = step.text.partition("\n")[0]
    same = [at for at, block in enumerate(blocks) if block.partition("\n")[0] == heading]
    if len(same) != 1:
        raise ValueError(f"line {step.line}: {len(same)} blocks of {step.path} begin with `{heading}`")
    blocks[same[0]] = step.text if same[0] == len(blocks) - 1 else f"{step.text}\n"
    return "".join(blocks)


def agrees(printed: str, actual: str) -> bool:
    """Whether a page says what is printed, perhaps with a part of it cut."""
    lines, found = printed.splitlines(), actual.splitlines()
    if CUT not in lines:
        return lines == found
    head, tail = _around_cut(lines)
    left_out = len(found) - len(head) - len(tail)
    return left_out > 0 and found[: len(head)] == head and found[len(head) + left_out :] == tail


def _around_cut(lines: list[str]) -> tuple[list[str], list[str]]:
    if lines.count(CUT) > 1:
        raise ValueError("a text may be cut in one place")
    at = lines.index(CUT)
    return lines[:at], lines[at + 1 :]


def as_cut(printed: str, actual: str) -> str:
    """What is printed, cut where the page cuts it: as many lines are left before and after."""
    lines, found = printed.splitlines(), actual.splitlines()
    if CUT in lines:
        head, tail = _around_cut(lines)
        if len(found) > len(head) + len(tail):
            found = [*found[: len(head)], CUT, *found[len(found) - len(tail) :]]
    return "".join(f"{line}\n" for line in found)


def rewritten(text: str, actual: dict[int, str]) -> str:
    """A page with what it shows replaced by what is so, by the lines on which that begins."""
    lines = text.splitlines(keepends=True)
    for shown in reversed(shown_in(text)):
        if shown.line in actual:
            start = shown.line - 1
            lines[start : start + len(shown.printed.splitlines())] = [as_cut(shown.printed, actual[shown.line])]
    return "".join(lines)
