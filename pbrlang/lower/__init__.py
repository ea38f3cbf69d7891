"""A compiled contract in whole numbers: the one form that every target reads.

`lower` turns each expression into operations on whole numbers. A value is a whole number over a scale that is
known here, or, where its divisor comes from data, a ratio of two whole numbers; so what is compared is multiplied
crosswise, and a sum is divided once, where it is rounded. Each node has its clause and, where limits of the data
tell them, bounds of its number. What cannot be lowered is told, and nothing is approximated.
"""

from pbrlang.lower.model import Lowered
from pbrlang.lower.whole import lower

__all__ = ["Lowered", "lower"]
