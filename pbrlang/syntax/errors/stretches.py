"""Stretches of days written so that readers count them in two ways."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import quoted_listing


class WithinUnsaid(Diagnostic):
    """It is not said whether the day from which something is counted is itself counted.

    ## Why
    *Within 90 days of joining* begins, to one reader, with the day of joining, and to another with the day after it.
    The last day that counts moves with it, and with that every result that comes on that day.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        when Visited On is within 90 days of Joined On
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        when Visited On is in the 90 days after Joined On
        pays £5
    ```
    """

    code = "PBR165"
    name = "within-unsaid"

    length: str
    backwards: bool

    def message(self) -> str:
        said = " ".join(self.span.text.split())
        return f"`{said}` does not say whether that day itself is one of the {self.length}"

    def help(self) -> str | None:
        outside, inside = self._answers()
        return f"{quoted_listing((outside,))} leaves it out, {quoted_listing((inside,))} counts it"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{each}`", self.span, each) for each in self._answers())

    def _answers(self) -> tuple[str, str]:
        words = ("before", "ending with") if self.backwards else ("after", "beginning with")
        first, second = (f"in the {self.length} {word}" for word in words)
        return first, second
