"""A price that falls from year to year while more is asked."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from pbrlang.diagnostics.prose import quoted
from pbrlang.kinds.model import Kind
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.source import Span


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


@frozen(eq=False)
class Card:
    """Prices and numbers by year, of a rate card or a table: for each column a row of figures for each other key."""

    name: str
    span: Span
    columns: dict[str, Kind]
    series: dict[str, list[list[Fraction]]]


def check(design: Design) -> Iterator[Advice]:
    """Rate cards and tables by year with a price that only falls beside a number that only rises."""
    for card in (*_tariffs(design), *_tables(design)):
        money = {name: design.has_money(kind) for name, kind in card.columns.items()}
        prices = [each for each in card.columns if money[each] and _falls(card.series[each])]
        risen = {name: [each[::-1] for each in rows] for name, rows in card.series.items()}
        targets = [each for each in card.columns if not money[each] and _falls(risen[each])]
        if prices and targets:
            yield PriceFallsTargetRises(card.span, card.name, prices[0], targets[0])


def _tariffs(design: Design) -> Iterator[Card]:
    for tariff in design.program.tariffs.values():
        series: dict[str, dict[tuple[str | int, ...], dict[int, Fraction]]] = {name: {} for name in tariff.columns}
        for (column, keys), value in tariff.cells.items():
            years = [each for each in keys if isinstance(each, int)]
            others = tuple(each for each in keys if not isinstance(each, int))
            if len(years) == 1:
                series[column].setdefault(others, {})[years[0]] = value
        ordered = {name: [_in_order(each) for each in rows.values()] for name, rows in series.items()}
        yield Card(tariff.name, tariff.span, tariff.columns, ordered)


def _tables(design: Design) -> Iterator[Card]:
    for table in design.program.date_tables.values():
        if table.step == "year" and table.file is None:
            rows = {
                name: {year: each[-1].value for year, each in table.figures[name].items()} for name in table.columns
            }
            series = {name: [_in_order(each)] for name, each in rows.items()}
            yield Card(table.name, table.span, table.columns, series)


def _in_order(by_year: dict[int, Fraction]) -> list[Fraction]:
    return [value for _, value in sorted(by_year.items())]


def _falls(rows: list[list[Fraction]]) -> bool:
    """Whether no row ever rises, and one falls somewhere."""
    never_rises = all(values == sorted(values, reverse=True) for values in rows)
    return never_rises and any(len(values) > 1 and values[0] > values[-1] for values in rows)
