"""What clawbacks are bounded by: the money paid under some clauses together, for each of something."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from pbrlang.interpret import THE_CONTRACT, Element, Interpreter, Line
from pbrlang.interpret.paths import EVER
from pbrlang.ir.program import Program
from pbrlang.ir.recovering import Recovery
from pbrlang.names.homes import CONTRACT, Home, Path, ToContract
from pbrlang.settle.breaking import is_kept

_MOST_UNIONS = 64
Names = frozenset[str]


@frozen(eq=False)
class Pool:
    """Money paid under some clauses, kept for each element of a home; `sources` leads there from their lines."""

    clauses: tuple[str, ...]
    home: Home
    sources: Mapping[str, Path]


def pools(program: Program) -> tuple[Pool, ...]:
    """Every pool of a contract.

    What clawbacks recover from some clauses can be found among what was paid under them only if, of every
    union of such sets, no more is recovered than was paid; so each union has its pools, over the contract
    and at every home of a clawback that recovers from it or a part of it.
    """
    recoveries = [each.recovery for each in program.clauses.values() if each.recovery]
    order = {name: place for place, name in enumerate(program.clauses)}
    found = []
    for union in unions({frozenset(each.clauses) for each in recoveries}):
        inner = [each for each in recoveries if union.issuperset(each.clauses)]
        for home in dict.fromkeys((*(each.home for each in inner), CONTRACT)):
            sources = _sources(inner, home, union)
            if sources.keys() == union:
                found.append(Pool(tuple(sorted(union, key=order.__getitem__)), home, sources))
    return tuple(found)


def unions(sets: Iterable[Names]) -> list[Names]:
    """Some sets and the unions of those that meet; of very many only the sets and what each is joined to in all."""
    found = set(sets)
    wave = set(found)
    while wave and len(found) <= _MOST_UNIONS:
        wave = {a | b for a in wave for b in found if a & b} - found
        found |= wave
    if wave:
        found = set(sets)
        found |= {_joined(each, found) for each in found}
    return sorted(found, key=lambda each: (len(each), sorted(each)))


def _joined(names: Names, sets: set[Names]) -> Names:
    while True:
        wider = names.union(*(each for each in sets if each & names))
        if wider == names:
            return names
        names = wider


def _sources(recoveries: list[Recovery], home: Home, union: Names) -> dict[str, Path]:
    if home == CONTRACT:
        return {name: (ToContract(),) for name in union}
    found: dict[str, Path] = {}
    for each in recoveries:
        for ways in (each.sources if each.home == home else {}, *(x.sources for x in each.within if x.home == home)):
            found.update(ways)
    return found


def bounds(
    interpreter: Interpreter, known: Iterable[Pool], claim: Line, recovery: Recovery
) -> list[tuple[Pool, Element | None]]:
    """The pools that a line of a clawback takes from, each with what it takes for; its own comes first.

    Where a blank breaks off the way to its own, there is nothing to take; others, where it does so, do not bound.
    Nor is there anything to take of what is kept because the term ended early.
    """
    if is_kept(interpreter.program, recovery.clauses, claim.date):
        return [(pool, None) for pool in known if set(recovery.clauses) <= set(pool.clauses)]
    own: list[tuple[Pool, Element | None]] = []
    others: list[tuple[Pool, Element | None]] = []
    within = {each.home: each.line for each in recovery.within}
    for pool in known:
        if not set(recovery.clauses) <= set(pool.clauses):
            continue
        if pool.home == recovery.home:
            place = own if len(pool.clauses) == len(recovery.clauses) else others
            place.append((pool, interpreter.walk(claim, recovery.line, EVER)))
        elif pool.home == CONTRACT:
            others.append((pool, THE_CONTRACT))
        elif pool.home in within and (target := interpreter.walk(claim, within[pool.home], EVER)) is not None:
            others.append((pool, target))
    return own + others
