"""Forced choices of money that is paid early."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import quoted_listing
from pbrlang.ir.errors.added import added
from pbrlang.source import Span


class UnearnedUnsaid(Diagnostic):
    """An advance does not say what becomes of what is not earned.

    ## Why
    An advance is money paid before it is earned. If the results never come, somebody keeps it or pays it back; and if
    it is paid back, the day and the way decide who has to find the money when.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

    advance Start Money against Reward
        pays £500 on 1 April 2030
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5

    advance Start Money against Reward
        pays £500 on 1 April 2030
        unearned on 31 March 2033 is recovered, as a debt
    ```
    """

    code = "PBR480"
    name = "unearned-unsaid"

    item: Span
    day: str

    def message(self) -> str:
        return "it is not said by when what is not earned of this advance is recovered, and how"

    def help(self) -> str | None:
        return f"add `{self._answers[0]}`, or another day and way; money that is kept in any case is a `grant`"

    @property
    def _answers(self) -> tuple[str, ...]:
        day = f"unearned on {self.day} is recovered"
        return f"{day}, as a debt", f"{day}, by deduction from the next sums due, otherwise as a debt"

    def edits(self) -> tuple[Edit, ...]:
        return added(self.item, self._answers)


_WHERE = {
    "paid": "under a clause that makes it due",
    "recovered": "under a clawback, or of an advance",
    "outstanding": "of an advance, or of an account",
}


class NotTakenBack(Diagnostic):
    """What is recovered, or outstanding, is asked of a clause that has no such amount.

    ## Why
    Money is recovered under a clawback, and of an advance; a balance is outstanding of an advance or of an account.
    What was paid under a clause does not say what came back of it under another.

    ## Example
    ```pbr
    grant Start Grant
        pays £500 on 1 April 2030

    clawback Lost Visit
        for each Visit
        recovers £5 from Start Grant, as a debt

    Taken Back means Start Grant recovered
    ```

    ## Instead
    ```pbr
    grant Start Grant
        pays £500 on 1 April 2030

    clawback Lost Visit
        for each Visit
        recovers £5 from Start Grant, as a debt

    Taken Back means Lost Visit recovered
    ```
    """

    code = "PBR484"
    name = "not-taken-back"

    term: str
    what: str
    word: str
    answers: tuple[str, ...] = ()

    def message(self) -> str:
        if self.word != "outstanding":
            return f"`{self.term}` is {self.what}, under which nothing is {self.word}"
        return f"`{self.term}` is {self.what}, of which no balance is kept"

    def help(self) -> str | None:
        if self.answers:
            return f"write {quoted_listing(self.answers)}"
        return f"money is {self.word} {_WHERE[self.word]}"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{each}`", self.span, each) for each in self.answers)
