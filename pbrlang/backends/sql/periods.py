"""What an expression asks of a period or cohort, as SQL."""

from pbrlang.backends.sql.elements import confirmation_of, first_of, last_of, number_told, period_of
from pbrlang.backends.sql.places import CohortPlace, PeriodPlace, Place
from pbrlang.backends.sql.sources import ALIAS
from pbrlang.backends.sql.values import NEVER, Sql
from pbrlang.backends.sql.walking import Walker
from pbrlang.lower.nodes import OfPeriod, PeriodDays, PeriodWhole
from pbrlang.lower.refusals import Refusal


def of_stretch(walker: Walker, node: OfPeriod | PeriodDays | PeriodWhole, place: Place) -> Sql:
    """A day or the number of the period or cohort that a place is, or how many days its period has."""
    text = _told(walker, node, place)
    blank = isinstance(node, OfPeriod) and place.missing != NEVER
    limits = (node.form.least, node.form.most)
    return Sql(text, *limits, blank=blank, fault=place.fault, uses=frozenset(ALIAS.findall(text)))


def _told(walker: Walker, node: OfPeriod | PeriodDays | PeriodWhole, place: Place) -> str:
    dialect, program = walker.dialect, walker.program
    if isinstance(node, OfPeriod):
        if not isinstance(place, PeriodPlace | CohortPlace):
            raise Refusal("not in SQL", None, f"the {node.what} of what is no period")
        if node.what == "confirmation" and isinstance(place, CohortPlace):
            return confirmation_of(dialect, program, place)
        return {"first day": first_of, "last day": last_of, "number": number_told}[node.what](dialect, program, place)
    period = period_of(place)
    if period is None or period.element is None:
        raise Refusal("not in SQL", None, "a part of a period that a day lies in")
    if isinstance(node, PeriodWhole):
        return period.element.column("whole_days")
    first, last = period.element.column("first_day"), period.element.column("last_day")
    paid = f"LEAST({last}, {dialect.literal(node.until)})"
    return f"({dialect.days_between(paid, first)} + 1)"
