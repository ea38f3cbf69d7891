"""Headers and items from their parse trees. Headers give the parts that their block is made of."""

from typing import Any

from lark import Token, Tree

from pbrlang.syntax.from_tree.base import exact, said
from pbrlang.syntax.from_tree.clauses import ClauseItems
from pbrlang.syntax.from_tree.definitions import DefinitionItems
from pbrlang.syntax.from_tree.evidence import EvidenceItems
from pbrlang.syntax.from_tree.sharing import SharingItems
from pbrlang.syntax.tree import blocks as b

T = Tree[Token]


class ItemBuilder(ClauseItems, DefinitionItems, EvidenceItems, SharingItems):
    """All rules: the header of the contract, and what the other parts add."""

    def contract_header(self, tree: T) -> Any:
        return self.build(tree.children[0])

    def purpose(self, tree: T) -> Any:
        return ("purposes", self.quotation(tree.children[0]))

    def commissioner(self, tree: T) -> Any:
        return ("parties", b.Party(self.span(tree), "commissioner", self.quotation(tree.children[0]).text))

    def provider(self, tree: T) -> Any:
        return ("parties", b.Party(self.span(tree), "provider", self.quotation(tree.children[0]).text))

    def currency(self, tree: T) -> Any:
        return ("currency", self.build(tree.children[0]))

    def runs(self, tree: T) -> Any:
        first, last = tree.children
        return ("runs", b.Term(self.span(tree), self.date(first), self.date(last)))

    def settle_until(self, tree: T) -> Any:
        return ("settle_until", b.DayItem(self.span(tree), self.date(tree.children[0])))

    def years(self, tree: T) -> Any:
        day, month = self.day_month(tree.children[0])
        number, first = self.build(tree.children[1]) if len(tree.children) > 1 else (None, None)
        return ("years", b.Years(self.span(tree), day, month, number, first))

    def first_year(self, tree: T) -> Any:
        number, first, last = tree.children
        return exact(number), b.Term(self.span(tree), self.date(first), self.date(last))

    def settles(self, tree: T) -> Any:
        return ("settles", b.Word(self.span(tree), said(tree.children[0])))

    def rounds(self, tree: T) -> Any:
        rounding = tree.children[0]
        return ("rounds", self.build(rounding))

    def part_periods(self, tree: T) -> Any:
        return ("part_periods", self.build(tree.children[0]))

    def month_ends(self, tree: T) -> Any:
        return ("month_ends", self.build(tree.children[0]))

    def payment_due(self, tree: T) -> Any:
        return ("payment_due", self.build(tree.children[0]))

    def examples_stand(self, tree: T) -> Any:
        return ("examples_stand", b.Word(self.span(tree), said(tree.children[0])))

    def in_full(self, tree: T) -> b.Word:
        return b.Word(self.span(tree), "in full")

    def by_days(self, tree: T) -> b.Word:
        return b.Word(self.span(tree), "by days")

    def not_paid(self, tree: T) -> b.Word:
        return b.Word(self.span(tree), "not paid")

    def last_of_month(self, tree: T) -> b.Word:
        return b.Word(self.span(tree), "last")

    def first_of_next(self, tree: T) -> b.Word:
        return b.Word(self.span(tree), "next")
