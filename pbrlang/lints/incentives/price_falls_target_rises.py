"""A price that falls from year to year while more is asked."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Tariff
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class PriceFallsTargetRises(Advice):
    """From year to year a rate card asks for more and pays less for it.

    ## Why
    Costs do not fall as results get harder. A provider that cannot follow both lines gives up on results, and lives on
    what it is paid for otherwise.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), first commandment: performance up and cost
      down, year on year

    ## Example
    ```pbr
    tariff Yearly Terms by Contract Year of Ended On
        | Contract Year | Week Price   | Weeks Asked |
        | 1             | £60 per week | 2 weeks     |
        | 2 and later   | £50 per week | 4 weeks     |

    payment Weeks Beyond
        for each Spell
        when Weeks is more than Weeks Asked
        pays Week Price * (Weeks - Weeks Asked)
    ```

    ## Instead
    ```pbr
    tariff Yearly Terms by Contract Year of Ended On
        | Contract Year | Week Price   | Weeks Asked |
        | 1             | £50 per week | 2 weeks     |
        | 2 and later   | £60 per week | 4 weeks     |

    payment Weeks Beyond
        for each Spell
        when Weeks is more than Weeks Asked
        pays Week Price * (Weeks - Weeks Asked)
    ```
    """

    code = "PBR775"
    name = "price-falls-target-rises"

    price: str
    target: str

    def message(self) -> str:
        return f"on {quoted(self.about)} {quoted(self.price)} falls from year to year while {quoted(self.target)} rises"

    def help(self) -> str:
        return "keep the price, or raise it with what is asked"


def check(design: Design) -> Iterator[Advice]:
    """Rate cards by year alone with a price that only falls beside a number that only rises."""
    for tariff in design.program.tariffs.values():
        series = {name: _series(tariff, name) for name in tariff.columns}
        prices = [each for each in tariff.columns if design.has_money(tariff.columns[each]) and _falls(series[each])]
        targets = [
            each for each in tariff.columns if not design.has_money(tariff.columns[each]) and _falls(series[each][::-1])
        ]
        if prices and targets:
            yield PriceFallsTargetRises(tariff.span, tariff.name, prices[0], targets[0])


def _series(tariff: Tariff, column: str) -> list[Fraction]:
    cells = [(keys[0], value) for (name, keys), value in tariff.cells.items() if name == column and len(keys) == 1]
    years = [(key, value) for key, value in cells if isinstance(key, int)]
    return [value for _, value in sorted(years)] if len(years) == len(cells) else []


def _falls(values: list[Fraction]) -> bool:
    """Whether values never rise, and fall somewhere."""
    return len(values) > 1 and values == sorted(values, reverse=True) and values[0] > values[-1]
