"""Where the data that money depends on comes from."""

from collections.abc import Iterator

from pbrlang.ir.tables import Table
from pbrlang.lints.design import Design
from pbrlang.syntax.tree.data import Data, Provenance


def used(design: Design) -> Iterator[Table]:
    """The tables on which the amount, the condition or the rows of a clause depend."""
    read = {name for flow in design.flows.values() for name in flow.money.tables}
    return (each for name, each in design.program.tables.items() if name in read)


def paid_on(design: Design) -> Iterator[Table]:
    """Those of them that are said to record results or activity, or nothing and are not a plain list of who there is.

    A list is a table that other data refers to, and of which clauses read nothing but that there is a row, or its
    groups.
    """
    tables = design.program.tables.values()
    referred = {field.refers_to for table in tables for field in table.fields if field.refers_to != table.name}
    for table in used(design):
        if table.activity is not None or table.name not in referred:
            yield table


def provenance(design: Design, table: Table, word: str) -> Provenance | None:
    """The item of a data block that says who supplied or verified it, as written."""
    for block in design.blocks(Data):
        if isinstance(block, Data) and block.number == table.clause:
            return next((each for each in block.provenance if each.word == word), None)
    return None
