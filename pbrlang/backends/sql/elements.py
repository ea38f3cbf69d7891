"""What is told of a period or cohort, as SQL: of one that a day lies in, or of one that stands in a relation."""

from pbrlang.backends.sql.calendars import first_day, last_day, number_of, told_of
from pbrlang.backends.sql.dialects import Dialect
from pbrlang.backends.sql.places import CohortPlace, PairPlace, PeriodPlace, Place
from pbrlang.calendar.periods import Period
from pbrlang.ir.program import Program

Stretched = PeriodPlace | CohortPlace


def period_of(place: Place) -> PeriodPlace | None:
    """The period that a place is or combines with others."""
    parts = place.parts if isinstance(place, PairPlace) else (place,)
    return next((each for each in parts if isinstance(each, PeriodPlace)), None)


def number_told(dialect: Dialect, program: Program, place: Stretched) -> str:
    """Its number; null where there is none."""
    return place.element.number if place.element else number_of(dialect, *_found(program, place))


def first_of(dialect: Dialect, program: Program, place: Stretched) -> str:
    """Its first day."""
    return place.element.column("first_day") if place.element else first_day(dialect, *_found(program, place))


def last_of(dialect: Dialect, program: Program, place: Stretched) -> str:
    """Its last day."""
    return place.element.column("last_day") if place.element else last_day(dialect, *_found(program, place))


def confirmation_of(dialect: Dialect, program: Program, place: CohortPlace) -> str:
    """The day on which the result of a cohort is confirmed."""
    if place.element:
        return place.element.column("confirmed_on")
    days = [dialect.literal(each) for each in program.cohorts[place.cohort].confirmed]
    return told_of(dialect, *_found(program, place), days)


def _found(program: Program, place: Stretched) -> tuple[tuple[Period, ...], str]:
    """The periods among which it is, and a day of it."""
    if isinstance(place, CohortPlace):
        return program.cohorts[place.cohort].periods, place.entered
    return program.calendars[place.step].periods, place.within
