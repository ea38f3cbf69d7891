"""One header or item at a time: parsed by Lark, or explained."""

from typing import Any

from lark import UnexpectedInput

from pbrlang.diagnostics import Diagnostic
from pbrlang.syntax.errors import Mistake
from pbrlang.syntax.from_tree import ItemBuilder
from pbrlang.syntax.habits import date_in_figures, too_many_figures
from pbrlang.syntax.layout import RawItem
from pbrlang.syntax.parser_tables import parser


def parse_item(item: RawItem, rule: str, block: str, level: int, complaints: list[Diagnostic]) -> Any:
    """What the item says, by its grammar rule; nothing, with a complaint, if it cannot be read.

    `block` is the word that the reader knows the block by, `level` the indentation of its items.
    """
    figures = too_many_figures(item) or date_in_figures(item)
    if figures is not None:
        complaints.append(figures)
        return None
    try:
        tree = parser().parse(item.text, start=rule)
        return ItemBuilder(item.span).build(tree)
    except UnexpectedInput as error:
        from pbrlang.syntax.repair import explain  # a contract without mistakes starts sooner

        complaints.append(explain(error, item, rule, block, level))
    except Mistake as mistake:
        complaints.append(mistake.diagnostic)
    return None
