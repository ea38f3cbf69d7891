"""Figures that are collected and never read."""

from collections.abc import Iterator

from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted, quoted_listing
from pbrlang.ir.tables import Table
from pbrlang.kinds.model import Identifier
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class UnusedField(Advice):
    """Figures are to be collected that nothing reads.

    ## Why
    Somebody has to ask for them, write them down and send them, and nothing is paid by them. Personal data that nobody
    needs should not be gathered at all.

    Data that is `already collected` is not looked at. What a worked example speaks of counts as read, and so do keys,
    references and the date of the row.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fourth commandment: onerous data collection

    ## Example
    ```pbr
    data Visit
        Visit       identifier
        Shoe Size   number
        Made On     date
        one row for each Visit
        dated Made On

    fee Visiting Fee
        for each Visit
        pays £20
    ```

    ## Instead
    ```pbr
    data Visit
        Visit       identifier
        Made On     date
        one row for each Visit
        dated Made On

    fee Visiting Fee
        for each Visit
        pays £20
    ```
    """

    code = "PBR945"
    name = "unused-field"
    severity = Severity.NOTE

    fields: tuple[str, ...]

    def message(self) -> str:
        verb = "is" if len(self.fields) == 1 else "are"
        return (
            f"{quoted_listing(self.fields, 'and')} of {quoted(self.about)} {verb} collected, "
            f"and nothing reads {'it' if verb == 'is' else 'them'}"
        )

    def help(self) -> str:
        return "leave out what is not needed, or say `already collected` where it is"


def check(design: Design) -> Iterator[Advice]:
    """For each table that somebody must collect, the fields that nothing reads, once something is paid."""
    read = _read(design)
    for table in design.program.tables.values() if design.program.clauses else ():
        unused = tuple(each.name for each in table.fields if not _is_used(table, each.name, read))
        if unused and not table.already_collected:
            yield UnusedField(table.span, table.name, unused)


def _is_used(table: Table, field: str, read: set[tuple[str, str]]) -> bool:
    own = table.by_name[field]
    lasts = {table.lasts.start, table.lasts.end} if table.lasts is not None else set()
    placing = {*table.key, *lasts, table.dated, table.recorded}
    return field in placing or isinstance(own.kind, Identifier) or (table.name, field) in read


def _read(design: Design) -> set[tuple[str, str]]:
    program, reader = design.program, design.reader
    reads = [flow.all for flow in design.flows.values()]
    reads += [reader.definition(each) for each in program.definitions]
    reads += [reader.group(each) for each in program.groups]
    reads += [design.apart]
    found = {pair for each in reads for pair in each.fields}
    found |= {(each.table, field) for each in program.cohorts.values() for field in (each.entry, each.observed_from)}
    return found
