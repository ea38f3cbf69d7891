"""Clauses that make money due, and caps on them."""

from typing import Any

from lark import Token, Tree

from pbrlang.syntax.from_tree.base import exact, said
from pbrlang.syntax.from_tree.expressions import ExpressionBuilder
from pbrlang.syntax.tree import blocks as b

T = Tree[Token]


class ClauseItems(ExpressionBuilder):
    """Rules of the section *what is due*. An item gives pairs: the list it belongs to, and its node."""

    def payment_header(self, tree: T) -> Any:
        return self.build(tree.children[1])

    def advance_header(self, tree: T) -> Any:
        return self.all(tree.children)

    def on(self, tree: T) -> Any:
        pairs = [("on", self.build(tree.children[0]))]
        if len(tree.children) > 1:
            pairs.append(("payable", self.build(tree.children[1])))
        return pairs

    def pays_on(self, tree: T) -> Any:
        return self.on(tree)

    def payable(self, tree: T) -> b.Word:
        return b.Word(self.span(tree), "on its date")

    def payable_alone(self, tree: T) -> Any:
        return ("payable", self.payable(tree))

    def day(self, tree: T) -> b.On:
        return b.On(self.span(tree), self.build(tree.children[0]))

    def when(self, tree: T) -> Any:
        return ("when", self.build(tree.children[0]))

    def amount(self, tree: T) -> Any:
        verb, value, on = tree.children
        pairs = [("amounts", b.Amount(self.span(tree), said(verb), self.build(value)))]
        return pairs + (self.build(on) if on else [])

    def amount_to_date(self, tree: T) -> Any:
        verb, value = tree.children
        return ("amounts", b.Amount(self.span(tree), said(verb), self.build(value), to_date=True))

    def never_falls(self, tree: T) -> Any:
        return ("falls", b.Word(self.span(tree), "never falls"))

    def not_taken_back(self, tree: T) -> Any:
        return ("falls", b.Word(self.span(tree), "not taken back"))

    def recovers(self, tree: T) -> Any:
        value, *clauses, that, means = tree.children
        source = b.From(self.span(tree), self.all(clauses), self.build(that), self.build(means))
        return [("amounts", b.Amount(self.span(tree), "recovers", self.build(value))), ("sources", source)]

    def unearned(self, tree: T) -> Any:
        day, means = tree.children
        return ("unearned", b.Unearned(self.span(tree), self.build(day), self.build(means)))

    def for_that(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def by_deduction(self, tree: T) -> b.Means:
        return b.Means(self.span(tree), "by deduction")

    def as_a_debt(self, tree: T) -> b.Means:
        return b.Means(self.span(tree), "as a debt")

    def in_instalments(self, tree: T) -> b.Means:
        count, every, first = tree.children
        return b.Means(self.span(tree), "instalments", int(exact(count)), said(every), self.date(first))

    def in_instalments_at_once(self, tree: T) -> b.Means:
        count, every = tree.children
        return b.Means(self.span(tree), "instalments", int(exact(count)), said(every))

    def once(self, tree: T) -> Any:
        return ("times", b.Times(self.span(tree), None, self.all(tree.children)))

    def at_most_times(self, tree: T) -> Any:
        most, *each = self.all(tree.children)
        return ("times", b.Times(self.span(tree), most, tuple(each)))

    def every_time(self, tree: T) -> Any:
        return ("times", b.Times(self.span(tree), None, ()))

    def clamp(self, tree: T) -> Any:
        word, value = tree.children
        return ("clamps", b.Clamp(self.span(tree), f"not {said(word)} than", self.build(value)))

    def may_be_negative(self, tree: T) -> Any:
        return ("negative", b.Word(self.span(tree), "may be negative"))

    def cap_header(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def limits(self, tree: T) -> Any:
        limited, most, window, tail = tree.children
        return self._limits(tree, "money", self.build(limited), (), most, window, tail)

    def limits_number(self, tree: T) -> Any:
        names, most, window, tail = tree.children
        return self._limits(tree, "number", self.build(names), (), most, window, tail)

    def limits_alternatives(self, tree: T) -> Any:
        *alternatives, window, tail = tree.children
        return self._limits(tree, "alternatives", (), self.all(alternatives), None, window, tail)

    def _limits(self, tree: T, word: str, names: Any, alternatives: Any, most: Any, window: Any, tail: Any) -> Any:
        each, until = self.build(window), self.build(tail)
        return ("limits", b.Limits(self.span(tree), word, names, alternatives, self.build(most), each, until))

    def alternative(self, tree: T) -> Any:
        return self.all(tree.children)

    def limited(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def all_sums(self, _tree: T) -> Any:
        return ()

    def window(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def whole_contract(self, _tree: T) -> None:
        return None

    def with_run_off(self, _tree: T) -> str:
        return "run-off"

    def term_only(self, _tree: T) -> str:
        return "term"

    def latest_first(self, tree: T) -> Any:
        return ("losers", b.Word(self.span(tree), "latest first"))

    def in_proportion(self, tree: T) -> Any:
        return ("losers", b.Word(self.span(tree), "in proportion"))

    def one_stands(self, tree: T) -> Any:
        return ("losers", b.Word(self.span(tree), f"the {said(tree.children[0])} stands"))

    def unused_room(self, tree: T) -> Any:
        return ("unused", b.Word(self.span(tree), said(tree.children[0])))

    def money_cut(self, tree: T) -> Any:
        return ("cut", b.Word(self.span(tree), said(tree.children[0])))

    def falls(self, tree: T) -> Any:
        return ("falls", b.Word(self.span(tree), said(tree.children[0])))

    def floor_header(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def tops_up(self, tree: T) -> Any:
        return ("tops", b.TopsUp(self.span(tree), *self.all(tree.children)))

    def clause_header(self, tree: T) -> Any:
        name, text = tree.children
        return self.build(name), self.maybe_quotation(text)

    def applied_after(self, tree: T) -> Any:
        return ("after", self.build(tree.children[0]))
