"""Two expressions joined by an operation: the algebra asked, and its refusal explained."""

import re
from collections.abc import Iterator

from pbrlang.diagnostics import Edit
from pbrlang.ir.errors import WrongLesser
from pbrlang.ir.expressions import Apply, Constant, Expr
from pbrlang.ir.from_syntax.months import missing_day
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.ir.visit import walk
from pbrlang.kinds.algebra import TABLE, combine
from pbrlang.kinds.errors import NotCombined, UnitsDiffer
from pbrlang.kinds.model import NUMBER, SHARE, UNKNOWN, YES_NO, Day, Kind, Quantity
from pbrlang.source import Span
from pbrlang.syntax.tree import expressions as ex
from pbrlang.values.units import POINT, Unit

_ACTIONS = {
    "add": "added to",
    "subtract": "subtracted from",
    "otherwise": "an alternative to",
    "at the start": "an alternative to",
}


def operation(scope: Scope, name: str, span: Span, left: Expr, right: Expr) -> Expr:
    """An operation on two expressions; a share is taken in percentage points where the other is a price for each."""
    if name == "multiply":
        left, right = in_points(left, right), in_points(right, left)
    kind = combine(name, left.kind, right.kind)
    if kind is None:
        return _refuse(scope, name, span, left, right)
    return Apply(kind, span, name, (left, right, *missing_day(scope, span, left, right)))


def part_of(scope: Scope, span: Span, share: Expr, whole: Expr) -> Expr:
    """`50% of A`: of what has the unit of A, whatever that is."""
    kind = combine("multiply", share.kind, whole.kind)
    return (
        _refuse(scope, "multiply", span, share, whole)
        if kind is None
        else Apply(kind, span, "multiply", (share, whole))
    )


def in_points(share: Expr, price: Expr) -> Expr:
    """A share as a number of percentage points, where a price is for each of them; anything else as it is."""
    return as_points(share) if share.kind == SHARE and per_point(price.kind) else share


def per_point(kind: Kind) -> bool:
    """Whether this is a price for each percentage point."""
    return isinstance(kind, Quantity) and (POINT, -1) in kind.unit.powers


def as_points(share: Expr) -> Expr:
    """A share as a number of percentage points."""
    return Apply(Quantity(Unit.noun(POINT)), share.span, "in points", (share,))


def comparison(scope: Scope, name: str, span: Span, left: Expr, right: Expr) -> Expr:
    """A comparison of two expressions."""
    found = operation(scope, name, span, left, right)
    return Apply(YES_NO, span, name, (left, right)) if isinstance(found, Apply) else found


_BY_TIME = {"earlier": "lesser", "later": "greater"}


def lesser(scope: Scope, node: ex.Lesser, left: Expr, right: Expr) -> Expr:
    """The lesser or greater of two numbers, or the earlier or later of two dates: each in its own words."""
    name = _BY_TIME.get(node.word, node.word)
    found = operation(scope, name, node.span, left, right)
    dates = isinstance(found.kind, Day)
    if found.kind == UNKNOWN or dates == (node.word in _BY_TIME):
        return found
    others = _BY_TIME if not dates else {word: said for said, word in _BY_TIME.items()}
    start = node.span.start + node.span.text.index(node.word)
    place = Span(node.span.source, start, start + len(node.word), node.span.clause)
    return scope.complain(WrongLesser(place, word=node.word, right=others[node.word], dates=dates))


def _refuse(scope: Scope, name: str, span: Span, left: Expr, right: Expr) -> Expr:
    words = scope.words(left.kind), scope.words(right.kind)
    if isinstance(left.kind, Quantity) and isinstance(right.kind, Quantity):
        action = _ACTIONS.get(name, "compared with")
        first, second = (right, left) if name == "subtract" else (left, right)
        return scope.complain(
            UnitsDiffer(
                span,
                action=action,
                left=scope.words(first.kind),
                right=scope.words(second.kind),
                left_span=first.span,
                right_span=second.span,
                fixes=_fixes(scope, left, right),
            )
        )
    from pbrlang.vocabulary.operations import OPERATIONS  # wanted for this message alone

    rules = tuple(row.rule for row in TABLE[name])
    said = OPERATIONS[name].said
    fixes = _date_words(name, left, right)
    return scope.complain(NotCombined(span, said=f"`{said}`", left=words[0], right=words[1], rules=rules, fixes=fixes))


_OF_DATES = {"more than": "after", "at least": "on or after", "less than": "before", "at most": "on or before"}


def _date_words(name: str, left: Expr, right: Expr) -> tuple[Edit, ...]:
    """Dates are not more or less than one another, but after or before."""
    if name not in _OF_DATES or not (isinstance(left.kind, Day) and isinstance(right.kind, Day)):
        return ()
    between = Span(left.span.source, left.span.end, right.span.start, left.span.clause)
    words = f" is {_OF_DATES[name]} "
    return (Edit(f"write `{words.strip()}`", between, words),)


def _fixes(scope: Scope, left: Expr, right: Expr) -> tuple[Edit, ...]:
    """A literal without its noun, or with a near one, can be given the other side's."""
    fixes: list[Edit] = []
    for literal, other in ((right, left), (left, right)):
        if isinstance(literal, Constant):
            written = as_literal(scope, literal, other.kind)
            if written is not None:
                fixes.append(Edit(f"write `{written}`", literal.span, written))
    return tuple(fixes) or (*_capitals(left), *_capitals(right))


def _capitals(expr: Expr) -> Iterator[Edit]:
    """A price `per claim` beside rows counted as Claims: a unit and a kind of data that differ by a capital alone."""
    if not isinstance(expr.kind, Quantity):
        return
    counted = {noun.lower(): noun for noun, power in expr.kind.unit.powers if power > 0 and not noun.islower()}
    for literal in walk(expr):
        if not (isinstance(literal, Constant) and isinstance(literal.kind, Quantity)):
            continue
        for noun, power in literal.kind.unit.powers:
            wanted = counted.get(noun.lower())
            if power < 0 and wanted not in (None, noun):
                written = re.sub(rf"\b{re.escape(noun)}$", wanted, literal.span.text)
                yield Edit(f"write `{written}`", literal.span, written)


def as_literal(scope: Scope, literal: Constant, kind: Kind) -> str | None:
    """A literal as it would be written in the unit of another kind; nothing where that is more than a unit."""
    number = literal.span.text.split()[0]
    if not isinstance(kind, Quantity) or not isinstance(literal.kind, Quantity):
        return None
    figure = number.lstrip(scope.money.symbol).rstrip("%")
    if kind.unit == Unit.noun(scope.money.code):
        return f"{scope.money.symbol}{figure}"
    if kind.share:
        return f"{figure}%"
    if kind == NUMBER:
        return figure
    powers = kind.unit.powers
    above = [noun for noun, power in powers if power == 1]
    below = [noun for noun, power in powers if power == -1]
    if len(above) != 1 or len(above) + len(below) != len(powers) or len(below) > 1:
        return None
    per = "".join(f" per {noun}" for noun in below)
    if above[0] == scope.money.code:
        return f"{scope.money.symbol}{figure}{per}"
    return f"{figure} {above[0] if literal.value == 1 else scope.symbols.nouns.plural(above[0])}{per}"
