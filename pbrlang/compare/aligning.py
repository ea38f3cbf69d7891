"""Which members of two sequences belong together."""

from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
Pair = tuple[int | None, int | None]

_MOST = 40_000
"""Beyond so many possible pairs only what is equal is paired, so that long tables are compared in a moment."""


def align(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], Hashable], like: Callable[[T, T], float]
) -> list[Pair]:
    """Pairs of places in both sequences, in order; one side is nothing where a member has no counterpart.

    Members with the same `key` are the same; `like` says from 0 (never a pair) to 1 how well two others fit. The
    pairs chosen fit best in all.
    """
    before, after = [key(each) for each in old], [key(each) for each in new]
    start = 0
    while start < min(len(old), len(new)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    stop, halt = len(old) - end, len(new) - end
    if (stop - start) * (halt - start) > _MOST:
        inner = _by_equality(before[start:stop], after[start:halt])
    else:
        fits = [
            [1.0 if before[i] == after[j] else like(old[i], new[j]) for j in range(start, halt)]
            for i in range(start, stop)
        ]
        inner = _best(fits, halt - start)
    found: list[Pair] = [(each, each) for each in range(start)]
    found += [(_further(a, start), _further(b, start)) for a, b in inner]
    found += [(len(old) - each, len(new) - each) for each in range(end, 0, -1)]
    return found


def _further(place: int | None, by: int) -> int | None:
    return None if place is None else place + by


def _best(fits: Sequence[Sequence[float]], width: int) -> list[Pair]:
    best = [[0.0] * (width + 1) for _ in range(len(fits) + 1)]
    for i in range(len(fits) - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            paired = best[i + 1][j + 1] + fits[i][j] if fits[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return _walked(fits, width, best)


def _walked(fits: Sequence[Sequence[float]], width: int, best: Sequence[Sequence[float]]) -> list[Pair]:
    found: list[Pair] = []
    i = j = 0
    while i < len(fits) and j < width:
        if fits[i][j] and best[i][j] == best[i + 1][j + 1] + fits[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            found.append((i, None))
            i += 1
        else:
            found.append((None, j))
            j += 1
    found += [(each, None) for each in range(i, len(fits))]
    found += [(None, each) for each in range(j, width)]
    return found


def _by_equality(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    found: list[Pair] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [(a + each, c + each) for each in range(b - a)]
        else:
            found += [(each, None) for each in range(a, b)] + [(None, each) for each in range(c, d)]
    return found


def longest_in_order(places: Sequence[int]) -> set[int]:
    """The places, in the sequence, of the most members that stand in rising order."""
    best: list[tuple[int, int]] = []
    before: list[int | None] = []
    for value in places:
        lower = [(length, where) for where, (length, last) in enumerate(best) if last < value]
        length, where = max(lower, default=(0, -1))
        before.append(where if where >= 0 else None)
        best.append((length + 1, value))
    if not best:
        return set()
    chosen = set()
    last: int | None = max(range(len(best)), key=lambda each: best[each][0])
    while last is not None:
        chosen.add(last)
        last = before[last]
    return chosen
