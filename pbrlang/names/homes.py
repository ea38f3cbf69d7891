"""Homes: the finite sets that names belong to; and steps: the single-valued ways from one to another."""

from attrs import frozen


@frozen
class ContractHome:
    """The contract itself: one element."""


@frozen
class TableHome:
    """The rows of a data block."""

    table: str


@frozen
class GroupHome:
    """The rows of a data block for which a named condition holds."""

    group: str
    table: str


@frozen
class CalendarHome:
    """The months, quarters or years of the contract, from its first day to the end of the run-off."""

    step: str


@frozen
class CohortHome:
    """The cohorts of one cohort block."""

    cohort: str


@frozen
class LineHome:
    """The lines of one clause: one for each element that earned an amount."""

    clause: str


Home = ContractHome | TableHome | GroupHome | CalendarHome | CohortHome | LineHome

CONTRACT = ContractHome()


@frozen
class ByReference:
    """From a row to the row that one of its fields names."""

    field: str


@frozen
class ByDate:
    """From a row, a line or a shorter period to the month, quarter or year that its own date lies in."""

    step: str


@frozen
class ByMembership:
    """From a row to the cohort that it belongs to."""

    cohort: str


@frozen
class ToElement:
    """From a line to what it was earned for."""

    clause: str


@frozen
class ToRow:
    """From a member of a group to itself as a row."""


@frozen
class ToContract:
    """From anything to the contract."""


Step = ByReference | ByDate | ByMembership | ToElement | ToRow | ToContract
Path = tuple[Step, ...]
"""Steps from one home to another; none where it is the same home."""
