"""Homes: the finite sets that names belong to; and steps: the single-valued ways from one to another."""

from typing import TypeVar

from pbrlang.source.late import Late


class ContractHome(metaclass=Late, by_value=True):
    """The contract itself: one element."""


class TableHome(metaclass=Late, by_value=True):
    """The rows of a data block."""

    table: str


class GroupHome(metaclass=Late, by_value=True):
    """The rows of a data block for which a named condition holds."""

    group: str
    table: str


class CalendarHome(metaclass=Late, by_value=True):
    """The months, quarters or years of the contract, from its first day to the end of the run-off."""

    step: str


class CohortHome(metaclass=Late, by_value=True):
    """The cohorts of one cohort block."""

    cohort: str


class LineHome(metaclass=Late, by_value=True):
    """The lines of one clause: one for each element that earned an amount."""

    clause: str


class ListHome(metaclass=Late, by_value=True):
    """The words of a list, in the order of the text; of a field with words of its own, `Table.Field`."""

    list: str


class PairHome(metaclass=Late, by_value=True):
    """All combinations of the elements of two or more homes, of which at most one is of rows and one a calendar."""

    parts: "tuple[Home, ...]"


Home = ContractHome | TableHome | GroupHome | CalendarHome | CohortHome | LineHome | ListHome | PairHome
H = TypeVar("H")

CONTRACT = ContractHome()


class ByReference(metaclass=Late, by_value=True):
    """From a row to the row that one of its fields names."""

    field: str


class ByDate(metaclass=Late, by_value=True):
    """From a row, a line or a shorter period to the month, quarter or year that its own date lies in."""

    step: str


class ByMembership(metaclass=Late, by_value=True):
    """From a row to the cohort that it belongs to."""

    cohort: str


class ToElement(metaclass=Late, by_value=True):
    """From a line to what it was earned for."""

    clause: str


class ToRow(metaclass=Late, by_value=True):
    """From a member of a group to itself as a row."""


class ToContract(metaclass=Late, by_value=True):
    """From anything to the contract."""


class ByWord(metaclass=Late, by_value=True):
    """From a row to the word that one of its fields holds, as an element of `list`."""

    field: str
    list: str


class ToPart(metaclass=Late, by_value=True):
    """From a combination to one of what it is made of, counted from 0."""

    number: int


class ToPair(metaclass=Late, by_value=True):
    """From anything to the combination of what several ways lead to."""

    ways: "tuple[Path, ...]"


Step = ByReference | ByDate | ByMembership | ToElement | ToRow | ToContract | ByWord | ToPart | ToPair
Path = tuple[Step, ...]
"""Steps from one home to another; none where it is the same home."""


def parts_of(home: Home) -> tuple[Home, ...]:
    """What a combination is made of; another home is one part."""
    return home.parts if isinstance(home, PairHome) else (home,)


def part_of(home: Home, kind: type[H]) -> H | None:
    """The part of a home that is of a kind, such as its calendar."""
    return next((each for each in parts_of(home) if isinstance(each, kind)), None)


def rows_of(home: Home) -> TableHome | GroupHome | None:
    """The part of a home that is of rows."""
    return part_of(home, TableHome) or part_of(home, GroupHome)


def steps_of(path: Path) -> tuple[Step, ...]:
    """Every step of a way, those inside a combination of ways too."""
    return tuple(
        inner
        for step in path
        for inner in (step, *(each for way in getattr(step, "ways", ()) for each in steps_of(way)))
    )


def as_rows(home: Home) -> Home:
    """The same home with all rows in the place of the members of a group: what a way leads to."""
    if isinstance(home, PairHome):
        return PairHome(tuple(map(as_rows, home.parts)))
    return TableHome(home.table) if isinstance(home, GroupHome) else home
