"""What must be said of those who pay and those who receive."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import quoted_listing
from pbrlang.ir.errors.added import added
from pbrlang.source import Span


class SharesNotWhole(Diagnostic):
    """The shares of payers or receivers do not add up to the whole.

    ## Why
    A payment of which nine tenths are shared leaves a tenth that nobody owes, or that everybody thinks another does.

    ## Example
    ```pbr
    payers
        | "A council" | 60% | no limit |
        | "A trust"   | 30% | no limit |
        each is liable for its own share only

    payment Reward
        for each Visit
        pays £5
    ```

    ## Instead
    ```pbr
    payers
        | "A council" | 60%      | no limit |
        | "A trust"   | the rest | no limit |
        each is liable for its own share only

    payment Reward
        for each Visit
        pays £5
    ```
    """

    code = "PBR375"
    name = "shares-not-whole"

    found: str
    last: Span | None

    def message(self) -> str:
        return f"these shares add up to {self.found}, and not to the whole"

    def help(self) -> str | None:
        return "the shares of all rows make 100%; one of them may be `the rest`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit("write `the rest`", self.last, "the rest"),) if self.last is not None else ()


class LiabilityUnsaid(Diagnostic):
    """Several payers, and it is not said what each is liable for.

    ## Why
    If one of them does not pay, either the provider bears the loss or the others do. Each has been assumed.

    ## Example
    ```pbr
    payers
        | "A council" | 60% | no limit |
        | "A trust"   | 40% | no limit |

    payment Reward
        for each Visit
        pays £5
    ```

    ## Instead
    ```pbr
    payers
        | "A council" | 60% | no limit |
        | "A trust"   | 40% | no limit |
        each is liable for its own share only

    payment Reward
        for each Visit
        pays £5
    ```
    """

    code = "PBR478"
    name = "liability-unsaid"

    item: Span

    def message(self) -> str:
        return "it is not said whether a payer is liable for more than its own share"

    def help(self) -> str | None:
        return f"add {quoted_listing(self._answers)}"

    def edits(self) -> tuple[Edit, ...]:
        return added(self.item, self._answers)

    @property
    def _answers(self) -> tuple[str, str]:
        return "each is liable for its own share only", "all are liable for the whole"


class BeyondUnsaid(Diagnostic):
    """A payer or a receiver has a limit, and it is not said what becomes of its share beyond it.

    ## Why
    What one payer does not bear is borne by another, or is not paid at all; and what one receiver does not get,
    another does. The provider's income depends on it.

    ## Example
    ```pbr
    payers
        | "A council" | 60% | no limit                  |
        | "A trust"   | 40% | £50,000 over the contract |
        each is liable for its own share only

    payment Reward
        for each Visit
        pays £5
    ```

    ## Instead
    ```pbr
    payers
        | "A council" | 60% | no limit                  |
        | "A trust"   | 40% | £50,000 over the contract |
        beyond its limit, a payer's share falls on "A council"
        each is liable for its own share only

    payment Reward
        for each Visit
        pays £5
    ```
    """

    code = "PBR479"
    name = "beyond-unsaid"

    who: str
    item: Span | None
    takers: tuple[str, ...]

    def message(self) -> str:
        return f"{self.who} has a limit, and it is not said what becomes of its share beyond it"

    def help(self) -> str | None:
        if self.item is None:
            return "give one row `the rest` and `no limit`: it takes what is beyond the limits of the others"
        return f"add {quoted_listing(self._answers)}"

    def edits(self) -> tuple[Edit, ...]:
        return added(self.item, self._answers) if self.item is not None else ()

    @property
    def _answers(self) -> tuple[str, ...]:
        falls = (f'beyond its limit, a payer\'s share falls on "{each}"' for each in self.takers)
        return (*falls, "beyond its limit, a payer's share is not paid")


class TakerLimited(Diagnostic):
    """What is beyond the limits falls on somebody who has a limit too.

    ## Why
    Beyond its own limit it could not bear the share of another, and nothing would be said of what is left.

    ## Example
    ```pbr
    payers
        | "A council" | 60% | £90,000 over the contract |
        | "A trust"   | 40% | £50,000 over the contract |
        beyond its limit, a payer's share falls on "A council"
        each is liable for its own share only

    payment Reward
        for each Visit
        pays £5
    ```

    ## Instead
    ```pbr
    payers
        | "A council" | 60% | £90,000 over the contract |
        | "A trust"   | 40% | £50,000 over the contract |
        beyond its limit, a payer's share is not paid
        each is liable for its own share only

    payment Reward
        for each Visit
        pays £5
    ```
    """

    code = "PBR490"
    name = "taker-limited"

    who: str
    limit: Span
    others: tuple[str, ...]
    outcome: Span | None

    def message(self) -> str:
        return f"what is beyond the limits falls on {self.who}, which has a limit itself"

    def help(self) -> str | None:
        return "let it fall on one without a limit, or write `no limit` there"

    def edits(self) -> tuple[Edit, ...]:
        if self.outcome is None:
            return (Edit("write `no limit`", self.limit, "no limit"),)
        place = self.outcome
        other = tuple(Edit(f'write `falls on "{each}"`', place, f'falls on "{each}"') for each in self.others)
        return (*other, Edit("write `is not paid`", place, "is not paid"))
