"""The candidates of clauses, worked out in steps that have the names of the contract."""

import re
from collections.abc import Sequence

from attrs import define

from pbrlang.backends.sql.script.named_steps import NamedSteps
from pbrlang.backends.sql.sheets import Sheet

_PLAIN = re.compile(r'(?P<alias>[a-z]+)[0-9]+\.["`]?(?P<column>[a-z_]\w*)["`]?')
_TAKEN = frozenset(("_day", "_due", "_most", "_fault", "_id", "_last", "_place"))


@define(eq=False)
class SteppedSheet(Sheet):
    """The candidates of some clauses for the rows of one table."""

    def keep(self, text: str) -> str:
        """The column that holds a value of the row, called as what it is read from where it is read as it stands."""
        if text not in self.kept_columns:
            name = first = _name_of(text)
            number = 1
            while name in self.kept_columns.values() or name in _TAKEN:
                number += 1
                name = f"{first}{number}"
            self.kept_columns[text] = name
        return self.kept_columns[text]

    def select(self, columns: Sequence[tuple[str, str]], where: str) -> str:
        """The query of some columns."""
        emitter = self.emitter
        steps = NamedSteps(emitter.walker.dialect, emitter.called, emitter.counted)
        return steps.select(columns, self.source, where) or Sheet.select(self, columns, where)


def _name_of(text: str) -> str:
    """The column that it is read from; of an element, whose name or number it is."""
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        return "_key"
    column = plain["column"].strip("_")
    return f"_{plain['alias']}_{column}" if column in ("name", "number") else f"_{column}"
