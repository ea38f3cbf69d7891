"""A baseline that follows the measure."""

from collections.abc import Iterator

from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.expressions import Aggregate, Expr
from pbrlang.ir.program import Definition
from pbrlang.ir.visit import walk
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class RollingBaseline(Advice):
    """A baseline is made from the measure's own past, and so moves with it.

    ## Why
    A bad year lowers what the next is compared with, and the way back is paid for as a gain: a dip is paid for twice.
    And a provider that does well raises its own target, year by year.

    ## Source
    - Government Outcomes Lab, University of Oxford, guidance on pricing outcomes: net out deadweight
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fifth commandment

    ## Example
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline total of Weeks of Spells before this, historical "The years before"

        payment Extra Weeks
            for each year
            pays £40 per week * increase in Weeks In Work as an amount
            not less than £0
    ```

    ## Instead
    ```pbr
    outcome Lasting Work
        measure Weeks In Work for each year, in weeks
            means total of Weeks of Spells in the year
            higher is better
            baseline 5,000 weeks, matched comparison group "Two like towns"

        payment Extra Weeks
            for each year
            pays £40 per week * increase in Weeks In Work as an amount
            not less than £0
    ```
    """

    code = "PBR743"
    name = "rolling-baseline"

    def message(self) -> str:
        return f"the baseline of {quoted(self.about)} is made from its own past: after a dip the way back is paid for"

    def help(self) -> str:
        return "fix the baseline, or compare with others who have no part in the contract"


def check(design: Design) -> Iterator[Advice]:
    """Baselines that read earlier rows of the measure's own data, or the measure itself."""
    moved = {each.measure for names in design.measured_by.values() for each in names}
    for own in design.program.definitions.values():
        if own.role == "measure" and own.name in moved and is_rolling(design, own):
            yield RollingBaseline(own.span, own.name)


def is_rolling(design: Design, own: Definition) -> bool:
    """Whether the baseline of a measure is made from the measure's own earlier results."""
    baseline = design.program.definitions.get(own.baseline or "")
    if baseline is None:
        return False
    if own.baseline_kind == "rolling":
        return True
    if own.name in design.reader.expression(baseline.body).definitions:
        return True
    tables = design.reader.definition(own.name).tables
    body = design.inlined.of(baseline.body)
    return any(_is_earlier(each) and design.reader.expression(each).tables & tables for each in walk(body))


def _is_earlier(expr: Expr) -> bool:
    """Whether an expression reads what comes before; later words of the language tell it by their names."""
    if isinstance(expr, Aggregate):
        return expr.window is not None and expr.window.word == "before this"
    return any(word in type(expr).__name__ for word in ("Previous", "Earlier"))
