"""Two texts, word by word."""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from pbrlang.compare.model import INSERTED, REMOVED, SAME, Run, Runs

_TOKEN = re.compile(r"\s+|[£$€]?\d[\d,]*(?:\.\d+)?%?|\w+(?:['-]\w+)*|.", re.DOTALL)
_LITTLE = 0.3
"""Where less than this share of the words is kept, a text is shown as struck out and written anew."""


def tokens(text: str) -> list[str]:
    """Words, numbers with their signs, the spaces between them, and every other sign by itself."""
    return _TOKEN.findall(text)


def likeness(old: str, new: str) -> float:
    """From 0, with no word in common, to 1, with the same words however often and in whatever order."""
    first, second = (Counter(each for each in tokens(text) if not each.isspace()) for text in (old, new))
    size = first.total() + second.total()
    return 2 * (first & second).total() / size if size else 1.0


def word_runs(old: str, new: str) -> Runs:
    """The newer text with what is left out of the older one, in runs as long as can be."""
    if old == new:
        return (Run(SAME, new),) if new else ()
    before, after = tokens(old), tokens(new)
    if likeness(old, new) < _LITTLE:
        return _joined([(REMOVED, old), (INSERTED, new)])
    found: list[tuple[str, str]] = []
    for tag, a, b, c, d in _without_lone_spaces(
        SequenceMatcher(None, before, after, autojunk=False).get_opcodes(), before
    ):
        if tag == "equal":
            found.append((SAME, "".join(after[c:d])))
        else:
            found += [(REMOVED, "".join(before[a:b])), (INSERTED, "".join(after[c:d]))]
    return _joined(found)


Opcode = tuple[str, int, int, int, int]


def _without_lone_spaces(codes: Sequence[Opcode], before: Sequence[str]) -> list[Opcode]:
    """The same, with what is kept between two changes taken into them where it is nothing but space."""
    found: list[Opcode] = []
    for place, (tag, a, b, c, d) in enumerate(codes):
        between = 0 < place < len(codes) - 1 and tag == "equal"
        lone = between and all(each.isspace() for each in before[a:b])
        if found and found[-1][0] != "equal" and (lone or tag != "equal"):
            _, start, _, there, _ = found[-1]
            found[-1] = ("replace", start, b, there, d)
        else:
            found.append((tag, a, b, c, d))
    return found


def _joined(parts: Sequence[tuple[str, str]]) -> Runs:
    return tuple(Run(how, text) for how, text in parts if text)


def one_sided(how: str, text: str) -> Runs:
    """A text that only one of the two has, as one run."""
    return (Run(how, text),) if text else ()
