"""Two versions of a contract: what a variation changes in words, and what it changes in money.

`compare` gives a `Comparison`: each block of both contracts with what became of it, and the sums of both on the same
data, scenarios and worked examples. `document_of` makes a document of it, a redline, and `as_json` writes it for
other programs.
"""

from pbrlang.compare.comparing import compare
from pbrlang.compare.document import document_of
from pbrlang.compare.model import BlockChange, Comparison, Difference, Moneys, PieceChange, RowChange, Run
from pbrlang.compare.trials import Wanted

__all__ = [
    "BlockChange",
    "Comparison",
    "Difference",
    "Moneys",
    "PieceChange",
    "RowChange",
    "Run",
    "Wanted",
    "compare",
    "document_of",
]
