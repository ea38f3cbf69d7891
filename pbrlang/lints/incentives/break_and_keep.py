"""Leaving early and keeping early money."""

from collections.abc import Iterator

from pbrlang.analysis.homes import recovered
from pbrlang.diagnostics import Edit
from pbrlang.diagnostics.prose import quoted, quoted_listing
from pbrlang.ir.leaving import Break
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.lints.rewriting import block_of, without_item
from pbrlang.syntax.tree.sharing import Break as Written
from pbrlang.values.wording import in_words


class BreakAndKeep(Advice):
    """Whoever leaves early keeps money that would otherwise have to be earned or given back.

    ## Why
    A provider that sees its results fall short does best by leaving: it keeps what was paid in advance, and those who
    do well stay. So the commissioner pays in full for failure, and in proportion for success. A break may be right for
    both sides; then it should settle early money by what was achieved until that day.

    It is told where a break keeps an advance, or a sum that a clawback recovers from, unless its own condition reads
    results.

    ## Source
    - Youth Justice Board, youth custody pathfinder (2011 to 2013): a break at the end of year 1, and leaving owed
      nothing
    - Audit Commission, *Local payment by results* (April 2012): full understanding of the risks

    ## Example
    ```pbr
    grant Start Grant
        pays £150,000 on 1 April 2030

    clawback Unearned
        for each year
        when total of Weeks of Spells in the year is less than 5,000 weeks
        recovers £10 per week * (5,000 weeks - total of Weeks of Spells in the year) from Start Grant, as a debt

    break Early Exit
        on 31 March 2031
        ends the term
        keeps Start Grant
    ```

    ## Instead
    ```pbr
    grant Start Grant
        pays £150,000 on 1 April 2030

    clawback Unearned
        for each year
        when total of Weeks of Spells in the year is less than 5,000 weeks
        recovers £10 per week * (5,000 weeks - total of Weeks of Spells in the year) from Start Grant, as a debt

    break Early Exit
        on 31 March 2031
        ends the term
    ```
    """

    code = "PBR778"
    name = "break-and-keep"

    day: str
    kept: tuple[str, ...]
    edit: tuple[Edit, ...]

    def message(self) -> str:
        told = quoted_listing(self.kept, "and")
        return f"whoever leaves by {quoted(self.about)} on {self.day} keeps {told}, earned or not"

    def precedent(self) -> str:
        return (
            "in the custody pathfinder sites could leave after a year and owe "
            "nothing; in three of four custody had risen"
        )

    def help(self) -> str:
        return "leave out `keeps`, so that what is not earned by that day is given back"

    def edits(self) -> tuple[Edit, ...]:
        return self.edit


def check(design: Design) -> Iterator[Advice]:
    """Breaks that keep what is otherwise recovered, on no condition that reads results."""
    at_risk = recovered(design.program.clauses)
    for each in design.program.breaks.values():
        kept = tuple(name for name in each.keeps if name in at_risk)
        results = design.result_tables(design.reader.expression(each.when))
        if kept and not results:
            edit = _edit(design, each) if len(kept) == len(each.keeps) else ()
            yield BreakAndKeep(each.span, each.name, in_words(each.day), kept, edit)


def _edit(design: Design, own: Break) -> tuple[Edit, ...]:
    block = block_of(design, own.clause)
    return without_item(block.keeps[0], "keeps") if isinstance(block, Written) and len(block.keeps) == 1 else ()
