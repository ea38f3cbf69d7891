"""Expressions and conditions from their parse trees."""

from typing import Any

from lark import Token, Tree

from pbrlang.calendar.months import MONTHS
from pbrlang.source.late import changed
from pbrlang.syntax.errors import BracketsNeeded, Mistake, NoSuchDay
from pbrlang.syntax.from_tree.base import Builder, exact, said
from pbrlang.syntax.tree import expressions as ex
from pbrlang.values.units import POINT

T = Tree[Token]

_COMPARISONS = {
    "more_than": "more than",
    "less_than": "less than",
    "is_at_least": "at least",
    "is_at_most": "at most",
    "equals": "is",
    "differs": "is not",
    "multiple_of": "a multiple of",
    "is_blank": "blank",
    "is_not_blank": "not blank",
    "is_before": "before",
    "is_on_or_before": "on or before",
    "is_after": "after",
    "is_on_or_after": "on or after",
}

_HOW = {"as_share": "share", "in_points": "points", "as_amount": "amount"}


class ExpressionBuilder(Builder):
    """Rules of the sections *conditions* and *expressions* of the grammar."""

    def expression(self, tree: T) -> ex.Expression:
        return self.build(tree.children[0])  # type: ignore[no-any-return]

    # --- literals

    def money(self, tree: T) -> ex.Money:
        token = tree.children[0]
        return ex.Money(self.span(tree), exact(token), str(token)[0], self._per(tree))

    def number(self, tree: T) -> ex.Number:
        noun = self.build(tree.children[1])
        return ex.Number(self.span(tree), exact(tree.children[0]), noun, self._per(tree))

    def per(self, tree: T) -> ex.Noun:
        return self.build(tree.children[0])  # type: ignore[no-any-return]

    def per_point(self, tree: T) -> ex.Noun:
        return ex.Noun(self.span(tree), POINT)

    def _per(self, tree: T) -> ex.Noun | None:
        last = tree.children[-1]
        return self.build(last) if isinstance(last, Tree) and last.data in ("per", "per_point") else None

    def percent(self, tree: T) -> ex.Share:
        return ex.Share(self.span(tree), exact(tree.children[0]) / 100)

    def points(self, tree: T) -> ex.Share:
        return ex.Share(self.span(tree), exact(tree.children[0]) / 100, points=True)

    def day_literal(self, tree: T) -> ex.Day:
        return ex.Day(self.span(tree), self.date(tree.children[0]))

    def quoted(self, tree: T) -> ex.Quoted:
        return ex.Quoted(self.span(tree), self.quotation(tree.children[0]).text)

    def yes(self, tree: T) -> ex.YesOrNo:
        return ex.YesOrNo(self.span(tree), True)

    def no(self, tree: T) -> ex.YesOrNo:
        return ex.YesOrNo(self.span(tree), False)

    # --- arithmetic

    def add(self, tree: T) -> ex.Binary:
        return self._binary("+", tree)

    def subtract(self, tree: T) -> ex.Binary:
        return self._binary("-", tree)

    def multiply(self, tree: T) -> ex.Binary:
        return self._binary("*", tree)

    def divide(self, tree: T) -> ex.Binary:
        return self._binary("/", tree)

    def percent_of(self, tree: T) -> ex.Binary:
        percent, of = tree.children
        share = ex.Share(self.span(percent), exact(percent) / 100)
        return ex.Binary(self.span(tree), "of", share, self.build(of))

    def _binary(self, operator: str, tree: T) -> ex.Binary:
        left, right = self.all(tree.children)
        open_where = _open_where(tree.children[0])
        if open_where is not None:
            raise Mistake(BracketsNeeded(self.span(tree), aggregate=self.span(open_where)))
        return ex.Binary(self.span(tree), operator, left, right)

    def negative(self, tree: T) -> ex.Negative:
        return ex.Negative(self.span(tree), self.build(tree.children[0]))

    def bracketed(self, tree: T) -> ex.Expression:
        inner = self.build(tree.children[0])
        if isinstance(inner, ex.Aggregate):
            return changed(inner, bracketed=True)
        return inner  # type: ignore[no-any-return]

    def lesser(self, tree: T) -> ex.Lesser:
        word, left, right = tree.children
        return ex.Lesser(self.span(tree), said(word), self.build(left), self.build(right))

    def rounded(self, tree: T) -> ex.Rounded:
        of, rounding = self.all(tree.children)
        return ex.Rounded(self.span(tree), of, rounding)

    def indexed(self, tree: T) -> ex.Indexed:
        of, by, base, each, falling = tree.children
        first, year = str(base).split()
        start, anew = (self._month(base, first), int(year)), self.build(each)
        return ex.Indexed(self.span(tree), self.build(of), self.build(by), start, anew, falling is not None)

    def month_name_word(self, tree: T) -> int:
        return self._month(tree.children[0], str(tree.children[0]))

    def _month(self, token: Any, word: str) -> int:
        if word not in MONTHS:
            raise Mistake(NoSuchDay(self.span(token)))
        return MONTHS.index(word) + 1

    def previous(self, tree: T) -> ex.Previous:
        return ex.Previous(self.span(tree), self.build(tree.children[0]))

    def this_reading(self, tree: T) -> ex.This:
        return ex.This(self.span(tree), self.build(tree.children[0]))

    def first_day_on_which(self, tree: T) -> ex.FirstDay:
        return ex.FirstDay(self.span(tree), self.build(tree.children[0]))

    first_day_on_which_all = first_day_on_which

    def first_day_of(self, tree: T) -> ex.DayOf:
        return self._day_of("first day", tree)

    def last_day_of(self, tree: T) -> ex.DayOf:
        return self._day_of("last day", tree)

    def _day_of(self, which: str, tree: T) -> ex.DayOf:
        home: Any = tree.children[0]
        part = home.children[0]
        if home.data == "home_period":
            return ex.DayOf(self.span(tree), which, None, said(part))
        return ex.DayOf(self.span(tree), which, self.build(part), None)

    def confirmation_of(self, tree: T) -> ex.DayOf:
        return ex.DayOf(self.span(tree), "confirmation", self.build(tree.children[0]), None)

    # --- names and aggregates

    def reading(self, tree: T) -> ex.Reading:
        settled = said(tree.children[1]) if len(tree.children) > 1 else None
        return ex.Reading(self.span(tree), self.build(tree.children[0]), settled)

    def body_noun(self, tree: T) -> ex.Noun:
        return self.word_noun(tree.children[0])

    def total_of(self, tree: T) -> ex.Aggregate:
        body, over, *rest = tree.children
        return self._aggregate("total", tree, self.build(body), self.build(over), rest)

    def number_of(self, tree: T) -> ex.Aggregate:
        over, *rest = tree.children
        return self._aggregate("number", tree, None, self.build(over), rest)

    def number_of_different(self, tree: T) -> ex.Aggregate:
        body, over, *rest = tree.children
        name = self.build(body)
        return self._aggregate("number of different", tree, ex.Reading(name.span, name), self.build(over), rest)

    def mean_of(self, tree: T) -> ex.Aggregate:
        body, over, *rest = tree.children
        return self._aggregate("mean", tree, self.build(body), self.build(over), rest)

    def pick(self, tree: T) -> ex.Aggregate:
        word, body, over, *rest = tree.children
        return self._aggregate(said(word), tree, self.build(body), self.build(over), rest)

    def weighted_by(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def unweighted(self, _tree: T) -> str:
        return "each"

    def covered(self, tree: T) -> ex.Covered:
        return self._covered("number", tree)

    def longest_run(self, tree: T) -> ex.Covered:
        return self._covered("longest run", tree)

    def _covered(self, word: str, tree: T) -> ex.Covered:
        noun, cover, *rest = tree.children
        built: dict[str, Any] = {str(each.data): self.build(each) for each in rest if isinstance(each, Tree)}
        by, not_by = self.build(cover)
        noun_node = self.word_noun(noun)
        return ex.Covered(self.span(tree), word, noun_node, by, not_by, built.get("gaps"), built.get("times", ()))

    def cover(self, tree: T) -> Any:
        *by, not_by = tree.children
        return self.all(by), self.build(not_by) or ()

    def not_covered(self, tree: T) -> Any:
        return self.all(tree.children)

    def gaps(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def same(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def times(self, tree: T) -> Any:
        return self.all(tree.children)

    def share_of(self, tree: T) -> ex.Aggregate:
        over, *rest, that_are = tree.children
        return self._aggregate("share", tree, None, self.build(over), rest, self.build(that_are))

    def _aggregate(
        self, word: str, tree: T, body: Any, over: Any, rest: list[Any], that_are: Any = None
    ) -> ex.Aggregate:
        built: dict[str, Any] = {str(each.data): self.build(each) for each in rest if each is not None}
        where = built.get("bracketed_where") or built.get("plain_where")
        return ex.Aggregate(
            self.span(tree),
            word,
            body,
            over,
            times=built.get("times", ()),
            where=where,
            bracketed="bracketed_where" in built,
            that_are=that_are,
            same=built.get("same"),
            weight=built.get("weighted_by") or built.get("unweighted"),
        )

    def bracketed_where(self, tree: T) -> ex.Condition:
        return self.build(tree.children[0])  # type: ignore[no-any-return]

    plain_where = bracketed_where

    def in_the(self, tree: T) -> ex.TimeWord:
        return ex.TimeWord(self.span(tree), "in", said(tree.children[0]))

    def in_the_to_date(self, tree: T) -> ex.TimeWord:
        return ex.TimeWord(self.span(tree), "in to date", said(tree.children[0]))

    def to_date(self, tree: T) -> ex.TimeWord:
        return ex.TimeWord(self.span(tree), "to date")

    def while_observed(self, tree: T) -> ex.TimeWord:
        return ex.TimeWord(self.span(tree), "while observed")

    def to_that_day(self, tree: T) -> ex.TimeWord:
        return ex.TimeWord(self.span(tree), "to that day")

    def in_stretch(self, tree: T) -> ex.TimeWord:
        return self.build(tree.children[0])  # type: ignore[no-any-return]

    def after(self, tree: T) -> ex.TimeWord:
        return self._stretch("after", tree)

    def beginning_with(self, tree: T) -> ex.TimeWord:
        return self._stretch("beginning with", tree)

    def before(self, tree: T) -> ex.TimeWord:
        return self._stretch("before", tree)

    def ending_with(self, tree: T) -> ex.TimeWord:
        return self._stretch("ending with", tree)

    def _stretch(self, word: str, tree: T) -> ex.TimeWord:
        length, anchor = self.all(tree.children)
        return ex.TimeWord(self.span(tree), word, None, length, anchor)

    def before_this(self, tree: T) -> ex.TimeWord:
        return ex.TimeWord(self.span(tree), "before this")

    # --- measures

    def change(self, tree: T) -> ex.Change:
        word, measure, how = tree.children
        return ex.Change(
            self.span(tree), said(word), self.build(measure), _HOW[str(how.data)] if isinstance(how, Tree) else None
        )

    def baseline(self, tree: T) -> ex.Baseline:
        return ex.Baseline(self.span(tree), self.build(tree.children[0]))

    def noise(self, tree: T) -> ex.Noise:
        return ex.Noise(self.span(tree), self.build(tree.children[0]))

    # --- conditions

    def all_of(self, tree: T) -> ex.Logic:
        return ex.Logic(self.span(tree), "and", self.all(tree.children))

    def any_of(self, tree: T) -> ex.Logic:
        return ex.Logic(self.span(tree), "or", self.all(tree.children))

    def _comparison(self, tree: T) -> ex.Comparison:
        left, right = self.build(tree.children[0]), self.build(tree.children[1]) if len(tree.children) > 1 else None
        return ex.Comparison(self.span(tree), _COMPARISONS[str(tree.data)], left, right)

    more_than = less_than = is_at_least = is_at_most = equals = differs = multiple_of = _comparison
    is_blank = is_not_blank = is_before = is_on_or_before = is_after = is_on_or_after = _comparison

    def is_in_stretch(self, tree: T) -> ex.InStretch:
        return ex.InStretch(self.span(tree), *self.all(tree.children))

    def better_than(self, tree: T) -> ex.Better:
        measure, word, *beyond = tree.children
        return ex.Better(self.span(tree), said(word), self.build(measure), bool(beyond))

    def has_earned(self, tree: T) -> ex.Earned:
        word, of, clause, *times = tree.children
        built = self.build(times[0]) if times else None
        return ex.Earned(self.span(tree), said(word), self.build(of), self.build(clause), (built,) if built else ())

    def is_one_of(self, tree: T) -> ex.Comparison:
        left, *choices = self.all(tree.children)
        return ex.Comparison(self.span(tree), "one of", left, None, tuple(_as_value(each) for each in choices))


def _as_value(choice: Any) -> ex.Expression:
    """A choice as an expression: a term that is read, or quoted words."""
    if hasattr(choice, "parts"):
        return ex.Reading(choice.span, choice)
    return ex.Quoted(choice.span, choice.text)


_OPEN_ENDED = ("add", "subtract", "multiply", "divide", "percent_of", "negative")


def _open_where(left: object) -> T | None:
    """The total or number with a bare `where` with which the left side of an operation ends, if it does."""
    while isinstance(left, Tree) and left.data in _OPEN_ENDED:
        left = left.children[-1]
    if not isinstance(left, Tree) or not left.children:
        return None
    last = left.children[-1]
    return left if isinstance(last, Tree) and last.data == "plain_where" else None
