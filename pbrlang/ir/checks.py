"""Forced choices that can be seen only in the compiled contract."""

from collections.abc import Iterable, Iterator

from attrs import frozen

from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.blanks import gives_blank, known_readings, optional_steps, places
from pbrlang.ir.errors import (
    BlankUnsaid,
    FallUnsaid,
    NegativeUnsaid,
    OtherPeople,
    PartPeriodUnsaid,
    RepeatUnsaid,
    StartUnsaid,
    UndefinedUnsaid,
)
from pbrlang.ir.expressions import (
    PICKS,
    Aggregate,
    Apply,
    DayOf,
    Expr,
    FieldOf,
    FirstDay,
    Lines,
    OfSubject,
    PreviousOf,
    ValueOf,
    WordOf,
)
from pbrlang.ir.first_days import check_first_days, moving
from pbrlang.ir.people import unlike_people
from pbrlang.ir.program import Clause, Definition, Program
from pbrlang.ir.rising import Rising
from pbrlang.ir.signs import NEGATIVE, ZERO, SignReader, conjuncts
from pbrlang.ir.visit import asked_of_subject, clause_parts, depends_on_data, of_members, of_subject, parts, walk
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import UNKNOWN, Category, Day, Quantity, YesNo
from pbrlang.names.homes import CONTRACT, CalendarHome, GroupHome, Home, LineHome, TableHome, part_of
from pbrlang.names.symbols import Symbols
from pbrlang.source import Span
from pbrlang.syntax.tree import blocks as b
from pbrlang.values.wording import in_words

_BLANK_TESTS = ("blank", "not blank")


