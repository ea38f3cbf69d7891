"""The reference meaning: what each name is worth and what each clause makes due, worked out from rows.

`Interpreter` reads a compiled contract over rows. Everything is read *at* an element of a home (a row,
a period, a cohort, the contract, a line) and *by* a reader of a date, who sees nothing that is dated
later. Amounts are exact fractions in the currency's main unit, and always positive: only a statement
shows signs. `Line` is one amount due; caps and recoveries come after, in the room `settle`.

`Undefined` is raised where an expression divides by nought and nothing says what holds then, and
`Unreadable` where a row is at fault; `Interpreter.lines` leaves such a line out and keeps the fault.
"""

from pbrlang.interpret.clauses import days_paid_for, line_date
from pbrlang.interpret.elements import (
    THE_CONTRACT,
    CohortElement,
    Element,
    Line,
    ListElement,
    PairElement,
    SetOff,
    TheContract,
    Unearned,
    key_in_words,
    part_of,
    row_part,
)
from pbrlang.interpret.fates import Fate
from pbrlang.interpret.faults import Fault, Undefined, Unreadable
from pbrlang.interpret.interpreter import Interpreter

__all__ = [
    "THE_CONTRACT",
    "CohortElement",
    "Element",
    "Fate",
    "Fault",
    "Interpreter",
    "Line",
    "ListElement",
    "PairElement",
    "SetOff",
    "TheContract",
    "Undefined",
    "Unearned",
    "Unreadable",
    "days_paid_for",
    "key_in_words",
    "line_date",
    "part_of",
    "row_part",
]
