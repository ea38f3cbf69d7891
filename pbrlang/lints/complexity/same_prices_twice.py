"""Two rate cards, or two columns, with the same prices."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Tariff
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design

_Cells = dict[tuple[str | int, ...], Fraction]


class SamePricesTwice(Advice):
    """Two rate cards, or two columns of one, have the same prices.

    ## Why
    Whoever changes one must remember the other. One card says the same in half the space.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): a well-designed payment and reward structure

    ## Example
    ```pbr
    tariff Day Prices by Contract Year of Held On
        | Contract Year | Day Price |
        | 1             | £12       |
        | 2 and later   | £13       |

    tariff Evening Prices by Contract Year of Held On
        | Contract Year | Evening Price |
        | 1             | £12           |
        | 2 and later   | £13           |
    ```

    ## Instead
    ```pbr
    tariff Session Prices by Contract Year of Held On
        | Contract Year | Session Price |
        | 1             | £12           |
        | 2 and later   | £13           |
    ```
    """

    code = "PBR718"
    name = "same-prices-twice"
    severity = Severity.NOTE

    column: str
    other: str

    def message(self) -> str:
        return f"{quoted(self.column)} has the same prices as {quoted(self.other)}, row by row"

    def help(self) -> str:
        return f"write {quoted(self.other)} in the place of {quoted(self.column)}, and leave its prices out"


def check(design: Design) -> Iterator[Advice]:
    """One finding for each column of money that repeats an earlier one with two or more different prices."""
    seen: list[tuple[str, Tariff, _Cells]] = []
    for tariff in design.program.tariffs.values():
        for column, kind in tariff.columns.items():
            cells = {keys: value for (name, keys), value in tariff.cells.items() if name == column}
            if tariff.name and getattr(kind, "share", True) is False and len(set(cells.values())) > 1:
                same = next((name for name, _, other in seen if other == cells), None)
                if same is not None:
                    yield SamePricesTwice(tariff.span, tariff.name, column, same)
                seen.append((column, tariff, cells))
