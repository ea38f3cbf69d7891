"""What a clause or a value is for each of, whatever it is made of."""

from pbrlang.ir.program import Clause
from pbrlang.names.homes import GroupHome, Home, TableHome


def parts_of(home: Home) -> tuple[Home, ...]:
    """What a combination of homes is made of; another home is one part."""
    parts: tuple[Home, ...] = getattr(home, "parts", ())
    return parts or (home,)


def rows_of(home: Home) -> str | None:
    """The table of whose rows, or members of a group of rows, it is for each."""
    return next((each.table for each in parts_of(home) if isinstance(each, TableHome | GroupHome)), None)


def set_against(clause: Clause) -> frozenset[str]:
    """The clauses that a clawback recovers from, or against which an advance is set off."""
    found = set[str]()
    for link in (clause.recovery, getattr(clause, "advance", None)):
        one, several = getattr(link, "clause", None), getattr(link, "clauses", ())
        found |= {*several, *([one] if one is not None else [])}
    return frozenset(found)


def recovered(clauses: "dict[str, Clause]") -> frozenset[str]:
    """The clauses from which a clawback takes back, and the advances, which take themselves back."""
    taken = {name for each in clauses.values() if each.recovery is not None for name in set_against(each)}
    return frozenset(taken | {name for name, each in clauses.items() if getattr(each, "advance", None) is not None})
