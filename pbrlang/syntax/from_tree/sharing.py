"""Payers, splits, accounts, leaving early, and changed terms."""

from fractions import Fraction
from typing import Any

from lark import Token, Tree

from pbrlang.syntax.from_tree.base import exact, said
from pbrlang.syntax.from_tree.expressions import ExpressionBuilder
from pbrlang.syntax.tree import blocks as b

T = Tree[Token]


class SharingItems(ExpressionBuilder):
    """Rules of the section *who pays, who receives, leaving and changing*."""

    def payers_header(self, tree: T) -> Any:
        return self.span(tree)

    def beyond(self, tree: T) -> Any:
        return ("beyond", self.build(tree.children[0]))

    def falls_on(self, tree: T) -> b.Beyond:
        return b.Beyond(self.span(tree), self.quotation(tree.children[0]).text)

    def is_not_paid(self, tree: T) -> b.Beyond:
        return b.Beyond(self.span(tree), None)

    def several_liability(self, tree: T) -> Any:
        return ("liability", b.Word(self.span(tree), "several"))

    def joint_liability(self, tree: T) -> Any:
        return ("liability", b.Word(self.span(tree), "joint"))

    def split_header(self, tree: T) -> Any:
        return self.all(tree.children)

    def part_fraction(self, tree: T) -> b.Part:
        above, below = (exact(each) for each in tree.children)
        return b.Part(self.span(tree), above / below if below else Fraction(0))

    def part_percent(self, tree: T) -> b.Part:
        return b.Part(self.span(tree), exact(tree.children[0]) / 100)

    def the_rest(self, tree: T) -> b.Part:
        return b.Part(self.span(tree), None)

    def no_limit(self, tree: T) -> b.PartLimit:
        return b.PartLimit(self.span(tree), None)

    def limit_of(self, tree: T) -> b.PartLimit:
        money, window = tree.children
        return b.PartLimit(self.span(tree), exact(money), str(money)[0], self.build(window))

    # --- accounts

    def account_header(self, tree: T) -> Any:
        name, *homes = tree.children
        return self.build(name), self.build(homes[0]).homes if homes else ()

    def steps(self, tree: T) -> Any:
        return ("steps", b.Word(self.span(tree), said(tree.children[0])))

    def opens(self, tree: T) -> Any:
        return ("opens", self.build(tree.children[0]))

    def grows(self, tree: T) -> Any:
        return self._movement("grows by", tree)

    def increased(self, tree: T) -> Any:
        return self._movement("increased by", tree)

    def reduced(self, tree: T) -> Any:
        return self._movement("reduced by", tree)

    def _movement(self, word: str, tree: T) -> Any:
        return ("movements", b.Movement(self.span(tree), word, self.build(tree.children[0])))

    # --- leaving and changing

    def break_header(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def break_on(self, tree: T) -> Any:
        return ("on", b.DayItem(self.span(tree), self.date(tree.children[0])))

    def ends_term(self, tree: T) -> Any:
        return ("ends", b.Word(self.span(tree), "ends the term"))

    def keeps(self, tree: T) -> Any:
        return ("keeps", b.Keys(self.span(tree), self.build(tree.children[0])))

    def variation_header(self, tree: T) -> Any:
        return self.quotation(tree.children[0])

    def variation_from(self, tree: T) -> Any:
        day, rows, by = tree.children
        return ("starts", b.VariationFrom(self.span(tree), self.date(day), self.build(rows), self.build(by)))

    def reads(self, tree: T) -> Any:
        name, value = tree.children
        return ("reads", b.Reads(self.span(tree), self.build(name), self.build(value)))
