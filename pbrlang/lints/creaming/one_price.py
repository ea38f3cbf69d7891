"""One price for people whose chances differ."""

from collections.abc import Iterator

from pbrlang.analysis.homes import rows_of
from pbrlang.diagnostics.prose import listing, quoted, quoted_listing
from pbrlang.ir.expressions import Aggregate, CellOf, Constant, FieldOf, Members, Rows
from pbrlang.ir.program import Clause, Tariff
from pbrlang.ir.visit import walk
from pbrlang.kinds.model import Category, Quantity
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class OnePrice(Advice):
    """One price is paid over groups whose chances differ.

    ## Why
    Those who need little help and those who need much bring the same, and cost different sums. So the provider looks
    for the first (creaming) and leaves the others waiting (parking), as happened in the Work Programme inside each of
    its broad groups.

    It is found where data tells groups apart and the price does not, and where a rate card expects different things of
    groups, such as more weeks in work, and pays the same for them.

    ## Source
    - House of Commons Work and Pensions Committee, *Welfare-to-work* (HC 363, 2015-16), on creaming and parking
    - Russell Webster, *Payment by Results: Lessons from the Literature* (2016), on cherry-picking
    - Government Outcomes Lab, University of Oxford, guidance on pricing outcomes: segment the tariff

    ## Example
    ```pbr
    data Learner
        Learner     identifier
        Need        one of Low, High
        Placed On   date
        one row for each Learner
        dated Placed On
        records results

    payment Placement
        for each Learner
        pays £700
    ```

    ## Instead
    ```pbr
    data Learner
        Learner     identifier
        Need        one of Low, High
        Placed On   date
        one row for each Learner
        dated Placed On
        records results

    tariff Prices by Need
        | Need | Place Price |
        | Low  | £400        |
        | High | £1,300      |

    payment Placement
        for each Learner
        pays Place Price
    ```
    """

    code = "PBR760"
    name = "one-price"

    price: str
    groups: tuple[str, ...]
    because: str

    def message(self) -> str:
        return f"{quoted(self.about)} pays {self.price} alike for {listing(self.groups, 'and')}, {self.because}"

    def precedent(self) -> str:
        return "in the Work Programme those hardest to help had little help (HC 363, 2015-16)"

    def help(self) -> str:
        return (
            "set a price for each group, by what it takes to help one of them; let somebody else decide who is in which"
        )


def check(design: Design) -> Iterator[Advice]:
    """Payments for results whose price is the same for groups that the contract tells apart."""
    for clause in design.paying:
        if design.pays_for_results(clause):
            yield from _on_card(design, clause) or _off_card(design, clause)


def _on_card(design: Design, clause: Clause) -> list[Advice]:
    """A rate card's column with one price for groups that all, or in other columns, differ."""
    found: list[Advice] = []
    for cell in (each for part in design.variables.parts(clause) for each in walk(part) if isinstance(each, CellOf)):
        tariff = design.program.tariffs[cell.tariff]
        if not design.has_money(tariff.columns[cell.column]) or not isinstance(cell.keys[0].kind, Category):
            continue
        alike, columns = _alike(design, tariff, cell.column)
        if len(alike) > 1 and not found:
            keys = [keys for column, keys in tariff.cells if column == cell.column and keys[0] == alike[0]]
            price = design.show(tariff.cells[cell.column, keys[0]], tariff.columns[cell.column])
            every = len(alike) == len({keys[0] for _, keys in tariff.cells})
            because = f"which differ in {quoted_listing(columns, 'and')}" if columns else "the only price on the card"
            if columns or every:
                found.append(OnePrice(clause.span, clause.name, price, alike, because))
    return found


def _alike(design: Design, tariff: Tariff, column: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The largest set of first keys with one price, and the columns that are no prices in which they differ."""
    rows: dict[str, dict[str, list[object]]] = {}
    for (name, keys), value in tariff.cells.items():
        rows.setdefault(str(keys[0]), {}).setdefault(name, []).append(value)
    same: dict[tuple[object, ...], list[str]] = {}
    for key, cells in rows.items():
        same.setdefault(tuple(cells[column]), []).append(key)
    alike = max(same.values(), key=len)
    plain = [
        name
        for name, kind in tariff.columns.items()
        if isinstance(kind, Quantity) and kind.unit and not design.has_money(kind)
    ]
    differing = tuple(each for each in plain if len({tuple(rows[key].get(each, [])) for key in alike}) > 1)
    return tuple(alike), differing


def _off_card(design: Design, clause: Clause) -> list[Advice]:
    """One price for each row of data that tells groups apart by a field which no part of the contract reads."""
    price = next((each for each in walk(design.inlined.of(clause.amount)) if isinstance(each, Constant)), None)
    if price is None or any(isinstance(each, CellOf) for part in design.variables.parts(clause) for each in walk(part)):
        return []
    for name in _priced_tables(design, clause):
        table = design.program.tables[name]
        near = [
            table,
            *(
                design.program.tables[each.refers_to]
                for each in table.fields
                if each.refers_to in design.program.tables
            ),
        ]
        for own in near:
            for field in own.fields:
                if isinstance(field.kind, Category) and not _is_read(design, own.name, field.name):
                    told = f"whom {quoted(field.name)} tells apart"
                    amount = design.show(price.value, price.kind) if not isinstance(price.value, bool | str) else ""  # type: ignore[arg-type]
                    return [OnePrice(clause.span, clause.name, amount, field.choices, told)]
    return []


def _priced_tables(design: Design, clause: Clause) -> list[str]:
    """The tables of results of which each row brings the same: the clause is for each, or pays by their number."""
    found: list[str] = []
    amount = design.inlined.of(clause.amount)
    table = rows_of(clause.home)
    if table is not None:
        if not any(isinstance(each, FieldOf | Aggregate) for each in walk(amount)):
            found.append(table)
    else:
        numbers = [each for each in walk(amount) if isinstance(each, Aggregate) and each.word == "number"]
        found += [each.over.table for each in numbers if isinstance(each.over, Rows | Members)]
    return [each for each in found if design.program.tables[each].activity is False]


def _is_read(design: Design, table: str, field: str) -> bool:
    flows = design.flows.values()
    groups = (design.reader.group(each) for each in design.program.groups)
    definitions = (design.reader.definition(each) for each in design.program.definitions)
    return any((table, field) in reads.fields for reads in (*(each.all for each in flows), *groups, *definitions))
