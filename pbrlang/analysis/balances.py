"""How large the balance of an account can be: its steps are followed one by one."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from pbrlang.ir.expressions import Expr, PreviousOf
from pbrlang.ir.program import Program, account_of

if TYPE_CHECKING:
    from pbrlang.analysis.bounds import Range

_STEPS = 200
"""More steps than that are not followed."""


class Balances:
    """Limits of both balances of each account, over all its steps."""

    def __init__(self, program: Program, limits: "Callable[[Expr], Range]", steps: Callable[[str], int | None]) -> None:
        self._program = program
        self._limits = limits
        self._steps = steps
        self._before: dict[str, Range | None] = {}
        self._known: dict[str, Range | None] = {}

    def of(self, name: str) -> "Range | None":
        """The limits of an account's closing or opening balance; nothing where they cannot be told."""
        account = account_of(name)
        if account in self._before:
            return self._limits(self._program.definitions[name].body)
        if name not in self._known:
            self._known[name] = self._over_all_steps(account, name)
        return self._known[name]

    def follows(self, expr: PreviousOf) -> bool:
        """Whether a balance is that of an account whose steps are being followed here."""
        return expr.definition in self._before

    def before(self, expr: PreviousOf) -> "Range | None":
        """The limits of an account before the step in question; nothing before the first."""
        return self._before.get(expr.definition)

    def _over_all_steps(self, account: str, name: str) -> "Range | None":
        number = self._steps(account)
        if number is None or number > _STEPS:
            return None
        found: Range | None = None
        self._before[account] = None
        for _ in range(number):
            mine = self._limits(self._program.definitions[name].body)
            found = mine if found is None else found | mine
            self._before[account] = self._limits(self._program.definitions[account].body)
        del self._before[account]
        return found