@frozen(eq=False)
class Checker:
    """Looks through a compiled contract for what must be said and is not."""

    program: Program
    symbols: Symbols
    signs: SignReader
    header: Span

    def check(self) -> list[Diagnostic]:
        """All forced choices that were left open."""
        found: list[Diagnostic] = []
        for definition in self.program.definitions.values():
            node = self._meaning_span(definition.name)
            found += self._undefined(definition.body, node or definition.span, self.signs)
            found += self._other_people(definition)
            itself = [each for each in (definition.body,) if isinstance(each, FirstDay | DayOf)]
            found += self._blank(definition.body, definition.home, itself, None, None)
        for group in self.program.groups.values():
            found += self._undefined(group.where, group.span, self.signs, named=False)
            found += self._blank(group.where, TableHome(group.table), (), group.where.span, None, True)
        for clause in self.program.clauses.values():
            found += self._clause(clause)
        for each in self.program.breaks.values():
            if each.when is not None:
                found += self._undefined(each.when, each.when.span, self.signs)
                found += self._blank(each.when, CONTRACT, (), None, None)
        for cap in self.program.caps.values():
            found += self._undefined(cap.most, cap.most.span, self.signs, named=False)
            found += self._blank(cap.most, cap.home, (), None, None)
        return found + list(check_first_days(self.program))

    def _meaning_span(self, name: str) -> Span | None:
        side, _, of = name.partition(" of ")
        symbol = self.symbols.values.get(name) or self.symbols.values.get(of)
        if symbol is None:
            return None
        if side == "baseline" and isinstance(symbol.node, b.Measure):
            return symbol.node.baselines[0].meaning.span
        if isinstance(symbol.node, b.Definition):
            return symbol.node.meaning.span
        if isinstance(symbol.node, b.Account):
            return None
        return symbol.node.meanings[0].span if symbol.node.meanings else None

    def _clause(self, clause: Clause) -> list[Diagnostic]:
        found: list[Diagnostic] = []
        knowing = self.signs.knowing(clause.when)
        for expr in clause_parts(clause):
            reader = self.signs if expr is clause.when else knowing
            found += self._undefined(expr, expr.span, reader, named=False)
        found += self._clause_blanks(clause)
        found += self._moving_day(clause)
        falls = self._may_fall(clause)
        found += falls
        if not falls and self._may_be_negative(clause, knowing):
            item = self.symbols.clauses[clause.name].node.amounts[0].span
            found.append(NegativeUnsaid(item, zero=f"{self.program.terms.symbol}0"))
        found += self._repeated(clause)
        found += self._part_period(clause)
        return found

    # --- nothing to divide by

    def _undefined(self, expr: Expr, whole: Span, reader: SignReader, named: bool = True) -> list[Diagnostic]:
        """What may have no value. `named` where it is the meaning of a name, which can say what holds then."""
        if UNKNOWN in {each.kind for each in walk(expr)}:
            return []
        found: list[Diagnostic] = [self._no_start(each, whole, expr) for each in open_starts(expr)]
        for divisor in _open_divisors(expr):
            if isinstance(divisor, Aggregate) and (divisor.word == "share" or divisor.word in PICKS):
                place = whole if named else None
                found.append(self._no_value(divisor, place, expr, f"the number of {self._plural(divisor)}"))
            elif ZERO in reader.signs(divisor):
                said = " ".join(divisor.span.text.split())
                found.append(self._no_value(divisor, whole if named else None, expr, f"`{said}`"))
        return found

    def _no_start(self, before: PreviousOf, whole: Span, expr: Expr) -> Diagnostic:
        return StartUnsaid(before.span, said=f"previous {before.definition}", zero=self._zero(expr), whole=whole)

    def _other_people(self, definition: Definition) -> list[Diagnostic]:
        """A measure of a period that divides results by people who entered in that same period must say so."""
        symbol = self.symbols.values.get(definition.name)
        node = symbol.node if symbol is not None and definition.role == "measure" else None
        if definition.other_people or not isinstance(node, b.Measure) or not node.better:
            return []
        pair = unlike_people(definition.body, self.symbols)
        if pair is None:
            return []
        above, below = (self._plural(each) for each in pair)
        return [OtherPeople(definition.body.span, above=above, below=below, item=node.better[0].span)]

    def _no_value(self, divisor: Expr, whole: Span | None, expr: Expr, said: str) -> Diagnostic:
        aggregate = next((each for each in walk(divisor) if isinstance(each, Aggregate)), None)
        none_of = self._plural(aggregate) if aggregate else None
        meant = divisor if whole is None and aggregate is divisor else expr
        return UndefinedUnsaid(divisor.span, divisor=said, none_of=none_of, zero=self._zero(meant), whole=whole)

    def _plural(self, aggregate: Aggregate) -> str:
        over = aggregate.over
        name = over.clause if isinstance(over, Lines) else getattr(over, "group", None) or over.table
        return self.program.nouns.plural(name)

    def _zero(self, expr: Expr) -> str:
        """Nought in the unit of an expression, as it would be written."""
        kind = expr.kind
        if isinstance(kind, Day):
            return in_words(self.program.terms.starts)
        if isinstance(kind, Category):
            return kind.values[0] if kind.values[0][:1].isupper() else f'"{kind.values[0]}"'
        if isinstance(kind, YesNo):
            return "no"
        if not isinstance(kind, Quantity):
            return '"none"'
        if kind.share:
            return "0%"
        above = [noun for noun, power in kind.unit.powers if power > 0]
        below = "".join(f" per {noun}" for noun, power in kind.unit.powers if power < 0)
        if self.program.terms.currency in above:
            return f"{self.program.terms.symbol}0{below}"
        return f"0{''.join(f' {self.program.nouns.plural(noun)}' for noun in above)}{below}"

    # --- below nought

    def _may_fall(self, clause: Clause) -> list[Diagnostic]:
        """What is paid to date and may fall must say what happens then."""
        node = self.symbols.clauses[clause.name].node
        unknown = any(each.kind == UNKNOWN for expr in clause_parts(clause) for each in walk(expr))
        if clause.to_date is None or node.falls or node.negative or unknown:
            return []
        negative = frozenset(name for name, each in self.symbols.clauses.items() if each.node.negative)
        if Rising(self.program, self.signs, negative).clause(clause):
            return []
        return [FallUnsaid(node.amounts[0].span)]

    def _may_be_negative(self, clause: Clause, knowing: SignReader) -> bool:
        node = self.symbols.clauses[clause.name].node
        if node.negative or node.falls or clause.amount.kind == UNKNOWN or not node.amounts:
            return False
        floors = [each.value for each in clause.clamps if each.word == "not less than"]
        if any(NEGATIVE not in knowing.signs(each) for each in floors):
            return False
        return NEGATIVE in knowing.signs(clause.amount)

    # --- blanks

    def _clause_blanks(self, clause: Clause) -> list[Diagnostic]:
        node = self.symbols.clauses[clause.name].node
        item = node.amounts[0].span if node.amounts else clause.span
        condition = clause.when.span if clause.when is not None else None
        # A line exists only where its day is known; the day itself is read before there is a line.
        days = (day for day in (clause.day,) if isinstance(day, FieldOf | FirstDay | DayOf))
        known = (*conjuncts(clause.when), *days)
        found: dict[str, Diagnostic] = {}
        for expr in clause_parts(clause):
            said, ends = (_said_of_day(clause, expr), False) if expr is clause.day else (known, True)
            for each in self._blank(expr, clause.home, said, condition, item, ends):
                if isinstance(each, BlankUnsaid):
                    found.setdefault(each.field, each)
        return list(found.values())

    def _blank(
        self,
        expr: Expr,
        home: Home,
        known: Iterable[Expr],
        condition: Span | None,
        item: Span | None,
        ends: bool = False,
    ) -> list[Diagnostic]:
        """Fields read though they may be blank, where no condition says that they are not.

        With `ends`, the end of what lasts is such a field: it is not known before its day.
        """
        known = tuple(known)
        if isinstance(expr, FieldOf | ValueOf | WordOf):
            said = places(known_readings(known))
            unsaid = [each for each in optional_steps(self.program, home, expr, ends) if each[:2] not in said]
            return [
                BlankUnsaid(
                    expr.span,
                    field=name,
                    condition=condition,
                    item=item,
                    later=later,
                    worked_out=name in self.program.definitions,
                )
                for _, name, later in unsaid[:1]
            ]
        if isinstance(expr, FirstDay | DayOf):
            said_so = expr in known_readings(known) or not gives_blank(self.program, expr)
            words = " ".join(expr.span.text.split())
            told = BlankUnsaid(expr.span, field=words, condition=condition, item=item, worked_out=True)
            own = [] if said_so else [told]
            tested = [expr.condition] if isinstance(expr, FirstDay) else []
            return own + [found for each in tested for found in self._blank(each, home, (), each.span, None, True)]
        if isinstance(expr, Apply) and expr.operation in _BLANK_TESTS:
            return []
        if isinstance(expr, Apply) and expr.operation == "and":
            known = (*known, *conjuncts(expr))
        if isinstance(expr, OfSubject):
            return []  # told by the aggregate, for its subject
        if not isinstance(expr, Aggregate):
            return [found for part in parts(expr) for found in self._blank(part, home, known, condition, item, ends)]
        read = (*of_subject(expr), *(each.of for each in asked_of_subject(expr)))
        around = [found for each in read for found in self._blank(each, home, known, condition, item, ends)]
        known = tuple(conjuncts(expr.where))
        condition = expr.where.span if expr.where is not None else None
        over = expr.over
        inner = LineHome(over.clause) if isinstance(over, Lines) else TableHome(over.table)
        return around + [
            found for part in _never_blank(expr) for found in self._blank(part, inner, known, condition, item, True)
        ]

    # --- the date

    def _moving_day(self, clause: Clause) -> list[Diagnostic]:
        """A date that grows with what is counted would let a line be placed by what comes after it."""
        days = [(clause.day, "the date of a sum")]
        if clause.advance is not None:
            days.append((clause.advance.unearned.day, "the day on which what is unearned is recovered"))
        return [found for day, where in days if day is not None for found in self._moves(day, where)][:1]

    def _moves(self, day: Expr, where: str) -> Iterator[Diagnostic]:
        for each in moving(self.program, day):
            wanted, found = "one that is fixed for the row", "worked out from what happens in time"
            yield WrongKind(each.span, wanted=wanted, found=found, where=where)

    # --- how often

    def _repeated(self, clause: Clause) -> list[Diagnostic]:
        """A result for each row of something that refers to something else must say how often it is paid."""
        node = self.symbols.clauses[clause.name].node
        if clause.outcome is None or clause.to_date or node.times or not isinstance(clause.home, TableHome | GroupHome):
            return []
        if clause.sign < 0:
            return []
        table = self.program.tables[clause.home.table]
        owners = tuple(
            dict.fromkeys(each.refers_to for each in table.fields if each.refers_to not in (None, table.name))
        )
        if not owners or not node.amounts:
            return []
        item = node.amounts[0].span
        named = tuple(each for each in owners if each is not None)
        return [RepeatUnsaid(clause.span, clause=clause.name, owners=named, item=item)]

    # --- part periods

    def _part_period(self, clause: Clause) -> list[Diagnostic]:
        """A sum for each period that does not depend on what happened in it must say what part periods pay."""
        calendar = part_of(clause.home, CalendarHome)
        if calendar is None or self.program.terms.part_periods is not None:
            return []
        if clause.sign < 0 or depends_on_data(clause.amount, self.program.definitions):
            return []
        periods = [each for each in self.program.calendars[calendar.step].periods if each.first <= clause.until]
        ends = [clause.until, *(each.day for each in self.program.breaks.values() if not clause.runs_on)]
        cut = [
            period
            for period in periods
            for end in ends
            if period.first <= end and (min(period.last, clause.until, end) - period.first).days + 1 < period.whole
        ]
        return [PartPeriodUnsaid(clause.span, period=cut[0].name, header=self.header)] if cut else []


