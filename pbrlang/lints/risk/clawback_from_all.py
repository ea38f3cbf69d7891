"""A clawback for one person that reaches what was paid for all."""

from collections.abc import Iterator

from pbrlang.analysis.homes import rows_of, set_against
from pbrlang.diagnostics import Edit
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.names.homes import ContractHome
from pbrlang.source import Span
from pbrlang.syntax.tree.base import Name, walk
from pbrlang.syntax.tree.clauses import Clause as Written


class ClawbackFromAll(Advice):
    """A clawback for each row recovers from all that was paid, not from what was paid for that row.

    ## Why
    For one person whose result is undone, money can go that was rightly earned for others. The provider cannot know
    what it may keep, and has to hold back what it should spend on the service.

    ## Source
    - Audit Commission, *Local payment by results* (April 2012): full understanding of the risks
    - National Audit Office, *Outcome-based payment schemes* (HC 86, June 2015): providers able to take the risk

    ## Example
    ```pbr
    fee Session Fee
        for each Session
        pays £30

    clawback Short Session
        for each Session
        when Minutes is less than 5 minutes
        recovers £45 from Session Fee, as a debt
    ```

    ## Instead
    ```pbr
    fee Session Fee
        for each Session
        pays £30

    clawback Short Session
        for each Session
        when Minutes is less than 5 minutes
        recovers £45 from the Session Fee paid for that Session, as a debt
    ```
    """

    code = "PBR903"
    name = "clawback-from-all"

    source: str
    table: str
    item: Span | None
    same: bool

    def message(self) -> str:
        return (
            f"for each {quoted(self.table)}, {quoted(self.about)} can recover what "
            f"was paid under {quoted(self.source)} for others"
        )

    def help(self) -> str:
        return f"recover `from the {self.source} paid for that {self.table}`"

    def edits(self) -> tuple[Edit, ...]:
        if self.item is None or not self.same:
            return ()
        return (
            Edit(
                "bound it by what was paid for the same one", self.item, f"the {self.source} paid for that {self.table}"
            ),
        )


def check(design: Design) -> Iterator[Advice]:
    """Clawbacks for each row whose bound is the whole contract, on clauses that are for each row too."""
    for clause in design.clauses("clawback"):
        table = rows_of(clause.home)
        if clause.recovery is None or table is None or not isinstance(clause.recovery.home, ContractHome):
            continue
        sources = [design.program.clauses[name] for name in sorted(set_against(clause))]
        source = next((each for each in sources if rows_of(each.home) is not None), None)
        if source is not None:
            same = rows_of(source.home) == table and len(sources) == 1
            yield ClawbackFromAll(clause.span, clause.name, source.name, table, _place(design, clause), same)


def _place(design: Design, clause: Clause) -> Span | None:
    """The name of the clause that it recovers from, as written."""
    block = next((each for each in design.blocks(Written) if each.number == clause.clause), None)
    names = [node for each in getattr(block, "sources", ()) for node in walk(each) if isinstance(node, Name)]
    return names[0].span if names else None
