"""Expressions and conditions: each name resolved, each kind settled, sugar gone."""

from fractions import Fraction
from typing import assert_never

from attrs import define

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import HalfUnsaid
from pbrlang.ir.expressions import Apply, Constant, Expr, FieldOf, RoundedTo, ValueOf
from pbrlang.ir.from_syntax.aggregates import aggregate, count_unit
from pbrlang.ir.from_syntax.before import previous
from pbrlang.ir.from_syntax.better import beyond, beyond_by, rises
from pbrlang.ir.from_syntax.combine import comparison, lesser, operation, part_of
from pbrlang.ir.from_syntax.coverage import covered
from pbrlang.ir.from_syntax.days import day_of, first_day
from pbrlang.ir.from_syntax.earned import earned
from pbrlang.ir.from_syntax.indexed import indexed
from pbrlang.ir.from_syntax.means import mean
from pbrlang.ir.from_syntax.reading import read_name
from pbrlang.ir.from_syntax.same import this_reading
from pbrlang.ir.from_syntax.scope import Scope, Subject, broken, home_words
from pbrlang.ir.from_syntax.stretches import is_in
from pbrlang.kinds.errors import ChangeUnsaid, PointsOfNoShare, UnknownChoice, WrongCurrency, WrongKind
from pbrlang.kinds.model import DAY, NUMBER, SHARE, UNKNOWN, YES_NO, Category, Kind, Quantity, Text, Unknown
from pbrlang.names.errors import NotAMeasure, NoTheBaseline, OutOfReach, UnknownName
from pbrlang.names.paths import paths
from pbrlang.names.symbols import ValueSymbol
from pbrlang.source import Span
from pbrlang.source.late import changed
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree import expressions as ex
from pbrlang.syntax.tree.base import Name
from pbrlang.values.currencies import coin
from pbrlang.values.units import PLAIN, Unit

_BINARY = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}


