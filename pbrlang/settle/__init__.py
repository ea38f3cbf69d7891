"""From what each clause makes due to statements: limits, recoveries, totals, and what became of each row.

`settle` gives a `Settlement`, a pure function of contract, data and date; `as_json` and `as_csv` write it.
`run_example` runs a worked example of the contract, `try_always` tries its properties. Amounts are exact
fractions in the currency's main unit, whole numbers of coins once settled.
"""

from pbrlang.settle.always import STANDING, AlwaysResult, CounterExample, try_always
from pbrlang.settle.examples import ExampleResult, Outcome, Supposed, run_example, suppose
from pbrlang.settle.model import ClauseTotal, SettledLine, Settlement, Statement, TableAccount
from pbrlang.settle.output import as_csv, as_json, for_what, not_settled
from pbrlang.settle.settling import settle
from pbrlang.settle.stretches import Stretch
from pbrlang.settle.worked import Worked

__all__ = [
    "STANDING",
    "AlwaysResult",
    "ClauseTotal",
    "CounterExample",
    "ExampleResult",
    "Outcome",
    "SettledLine",
    "Settlement",
    "Statement",
    "Stretch",
    "Supposed",
    "TableAccount",
    "Worked",
    "as_csv",
    "as_json",
    "for_what",
    "not_settled",
    "run_example",
    "settle",
    "suppose",
    "try_always",
]
