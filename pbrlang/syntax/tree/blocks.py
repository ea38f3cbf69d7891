"""The blocks of a contract as written. A block keeps its items in the order of the text."""

from pbrlang.syntax.tree.base import Node
from pbrlang.syntax.tree.block import Block
from pbrlang.syntax.tree.clauses import Amount, Cap, Clamp, Clause, ForEach, From, Limits, On, Times
from pbrlang.syntax.tree.data import (
    Cohort,
    Confirmed,
    Data,
    Field,
    FieldKind,
    Groups,
    Keys,
    Lasts,
    Limit,
    Observed,
    Provenance,
    Unit,
)
from pbrlang.syntax.tree.definitions import (
    BaselineItem,
    Definition,
    Group,
    Home,
    Meaning,
    Measure,
    NoiseItem,
    Outcome,
    Tariff,
    TariffKey,
)
from pbrlang.syntax.tree.evidence import AcceptBlock, Always, Example, Expect, Given, KeyValue, PeriodName
from pbrlang.syntax.tree.header import Contract, DayItem, Party, Term, Word, Years

Inner = Measure | Definition | Group | Clause | Cap | Tariff | Cohort
Top = Contract | Data | Unit | Outcome | Inner | Example | Always | AcceptBlock


class ContractText(Node):
    """A whole contract file: its blocks in the order of the text."""

    blocks: tuple[Top, ...]


__all__ = [
    "AcceptBlock",
    "Always",
    "Amount",
    "BaselineItem",
    "Block",
    "Cap",
    "Clamp",
    "Clause",
    "Cohort",
    "Confirmed",
    "Contract",
    "ContractText",
    "Data",
    "DayItem",
    "Definition",
    "Example",
    "Expect",
    "Field",
    "FieldKind",
    "ForEach",
    "From",
    "Given",
    "Group",
    "Groups",
    "Home",
    "Inner",
    "KeyValue",
    "Keys",
    "Lasts",
    "Limit",
    "Limits",
    "Meaning",
    "Measure",
    "NoiseItem",
    "Observed",
    "On",
    "Outcome",
    "Party",
    "PeriodName",
    "Provenance",
    "Tariff",
    "TariffKey",
    "Term",
    "Times",
    "Top",
    "Unit",
    "Word",
    "Years",
]
