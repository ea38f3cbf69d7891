"""Worked examples, and properties that always hold."""

from typing import Any

from lark import Token, Tree

from pbrlang.calendar.months import MONTHS
from pbrlang.syntax.errors import Mistake, NoSuchDay
from pbrlang.syntax.from_tree.base import said
from pbrlang.syntax.from_tree.expressions import ExpressionBuilder
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.expressions import Comparison

T = Tree[Token]


class EvidenceItems(ExpressionBuilder):
    """Rules of the section *examples and properties*."""

    def example_header(self, tree: T) -> Any:
        return self.quotation(tree.children[0])

    def given_value(self, tree: T) -> Any:
        name, *keys, period, value = tree.children
        built = self.build(keys[0]) if keys else ()
        when, found = self.build(period), self.build(value)
        return ("givens", b.Given(self.span(tree), self.build(name), when, found, None, None, built))

    def given_rows(self, tree: T) -> Any:
        return ("givens", b.Given(self.span(tree), self.build(tree.children[0]), None, None, None, None))

    def given_file(self, tree: T) -> Any:
        name, file = tree.children
        quoted = self.quotation(file)
        return ("givens", b.Given(self.span(tree), self.build(name), None, None, None, quoted))

    def given_values(self, tree: T) -> Any:
        return ("values", b.GivenValues(self.span(tree), said(tree.children[0]), None, None))

    def given_values_file(self, tree: T) -> Any:
        step, file = tree.children
        return ("values", b.GivenValues(self.span(tree), said(step), None, self.quotation(file)))

    def scenario_header(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def expect(self, tree: T) -> Any:
        name, *middle, when, about, value = tree.children
        trees = [each for each in middle if isinstance(each, Tree)]
        settled = next((said(each) for each in trees if each.data == "settled_word"), None)
        keys = next((self.build(each) for each in trees if each.data == "for_keys"), ())
        return self._expect(tree, self.build(name), settled, keys, when, value, about is not None)

    def expect_total(self, tree: T) -> Any:
        when, value = tree.children
        return self._expect(tree, None, None, (), when, value)

    def _expect(
        self, tree: T, name: Any, settled: str | None, keys: Any, when: Any, value: Any, about: bool = False
    ) -> Any:
        period, built = self.build(when), self.build(value)
        found = b.Expect(self.span(tree), name, settled, keys, period or None, period is False, built, about)
        return ("expects", found)

    def in_period(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def expected_in(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def expected_to_date(self, _tree: T) -> bool:
        return False

    def for_keys(self, tree: T) -> Any:
        return self.all(tree.children)

    def key(self, tree: T) -> b.KeyValue:
        name, quoted = tree.children
        return b.KeyValue(self.span(tree), self.build(name), self.quotation(quoted).text if quoted else None)

    def number_key(self, tree: T) -> b.KeyValue:
        name, number, noun = tree.children
        return b.KeyValue(self.span(tree), self.build(name), str(number) if noun is None else f"{number} {noun}")

    def noun_key(self, tree: T) -> b.KeyValue:
        name, noun = tree.children
        return b.KeyValue(self.span(tree), self.build(name), str(noun))

    def year_name(self, tree: T) -> b.PeriodName:
        return b.PeriodName(self.span(tree), "year", _whole(tree.children[0]))

    def quarter_name(self, tree: T) -> b.PeriodName:
        number, year = tree.children
        return b.PeriodName(self.span(tree), "quarter", _whole(number), _whole(year))

    def month_name(self, tree: T) -> b.PeriodName:
        month, year = str(tree.children[0]).split()
        if month not in MONTHS:
            raise Mistake(NoSuchDay(self.span(tree)))
        return b.PeriodName(self.span(tree), "month", MONTHS.index(month) + 1, int(year))

    def always_header(self, tree: T) -> Any:
        return self.build(tree)

    def always(self, tree: T) -> Any:
        return (self.build(tree.children[0]), None, None, None, False)

    def never_exceeds(self, tree: T) -> Any:
        left, right = self.all(tree.children)
        return (Comparison(self.span(tree), "at most", left, right), None, None, None, False)

    def never_moves(self, tree: T) -> Any:
        more, cause, moves, effect = tree.children
        return (None, said(more), self.build(cause), self.build(effect), said(moves) == "increases")

    def accept_header(self, tree: T) -> Any:
        return self.build(tree.children[0])


def _whole(token: Any) -> int:
    return int(str(token).replace(",", "").split(".", maxsplit=1)[0])
