"""Values at which a contract changes its mind: its own numbers and one unit beside them, ends of months, leap days."""

from calendar import isleap, monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from attrs import Factory, define

from pbrlang.ir.expressions import Constant, Expr
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Field
from pbrlang.ir.visit import clause_parts, walk
from pbrlang.kinds.model import Kind, Quantity
from pbrlang.values.units import Unit

_OFFSETS = (0, 1, 27, 28, 29, 30, 31, 89, 90, 91, 182, 364, 365, 366)
_LENGTHS = {"day": 1, "night": 1, "week": 7}


@define
class Pools:
    """Numbers by their unit, days, and numbers of days between two dates."""

    numbers: dict[tuple[Unit, bool], set[Fraction]] = Factory(dict)
    days: set[date] = Factory(set)
    offsets: set[int] = Factory(lambda: set(_OFFSETS))

    def near(self, field: Field, kind: Quantity) -> list[Fraction]:
        """Numbers that a field may hold: those of its unit, one step of its last place beside them, and a few more."""
        step = Fraction(1, 10**field.places * (100 if kind.share else 1))
        known = {Fraction(0), step, Fraction(1), *self.numbers.get((kind.unit, kind.share), ())}
        known |= {each for each in (field.least, field.most) if each is not None}
        whole = {(each // step) * step for each in known}
        found = {each + side for each in whole for side in (-step, Fraction(0), step)}
        return sorted(each for each in found if _within(field, each))


def _within(field: Field, value: Fraction) -> bool:
    least = Fraction(0) if field.least is None else field.least
    return value >= least and (field.most is None or value <= field.most)


def pools_of(program: Program) -> Pools:
    """The values at which a contract changes its mind."""
    pools = Pools()
    for expr in _expressions(program):
        for each in walk(expr):
            if isinstance(each, Constant):
                _add(pools, each.kind, each.value)
    for tariff in program.tariffs.values():
        for (column, _), value in tariff.cells.items():
            _add(pools, tariff.columns[column], value)
    for cohort in program.cohorts.values():
        pools.offsets |= {cohort.days + side for side in (-1, 0, 1) if cohort.days}
    pools.days |= set(_days(program))
    return pools


def _expressions(program: Program) -> Iterator[Expr]:
    for clause in program.clauses.values():
        yield from clause_parts(clause)
    yield from (each.body for each in program.definitions.values())
    yield from (each.where for each in program.groups.values())
    yield from (each.most for each in program.caps.values())


def _add(pools: Pools, kind: Kind, value: object) -> None:
    if isinstance(value, date):
        pools.days |= {value + timedelta(side) for side in (-1, 0, 1)}
    elif isinstance(value, Fraction) and isinstance(kind, Quantity):
        pools.numbers.setdefault((kind.unit, kind.share), set()).add(value)
        length = next((_LENGTHS.get(noun) for noun, power in kind.unit.powers if power == 1), None)
        if length and value.denominator == 1:
            pools.offsets |= {max(0, int(value) * length + side) for side in (-1, 0, 1)}


def _days(program: Program) -> Iterator[date]:
    """The ends of periods with the days around them, and each 29 February with the days beside it."""
    for calendar in program.calendars.values():
        for period in calendar.periods:
            yield from (period.first, period.last, date(period.last.year, period.last.month, 1))
            yield period.last.replace(day=monthrange(period.last.year, period.last.month)[1])
    terms = program.terms
    for year in range(terms.starts.year, terms.settles_until.year + 1):
        if isleap(year):
            yield from (date(year, 2, 28), date(year, 2, 29), date(year, 3, 1))
    yield from (day + timedelta(side) for day in (terms.starts, terms.ends, terms.settles_until) for side in (-1, 1))
