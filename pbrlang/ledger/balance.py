"""What a statement comes to once sums are set off: what is paid, what is left to be deducted, what is a debt."""

from collections.abc import Iterable

from pbrlang.ledger.model import Balance, IssuedLine


def set_off(lines: Iterable[IssuedLine], brought: int, *, last: bool, not_paid: int = 0) -> Balance:
    """The balance of a statement whose lines these are, of which some is `not_paid`, beyond the limits of payers.

    `brought` is what earlier statements left to be deducted, nought or less. After the last statement of a
    contract there is nothing to deduct from: what is left is a debt.
    """
    total, debt = -not_paid, 0
    for line in lines:
        total += line.amount
        if line.debt:
            debt -= line.amount
    left = total + debt + brought
    payable, carried = max(left, 0), min(left, 0)
    if last:
        debt, carried = debt - carried, 0
    return Balance(total=total, brought=brought, debt=debt, payable=payable, carried=carried)
