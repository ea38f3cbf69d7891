"""What cannot be put into whole numbers, with the reason that the parties are given."""

from pbrlang.source import Span

REASONS = {
    "sum of quotients": "each member of this total is a quotient with a divisor of its own, so that the exact sum "
    "grows with every row",
    "unknown part": "`pbr build` does not know {what}",
    "not in SQL": "SQL cannot say {what}",
    "too large": "its sums may grow beyond what a database holds exactly",
}
"""Each refusal with its reason; a part of the language that is not known here is refused by the last."""

ADVICE = {
    "sum of quotients": "round each in a definition of its own, `Part for each … means ((…) rounded to the nearest "
    "penny, half up)`, and total that",
    "unknown part": "`pbr pay` works it out",
    "not in SQL": "`pbr pay --engine python` works it out",
    "too large": "say in the data block how large a number may be, `at most £10,000`",
}
"""What to do instead of each."""


class Refusal(Exception):
    """A part of a contract cannot be lowered. `why` is a key of `REASONS`, `what` fills its gap."""

    def __init__(self, why: str, span: Span | None = None, what: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.span = span
        self.what = what

    @property
    def reason(self) -> str:
        """The reason in words."""
        return REASONS[self.why].format(what=self.what)

    @property
    def advice(self) -> str:
        """What to do instead."""
        return ADVICE[self.why]
