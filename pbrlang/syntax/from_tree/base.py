"""Places, names and words: what every rule needs."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from lark import Token, Tree

from pbrlang.calendar.months import MONTHS
from pbrlang.source import Span
from pbrlang.syntax.errors import Mistake, NoSuchDay, UnexpectedWords
from pbrlang.syntax.tree import base as node
from pbrlang.syntax.tree import expressions as ex

Child = Tree[Token] | Token | None

_MOST_LEVELS = 200
"""Brackets in brackets, and sums of sums: far more than anyone could follow, and few enough for every later step."""


class Builder:
    """Turns the parse tree of one item, which stands at `place` in the contract, into nodes."""

    def __init__(self, place: Span) -> None:
        self.place = place
        self._level = 0

    def build(self, tree: Child) -> Any:
        """The node for a subtree; `None` for a part that was not written."""
        if tree is None:
            return None
        if isinstance(tree, Token):
            raise TypeError(f"a bare {tree.type} has no node")
        method: Callable[[Tree[Token]], Any] = getattr(self, str(tree.data))
        self._level += 1
        if self._level > _MOST_LEVELS:
            raise Mistake(UnexpectedWords(self.span(tree), found="what is nested so deeply", expected=()))
        node = method(tree)
        self._level -= 1
        return node

    def all(self, children: list[Any]) -> tuple[Any, ...]:
        """The nodes for several subtrees."""
        return tuple(self.build(each) for each in children if each is not None)

    def span(self, part: Tree[Token] | Token) -> Span:
        """The place of a subtree or a token."""
        if isinstance(part, Token):
            start, end = part.start_pos or 0, part.end_pos or 0
        elif part.meta.empty:
            start = end = 0
        else:
            start, end = part.meta.start_pos, part.meta.end_pos
        here = self.place
        return Span(here.source, here.start + start, here.start + end, here.clause)

    def name(self, tree: Tree[Token]) -> node.Name:
        parts = tuple((" ".join(str(part).split()), self.span(part)) for part in tree.children)
        return node.Name(parts[0][1].to(parts[-1][1]), parts)

    def noun(self, tree: Tree[Token]) -> ex.Noun:
        return self.word_noun(tree.children[0])

    def word_noun(self, token: Any) -> ex.Noun:
        return ex.Noun(self.span(token), str(token))

    def term_noun(self, tree: Tree[Token]) -> ex.Noun:
        name = self.build(tree.children[0])
        return ex.Noun(name.span, name.text, term=True)

    def note(self, tree: Tree[Token]) -> node.Note:
        return self.quotation(tree.children[0])

    def quotation(self, token: Any) -> node.Note:
        """Words in quotation marks; a line end inside them is a space."""
        return node.Note(self.span(token), " ".join(str(token)[1:-1].split()))

    def maybe_quotation(self, token: Any) -> node.Note | None:
        return None if token is None else self.quotation(token)

    def accept(self, tree: Tree[Token]) -> node.Accept:
        finding, because = tree.children
        return node.Accept(self.span(tree), str(finding), self.quotation(because).text)

    def date(self, token: Any) -> date:
        """A date as written; a day that the month does not have is a mistake."""
        day, month, year = str(token).split()
        try:
            return date(int(year), MONTHS.index(month) + 1, int(day))
        except ValueError:
            raise Mistake(NoSuchDay(self.span(token))) from None

    def day_month(self, token: Any) -> tuple[int, int]:
        day, month = str(token).split()
        try:
            number = MONTHS.index(month) + 1
            date(2001, number, int(day))
        except ValueError:
            raise Mistake(NoSuchDay(self.span(token))) from None
        return int(day), number

    def nearest(self, tree: Tree[Token]) -> ex.Rounding:
        coin, half = tree.children
        way = "nearest" if half is None else "half " + said(half)
        return ex.Rounding(self.span(tree), self.build(coin), way)

    def upwards(self, tree: Tree[Token]) -> ex.Rounding:
        return ex.Rounding(self.span(tree), self.build(tree.children[0]), "up")

    def downwards(self, tree: Tree[Token]) -> ex.Rounding:
        return ex.Rounding(self.span(tree), self.build(tree.children[0]), "down")

    def length(self, tree: Tree[Token]) -> ex.Number:
        number, noun = tree.children
        return ex.Number(self.span(tree), exact(number), self.build(noun))


def exact(token: Any) -> Fraction:
    """The number that figures stand for, whatever sign or symbol is around them."""
    return Fraction("".join(char for char in str(token) if char.isdigit() or char == "."))


def said(part: Any) -> str:
    """The words of a rule that keeps them, single-spaced; or the text of a token."""
    if isinstance(part, Token):
        return str(part)
    return " ".join(str(each) for each in part.children)
