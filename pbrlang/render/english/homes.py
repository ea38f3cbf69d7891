"""For what a clause or a definition is: `For each month of the term`."""

from pbrlang.ir.program import Clause
from pbrlang.names.homes import CalendarHome, ContractHome, Home, PairHome
from pbrlang.render.english.places import Places
from pbrlang.render.english.saying import fill, join, listed
from pbrlang.render.model import Inlines


def for_each(places: Places, home: Home, until: str = "") -> Inlines:
    """`each Employment Claim`, `each month of the term`, `each Group and each year`; nothing for the contract."""
    match home:
        case ContractHome():
            return ()
        case PairHome(parts=parts):
            return listed([for_each(places, each, until) for each in parts])
        case CalendarHome():
            return join("each ", places.noun(home), until)
        case _:
            return join("each ", places.noun(home))


def runs_to(clause: Clause, ends: object) -> str:
    """To which end a clause for each period runs."""
    return " of the term" if clause.until == ends else " of the term and the run-off"


def opening(places: Places, home: Home, until: str, words: Inlines) -> Inlines:
    """A sentence that begins with what it is for each of."""
    each = for_each(places, home, until)
    return fill("for {each}, {words}", each=each, words=words) if each else words
