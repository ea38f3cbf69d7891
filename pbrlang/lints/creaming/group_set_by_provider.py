"""The provider decides into which price group a person falls."""

from collections.abc import Iterator

from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.expressions import CellOf, FieldOf
from pbrlang.ir.program import Clause
from pbrlang.ir.visit import walk
from pbrlang.kinds.model import Category, YesNo
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
    is_card: bool

    def message(self) -> str:
        than = f"on {quoted(self.card)}" if self.is_card else f"other than {quoted(self.card)}"
        said = f"and the provider says in {quoted(self.table)} which it is"
        return f"{quoted(self.about)} pays by {quoted(self.field)} {than}, {said}"

    def help(self) -> str:
        return "let the group be set at entry by somebody who is not paid by it: `supplied by third party …`"


def check(design: Design) -> Iterator[Advice]:
    """Prices by a category of people that the provider supplies; which result is claimed is no such category."""
    told = set[tuple[str, str]]()
    for clause in design.paying:
        for advice in _on_card(design, clause):
            told.add((advice.table, advice.field))
            yield advice
    for key, clauses in _by_condition(design).items():
        sums = [design.bounds.line(each).high for each in clauses]
        known = [each for each in sums if each is not None]
        if key not in told and len(known) == len(sums) and len(set(known)) > 1:
            dearest, cheapest = clauses[known.index(max(known))], clauses[known.index(min(known))]
            yield GroupSetByProvider(dearest.span, dearest.name, key[1], key[0], cheapest.name, False)


def _on_card(design: Design, clause: Clause) -> Iterator[GroupSetByProvider]:
    """Cells of a rate card whose key is such a category."""
    cells = (each for part in design.variables.parts(clause) for each in walk(part) if isinstance(each, CellOf))
    told = set[str]()
    for cell in cells:
        tariff = design.program.tariffs[cell.tariff]
        prices = {value for (column, _), value in tariff.cells.items() if column == cell.column}
        for key in cell.keys if len(prices) > 1 else ():
            if (
                isinstance(key, FieldOf)
                and key.field not in told
                and _is_said_by_provider(design, key.table, key.field)
            ):
                told.add(key.field)
                yield GroupSetByProvider(clause.span, clause.name, key.field, key.table, tariff.name, True)


def _by_condition(design: Design) -> dict[tuple[str, str], list[Clause]]:
    """The payments for results whose condition, or the group that they are for each of, reads such a field."""
    found: dict[tuple[str, str], list[Clause]] = {}
    for clause in design.paying:
        flow = design.flows[clause.name]
        for table, field in sorted((flow.home | flow.when).fields) if design.pays_for_results(clause) else ():
            if _is_of_people(design, table) and _is_said_by_provider(design, table, field):
                found.setdefault((table, field), []).append(clause)
    return found


def _is_of_people(design: Design, table: str) -> bool:
    """Whether other data refers to its rows, as to people."""
    others = (each for each in design.program.tables.values() if each.name != table)
    return any(field.refers_to == table for each in others for field in each.fields)


def _is_said_by_provider(design: Design, table: str, field: str) -> bool:
    """Whether a field puts people in groups, or says yes or no of them, and the provider supplies it."""
    own = design.program.tables[table]
    sorts = isinstance(own.by_name[field].kind, Category | YesNo)
    return sorts and (own.supplier or "").startswith("provider") and own.activity is not False
