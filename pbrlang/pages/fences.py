"""Blocks of code on a page of Markdown: where they stand, and what is said beside their opening marks."""

import re
from collections.abc import Iterator

from attrs import field, frozen

_OPEN = re.compile(r"^(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")
_OPTION = re.compile(r"""(?P<name>[\w-]+)=(?:"(?P<value>[^"]*)"|'(?P<other>[^']*)'|(?P<bare>[^\s"'}]+))""")
OWN = frozenset(("show", "file", "check", "only"))
"""The options that this plugin minds; all others are left to what draws the code."""


@frozen
class Fence:
    """A block of code. `first` and `last` are the lines of its marks, from 0; its text lies between, not indented."""

    language: str
    info: str
    options: dict[str, str] = field(factory=dict)
    indent: str = ""
    marks: str = "```"
    first: int = 0
    last: int = 0
    text: str = ""

    @property
    def title(self) -> str:
        """Its title, empty where it has none."""
        return self.options.get("title", "")

    def opening(self, options: dict[str, str]) -> str:
        """Its opening line with these options alone."""
        said = "".join(f' {name}="{value}"' for name, value in options.items())
        return f"{self.indent}{self.marks}{self.language}{said}"


def fences(lines: list[str]) -> list[Fence]:
    """The blocks of code of a page, outermost alone, in order; one that is never closed runs to the end."""
    return list(_found(lines))


def _found(lines: list[str]) -> Iterator[Fence]:
    number = 0
    while number < len(lines):
        opened = _OPEN.match(lines[number])
        if opened is None:
            number += 1
            continue
        last = _close(lines, number, opened["marks"])
        inside = lines[number + 1 : last]
        language, options = _read(opened["info"].strip())
        text = "".join(f"{_without(each, opened['indent'])}\n" for each in inside)
        yield Fence(language, opened["info"], options, opened["indent"], opened["marks"], number, last, text)
        number = last + 1


def _close(lines: list[str], opened: int, marks: str) -> int:
    for number in range(opened + 1, len(lines)):
        said = lines[number].strip()
        if set(said) == {marks[0]} and len(said) >= len(marks):
            return number
    return len(lines)


def _without(line: str, indent: str) -> str:
    return line[len(indent) :] if line.startswith(indent) else line.lstrip()


def _read(info: str) -> tuple[str, dict[str, str]]:
    """The language and the options: `pbr title="x"`, or as attributes `{ .pbr title="x" }`."""
    inner = info[1:-1] if info.startswith("{") and info.endswith("}") else info
    words = inner.split(maxsplit=1)
    language = words[0].lstrip(".") if words and "=" not in words[0] else ""
    options = {
        found["name"]: found["value"] or found["other"] or found["bare"] or "" for found in _OPTION.finditer(inner)
    }
    return language, options
