"""A figure that somebody else collects already."""

from collections.abc import Iterator

from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Quantity
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.lints.evidence import used


class CollectedTwice(Advice):
    """A figure is to be collected though one of the same kind about the same people is collected already.

    ## Why
    Two figures of one thing never agree, and the one that is collected only to be paid by is the worse of them. A
    measure that was already being counted is what made the custody pathfinder in West Yorkshire simple.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), third and fourth commandment: already being
      counted
    - BDO Local Government, on payment by results in councils: shared methods of measurement

    ## Example
    ```pbr
    data Diary
        Diary         identifier
        Person        refers to Person
        Weeks Worked  number of weeks
        Kept On       date
        one row for each Diary
        dated Kept On
        records results
        supplied by provider
        verified by commissioner

    payment Weeks Paid
        for each Diary
        pays £40 per week * Weeks Worked
    ```

    ## Instead
    ```pbr
    payment Weeks Paid
        for each Spell
        pays £40 per week * Weeks
    ```
    """

    code = "PBR927"
    name = "collected-twice"
    severity = Severity.NOTE

    field: str
    other: str
    other_field: str

    def message(self) -> str:
        there = f"{quoted(self.other_field)} of {quoted(self.other)}"
        return (
            f"{quoted(self.field)} of {quoted(self.about)} is collected anew, and {there}, of the same kind, already is"
        )

    def help(self) -> str:
        return f"pay by {quoted(self.other_field)}, or say why it will not do"


def check(design: Design) -> Iterator[Advice]:
    """Data that money reads and nobody collects, with a number like one already collected."""
    known = [each for each in design.program.tables.values() if each.already_collected]
    for table in used(design):
        if table.already_collected:
            continue
        pairs = (
            (field, other, same) for field in _read(design, table) for other in known for same in _same(field, other)
        )
        for field, other, same in pairs:
            if _subjects(table) & _subjects(other):
                yield CollectedTwice(table.span, table.name, field.name, other.name, same.name)
                break


def _read(design: Design, table: Table) -> Iterator[Field]:
    read = {name for flow in design.flows.values() for owner, name in flow.money.fields if owner == table.name}
    return (each for each in table.fields if each.name in read)


def _same(field: Field, other: Table) -> Iterator[Field]:
    if isinstance(field.kind, Quantity) and field.kind.unit.powers:
        yield from (each for each in other.fields if each.kind == field.kind)


def _subjects(table: Table) -> set[str]:
    """Whom or what the rows are about: what they refer to."""
    return {each.refers_to for each in table.fields if each.refers_to is not None}
