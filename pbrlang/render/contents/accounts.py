"""Balances: at what each opens, and how it moves in each step."""

from pbrlang.ir.expressions import Apply, Choose, Expr
from pbrlang.ir.program import Definition
from pbrlang.names.homes import CalendarHome, part_of
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import lettered, paragraph
from pbrlang.render.english.homes import for_each
from pbrlang.render.english.places import Here
from pbrlang.render.english.saying import fill, join
from pbrlang.render.model import Block, Inlines


def account_blocks(material: Material, account: Definition) -> list[Block]:
    """What an account is: its opening balance and its movements, in the order in which they are made."""
    here = Here(account.home)
    opening, moves = _unwound(account.body)
    step = part_of(account.home, CalendarHome)
    each = for_each(material.speaker.places, account.home, " of the term and the run-off")
    told = [_movement(material, move, here) for move in moves]
    period = step.step if step else "period"
    blocks: list[Block] = [
        paragraph(fill("means a balance that is reckoned for {each}.", each=each)),
        paragraph(
            fill(
                "It opens at {opening}; later it opens at the balance with which the {step} before closed.",
                opening=material.speaker.value(opening, here),
                step=period,
            )
        ),
        paragraph(f"In each {period} it is moved in this order:"),
        lettered(told, "and then"),
        paragraph(
            join(
                "Its name alone is the balance after all of these, and “",
                account.name,
                " outstanding” the balance before the first reduction. The balance is exact, is never rounded, and may "
                "be below nought. It is read as at the last day of the ",
                period,
                ", or the day of the sum that reads it, if that is earlier.",
            )
        ),
    ]
    return [*blocks, *_begins(account)]


def _begins(account: Definition) -> list[Block]:
    if not isinstance(account.body, Choose):
        return []
    words = "A balance for a row that has a date opens in the period that holds that date; before that it is nought."
    return [paragraph(words)]


Move = tuple[str, Expr]


def _unwound(body: Expr) -> tuple[Expr, list[Move]]:
    """What a balance opens at, and its movements in order."""
    moves: list[Move] = []
    balance = body.otherwise if isinstance(body, Choose) else body
    while isinstance(balance, Apply) and balance.operation in ("add", "subtract"):
        before, amount = balance.arguments
        rate = _rate(amount, before) if balance.operation == "add" else None
        if rate is not None:
            moves.append(("it grows by {value} of itself", rate))
        elif balance.operation == "add":
            moves.append(("it is increased by {value}", amount))
        else:
            moves.append(("it is reduced by {value}", amount))
        balance = before
    if isinstance(balance, Choose):
        balance = balance.otherwise
    opening = balance.arguments[1] if isinstance(balance, Apply) and balance.operation == "at the start" else balance
    return opening, moves[::-1]


def _rate(amount: Expr, before: Expr) -> Expr | None:
    """By which share a balance grows, where what is added is a share of it."""
    if isinstance(amount, Apply) and amount.operation == "multiply" and amount.arguments[0] == before:
        return amount.arguments[1]
    return None


def _movement(material: Material, move: Move, here: Here) -> Inlines:
    pattern, value = move
    return fill(pattern, value=material.speaker.value(value, here))
