"""All that can be wrong with the writing of a contract, before its meaning is looked at."""

from pbrlang.syntax.errors.fields import UnreadField
from pbrlang.syntax.errors.habits import DateInFigures, MisplacedComma, MixedAndOr
from pbrlang.syntax.errors.items import BracketsNeeded, Mistake, NoSuchDay, UnexpectedWords, UnknownBlock, UnknownItem
from pbrlang.syntax.errors.layout import BlockIndented, IndentNeeded, TooDeep, UnclosedQuote, UnevenIndent
from pbrlang.syntax.errors.stretches import WithinUnsaid
from pbrlang.syntax.errors.tables import RaggedRow, StrayTable, UnclosedRow

__all__ = [
    "BlockIndented",
    "BracketsNeeded",
    "DateInFigures",
    "IndentNeeded",
    "MisplacedComma",
    "Mistake",
    "MixedAndOr",
    "NoSuchDay",
    "RaggedRow",
    "StrayTable",
    "TooDeep",
    "UnclosedQuote",
    "UnclosedRow",
    "UnevenIndent",
    "UnexpectedWords",
    "UnknownBlock",
    "UnknownItem",
    "UnreadField",
    "WithinUnsaid",
]