@define(eq=False, repr=False)
class Elaborator:
    """Turns what is written into what is meant, for one subject."""

    scope: Scope
    subject: Subject

    def expression(self, node: ex.Expression) -> Expr:
        """The meaning of an expression."""
        match node:
            case ex.Number() | ex.Money() | ex.Share() | ex.Day() | ex.Quoted() | ex.YesOrNo():
                return self._literal(node)
            case ex.Change() | ex.Baseline() | ex.Noise():
                return self._about_measure(node)
            case ex.Reading():
                # `X paid` is read as a whole: so it is pointed at, and so it is called when it is explained.
                name = changed(node.name, span=node.span) if node.settled else node.name
                return read_name(self.scope, name, self.subject, node.settled)
            case ex.Negative():
                inner = self.expression(node.of)
                return Apply(inner.kind, node.span, "negate", (inner,))
            case ex.Binary() | ex.Lesser():
                return self._joined(node)
            case ex.Rounded() | ex.Indexed():
                return self._moved(node)
            case ex.Aggregate() | ex.Covered():
                return self._counted(node)
            case ex.Previous() | ex.This():
                return self._elsewhere(node)
            case ex.FirstDay() | ex.DayOf():
                return self._day(node)
            case _:
                assert_never(node)

    def _day(self, node: ex.FirstDay | ex.DayOf) -> Expr:
        if isinstance(node, ex.DayOf):
            return day_of(self.scope, node, self.subject)
        return first_day(node, self.subject, lambda inner, said: Elaborator(self.scope, inner).condition(said))

    def _counted(self, node: ex.Aggregate | ex.Covered) -> Expr:
        def reads(inner: Subject) -> Elaborator:
            return Elaborator(self.scope, inner)

        if isinstance(node, ex.Covered):
            return covered(self.scope, node, self.subject, reads)
        return (mean if node.word == "mean" else aggregate)(self.scope, node, self.subject, reads)

    def _elsewhere(self, node: ex.Previous | ex.This) -> Expr:
        """What is read in the period before, or of the subject of what is counted."""
        if isinstance(node, ex.Previous):
            return previous(self.scope, node, self.subject)
        return this_reading(self.scope, node, self.subject)

    def _moved(self, node: ex.Rounded | ex.Indexed) -> Expr:
        if isinstance(node, ex.Rounded):
            return self._rounded(node)
        return indexed(self.scope, node, self.expression(node.of))

    def _joined(self, node: ex.Binary | ex.Lesser) -> Expr:
        left, right = self.expression(node.left), self.expression(node.right)
        if isinstance(node, ex.Lesser):
            return lesser(self.scope, node, left, right)
        if node.operator == "of":
            return part_of(self.scope, node.span, left, right)
        return operation(self.scope, _BINARY[node.operator], node.span, left, right)

    def _literal(self, node: ex.Literal) -> Expr:
        match node:
            case ex.Number():
                return Constant(Quantity(self._unit(node.noun, node.per)), node.span, node.value)
            case ex.Money():
                return self._money(node)
            case ex.Share():
                return Constant(SHARE, node.span, node.value)
            case ex.Day():
                return Constant(DAY, node.span, node.value)
            case ex.Quoted():
                return Constant(Text(), node.span, node.text)
            case ex.YesOrNo():
                return Constant(YES_NO, node.span, node.value)
            case _:
                assert_never(node)

    def _about_measure(self, node: ex.Change | ex.Baseline | ex.Noise) -> Expr:
        if isinstance(node, ex.Change):
            return self._change(node)
        return self._of_measure(node.span, "baseline" if isinstance(node, ex.Baseline) else "noise", node.measure)

    def condition(self, node: ex.Condition) -> Expr:
        """The meaning of a condition."""
        if isinstance(node, ex.Logic):
            return Apply(YES_NO, node.span, node.word, tuple(self.condition(each) for each in node.parts))
        if isinstance(node, ex.InStretch):
            return is_in(self.scope, node, self.expression)
        if isinstance(node, ex.Better):
            return self._better(node)
        if isinstance(node, ex.Earned):
            return earned(self.scope, node, self.subject, self.expression)
        left = self.expression(node.left)
        if node.operator in ("blank", "not blank"):
            return Apply(YES_NO, node.span, node.operator, (left,))
        if node.operator == "one of":
            choices = tuple(self.choice(each, left) for each in node.choices)
            return Apply(YES_NO, node.span, "one of", (left, *choices))
        right = self.choice(node.right, left) if node.right else broken(node.span)
        return comparison(self.scope, node.operator, node.span, left, right)

    def choice(self, node: ex.Expression, left: Expr) -> Expr:
        """What stands beside another expression: a word of the list, where that one holds such words."""
        if (
            isinstance(left.kind, Unknown)
            and isinstance(node, ex.Reading)
            and node.name.text in self.scope.symbols.choices
        ):
            return broken(node.span)
        if not isinstance(left.kind, Category) or not isinstance(node, ex.Reading | ex.Quoted):
            return self.expression(node)
        word = node.name.text if isinstance(node, ex.Reading) else node.text
        if word in left.kind.values:
            return Constant(left.kind, node.span, word)
        if isinstance(node, ex.Reading) and self.scope.symbols.readable(word):
            return self.expression(node)
        close = tuple(nearest(word, left.kind.values))
        field = left.field if isinstance(left, FieldOf) else left.kind.field
        return self.scope.complain(
            UnknownChoice(node.span, word=word, field=field, choices=left.kind.values, nearest=close)
        )

    # --- literals

    def _unit(self, noun: ex.Noun | None, per: ex.Noun | None) -> Unit:
        above = noun_unit(self.scope, noun) if noun else PLAIN
        return above / noun_unit(self.scope, per) if per else above

    def _money(self, node: ex.Money) -> Expr:
        money = self.scope.money
        if node.symbol != money.symbol:
            return self.scope.complain(
                WrongCurrency(node.span, currency=money.code, symbol=money.symbol, written=node.span.text)
            )
        unit = Unit.noun(money.code) / (noun_unit(self.scope, node.per) if node.per else PLAIN)
        return Constant(Quantity(unit), node.span, node.value)

    def _rounded(self, node: ex.Rounded) -> Expr:
        inner, rounding = self.expression(node.of), node.rounding
        if rounding.way == "nearest":
            said = " ".join(rounding.span.text.split())
            return self.scope.complain(HalfUnsaid(rounding.span, said=said))
        unit = self._rounding_unit(inner.kind, rounding.coin)
        if unit is None:
            found, where = f"`{rounding.coin.text}`", "what this is rounded to"
            wanted = f"a unit of {self._rounded_in(inner.kind)}"
            return self.scope.complain(WrongKind(rounding.coin.span, wanted=wanted, found=found, where=where))
        return RoundedTo(inner.kind, node.span, inner, unit, rounding.way)

    def _rounding_unit(self, kind: Kind, noun: ex.Noun) -> Fraction | None:
        """What a value is rounded to a multiple of; nothing where the noun does not count what it is."""
        if not isinstance(kind, Quantity):
            return Fraction(1) if kind == UNKNOWN else None
        if kind.share:
            return Fraction(1, 100) if noun.text == "percent" else None
        if (self.scope.money.code, 1) in kind.unit.powers:
            return coin(noun.text, self.scope.money.places)
        if not kind.unit:
            return Fraction(1) if noun.text == "unit" else None
        return Fraction(1) if noun_unit(self.scope, noun) == kind.unit else None

    def _rounded_in(self, kind: Kind) -> str:
        """What a rounded value is counted in, as it would be written."""
        if isinstance(kind, Quantity) and kind.share:
            return "a share, `percent`"
        if kind == NUMBER:
            return "a plain number, `unit`"
        money = isinstance(kind, Quantity) and (self.scope.money.code, 1) in kind.unit.powers
        return "money, such as `penny`" if money else self.scope.words(kind)

    # --- measures

    def _measure(self, name: Name, wanted: str) -> ValueSymbol | None:
        symbol = self.scope.symbols.values.get(name.text)
        if symbol is not None and isinstance(symbol.node, b.Measure):
            return symbol
        measures = [each.name for each in self.scope.symbols.values.values() if isinstance(each.node, b.Measure)]
        close = tuple(nearest(name.text, measures)) if symbol is None else ()
        self.scope.complain(NotAMeasure(name.span, term=name.text, wanted=wanted, nearest=close))
        return None

    def _of_measure(self, span: Span, word: str, name: Name | None) -> Expr:
        """The baseline or the noise band of a measure: the one named, else the clause's only one."""
        if name is None:
            measures = self.subject.measures
            if len(measures) != 1:
                named = tuple(each.name for each in measures)
                return self.scope.complain(NoTheBaseline(span, word=word, measures=named))
            return self._side(span, measures[0], word)
        symbol = self._measure(name, word)
        return self._side(span, symbol, word) if symbol else broken(span)

    def _side(self, span: Span, symbol: ValueSymbol, word: str) -> Expr:
        key = f"{word} of {symbol.name}"
        if key not in self.scope.sides:
            between = f"lower {word} of {symbol.name}" in self.scope.sides
            return self.scope.complain(NotAMeasure(span, term=symbol.name, wanted=word, between=between))
        return self._read(span, symbol, key)

    def _better(self, node: ex.Better) -> Expr:
        """A measure beside its baseline, in the direction that the measure says is better."""
        symbol = self._measure(node.measure.name, "baseline") if isinstance(node.measure, ex.Reading) else None
        if symbol is None:
            if not isinstance(node.measure, ex.Reading):
                self.scope.complain(NotAMeasure(node.measure.span, term=node.measure.span.text, wanted="baseline"))
            return broken(node.span)
        value, rise = self._read(node.measure.span, symbol, symbol.name), rises(symbol, node.word)
        if not node.beyond_noise:
            return beyond(self.scope, node, rise, value, self._side(node.span, symbol, "baseline"))
        edge = f"{'upper' if rise else 'lower'} noise"
        if f"{edge} of {symbol.name}" in self.scope.sides:
            return beyond(self.scope, node, rise, value, self._side(node.span, symbol, edge))
        base, noise = (self._side(node.span, symbol, each) for each in ("baseline", "noise"))
        return beyond_by(self.scope, node, rise, value, base, noise)

    def _read(self, span: Span, symbol: ValueSymbol, key: str) -> Expr:
        """The value of a measure, or of a side of it, by the one way that leads to it."""
        ways = paths(self.scope.symbols, self.subject.home, symbol.home)
        if len(ways) != 1:
            owner, here = home_words(symbol.home), home_words(self.subject.home)
            return self.scope.complain(OutOfReach(span, term=symbol.name, belongs_to=owner, here=here))
        return ValueOf(self.scope.kind_of(key), span, ways[0], key)

    def _change(self, node: ex.Change) -> Expr:
        """A reduction or increase: the difference from the baseline, or that as a share of it."""
        symbol = self._measure(node.measure, "baseline")
        if symbol is None:
            return broken(node.span)
        value = self._read(node.measure.span, symbol, symbol.name)
        base = self._side(node.measure.span, symbol, "baseline")
        is_share = isinstance(value.kind, Quantity) and value.kind.share
        if node.how is None:
            return self.scope.complain(ChangeUnsaid(node.span, said=" ".join(node.span.text.split()), share=is_share))
        if node.how == "points" and not is_share:
            said = f"{node.word} in {symbol.name}"
            found = self.scope.words(value.kind)
            return self.scope.complain(PointsOfNoShare(node.span, said=said, measure=symbol.name, found=found))
        pair = (base, value) if node.word == "reduction" else (value, base)
        change = operation(self.scope, "subtract", node.span, *pair)
        return operation(self.scope, "divide", node.span, change, base) if node.how == "share" else change


def noun_unit(scope: Scope, noun: ex.Noun) -> Unit:
    """The unit of a noun: rows are counted in the noun declared for them; others by their singular."""
    if not noun.term:
        return Unit.noun(scope.symbols.nouns.singular(noun.text))
    counted = scope.symbols.counted(noun.text)
    if counted is None:
        names = [each.name for place in (scope.symbols.tables, scope.symbols.groups) for each in place.values()]
        if close := tuple(nearest(noun.text, names)):
            scope.complain(UnknownName(noun.span, term=noun.text, wanted="data", nearest=close))
    return count_unit(scope, counted) if counted else Unit.noun(noun.text)
