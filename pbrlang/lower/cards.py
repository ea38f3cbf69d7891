"""Rate cards by bands, as they are read at some element."""

from typing import Protocol

from pbrlang.ir.expressions import Banded, Expr
from pbrlang.kinds.model import Category
from pbrlang.lower.bands import banded, picked
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.nodes import Node


class Reads(Protocol):
    """What lowers the expressions of one part of a contract."""

    part: str
    clause: str

    def number(self, expr: Expr) -> Node:
        """A lowered number that is not blank."""

    def fixed(self, expr: Expr) -> Node:
        """The same, and the number itself where the contract says it."""


def band_card(reader: Reads, card: Banded) -> Node:
    """What a rate card by bands gives."""
    for band in card.bands:
        refuse_unknown(band, reader.part)
    quantity = reader.number(card.quantity)
    bounds = [reader.fixed(band.bound) for band in card.bands]
    columns = [[reader.fixed(price) for price in band.prices] for band in card.bands]
    if card.key is None:
        return banded(card, quantity, bounds, [prices[0] for prices in columns], reader.clause)
    key = reader.number(card.key)
    missing = f"{card.tariff} has no price for it"
    complete = _is_complete(card, key)
    prices = [picked(key, card.choices, card.open_from, each, missing, complete, reader.clause) for each in columns]
    return banded(card, quantity, bounds, prices, reader.clause)


def _is_complete(card: Banded, key: Node) -> bool:
    """Whether a card has a price for each key that there can be."""
    kind = card.key.kind if card.key is not None else None
    if isinstance(kind, Category):
        return set(kind.values) <= set(card.choices)
    least, most = key.form.least, key.form.most
    if least is None or most is None:
        return False
    return all(min(each, card.open_from or each) in card.choices for each in range(least, most + 1))
