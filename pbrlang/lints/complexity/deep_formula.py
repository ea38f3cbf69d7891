"""A formula of many steps."""

from collections.abc import Iterator

from pbrlang.analysis.counting import clause_depth
from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class DeepFormula(Advice):
    """An amount is worked out in more steps than a reader can follow.

    ## Why
    Whoever is paid by a formula should be able to say what one more result is worth. With many operations one inside
    another nobody can, disputes turn on the order of steps, and a fault such as that of the Work Programme's incentive
    stays unseen for years.

    Operations are counted with every name written out, so that names neither help nor hurt. The default limit, six, is
    the judgement of this project. A project sets its own with `depth` in `pbr.toml`.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), third commandment: simple metrics
    - National Audit Office, *The Work Programme* (HC 266, 2014): the incentive formula

    ## Example
    ```pbr
    payment Weeks Paid
        for each year
        pays 99% of 98% of 95% of 102% of 97% of 90% of £40 per week * total of Weeks of Spells in the year
    ```

    ## Instead
    ```pbr
    payment Weeks Paid
        for each year
        pays £33 per week * total of Weeks of Spells in the year
    ```
    """

    code = "PBR715"
    name = "deep-formula"

    depth: int
    most: int

    def message(self) -> str:
        return f"{quoted(self.about)} is worked out in {self.depth} steps, one inside another: more than {self.most}"

    def help(self) -> str:
        return "multiply agreed percentages out into one price, and leave out corrections that change little"


def check(design: Design) -> Iterator[Advice]:
    """One finding for each clause whose amount is deeper than the limit."""
    for clause in design.clauses():
        depth = clause_depth(design.program, clause)
        if depth > design.settings.depth:
            yield DeepFormula(clause.amount.span, clause.name, depth, design.settings.depth)
