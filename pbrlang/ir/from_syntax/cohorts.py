"""Cohorts: who belongs to them, how long each member is observed, when the result is confirmed."""

from datetime import date, timedelta

from attrs import evolve, frozen

from pbrlang.calendar.months import LAST_YEAR
from pbrlang.calendar.periods import Calendar, Period, shift_months
from pbrlang.diagnostics import Edit
from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import ItemMissing, MonthEndUnsaid, OutsideTerm
from pbrlang.ir.from_syntax.lengths import read_length
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.ir.program import Cohort, Terms
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import DAY
from pbrlang.names.errors import UnknownName
from pbrlang.names.homes import GroupHome
from pbrlang.names.symbols import CohortSymbol
from pbrlang.source import Span
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Name, Node
from pbrlang.syntax.tree.expressions import Number
from pbrlang.values.wording import in_words


@frozen(eq=False, repr=False)
class CohortReader:
    """Reads one cohort block after another."""

    scope: Scope
    terms: Terms
    calendars: dict[str, Calendar]
    header: Span
    """Where an answer for the contract's header is to be added."""
    settles: Span
    """Where the header says until when results settle."""

    def read(self, symbol: CohortSymbol) -> Cohort | None:
        """One cohort block; nothing, with complaints, where a part of it is missing."""
        node, scope = symbol.node, self.scope
        groups = self._need(node, node.groups, "which rows it groups")
        observed = self._need(node, node.observed, "how long each member is observed")
        confirmed = self._need(node, node.confirmed, "when its result is confirmed")
        if not (isinstance(groups, b.Groups) and isinstance(observed, b.Observed)):
            return None
        members = scope.symbols.rows_called(groups.members.text)
        table = scope.symbols.tables[members.table] if members is not None else None
        if table is None:
            close = tuple(nearest(groups.members.text, [each.plural for each in scope.symbols.tables.values()]))
            scope.complain(UnknownName(groups.members.span, term=groups.members.text, wanted="data", nearest=close))
            return None
        for name in (groups.by, observed.start):
            self._check_day(table.name, name)
        days, months = read_length(observed.length, self.scope.symbols.nouns, self.scope.complaints)
        if months and self.terms.month_ends is None:
            scope.complain(MonthEndUnsaid(observed.span, header=self.header))
        periods = self._periods(groups)
        delay = confirmed.length if isinstance(confirmed, b.Confirmed) else None
        ends = tuple(self._confirmed(each, days, months, delay) for each in periods)
        if ends and ends[-1] > self.terms.settles_until:
            until = in_words(ends[-1])
            reason = f"the last of these is confirmed on {until}, but results settle until "
            answer = f"results settle until {until}"
            edit = Edit(f"write `{answer}`", self.settles, answer) if ends[-1].year <= LAST_YEAR else None
            scope.complain(OutsideTerm(node.span, reason=reason + in_words(self.terms.settles_until), elsewhere=edit))
        return Cohort(
            name=symbol.name,
            table=table.name,
            entry=groups.by.text,
            step=groups.every,
            periods=periods,
            observed_from=observed.start.text,
            days=days,
            months=months,
            confirmed=ends,
            clause=node.number or "",
            span=node.span,
            group=members.group if isinstance(members, GroupHome) else None,
        )

    def _need(self, node: b.Cohort, items: tuple[Node, ...], lacks: str) -> Node | None:
        found = only(items, "cohort", self.scope.complaints)
        if found is None:
            self.scope.complain(ItemMissing(node.span, block="cohort", lacks=lacks))
        return found

    def _check_day(self, table: str, name: Name) -> None:
        kind = self.scope.fields.get((table, name.text))
        if kind is None:
            known = [field for owner, field in self.scope.fields if owner == table]
            close = tuple(nearest(name.text, known))
            self.scope.complain(UnknownName(name.span, term=name.text, wanted="field", nearest=close))
        elif kind != DAY:
            self.scope.complain(
                WrongKind(name.span, wanted="a date", found=self.scope.words(kind), where="what a cohort groups by")
            )

    def _periods(self, groups: b.Groups) -> tuple[Period, ...]:
        """The stretches of days in which members enter, from the first to the last that is stated."""
        first = groups.term.first if groups.term else self.terms.starts
        last = groups.term.last if groups.term else self.terms.ends
        if first < self.terms.starts or last > self.terms.settles_until:
            reason = "cohorts are entered within the contract and its run-off"
            self.scope.complain(OutsideTerm(groups.span, reason=reason))
        within = [each for each in self.calendars[groups.every].periods if each.last >= first and each.first <= last]
        return tuple(
            evolve(each, number=number, first=max(each.first, first), last=min(each.last, last))
            for number, each in enumerate(within, start=1)
        )

    def _confirmed(self, period: Period, days: int, months: int, delay: Number | None) -> date:
        """Last day of the cohort, plus the observation, plus the delay."""
        end = self._later(period.last, days, months, None)
        if delay is None:
            return end
        return self._later(end, *read_length(delay, self.scope.symbols.nouns, self.scope.complaints), delay.span)

    def _later(self, day: date, days: int, months: int, span: Span | None) -> date:
        try:
            return self._shifted(day, days, months, span)
        except (OverflowError, ValueError):
            return date.max

    def _shifted(self, day: date, days: int, months: int, span: Span | None) -> date:
        if not months:
            return day + timedelta(days=days)
        found = shift_months(day, months, self.terms.month_ends)
        if found is None:
            if span is not None and not any(isinstance(each, MonthEndUnsaid) for each in self.scope.complaints):
                self.scope.complain(MonthEndUnsaid(span, header=self.header))
            return shift_months(day, months, "last") or day
        return found
