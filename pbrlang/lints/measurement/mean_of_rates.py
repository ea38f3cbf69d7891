"""A mean of rates."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.analysis.variables import without_fallback
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.expressions import Aggregate, Apply, Constant, Expr
from pbrlang.ir.visit import walk
from pbrlang.kinds.model import Quantity
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class MeanOfRates(Advice):
    """Rates are added up and divided by their number.

    ## Why
    A site with ten people counts as much as one with a thousand, so that chance in the smallest decides. The interim
    figures of one scheme could be read as a fall of 23% or of 19%, by what was divided by what.

    ## Source
    - Ministry of Justice, HMP Peterborough interim figures: 81 for 87, or 69 for 79, by the denominator
    - Audit Commission, *Local payment by results* (April 2012): effective and robust measurement

    ## Example
    ```pbr
    data Site Year
        Site Year       identifier
        Waiting Rate    days per patient, to 2 decimal places
        Reported On     date
        one row for each Site Year
        dated Reported On

    outcome Shorter Waits
        measure Mean Wait for each year
            means total of Waiting Rate of Site Years in the year / number of Site Years in the year,
                or 40 days / 1 patient / 1 Site Year where there are no Site Years
            lower is better
    ```

    ## Instead
    ```pbr
    data Site Year
        Site Year       identifier
        Days            number of days
        Patients        number of patients
        Reported On     date
        one row for each Site Year
        dated Reported On

    outcome Shorter Waits
        measure Mean Wait for each year
            means total of Days of Site Years in the year / total of Patients of Site Years in the year,
                or 40 days per patient where there are no Site Years
            lower is better
    ```
    """

    code = "PBR924"
    name = "mean-of-rates"

    rate: str

    def message(self) -> str:
        return f"{quoted(self.about)} is a mean of rates: each {self.rate} counts alike, however many are behind it"

    def help(self) -> str:
        return "add up what is above and what is below, and divide once"


def check(design: Design) -> Iterator[Advice]:
    """Quotients of the total of a rate and the number of its rows, and rates added and divided by their number."""
    read = {name for flow in design.flows.values() for name in flow.money.definitions}
    read |= {each.name for each in design.program.definitions.values() if each.role == "measure"}
    for own in design.program.definitions.values():
        if own.name not in read:
            continue
        for each in walk(design.inlined.of(own.body)):
            rate = _rate(each)
            if rate is not None:
                yield MeanOfRates(own.span, own.name.removeprefix("baseline of "), rate)
                break


def _rate(expr: Expr) -> str | None:
    """What is averaged, where an expression is such a mean."""
    if not isinstance(expr, Apply) or expr.operation not in ("divide", "multiply"):
        return None
    top, bottom = (without_fallback(each) for each in expr.arguments)
    if isinstance(top, Constant) and expr.operation == "multiply":
        top, bottom = bottom, top
    if isinstance(bottom, Constant):
        return _of_summands(top, bottom, divides=expr.operation == "divide")
    if not isinstance(top, Aggregate) or not isinstance(bottom, Aggregate) or top.body is None:
        return None
    kind = top.body.kind
    is_rate = isinstance(kind, Quantity) and (kind.share or any(power < 0 for _, power in kind.unit.powers))
    if top.word == "total" and bottom.word == "number" and top.over == bottom.over and is_rate:
        return " ".join(top.body.span.text.split())
    return None


def _of_summands(top: Expr, by: Constant, *, divides: bool) -> str | None:
    """Two rates or more that are added and divided by their number, each with a bottom of its own."""
    rates = [without_fallback(each) for each in _summands(top)]
    number = Fraction(len(rates))
    if len(rates) < 2 or by.value != (number if divides else 1 / number):
        return None
    bottoms = [_bottom(each) for each in rates]
    if None in bottoms or all(each == bottoms[0] for each in bottoms):
        return None
    return " ".join(rates[0].span.text.split())


def _bottom(rate: Expr) -> object:
    """What a rate is a rate of; nothing where it is none."""
    if isinstance(rate, Aggregate) and rate.word == "share":
        return rate.over, rate.window, rate.where
    if isinstance(rate, Apply) and rate.operation == "divide" and isinstance(rate.arguments[1], Aggregate):
        below = rate.arguments[1]
        return below.over, below.window, below.where
    return None


def _summands(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, Apply) and expr.operation == "add":
        for each in expr.arguments:
            yield from _summands(each)
    else:
        yield expr
