"""The kit: which of its functions a text needs, and each as it stands."""

import functools
import re
from importlib.resources import files

from attrs import frozen

PARTS = (
    *("days", "rows", "known", "numbers", "tallies", "picks", "clauses", "running", "stepping", "instalments"),
    *("caps", "standing", "carrying", "clawbacks", "statements", "advances", "sharing", "breaking", "late", "reading"),
)
_NAME = re.compile(r"^(?:export )?(?:function|class|const) (\w+)", re.MULTILINE)
_COMMENT = re.compile(r"/\*\*.*?\*/", re.DOTALL)
_USED = re.compile(r"(?:(?<=\.\.\.)|(?<![.\w]))([A-Za-z_]\w*)\b(?!:)")


@frozen
class Definition:
    """A definition of the kit: its source, the names that it uses, and the file that it stands in."""

    name: str
    source: str
    uses: frozenset[str]
    part: str


@functools.cache
def kit() -> dict[str, Definition]:
    """The definitions of the kit, in their order; each stands below a comment that begins at the margin."""
    found: dict[str, Definition] = {}
    for part in PARTS:
        text = files("pbrlang.backends.javascript").joinpath("kit", f"{part}.js").read_text(encoding="utf-8")
        for source in re.split(r"^(?=/\*\*)", text, flags=re.MULTILINE):
            name = _NAME.search(source)
            if name is not None:
                found[name[1]] = Definition(name[1], source.rstrip(), used_names(source), part)
    return found


def used_names(source: str) -> frozenset[str]:
    """The names that a piece of source uses, and perhaps a few that it only has as names of its own."""
    return frozenset(_USED.findall(_COMMENT.sub("", source)))


def needed(text: str) -> list[Definition]:
    """The definitions of the kit that a text needs, in their order; those that a module gives to others always."""
    found: set[str] = set()
    given = {each.name for each in kit().values() if "\nexport " in each.source}
    waiting = sorted(used_names(text) | given)
    while waiting:
        name = waiting.pop()
        if name in kit() and name not in found:
            found.add(name)
            waiting += sorted(kit()[name].uses)
    return [each for name, each in kit().items() if name in found]
