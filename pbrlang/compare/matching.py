"""Which block of the newer contract is which of the older one."""

from collections.abc import Sequence

from pbrlang.compare.aligning import longest_in_order
from pbrlang.compare.parts import Part
from pbrlang.compare.words import likeness
from pbrlang.source.late import Late

_LIKE = 0.6
"""From this likeness on, a block under a new name is the old one renamed: three of five words of both are the same."""


_FEW = 3


class Match(metaclass=Late):
    """A block of the older and the one of the newer contract that it became; either may be missing."""

    old: Part | None
    new: Part | None
    moved: bool = False


def match(old: Sequence[Part], new: Sequence[Part]) -> tuple[Match, ...]:
    """The pairs in the order of the newer contract; what is gone stands where it stood among its neighbours."""
    pairs = _by_name(old, new)
    _by_likeness(old, new, pairs)
    became = {there: here for here, there in pairs.items()}
    kept = [there for there in range(len(new)) if there in became]
    in_order = longest_in_order([became[there] for there in kept])
    still = {there for place, there in enumerate(kept) if place in in_order}
    found = []
    waiting = [here for here in range(len(old)) if here not in pairs]
    for there, part in enumerate(new):
        if there in still:
            while waiting and waiting[0] < became[there]:
                found.append(Match(old[waiting.pop(0)], None))
        before = old[became[there]] if there in became else None
        elsewhere = before is not None and (there not in still or _placed_elsewhere(before, part, old, new, pairs))
        found.append(Match(before, part, elsewhere))
    return (*found, *(Match(old[here], None) for here in waiting))


def names(matches: Sequence[Match]) -> dict[str, str]:
    """The new names of what is called otherwise now, by the old ones; names of terms alone."""
    renamed = ((each.old.name, each.new.name) for each in matches if each.old and each.new and each.new.kind == "term")
    return {before: after for before, after in renamed if before != after}


def _by_name(old: Sequence[Part], new: Sequence[Part]) -> dict[int, int]:
    places: dict[tuple[str, str], list[int]] = {}
    for there, part in enumerate(new):
        places.setdefault(_key(part), []).append(there)
    pairs = {}
    for here, part in enumerate(old):
        if places.get(_key(part)):
            pairs[here] = places[_key(part)].pop(0)
    return pairs


def _key(part: Part) -> tuple[str, str]:
    if part.kind == "contract":
        return "contract", ""
    return (part.kind, part.name) if part.kind == "term" else (f"{part.kind} {part.keyword}", part.name)


def _by_likeness(old: Sequence[Part], new: Sequence[Part], pairs: dict[int, int]) -> None:
    """Pair what is left, the likest first; equally like ones in the order of the text."""
    taken = set(pairs.values())
    fits = sorted(
        (-_like(before, after), here, there)
        for here, before in enumerate(old)
        if here not in pairs
        for there, after in enumerate(new)
        if there not in taken and _family(before) == _family(after)
    )
    for unlike, here, there in fits:
        if -unlike >= _LIKE and here not in pairs and there not in taken:
            pairs[here] = there
            taken.add(there)


def _family(part: Part) -> str:
    """What a renamed block still is: any clause that makes money due may have become another kind of one."""
    from pbrlang.syntax.words import CLAUSES

    return "due" if part.keyword in CLAUSES else part.keyword


def _like(old: Part, new: Part) -> float:
    """How alike two blocks are, by their words without their names; few words tell only where they are the same."""
    named = likeness(old.name, new.name)
    first, second = old.words.split(), new.words.split()
    if min(len(first), len(second)) < _FEW and not first == second != []:
        return named
    return 0.8 * likeness(old.words, new.words) + 0.2 * named


def _placed_elsewhere(
    before: Part, after: Part, old: Sequence[Part], new: Sequence[Part], pairs: dict[int, int]
) -> bool:
    """Whether a block was taken into an outcome, out of one, or from one into another that is not the same."""
    if before.within is None or after.within is None:
        return before.within is not after.within
    was = next((here for here, part in enumerate(old) if _heads(part, before.within)), None)
    now = next((there for there, part in enumerate(new) if _heads(part, after.within)), None)
    return was is not None and pairs.get(was) != now


def _heads(part: Part, header: str) -> bool:
    return part.keyword == "outcome" and part.pieces[0].text == header
