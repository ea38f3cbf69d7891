"""Words inside a block."""

from pbrlang.source.late import Late


class Inline(metaclass=Late, by_value=True):
    """A run of words."""


class Text(Inline):
    """Plain words. They are never markup, whatever signs they hold."""

    text: str


class Strong(Inline):
    """Words that stand out: a defined term where it is defined, a total."""

    parts: tuple[Inline, ...]


class Emphasis(Inline):
    """Words that are stressed a little: a title, a word spoken of."""

    parts: tuple[Inline, ...]


class Code(Inline):
    """Words as they stand in a contract or a file."""

    text: str


class Link(Inline):
    """Words that lead to the block with an anchor in the same document, or to an address elsewhere.

    With `numbered`, the number of that clause or section is written in the place of `parts`, and is a real
    cross-reference in formats that have them.
    """

    to: str
    parts: tuple[Inline, ...] = ()
    numbered: bool = False
    outside: bool = False


class Inserted(Inline):
    """Words that a newer text has and an older one has not."""

    parts: tuple[Inline, ...]


class Removed(Inline):
    """Words that an older text has and a newer one has not."""

    parts: tuple[Inline, ...]


Inlines = tuple[Inline, ...]


def plain(parts: Inlines) -> str:
    """The words alone."""
    found = []
    for part in parts:
        match part:
            case Text(text=text) | Code(text=text):
                found.append(text)
            case Strong(parts=inner) | Emphasis(parts=inner) | Inserted(parts=inner) | Removed(parts=inner):
                found.append(plain(inner))
            case Link(parts=inner):
                found.append(plain(inner))
            case _:
                raise TypeError(f"{type(part).__name__} has no plain words")
    return "".join(found)
