"""What a statement comes to once sums are set off: what is paid, what is left to be deducted, what is a debt."""

from collections.abc import Iterable

from pbrlang.ir.program import Program
from pbrlang.ledger.model import Balance, IssuedLine

AS_A_DEBT = "as a debt"


def debtor_clauses(program: Program) -> frozenset[str]:
    """The clawbacks that the provider pays as a debt, apart from what falls due."""
    return frozenset(
        each.name for each in program.clauses.values() if each.recovery is not None and each.recovery.means == AS_A_DEBT
    )


def set_off(lines: Iterable[IssuedLine], debtors: frozenset[str], brought: int, *, last: bool) -> Balance:
    """The balance of a statement whose lines these are.

    `brought` is what earlier statements left to be deducted, nought or less. After the last statement of a
    contract there is nothing to deduct from: what is left is a debt.
    """
    total = debt = 0
    for line in lines:
        total += line.amount
        if line.clause in debtors:
            debt -= line.amount
    left = total + debt + brought
    payable, carried = max(left, 0), min(left, 0)
    if last:
        debt, carried = debt - carried, 0
    return Balance(total=total, brought=brought, debt=debt, payable=payable, carried=carried)
