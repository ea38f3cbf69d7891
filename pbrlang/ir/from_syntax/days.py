"""Days that come about, and the days with which periods and cohorts begin and end."""

from collections.abc import Callable

from attrs import evolve

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import NotOneOfThem, ThatDayUnsaid
from pbrlang.ir.expressions import DayOf, Expr, FirstDay
from pbrlang.ir.from_syntax.scope import Scope, Subject, home_words
from pbrlang.kinds.model import DAY
from pbrlang.names.errors import UnknownName
from pbrlang.names.homes import CalendarHome, CohortHome
from pbrlang.names.paths import paths
from pbrlang.syntax.tree import expressions as ex

THAT_DAY = "to that day"


def first_day(node: ex.FirstDay, subject: Subject, condition: Callable[[Subject, ex.Condition], Expr]) -> Expr:
    """The meaning of `the first day on which …`; `condition` reads a condition for a subject."""
    return FirstDay(DAY, node.span, condition(evolve(subject, that_day=True), node.condition))


def check_that_day(scope: Scope, node: ex.Aggregate) -> None:
    """What is counted up to a day that is looked for must say so: `to that day`."""
    if any(each.word == THAT_DAY for each in node.times):
        return
    last = node.times[-1]
    scope.complain(ThatDayUnsaid(last.span, said=" ".join(last.span.text.split()), alone=len(node.times) == 1))


def day_of(scope: Scope, node: ex.DayOf, subject: Subject) -> Expr:
    """The first or last day of the subject's own period or cohort, or the confirmation of its cohort."""
    symbols, home = scope.symbols, CalendarHome(node.period or "")
    goal: CalendarHome | CohortHome = home
    if node.name is not None:
        cohort = symbols.cohorts.get(node.name.text)
        if cohort is None:
            close = tuple(nearest(node.name.text, list(symbols.cohorts)))
            return scope.complain(UnknownName(node.name.span, term=node.name.text, wanted="cohort", nearest=close))
        goal = cohort.home
    ways = paths(symbols, subject.home, goal)
    if len(ways) != 1:
        here, whose = home_words(subject.home), home_words(goal)
        return scope.complain(NotOneOfThem(node.span, here=here, whose=whose))
    return DayOf(DAY, node.span, node.which, ways[0])
