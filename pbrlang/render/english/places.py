"""Homes and ways in words: whose value is read, and for what a clause pays."""

from collections.abc import Callable, Iterable

from attrs import frozen

from pbrlang.ir.program import Program
from pbrlang.names.homes import (
    ByDate,
    ByMembership,
    ByReference,
    ByWord,
    CalendarHome,
    CohortHome,
    ContractHome,
    GroupHome,
    Home,
    LineHome,
    ListHome,
    PairHome,
    Path,
    Step,
    TableHome,
    ToContract,
    ToElement,
    ToPair,
    ToPart,
    ToRow,
)
from pbrlang.render.english.saying import fill, join, listed
from pbrlang.render.model import Inlines

Term = Callable[[str, str | None], Inlines]
"""A name, with a link to where it is explained; the words to show in its place, or nothing for the name itself."""


@frozen
class Here:
    """The element that a value is read at: its home, and whether it is a member of something that is counted."""

    home: Home
    member: bool = False

    @property
    def article(self) -> str:
        """What stands before its noun."""
        return "that" if self.member else "the"


@frozen
class Place:
    """What a way leads to: its words with an article, its home, and whether it is the contract."""

    words: Inlines
    home: Home
    here: bool = False


class Places:
    """Says homes and ways in the words of one contract."""

    def __init__(self, program: Program, term: Term) -> None:
        self.program = program
        self.term = term

    def noun(self, home: Home) -> Inlines:
        """What an element of a home is called, without an article: `Employment Claim`, `Payment Group and year`."""
        match home:
            case TableHome(table=name):
                return self.term(name, None)
            case GroupHome(group=name):
                return self.term(name, None)
            case CalendarHome(step=step):
                return join(step)
            case CohortHome(cohort=name):
                return self.term(name, None)
            case LineHome(clause=name):
                return join("sum under ", self.term(name, None))
            case ListHome(list=name):
                return self.term(name, None) if name in self.program.lists else join(name.rpartition(".")[2])
            case PairHome(parts=parts):
                return listed([self.noun(each) for each in parts])
            case ContractHome():
                return join("contract")

    def plural(self, name: str) -> Inlines:
        """Several rows of a table, or members of a group."""
        table = self.program.tables.get(name)
        return self.term(name, table.plural if table else self.program.nouns.plural(name))

    def the(self, here: Here) -> Inlines:
        """An element with its article: `the Participant`, `that Payment Group and year`."""
        return join(f"{here.article} ", self.noun(here.home))

    def reached(self, path: Path, here: Here) -> Place:
        """What a way leads to from an element."""
        place = Place(self.the(here), here.home, here=True)
        for step in path:
            place = self._step(step, place, here)
        return place

    def _step(self, step: Step, place: Place, here: Here) -> Place:
        match step:
            case ToElement(clause=name):
                home = self.program.clauses[name].home
                return Place(join("the ", self.noun(home)), home, here=place.here)
            case ToRow():
                return Place(place.words, place.home, place.here)
            case ToContract():
                return Place(join("the contract"), ContractHome())
            case ByReference(field=field):
                return self._referred(field, place)
            case ByDate(step=period):
                return Place(self._dated(period, place), CalendarHome(period))
            case ByMembership(cohort=name):
                words = fill("the {cohort} of {owner}", cohort=self.term(name, None), owner=place.words)
                return Place(words, CohortHome(name))
            case ByWord(field=field, list=name):
                return Place(join(place.words, "'s ", self.term(field, None)), ListHome(name))
            case ToPart(number=number):
                part = place.home.parts[number] if isinstance(place.home, PairHome) else place.home
                return Place(join(f"{here.article} ", self.noun(part)), part, here=True)
            case ToPair(ways=ways):
                found = [self.reached(way, Here(place.home, here.member)) for way in ways]
                return Place(listed([each.words for each in found]), PairHome(tuple(each.home for each in found)))

    def _referred(self, field: str, place: Place) -> Place:
        table = self._table(place.home)
        target = self._target(table, field)
        home = TableHome(target) if target else place.home
        if field == target and place.here:
            return Place(join("the ", self.term(field, None)), home)
        return Place(join(place.words, "'s ", self.term(field, None)), home)

    def _table(self, home: Home) -> str | None:
        return home.table if isinstance(home, TableHome | GroupHome) else None

    def _target(self, table: str | None, field: str) -> str | None:
        tables: Iterable[str] = (table,) if table else self.program.tables
        for name in tables:
            found = self.program.tables[name].by_name.get(field)
            if found is not None and found.refers_to:
                return found.refers_to
        return None

    def _dated(self, period: str, place: Place) -> Inlines:
        if isinstance(place.home, CalendarHome):
            return fill("the {step} that holds {owner}", step=period, owner=place.words)
        return fill("the {step} in which {owner} is dated", step=period, owner=place.words)

    def owned(self, name: Inlines, path: Path, here: Here, target: Home, *, simple: bool = True) -> Inlines:
        """A value with whose it is: `the Participant's Saving`, `Bed Nights for the year`, `Target`."""
        place = self.reached(path, here)
        if isinstance(target, ContractHome):
            return name
        own = isinstance(target, TableHome | GroupHome) or (isinstance(target, CohortHome | ListHome) and place.here)
        if own and simple:
            return join(place.words, "'s ", name)
        return fill("{name} for {place}", name=name, place=place.words)
