"""Forced choices of limits and recoveries: what must be said because real schemes were disputed where it was not."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import quoted_listing
from pbrlang.ir.errors.added import added
from pbrlang.source import Span


class LoserUnsaid(Diagnostic):
    """A cap does not say which sums are cut when it binds.

    ## Why
    When the limit is reached, some sum is not paid in full. Cutting the latest first and cutting all in proportion
    pay different providers, people and payers.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
        cutting the latest first
    ```
    """

    code = "PBR425"
    name = "loser-unsaid"

    item: Span
    answers: tuple[str, ...]

    def message(self) -> str:
        done = "are cut" if self.answers[0].startswith("cutting") else "stand"
        return f"it is not said which sums {done} when this cap is reached"

    def help(self) -> str | None:
        return f"add {quoted_listing(self.answers)}"

    def edits(self) -> tuple[Edit, ...]:
        return added(self.item, self.answers)


class TailUnsaid(Diagnostic):
    """A cap does not say whether results settled after the term count towards it.

    ## Why
    `over the contract` has been read as the term, and as the term with its run-off. What is settled after the term
    is often most of the money.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract
        cutting the latest first
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
        cutting the latest first
    ```
    """

    code = "PBR426"
    name = "tail-unsaid"

    def message(self) -> str:
        return "it is not said whether results settled after the term count towards this cap"

    def help(self) -> str | None:
        return "add `, including results settled after the term` or `, for the term only`"

    def edits(self) -> tuple[Edit, ...]:
        answers = (", including results settled after the term", ", for the term only")
        return tuple(Edit(f"add `{each}`", self.span.at_end(), each) for each in answers)


class CapOrderUnsaid(Diagnostic):
    """Two caps limit the same clause, and it is not said which is applied first.

    ## Why
    What the first cap takes away is no longer there for the second. The order decides who is cut.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
        cutting the latest first

    cap Client Ceiling
        limits Reward to £50 for each Client, including results settled after the term
        cutting the latest first
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
        cutting the latest first
        applied after Client Ceiling

    cap Client Ceiling
        limits Reward to £50 for each Client, including results settled after the term
        cutting the latest first
    ```
    """

    code = "PBR427"
    name = "cap-order-unsaid"

    cap: str
    other: str
    item: Span

    def message(self) -> str:
        return f"`{self.cap}` and `{self.other}` limit the same sums, and it is not said which is applied first"

    def help(self) -> str | None:
        return f"add `applied after {self.other}` here, or `applied after {self.cap}` there"

    def edits(self) -> tuple[Edit, ...]:
        return added(self.item, (f"applied after {self.other}",))


class RecoveryUnsaid(Diagnostic):
    """A clawback does not say how the money comes back.

    ## Why
    Recovery out of the next sums due and repayment of a debt differ in when the provider has to find the money.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

    clawback Undone
        for each Visit
        when Kind is Short
        recovers £5 from the Reward paid for that Visit
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5

    clawback Undone
        for each Visit
        when Kind is Short
        recovers £5 from the Reward paid for that Visit, by deduction from the next sums due, otherwise as a debt
    ```
    """

    code = "PBR428"
    name = "recovery-unsaid"

    def message(self) -> str:
        return "it is not said how this is recovered"

    def help(self) -> str | None:
        return "add `, by deduction from the next sums due, otherwise as a debt` or `, as a debt`"

    def edits(self) -> tuple[Edit, ...]:
        answers = (", by deduction from the next sums due, otherwise as a debt", ", as a debt")
        return tuple(Edit(f"add `{each}`", self.span.at_end(), each) for each in answers)
