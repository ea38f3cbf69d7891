"""Names that a misspelt one may have meant."""

import re
from collections.abc import Iterable

from pbrlang.diagnostics.prose import singular_of

# Costs lie between 0, the same but for case, and 1, nothing in common.
_FARTHEST = 0.4
_FARTHEST_WORD = 0.35
_FARTHER_THAN_BEST = 0.2
_WORD_TOO_MANY = 0.7
_OTHER_ORDER = 0.1
_SLIGHT = 0.02


def nearest(word: str, choices: Iterable[str], limit: int = 3) -> list[str]:
    """At most `limit` of the choices that are spelt much like `word`, the likeliest first.

    Case, hyphens, plurals, swapped letters and words too many or too few count for little. The
    same choices give the same answer in any order; `word` itself is never an answer.
    """
    wanted = _words(word)
    costs = ((_cost(wanted, _words(choice)), choice) for choice in set(choices) - {word})
    near = sorted((cost, choice) for cost, choice in costs if cost <= _FARTHEST)
    return [choice for cost, choice in near[:limit] if cost <= near[0][0] + _FARTHER_THAN_BEST]


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", re.sub(r"['\u2019]s?\b", "", name).casefold())


def _cost(wanted: list[str], choice: list[str]) -> float:
    if not wanted or not choice:
        return 1.0
    if wanted == choice:
        return 0.0
    return min(_spelling(" ".join(wanted), " ".join(choice)), _wording(wanted, choice))


def _spelling(one: str, other: str) -> float:
    """Letters to change for each letter, spaces and a plural aside."""
    one, other = one.replace(" ", ""), other.replace(" ", "")
    if one == other or singular_of(one) == singular_of(other):
        return _SLIGHT
    longer = max(len(one), len(other))
    allowed = int(longer * _FARTHEST_WORD)
    if abs(len(one) - len(other)) > allowed:
        return 1.0
    changes = _changes(one, other)
    return changes / longer if changes <= allowed else 1.0


def _wording(wanted: list[str], choice: list[str]) -> float:
    """The mean cost of the words, each paired with the one most like it; one without a pair costs `_WORD_TOO_MANY`."""
    left = list(choice)
    total = 0.0
    pairs = []
    for word in wanted:
        cost, index = min(((_spelling(word, other), i) for i, other in enumerate(left)), default=(1.0, 0))
        if cost <= _FARTHEST_WORD:
            total += cost
            pairs.append(choice.index(left.pop(index)))
        else:
            total += _WORD_TOO_MANY
    if not pairs:
        return 1.0
    total += _WORD_TOO_MANY * len(left)
    return total / max(len(wanted), len(choice)) + (_OTHER_ORDER if pairs != sorted(pairs) else 0.0)


def _changes(one: str, other: str) -> int:
    """Letters put in, left out, replaced, or swapped with a neighbour, to turn the one into the other."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, char in enumerate(one, start=1):
        row = [i]
        for j, wanted in enumerate(other, start=1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (char != wanted))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == wanted:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before, above = above, row
    return above[-1]
