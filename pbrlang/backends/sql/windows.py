"""Which days count for a tally, as SQL."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field

from pbrlang.backends.sql.calendars import months_later
from pbrlang.backends.sql.elements import first_of, last_of, period_of
from pbrlang.backends.sql.places import PeriodPlace, Place, RowPlace
from pbrlang.backends.sql.values import NEVER, Sql, both
from pbrlang.backends.sql.walking import Walker
from pbrlang.ir.expressions import Window
from pbrlang.lower.refusals import Refusal


@define(eq=False)
class Stretch:
    """Days from the latest of some to the earliest of others, all included; none of a kind is no bound."""

    firsts: list[str] = field(factory=list)
    lasts: list[str] = field(factory=list)

    def holds(self, day: str) -> str:
        """Whether a day lies in it."""
        return both(*(f"({day} >= {each})" for each in self.firsts), *(f"({day} <= {each})" for each in self.lasts))

    @property
    def first(self) -> str | None:
        """Its first day; nothing where it has none."""
        return _one("GREATEST", self.firsts)

    @property
    def last(self) -> str | None:
        """Its last day; nothing where it has none."""
        return _one("LEAST", self.lasts)


def stretch(
    walker: Walker, window: Window | None, place: Place, t: Sql | None, said: Iterable[tuple[str, str]] = ()
) -> Stretch:
    """The days that count for a reader at a place; where a day of these is null, none do.

    `said` are the first and last days of the stretches that the window says, in its order.
    """
    found = Stretch()
    _add(walker, window, place, t, found, iter(said))
    if t is not None:
        found.lasts.append(t.text)
    return found


def _add(
    walker: Walker, window: Window | None, place: Place, t: Sql | None, found: Stretch, said: Iterator[tuple[str, str]]
) -> None:
    match window:
        case None | Window(word="to date"):
            return
        case Window(word="in" | "in to date", step=str(step)):
            period = _period(walker, step, place, t)
            found.firsts.append(first_of(walker.dialect, walker.program, period))
            found.lasts.append(last_of(walker.dialect, walker.program, period))
        case Window(word="before this"):
            _before(walker, place, found)
        case Window(word="while observed", cohort=str(name)):
            _observed(walker, name, place, found)
        case Window(word="stretch"):
            first, last = next(said)
            found.firsts.append(first)
            found.lasts.append(last)
        case Window(word="all", parts=parts):
            for part in parts:
                _add(walker, part, place, t, found, said)
        case _:
            raise Refusal("not in SQL", None, f"a stretch of days, `{window.word}`")


def _period(walker: Walker, step: str, place: Place, t: Sql | None) -> PeriodPlace:
    """The period of a place: its own, or the one that its day lies in; that of the reader where it has none."""
    own = period_of(place)
    if own is not None and own.step == step:
        return own
    day = walker.own_date(place) or (t.text if t else None)
    if day is None:
        raise Refusal("not in SQL", None, f"the {step} of what has no date")
    return PeriodPlace(step=step, within=day)


def _before(walker: Walker, place: Place, found: Stretch) -> None:
    period = period_of(place)
    day = walker.own_date(place) if period is None else first_of(walker.dialect, walker.program, period)
    if day is not None:
        found.lasts.append(walker.dialect.days_later(day, "(-1)"))


def _observed(walker: Walker, name: str, place: Place, found: Stretch) -> None:
    cohort, row = walker.program.cohorts[name], walker.row_of(place)
    if not isinstance(row, RowPlace) or row.missing != NEVER:
        raise Refusal("not in SQL", cohort.span, f"the window of {name} for what is no row")
    start = walker.cell(row, cohort.observed_from)
    found.firsts.append(start)
    if not cohort.months:
        found.lasts.append(walker.dialect.days_later(start, str(cohort.days - 1)))
        return
    end = months_later(walker.dialect, start, cohort.months, walker.program.terms.month_ends or "last")
    found.lasts.append(walker.dialect.days_later(end, "(-1)"))


def _one(function: str, days: Sequence[str]) -> str | None:
    if not days:
        return None
    return days[0] if len(days) == 1 else f"{function}({', '.join(days)})"
