"""What each clause makes due for a row, as SQL: its day, whether it holds, the amount, and what limits it."""

from datetime import date

from attrs import frozen

from pbrlang.backends.sql.elements import first_of, period_of
from pbrlang.backends.sql.expressions import Emitter
from pbrlang.backends.sql.places import LinePlace, Place, RowPlace
from pbrlang.backends.sql.reading import At, Book, Frame
from pbrlang.backends.sql.sources import ALIAS, Source
from pbrlang.backends.sql.values import ALWAYS, NEVER, Sql, both, either, neither
from pbrlang.ir.program import Clause
from pbrlang.lower.forms import number
from pbrlang.lower.model import Due, Limit
from pbrlang.lower.nodes import Literal, Node, OfMembers, PeriodDays, PeriodWhole, ReadField, ReadValue, ReadWord
from pbrlang.lower.refusals import Refusal
from pbrlang.lower.visit import own
from pbrlang.names.homes import ByReference, ByWord, GroupHome, Path, ToElement, part_of

_LONGEST = 366


@frozen
class Days:
    """The first day of a contract, the last of its run-off, and the last that is worked out."""

    starts: date
    settles_until: date
    last: date


@frozen
class Limited:
    """How many lines count for what all `places` are; `free` are fields that may differ between lines of one day."""

    most: Sql
    places: tuple[Place, ...]
    always_once: bool
    free: tuple[str, ...]


@frozen
class ClauseSql:
    """One clause, for the row of a source.

    `day` is the day of its line (null for none), `inside` whether that is among those worked out, `holds` whether
    what the clause asks holds; `fault` is the condition under which something cannot be read.
    """

    clause: Clause
    day: str
    inside: str
    outside: str
    holds: str
    amount: Sql
    fault: str
    limit: Limited | None


def clause_sql(emitter: Emitter, due: Due, place: Place, source: Source, days: Days, book: Book) -> ClauseSql:
    """What a clause makes due for an element, which a source has; Refusal where SQL cannot say it."""
    clause = due.clause
    day, unknown = _day(emitter, due, place, source, book)
    literal = emitter.walker.dialect.literal
    nullable = day.blank
    inside = f"({day.text} BETWEEN {literal(days.starts)} AND {literal(days.last)})"
    inside = f"COALESCE({inside}, FALSE)" if nullable else inside
    inside = both(inside, _begun(emitter, clause, place))
    frame = Frame(source, inside)
    at = At(place, Sql(day.text, uses=day.uses), (frame,), ALWAYS, book)
    conditions = _conditions(emitter, due, at)
    holds = both(*(each.text for each in conditions))
    amount = emitter.value(due.amount, at.only(holds))
    if any(each.undefined != NEVER for each in conditions):
        raise Refusal("not in SQL", clause.span, "a condition that may divide by nought")
    limit = _limit(emitter, due, at.only(holds))
    late = either(amount.fault, amount.undefined, limit.most.fault if limit else NEVER)
    fault = either(*_in_turn(conditions), both(holds, late))
    return ClauseSql(
        clause=clause,
        day=day.text,
        inside=inside,
        outside=_outside(emitter, day, days),
        holds=holds,
        amount=amount,
        fault=either(unknown, both(inside, fault)),
        limit=limit,
    )


def _in_turn(conditions: list[Sql]) -> list[str]:
    """The conditions under which one of several cannot be read, where those before it hold."""
    return [both(*(each.text for each in conditions[:place]), one.fault) for place, one in enumerate(conditions)]


def _conditions(emitter: Emitter, due: Due, at: At) -> list[Sql]:
    found = []
    group = part_of(due.clause.home, GroupHome)
    if group is not None:
        found.append(emitter.value(emitter.names.value(group.group), at.of(emitter.walker.row_of(at.place))))
    if due.when is not None:
        found.append(emitter.value(due.when, at.only(found[0].text) if found else at))
    if due.whole_only:
        paid, whole = (emitter.value(each, at) for each in days_of_period(due.clause))
        found.append(emitter.sums.compared("=", paid, whole))
    return found


