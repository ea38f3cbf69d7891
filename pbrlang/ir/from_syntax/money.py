"""Amounts must be money: what is missing where they are not."""

from pbrlang.diagnostics import Edit
from pbrlang.ir.expressions import Apply, Constant, Expr
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.kinds.errors import NotMoney
from pbrlang.kinds.model import UNKNOWN, Quantity, money


def check_money(scope: Scope, amount: Expr) -> Expr:
    """An amount, which must be money of the contract's currency."""
    if amount.kind in (UNKNOWN, money(scope.money.code)):
        return amount
    fixes, advice = _repairs(scope, amount)
    return scope.complain(NotMoney(amount.span, found=scope.words(amount.kind), fixes=fixes, advice=advice))


def _repairs(scope: Scope, amount: Expr) -> tuple[tuple[Edit, ...], str | None]:
    """`£5 * nights` lacks a `per night`; `£5 per night` lacks a number of nights; a bare number lacks its sign."""
    kind = amount.kind
    if not isinstance(kind, Quantity):
        return (), None
    above = [noun for noun, power in kind.unit.powers if power > 0 and noun != scope.money.code]
    below = [noun for noun, power in kind.unit.powers if power < 0]
    paid = (scope.money.code, 1) in kind.unit.powers
    literal = _money_literal(scope, amount)
    if paid and len(above) == 1 and not below and literal is not None:
        words = f"{literal.span.text} per {above[0]}"
        return (Edit(f"write `{words}`", literal.span, words),), f"say per what: `{words}`"
    rows = [noun for noun in above if noun in scope.symbols.tables or noun in scope.symbols.clauses]
    if paid and rows and below and below[0].islower():
        return (), f"say what they are counted in: `unit {below[0]} counts {rows[0]}`, outside of every block"
    if paid and below:
        many = scope.symbols.nouns.plural(below[0])
        return (), f"multiply it by how many {many} there are"
    if not kind.unit and not kind.share and isinstance(amount, Constant):
        words = f"{scope.money.symbol}{amount.span.text}"
        return (Edit(f"write `{words}`", amount.span, words),), None
    return (), "multiply it by a price"


def _money_literal(scope: Scope, amount: Expr) -> Constant | None:
    """The one plain amount of money in a product, if there is one."""
    if isinstance(amount, Constant):
        return amount if amount.kind == money(scope.money.code) else None
    if isinstance(amount, Apply) and amount.operation == "multiply":
        found = [each for part in amount.arguments if (each := _money_literal(scope, part)) is not None]
        return found[0] if len(found) == 1 else None
    return None
