"""All that can be wrong with the writing of a contract, before its meaning is looked at."""

from pbrlang.syntax.errors.items import BracketsNeeded, Mistake, NoSuchDay, UnexpectedWords, UnknownBlock, UnknownItem
from pbrlang.syntax.errors.layout import IndentNeeded, TooDeep, UnclosedQuote, UnevenIndent
from pbrlang.syntax.errors.tables import RaggedRow, StrayTable, UnclosedRow

__all__ = [
    "BracketsNeeded",
    "IndentNeeded",
    "Mistake",
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
]
