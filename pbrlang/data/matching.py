"""Names as people write them: case, spaces, hyphens, underscores and regular plurals make no difference."""

from collections.abc import Iterable, Mapping

from pbrlang.diagnostics.nearest import nearest as near_names
from pbrlang.diagnostics.prose import singular_of

_DROPPED = str.maketrans("", "", " -_\u00a0\u2010\u2011\u2013\t\n\r")


def name_key(name: str) -> str:
    """The letters of a name that matter: `Bed Nights`, `bed_nights` and `BED-NIGHTS` share one."""
    return name.translate(_DROPPED).casefold()


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that is spelt most like a word, if any comes near."""
    near = near_names(word.replace("_", " "), choices, limit=1)
    return near[0] if near else None


class Matcher:
    """Finds which of several things a written name stands for; each may be spelt in several ways."""

    def __init__(self, spellings: Mapping[str, Iterable[str]]) -> None:
        self._exact = {name_key(each): name for name, all_of in spellings.items() for each in all_of}
        self._loose: dict[str, set[str]] = {}
        for name, all_of in spellings.items():
            for each in all_of:
                self._loose.setdefault(_singular(each), set()).add(name)
        self._names = tuple(spellings)

    def find(self, written: str) -> str | None:
        """The thing that is meant; its own spelling goes before a plural of it."""
        exact = self._exact.get(name_key(written))
        if exact is not None:
            return exact
        loose = self._loose.get(_singular(written), set())
        return next(iter(loose)) if len(loose) == 1 else None

    def nearest(self, written: str) -> str | None:
        """The thing whose name is spelt most like it."""
        return nearest(written, self._names)


def _singular(name: str) -> str:
    return singular_of(name_key(name))
