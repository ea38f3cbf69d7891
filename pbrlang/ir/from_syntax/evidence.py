"""Worked examples, properties, accepted findings."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from attrs import frozen

from pbrlang.calendar.months import MONTHS
from pbrlang.calendar.periods import Calendar, Period
from pbrlang.diagnostics import Edit
from pbrlang.diagnostics.nearest import nearest
from pbrlang.diagnostics.prose import article
from pbrlang.ir.errors import ItemMissing, NoSuchFile, OutsideTerm, PeriodUnsaid
from pbrlang.ir.expressions import Apply, Constant, Expr
from pbrlang.ir.from_syntax.combine import as_literal
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.scope import Scope, Subject, home_words
from pbrlang.ir.from_syntax.taken_back import no_settled_side
from pbrlang.ir.from_syntax.values_by_period import values_by_period
from pbrlang.ir.program import Always, Example, Expected, GivenRows, GivenValue, Scenario
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import UNKNOWN, Category, Kind, Text, money
from pbrlang.names.errors import UnknownName
from pbrlang.names.homes import CONTRACT, CalendarHome, Home, part_of
from pbrlang.names.symbols import ValueSymbol, outstanding
from pbrlang.source import Source
from pbrlang.syntax.records import read_records
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Name, Note
from pbrlang.syntax.tree.expressions import Expression

Beside = Callable[[str], str | None]
"""Gives the text of a file that lies beside the contract, by the name written there; nothing if there is none."""

_RISING = ("more", "higher")


@frozen(eq=False, repr=False)
class EvidenceReader:
    """Reads what a contract says about itself: examples and properties."""

    scope: Scope
    calendars: dict[str, Calendar]
    beside: Beside

    def example(self, node: b.Example) -> Example:
        """One worked example."""
        values, rows = self._supposed(node)
        if not node.expects:
            self.scope.complain(
                ItemMissing(
                    node.span, block="example", lacks="what is expected", answers=("expect total to date is £…",)
                )
            )
        expects = tuple(each for item in node.expects if (each := self._expected(item)) is not None)
        return Example(node.title, values, rows, expects, node.span)

    def scenario(self, node: b.Scenario) -> Scenario:
        """One scenario."""
        return Scenario(node.name.text, *self._supposed(node), node.span)

    def _supposed(self, node: b.Example | b.Scenario) -> tuple[tuple[GivenValue, ...], tuple[GivenRows, ...]]:
        """The values and the rows that an example or a scenario gives."""
        values: list[GivenValue] = []
        rows: list[GivenRows] = []
        for given in node.givens:
            if given.value is not None:
                value = self._given(given)
                values += [value] if value else []
            else:
                table = self._rows(given)
                rows += [table] if table else []
        for several in node.values:
            calendar = self.calendars[several.step]
            values += values_by_period(self.scope, several, calendar, self.beside, self._value)
        return tuple(values), tuple(rows)

    def _given(self, node: b.Given) -> GivenValue | None:
        symbols = self.scope.symbols
        symbol = symbols.values.get(node.name.text)
        if symbol is None or node.value is None:
            close = tuple(nearest(node.name.text, list(symbols.values)))
            wanted = "definition or measure"
            self.scope.complain(UnknownName(node.name.span, term=node.name.text, wanted=wanted, nearest=close))
            return None
        period = self._period(node.period, symbol.home, node) if node.period else None
        calendar = part_of(symbol.home, CalendarHome)
        if node.period is None and calendar is not None:
            self.scope.complain(PeriodUnsaid(node.name.span, period=calendar.step, here=node.name.text))
        value = self._value(node.value, self.scope.kind_of(symbol.name), f"`{symbol.name}`")
        keys = tuple(found for each in node.keys if (found := self._key(each, symbol.home)) is not None)
        return GivenValue(symbol.name, period, value, node.span, keys) if value is not None else None

    def _rows(self, node: b.Given) -> GivenRows | None:
        tables = self.scope.symbols.tables
        symbol = next((each for each in tables.values() if node.name.text in (each.name, each.plural)), None)
        if symbol is None:
            known = [each.plural for each in tables.values()]
            close = tuple(nearest(node.name.text, known))
            self.scope.complain(UnknownName(node.name.span, term=node.name.text, wanted="data", nearest=close))
            return None
        if node.file is not None:
            return self._from_file(node, node.file, symbol.name)
        if node.grid is None:
            self.scope.complain(ItemMissing(node.span, block="example", lacks=f"the rows of {symbol.plural}"))
            return None
        headings = tuple((cell.text, cell.span) for cell in node.grid.heading)
        rows = tuple(tuple((cell.text, cell.span) for cell in row) for row in node.grid.rows)
        return GivenRows(symbol.name, headings, rows, node.span)

    def _from_file(self, node: b.Given, file: Note, table: str) -> GivenRows | None:
        """The rows of a CSV file that lies beside the contract."""
        text = self.beside(file.text)
        if text is None:
            self.scope.complain(NoSuchFile(file.span, file=file.text))
            return None
        source = Source.of(file.text, text)
        records = read_records(source)
        if not records:
            self.scope.complain(ItemMissing(file.span, block="file", lacks="anything: it is empty"))
            return None
        return GivenRows(table, records[0], records[1:], node.span)

    def _expected(self, node: b.Expect) -> Expected | None:
        home: Home = CONTRACT
        kind: Kind = money(self.scope.money.code)
        symbols = self.scope.symbols
        name = node.name.text if node.name else None
        if node.name is not None:
            if name in symbols.clauses:
                home = symbols.clauses[name].home
            elif name in symbols.values:
                home, kind = symbols.values[name].home, self.scope.kind_of(name)
                name = self._side(node.name, symbols.values[name], node.settled)
            else:
                close = tuple(nearest(node.name.text, [*symbols.clauses, *symbols.values]))
                wanted = "clause, definition or measure"
                self.scope.complain(UnknownName(node.name.span, term=node.name.text, wanted=wanted, nearest=close))
                return None
        period = self._period(node.period, home, node) if node.period else None
        value = self._value(node.value, kind, f"`{name}`" if name else "the total")
        keys = tuple(found for each in node.keys if (found := self._key(each, home)) is not None)
        if value is None:
            return None
        within = _half_a_place(node.value) if node.about else Fraction(0)
        return Expected(name, node.settled, keys, period, value, kind, node.span, within)

    def _side(self, name: Name, symbol: ValueSymbol, settled: str | None) -> str:
        """The value that is expected: of an account also what is outstanding; nothing else has such a side."""
        if settled == "outstanding" and isinstance(symbol.node, b.Account):
            return outstanding(symbol.name)
        if settled is not None:
            self.scope.complain(no_settled_side(name.span, symbol, settled))
        return symbol.name

    def _key(self, node: b.KeyValue, home: Home) -> tuple[str, str] | None:
        """`Participant P1`: the longest declared name that the words begin with, and the rest."""
        symbols = self.scope.symbols
        known = [*symbols.tables, *symbols.fields, *symbols.cohorts, *symbols.lists, *symbols.groups]
        words = node.name.text
        for name in sorted(known, key=len, reverse=True):
            called = symbols.groups[name].table if name in symbols.groups else name
            if words == name and node.text is not None:
                return called, node.text
            if words.startswith(f"{name} "):
                return called, f"{words[len(name) + 1 :]} {node.text or ''}".rstrip()
        name, _, value = words.rpartition(" ")
        close = tuple(f"{near} {value}" for near in nearest(name or words, known))
        owner = home_words(home)
        wanted = f"field of {article(owner)} {owner}"
        self.scope.complain(UnknownName(node.name.span, term=words, wanted=wanted, nearest=close))
        return None

    def _value(self, node: Expression, kind: Kind, name: str) -> Fraction | date | bool | str | None:
        """The literal that is given or expected, of the kind that the name has."""
        elaborator = Elaborator(self.scope, Subject(CONTRACT))
        if (
            isinstance(kind, Category)
            and (word := getattr(node, "name", None)) is not None
            and word.text in kind.values
        ):
            return word.text  # type: ignore[no-any-return]
        before = len(self.scope.complaints)
        found = elaborator.expression(node)
        if len(self.scope.complaints) > before or kind == UNKNOWN:
            return None
        value = _constant(found)
        if value is None:
            self.scope.complain(
                WrongKind(found.span, wanted="a value that is written out", found="worked out", where="this")
            )
        elif found.kind != kind and not isinstance(found.kind, Text):
            self._wrong_kind(found, kind, name)
            return None
        return value

    def _wrong_kind(self, found: Expr, kind: Kind, name: str) -> None:
        fixes: tuple[Edit, ...] = ()
        if isinstance(found, Constant):
            written = as_literal(self.scope, found, kind)
            fixes = (Edit(f"write `{written}`", found.span, written),) if written else ()
        self.scope.complain(
            WrongKind(
                found.span,
                wanted=self.scope.words(kind),
                found=self.scope.words(found.kind),
                where=f"the value of {name}",
                fixes=fixes,
            )
        )

    def _period(self, node: b.PeriodName, home: Home, item: b.Given | b.Expect) -> Period | None:
        """The period that an example names."""
        periods = self.calendars[node.step].periods
        found = None
        if node.step == "month":
            name = f"{MONTHS[node.number - 1]} {node.year}"
            found = next((each for each in periods if each.name == name), None)
        elif node.step == "quarter":
            name = f"quarter {node.number} of year {node.year}"
            found = next((each for each in periods if each.name == name), None)
        elif 1 <= node.number <= len(periods):
            found = periods[node.number - 1]
        if found is None:
            lies = "is no month of" if node.step == "month" else "does not lie in"
            reason = f"{node.span.text} {lies} the contract or its run-off"
            last = periods[-1].name if node.step != "month" and periods else None
            self.scope.complain(OutsideTerm(node.span, reason=reason, answer=last))
        elif part_of(home, CalendarHome) != CalendarHome(node.step) and self._is_value(item):
            self.scope.complain(PeriodUnsaid(node.span, period=node.step, here=home_words(home)))
        return found

    def _is_value(self, item: b.Given | b.Expect) -> bool:
        """Whether an item is about a value, which has one home, and not about lines, which lie in every period."""
        return item.name is not None and item.name.text in self.scope.symbols.values

    # --- properties

    def all_always(self, text: b.ContractText) -> tuple[Always, ...]:
        """Every property that the contract states."""
        found = [self.always(each) for each in text.blocks if isinstance(each, b.Always)]
        return tuple(each for each in found if each is not None)

    def always(self, node: b.Always) -> Always | None:
        """One property."""
        text = " ".join(node.span.text.split())
        if node.condition is not None:
            condition = Elaborator(self.scope, Subject(CONTRACT)).condition(node.condition)
            return Always(text, condition, None, None, False, False, node.span)
        cause, effect = node.cause, node.effect
        if cause is None or effect is None:
            return None
        symbols = self.scope.symbols
        for name, known, wanted in (
            (cause, symbols.values, "definition or measure"),
            (effect, symbols.clauses, "payment"),
        ):
            if name.text not in known:
                close = tuple(nearest(name.text, list(known)))
                self.scope.complain(UnknownName(name.span, term=name.text, wanted=wanted, nearest=close))
                return None
        return Always(text, None, cause.text, effect.text, node.more in _RISING, node.rises, node.span)

    def _is_known(self, name: Name, known: list[str], wanted: str) -> bool:
        if name.text in known:
            return True
        close = tuple(nearest(name.text, known))
        self.scope.complain(UnknownName(name.span, term=name.text, wanted=wanted, nearest=close))
        return False


def _half_a_place(node: Expression) -> Fraction:
    """Half of the last place to which a number is written: a half for 7 nights, half a hundredth for 18.68."""
    text = node.span.text
    decimals = re.search(r"\.(\d+)", text)
    places = len(decimals[1]) if decimals else 0
    return Fraction(1, 2 * 10**places) / (100 if "%" in text or "percentage" in text else 1)


def _constant(found: Expr) -> Fraction | date | bool | str | None:
    """The value of a literal, with its sign."""
    if isinstance(found, Constant):
        return found.value
    if isinstance(found, Apply) and found.operation == "negate":
        inner = _constant(found.arguments[0])
        return -inner if isinstance(inner, Fraction) else None
    return None
