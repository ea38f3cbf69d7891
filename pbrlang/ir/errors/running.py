"""Forced choices of what is paid to date."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.ir.errors.added import added


class FallUnsaid(Diagnostic):
    """What is paid to date may fall, and it is not said what happens then.

    ## Why
    A rate, a difference or a condition can be better in one quarter than in the next. Then either the provider gives
    money back, or it keeps what the best day so far earned, or it keeps what was really paid. These are three different
    contracts.

    ## Example
    ```pbr
    payment Saved So Far
        pays to date £1,000 - total of Cost of Visits to date
    ```

    ## Instead
    ```pbr
    payment Saved So Far
        pays to date £1,000 - total of Cost of Visits to date
        may be negative
    ```
    """

    code = "PBR481"
    name = "fall-unsaid"

    def message(self) -> str:
        return "what is due to date may fall, and it is not said what happens then"

    def help(self) -> str | None:
        return (
            "add `may be negative` (what was paid too much is given back), `never falls` (the greatest entitlement so "
            "far stands, on the data as it is) or `not taken back once paid` (what was paid stays paid, even if data "
            "is corrected)"
        )

    def edits(self) -> tuple[Edit, ...]:
        return added(self.span, ("may be negative", "never falls", "not taken back once paid"))
