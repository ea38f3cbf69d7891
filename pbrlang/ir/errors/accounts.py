"""Balances and clauses that depend on each other in a way that cannot be worked out step by step."""

from pbrlang.diagnostics import Diagnostic, Edit


class AccountCircle(Diagnostic):
    """A clause reads a balance that it moves, and the two cannot be worked out one step after the other.

    ## Why
    What is paid out of a balance may depend on the balance before it: `Sum Owed outstanding`. That has a value if each
    sum falls into the step that it reads, and is not cut afterwards by something that looks at other steps too.

    ## Example
    ```pbr
    account Sum Owed
        steps each year
        opens at £500
        reduced by Repayment paid

    payment Repayment
        for each year
        pays (the lesser of £200 and Sum Owed outstanding)
        not less than £0

    cap Ceiling
        limits Repayment to £300 over the contract, including results settled after the term
        cutting the latest first
    ```

    ## Instead
    ```pbr
    account Sum Owed
        steps each year
        opens at £500
        reduced by Repayment

    payment Repayment
        for each year
        pays (the lesser of £200 and Sum Owed outstanding)
        not less than £0

    cap Ceiling
        limits Repayment to £300 over the contract, including results settled after the term
        cutting the latest first
    ```
    """

    code = "PBR482"
    name = "account-circle"

    clause: str
    account: str
    reason: str
    instead: str | None = None
    advice: str | None = None

    def message(self) -> str:
        return f"`{self.clause}` reads the balance of `{self.account}`, which it moves, but {self.reason}"

    def help(self) -> str | None:
        return self.advice

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(f"write `{self.instead}`", self.span, self.instead),) if self.instead else ()