def open_starts(expr: Expr) -> list[PreviousOf]:
    """What is read of the period before, outside of everything that says what holds at the start."""
    if isinstance(expr, PreviousOf):
        return [expr]
    if isinstance(expr, Apply) and expr.operation == "at the start":
        return open_starts(expr.arguments[1])
    return [found for part in parts(expr) for found in open_starts(part)]


def _open_divisors(expr: Expr) -> list[Expr]:
    """What is divided by, outside of everything that says what holds where there is nothing to divide by."""
    if isinstance(expr, Apply) and expr.operation == "otherwise":
        return _open_divisors(expr.arguments[1])
    found = [each for part in parts(expr) for each in _open_divisors(part)]
    if isinstance(expr, Apply) and expr.operation == "divide":
        found.append(expr.arguments[1])
    if isinstance(expr, Aggregate) and (expr.word == "share" or expr.word in PICKS):
        found.append(expr)
    return found


def _said_of_day(clause: Clause, day: Expr) -> list[Expr]:
    """What is known where a day is worked out from it: without it there is no day, and no line."""
    return [*conjuncts(clause.when), *(each for each in walk(day) if isinstance(each, FirstDay | DayOf))]


def _never_blank(aggregate: Aggregate) -> tuple[Expr, ...]:
    """The expressions of an aggregate that must have a value for every member: of different values, blanks are none."""
    inside = of_members(aggregate)
    return tuple(each for each in inside if aggregate.word != "different" or each is not aggregate.body)
