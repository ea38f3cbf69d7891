"""Clauses, caps and clawbacks of a contract, lowered."""

from collections.abc import Collection
from fractions import Fraction

from attrs import define

from pbrlang.ir.blanks import known_readings
from pbrlang.ir.expressions import Apply, DayOf, Expr
from pbrlang.ir.program import Cap, Clause, Program
from pbrlang.ir.recovering import Advance, Recovery
from pbrlang.ir.signs import conjuncts
from pbrlang.ir.visit import walk
from pbrlang.lower.expressions import Lowering
from pbrlang.lower.forms import number
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.lowering import Names
from pbrlang.lower.model import Back, Ceiling, Due, Limit, Source
from pbrlang.lower.nodes import Literal, Node, Operation, PeriodDays, PeriodWhole
from pbrlang.lower.numbers import combined, rounded
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import CalendarHome, GroupHome, Home, part_of
from pbrlang.source import Span
from pbrlang.source.late import changed

_LONGEST = 366


@define(eq=False, repr=False)
class Clauses:
    """Lowers the parts of a contract that make money due or limit it.

    Whoever asks knows what the attributes `but` of a clause mean.
    """

    names: Names
    but: Collection[str] = ()

    @property
    def program(self) -> Program:
        """The contract."""
        return self.names.program

    def due(self, clause: Clause) -> Due:
        """What a clause makes due."""
        refuse_unknown(clause, clause.name, self.but)
        reader = self.names.reader(clause.home, clause.name, clause.clause)
        terms = self.program.terms
        amount = self._for_parts(clause, reader.number(clause.amount))
        for clamp in clause.clamps:
            refuse_unknown(clamp, clause.name)
            word = "lesser" if clamp.word == "not more than" else "greater"
            amount = combined(word, amount, reader.number(clamp.value), clause.clause)
        return Due(
            clause=clause,
            day=self._day(clause, clause.day, reader) if clause.day is not None else None,
            when=reader.condition(clause.when) if clause.when is not None else None,
            amount=rounded(amount, terms.rounding.unit, terms.rounding.way, 10**terms.places, clause.clause),
            whole_only=clause.parts == "not paid" and part_of(clause.home, CalendarHome) is not None,
            limit=self._limit(clause, reader),
        )

    @staticmethod
    def _day(clause: Clause, day: Expr, reader: Lowering) -> Node:
        """The day that a clause works out: blank where what it is worked out from is and may be."""
        found = reader.node(day)
        if not isinstance(day, Apply):
            return found
        said = list(known_readings(conjuncts(clause.when)))
        sources = dict.fromkeys(each for each in walk(day) if each in said or isinstance(each, DayOf))
        blank = tuple(node for each in sources if (node := reader.node(each)).form.blank)
        if not blank:
            return found
        return Operation(changed(found.form, blank=True), clause.clause, "unless blank", (found, *blank))

    def _for_parts(self, clause: Clause, amount: Node) -> Node:
        """A part of a period is paid for its days, where that is agreed and some period has a part cut off."""
        if clause.parts != "by days" or not self.has_parts(clause):
            return amount
        days = PeriodDays(number(1, 1, _LONGEST), clause.clause, clause.until)
        whole = PeriodWhole(number(1, 1, _LONGEST), clause.clause)
        product = combined("multiply", amount, days, clause.clause)
        return combined("divide", product, whole, clause.clause)

    def has_parts(self, clause: Clause) -> bool:
        """Whether some period that a clause for each period pays for is cut short."""
        calendar = part_of(clause.home, CalendarHome)
        if calendar is None:
            return False
        periods = self.program.calendars[calendar.step].periods
        return any(
            (min(each.last, clause.until) - each.first).days + 1 < each.whole
            for each in periods
            if each.first <= clause.until
        )

    def _limit(self, clause: Clause, reader: Lowering) -> Limit | None:
        if clause.often is None:
            return None
        refuse_unknown(clause.often, clause.name)
        for home in clause.often.homes:
            _refuse_group(home, clause.often.span)
        return Limit(reader.number(clause.often.most), clause.often.paths)

    def ceiling(self, cap: Cap) -> Ceiling:
        """A cap."""
        refuse_unknown(cap, cap.name, self.but)
        _refuse_group(cap.home, cap.span)
        _refuse_cut_again(self.program, cap)
        if cap.carried and cap.loser == "in proportion":
            raise Refusal("carried on", cap.span)
        reader = self.names.reader(cap.home, cap.name, cap.clause)
        most = reader.number(cap.most)
        if most.form.least is None or most.form.least < 0:
            most = combined("greater", most, Literal(number(1, 0, 0), cap.clause, 0), cap.clause)
        places = self.program.terms.places
        scale = 10**places if cap.limits == "money" else 1
        in_coins = rounded(most, Fraction(1, scale), "down", scale, cap.clause)
        place = list(self.program.caps).index(cap.name)
        limited = limited_clauses(self.program, cap)
        return Ceiling(cap, limited, in_coins, {each: cap_before(self.program, each, place) for each in limited})

    def back(self, clause: Clause, advance: Advance) -> Back:
        """What becomes of an advance that is not earned."""
        for each in (advance, advance.unearned, advance.unearned.instalments):
            if each is not None:
                refuse_unknown(each, clause.name)
        reader = self.names.reader(clause.home, clause.name, clause.clause)
        return Back(clause.name, advance, reader.node(advance.unearned.day))

    def sources(self) -> dict[str, Source]:
        """The clauses that something is recovered from, each with its clawbacks."""
        found: dict[str, list[tuple[str, Recovery]]] = {}
        for name, clause in self.program.clauses.items():
            if clause.recovery is not None:
                refuse_unknown(clause.recovery, name)
                if clause.recovery.instalments is not None:
                    refuse_unknown(clause.recovery.instalments, name)
                if len(clause.recovery.clauses) > 1:
                    raise Refusal("recovered together", clause.span)
                found.setdefault(clause.recovery.clauses[0], []).append((name, clause.recovery))
        return {name: Source(name, tuple(those)) for name, those in found.items()}


def _refuse_group(home: Home, span: Span) -> None:
    """Who is a member on the day of a line decides whether that is limited, and no target asks for it."""
    if part_of(home, GroupHome) is not None:
        raise Refusal("members limited", span)


def _refuse_cut_again(program: Program, cap: Cap) -> None:
    """What an earlier cap makes of a line on a later day is limited there, and no target follows it."""
    names = list(program.caps)
    for earlier in names[: names.index(cap.name)]:
        found = program.caps[earlier]
        if makes_later(found) and set(found.clauses) & set(cap.clauses):
            raise Refusal("which stand", cap.span)


def makes_later(cap: Cap) -> bool:
    """Whether a cap may pay something of a line, or take it back, on a later day."""
    return cap.limits == "alternatives" or cap.loser == "greatest" or "cut" in cap.carried


def limited_clauses(program: Program, cap: Cap) -> tuple[str, ...]:
    """The clauses that a cap limits, in the order of the text."""
    return tuple(name for name in program.clauses if name in cap.clauses)


def cap_before(program: Program, clause: str, place: int) -> str | None:
    """The last of the first so many caps that limits a clause."""
    earlier = list(program.caps.values())[:place]
    return next((each.name for each in reversed(earlier) if clause in limited_clauses(program, each)), None)
