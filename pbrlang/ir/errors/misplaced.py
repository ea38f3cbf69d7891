"""Items that say nothing where they stand."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.source import Span


class ItemOutOfPlace(Diagnostic):
    """An item stands in a clause of which it says nothing, or contradicts another item.

    ## Why
    A sentence without effect is read as if it had one. What is unearned is said of an advance; that something never
    falls is said of what a clause pays to date.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5
        unearned on 31 March 2033 is recovered, as a debt
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5
    ```
    """

    code = "PBR483"
    name = "item-out-of-place"

    reason: str
    advice: str | None = None

    def message(self) -> str:
        return self.reason

    def help(self) -> str | None:
        return self.advice or "leave it out"

    def edits(self) -> tuple[Edit, ...]:
        source = self.span.source
        start = source.line_starts[source.position(self.span.start)[0] - 1]
        if source.text[start : self.span.start].strip() not in ("", "on"):
            return ()
        end = source.text.find("\n", self.span.end)
        whole = Span(source, start, len(source.text) if end < 0 else end + 1, self.span.clause)
        return (Edit("leave it out", whole, ""),)