def _begun(emitter: Emitter, clause: Clause, place: Place) -> str:
    """Whether a period has begun by the last day that is paid for."""
    period = period_of(place)
    if period is None:
        return ALWAYS
    first = first_of(emitter.walker.dialect, emitter.walker.program, period)
    last = emitter.walker.program.calendars[period.step].periods[-1].first
    return ALWAYS if last <= clause.until else f"({first} <= {emitter.walker.dialect.literal(clause.until)})"


def _day(emitter: Emitter, due: Due, place: Place, source: Source, book: Book) -> tuple[Sql, str]:
    """The day of a line, and the condition under which it is not known."""
    clause, walker = due.clause, emitter.walker
    if due.day is None or clause.day is None:
        text = walker.own_date(place)
        if text is None:
            raise Refusal("not in SQL", clause.span, "a line without a date")
        period = period_of(place)
        if period is not None and walker.program.calendars[period.step].periods[-1].last > clause.until:
            text = f"LEAST({text}, {walker.dialect.literal(clause.until)})"
        return Sql(text, uses=frozenset(ALIAS.findall(text))), NEVER
    at = At(place, None, (Frame(source),), ALWAYS, book)
    found = emitter.value(due.day, at)
    return Sql(found.text, blank=found.blank, uses=found.uses), either(found.fault, found.undefined)


def _outside(emitter: Emitter, day: Sql, days: Days) -> str:
    """Why a row is passed over because of its day, as the number of a fate; that of a condition where it is not."""
    literal = emitter.walker.dialect.literal
    arms = [f"WHEN {day.text} IS NULL THEN 1"] if day.blank else []
    arms.append(f"WHEN {day.text} < {literal(days.starts)} THEN 2")
    arms.append(f"WHEN {day.text} > {literal(days.settles_until)} THEN 3")
    arms.append(f"WHEN {day.text} > {literal(days.last)} THEN 6")
    return f"CASE {' '.join(arms)} ELSE 5 END"


def days_of_period(clause: Clause) -> tuple[Node, Node]:
    """How many days of the period at hand are paid for, and how many it has."""
    form = number(1, 1, _LONGEST)
    return PeriodDays(form, clause.clause, clause.until), PeriodWhole(form, clause.clause)


# --- limits


def _limit(emitter: Emitter, due: Due, at: At) -> Limited | None:
    limit = due.limit
    if limit is None:
        return None
    paths = [_of_element(path) for path in limit.paths]
    if not _same_for_all(limit, paths):
        raise Refusal("not in SQL", due.clause.span, "a number of times that differs from line to line")
    assert at.t is not None
    line = LinePlace(clause=due.clause.name, row=at.place, day=at.t.text, due="")
    places = tuple(emitter.walker.walk(line, path, None) for path in limit.paths)
    free: tuple[str, ...] = ()
    if isinstance(at.place, RowPlace) and () not in paths:
        table = emitter.walker.program.tables[at.place.table]
        settled = {path[0].field for path in paths if len(path) == 1 and isinstance(path[0], ByReference | ByWord)}
        free = tuple(name for name in table.key if name not in settled)
    there = both(*(neither(each.missing) for each in places))
    most = emitter.value(limit.most, at.only(there))
    return Limited(most, places, isinstance(limit.most, Literal) and limit.most.value == limit.most.form.scale, free)


def _of_element(path: Path) -> Path:
    """A way from a line as one from what it was earned for."""
    return path[1:] if path and isinstance(path[0], ToElement) else path


def _same_for_all(limit: Limit, paths: list[Path]) -> bool:
    """Whether a number of times is the same for all lines among which it counts."""
    if () in paths:
        return True
    for node in own(limit.most):
        if isinstance(node, OfMembers):
            return False
        if isinstance(node, ReadField | ReadWord | ReadValue) and not any(
            node.path[: len(path)] == path for path in paths
        ):
            return False
    return True
