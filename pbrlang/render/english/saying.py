"""Putting words together, with links and other inline parts among them."""

import re
from collections.abc import Iterable, Sequence

from pbrlang.render.model import Inline, Inlines, Strong, Text

Words = str | Inline | Inlines
"""Plain words, a part of a line, or several."""

_PLACE = re.compile(r"\{(\w+)\}")


def parts(words: Words) -> Inlines:
    """Words as the parts of a line."""
    if isinstance(words, str):
        return (Text(words),) if words else ()
    return words if isinstance(words, tuple) else (words,)


def join(*pieces: Words) -> Inlines:
    """Pieces one after another, neighbouring plain words made one."""
    found: list[Inline] = []
    for piece in pieces:
        for part in parts(piece):
            if isinstance(part, Text) and found and isinstance(found[-1], Text):
                found[-1] = Text(found[-1].text + part.text)
            elif not (isinstance(part, Text) and not part.text):
                found.append(part)
    return tuple(found)


def fill(pattern: str, **named: Words) -> Inlines:
    """A pattern with each `{name}` replaced; KeyError for one that is not given."""
    pieces: list[Words] = []
    here = 0
    for found in _PLACE.finditer(pattern):
        pieces += [pattern[here : found.start()], named[found[1]]]
        here = found.end()
    return join(*pieces, pattern[here:])


def listed(items: Iterable[Words], word: str = "and") -> Inlines:
    """Items as a reader lists them: `A`, `A and B`, `A, B and C`."""
    told = [parts(each) for each in items]
    if not told:
        return ()
    *rest, last = told
    return join(*_between(rest, ", "), f" {word} ", last) if rest else last


def separated(items: Sequence[Words], between: str) -> Inlines:
    """Items with the same words between each two."""
    return join(*_between([parts(each) for each in items], between))


def _between(items: Sequence[Inlines], between: str) -> list[Words]:
    found: list[Words] = []
    for each in items:
        found += [each, between]
    return found[:-1]


def sentence(words: Words) -> Inlines:
    """Words with a capital at their start and a full stop at their end."""
    told = join(words)
    if not told:
        return ()
    first, *rest = told
    if isinstance(first, Text) and first.text:
        first = Text(first.text[0].upper() + first.text[1:])
    last = rest[-1] if rest else first
    stop = "" if isinstance(last, Text) and last.text.rstrip().endswith((".", ":", "?", "!")) else "."
    return join(first, *rest, stop)


def strong(words: Words) -> Inlines:
    """Words that stand out."""
    return (Strong(parts(words)),)
