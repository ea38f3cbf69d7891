"""Homes: the finite sets that names belong to; and steps: the single-valued ways from one to another."""

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


Home = ContractHome | TableHome | GroupHome | CalendarHome | CohortHome | LineHome

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


Step = ByReference | ByDate | ByMembership | ToElement | ToRow | ToContract
Path = tuple[Step, ...]
"""Steps from one home to another; none where it is the same home."""
