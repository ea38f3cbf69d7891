"""Items of which a block has one."""

from collections.abc import Sequence
from typing import TypeVar

from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.errors import ItemTwice
from pbrlang.syntax.tree.base import Node

N = TypeVar("N", bound=Node)


def only(items: Sequence[N], block: str, complaints: list[Diagnostic]) -> N | None:
    """The first of some items; every further one is said twice."""
    complaints.extend(ItemTwice(each.span, block=block, first=items[0].span) for each in items[1:])
    return items[0] if items else None
