"""Likely changes to an item: brackets that must stand around words, and a rate said as a number of something."""

import re
from collections.abc import Iterator

_PICKS = re.compile(r"the\s+(?:lesser|greater|earlier|later)\b")
_BEFORE_A_RATE = re.compile(r"\bnumber of (?=[a-z-]+ per\b)")


def brackets_and_rates(text: str, start: int) -> Iterator[tuple[str, int, int, str]]:
    """Changes that may make an item readable whose word at `start` does not fit: title, start, end and replacement."""
    if re.match(r"rounded\b", text[start:]):
        yield from _around(text, "put brackets around all that is rounded", _words(text, start), _ends(text, start))
    for match in _PICKS.finditer(text, max(0, start - len("the ") - 1), start + len("the greater")):
        if match.start() <= start < match.end():
            yield from _around(text, "put brackets around it", [match.start()], _ends(text, match.end()))
    for match in _BEFORE_A_RATE.finditer(text, 0, start + len("per")):
        rate = text[match.end() :].partition(",")[0].strip()
        yield f"write `{rate}`", match.start(), match.end() + len(rate), rate


def _around(text: str, title: str, starts: list[int], ends: list[int]) -> Iterator[tuple[str, int, int, str]]:
    """Brackets around as much as can stand in them."""
    for first in starts:
        for last in ends:
            yield title, first, last, f"({text[first:last]})"


def _words(text: str, before: int) -> list[int]:
    return [match.start() for match in re.finditer(r"[^\s,)]+", text[:before])]


def _ends(text: str, after: int) -> list[int]:
    """The end of the item, then each comma and closing bracket from the last to the first."""
    whole = len(text.rstrip())
    return [whole, *(at for at in range(whole - 1, after, -1) if text[at] in ",)")]
