"""The provider decides into which price group a person falls."""

from collections.abc import Iterator

from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.expressions import CellOf, FieldOf
from pbrlang.ir.visit import walk
from pbrlang.kinds.model import Category
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class GroupSetByProvider(Advice):
    """The price depends on a group that the provider itself reports.

    ## Why
    Whoever is paid more for a harder case, and says which cases are hard, will find many. In the recovery pilots the
    band was set at the start by an assessor who was not paid by it.

    ## Source
    - Department of Health, drug and alcohol recovery pilots (2012): independent assessment and tariff setting
    - Government Outcomes Lab, University of Oxford, guidance on pricing outcomes: a referral gateway

    ## Example
    ```pbr
    data Learner
        Learner     identifier
        Need        one of Low, High
        Enrolled On date
        one row for each Learner
        dated Enrolled On
        supplied by provider

    tariff Prices by Need
        | Need | Teaching Price |
        | Low  | £400           |
        | High | £1,300         |

    fee Teaching
        for each Learner
        pays Teaching Price
    ```

    ## Instead
    ```pbr
    data Learner
        Learner     identifier
        Need        one of Low, High
        Enrolled On date
        one row for each Learner
        dated Enrolled On
        supplied by third party "Assessment team"

    tariff Prices by Need
        | Need | Teaching Price |
        | Low  | £400           |
        | High | £1,300         |

    fee Teaching
        for each Learner
        pays Teaching Price
    ```
    """

    code = "PBR762"
    name = "group-set-by-provider"

    field: str
    table: str
    card: str

    def message(self) -> str:
        return (
            f"{quoted(self.about)} pays by {quoted(self.field)} on {quoted(self.card)}, "
            f"and the provider says in {quoted(self.table)} which it is"
        )

    def help(self) -> str:
        return "let the group be set at entry by somebody who is not paid by it: `supplied by third party …`"


def check(design: Design) -> Iterator[Advice]:
    """Prices by a category of people that the provider supplies; which result is claimed is no such category."""
    for clause in design.paying:
        cells = (each for part in design.variables.parts(clause) for each in walk(part) if isinstance(each, CellOf))
        told = set[str]()
        for cell in cells:
            tariff = design.program.tariffs[cell.tariff]
            prices = {value for (column, _), value in tariff.cells.items() if column == cell.column}
            for key in cell.keys if len(prices) > 1 else ():
                if not isinstance(key, FieldOf) or not isinstance(key.kind, Category) or key.field in told:
                    continue
                table = design.program.tables[key.table]
                if (table.supplier or "").startswith("provider") and table.activity is not False:
                    told.add(key.field)
                    yield GroupSetByProvider(clause.span, clause.name, key.field, key.table, tariff.name)
