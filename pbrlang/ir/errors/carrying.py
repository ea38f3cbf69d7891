"""What a cap must say of periods and of sums taken back, and what it cannot say."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import quoted_listing
from pbrlang.ir.errors.added import added
from pbrlang.source import Span


class CarryUnsaid(Diagnostic):
    """A cap for each period does not say what becomes of unused room, or of what it cuts, in the next period.

    ## Why
    A yearly limit of which half was used may leave more for the next year, or not. A sum above it may be lost, or
    paid when there is room again. Each of the four contracts pays something else.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Yearly Budget
        limits Reward to £500 for each year, including results settled after the term
        cutting the latest first
        unused room is lost
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Yearly Budget
        limits Reward to £500 for each year, including results settled after the term
        cutting the latest first
        unused room is lost
        money cut is carried forward
    ```
    """

    code = "PBR475"
    name = "carry-unsaid"

    what: str
    period: str

    def message(self) -> str:
        return f"it is not said what becomes of {self.what} in the next {self.period}"

    def help(self) -> str | None:
        return f"add {quoted_listing(self._answers)}"

    def edits(self) -> tuple[Edit, ...]:
        return added(self.span, self._answers)

    @property
    def _answers(self) -> tuple[str, str]:
        return f"{self.what} is lost", f"{self.what} is carried forward"


class GrossUnsaid(Diagnostic):
    """Sums that a cap limits can be taken back, and it is not said whether they then still count.

    ## Why
    A payment that was made and recovered has used up the limit, or has not. Gross, it still counts; net, there is room
    again for later sums, from the day after.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

    clawback Undone
        for each Visit
        when Kind is Short
        recovers £5 from the Reward paid for that Visit, as a debt

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
        cutting the latest first
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5

    clawback Undone
        for each Visit
        when Kind is Short
        recovers £5 from the Reward paid for that Visit, as a debt

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
        cutting the latest first
        gross of sums taken back
    ```
    """

    code = "PBR476"
    name = "gross-unsaid"

    by: str

    def message(self) -> str:
        return f"{self.by}, and it is not said whether what is taken back still counts towards this cap"

    def help(self) -> str | None:
        return "add `gross of sums taken back` if it still counts, or `net of sums taken back` if it makes room again"

    def edits(self) -> tuple[Edit, ...]:
        return added(self.span, ("gross of sums taken back", "net of sums taken back"))


class IdleItem(Diagnostic):
    """An item of a cap has nothing to act on.

    ## Why
    What a limit in money cuts is said by `cutting …`, which of several sums stand by `the first stand` or `the
    greatest stand`. Only what is limited for each period has a next period to carry something to. An item that has
    no effect would be read as if it had one.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
        cutting the latest first
        unused room is lost
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

    code = "PBR477"
    name = "idle-item"

    why: str
    instead: tuple[str, ...] = ()

    def message(self) -> str:
        return f"this has nothing to act on: {self.why}"

    def help(self) -> str | None:
        return f"write {quoted_listing(self.instead)}" if self.instead else "leave it out"

    def edits(self) -> tuple[Edit, ...]:
        if self.instead:
            return tuple(Edit(f"write `{each}`", self.span, each) for each in self.instead)
        source = self.span.source
        start = source.line_starts[source.position(self.span.start)[0] - 1]
        end = source.text.find("\n", self.span.end)
        whole = Span(source, start, len(source.text) if end < 0 else end + 1, self.span.clause)
        return (Edit("leave it out", whole, ""),)
