"""What cannot be put into whole numbers, with the reason that the parties are given."""

from pbrlang.source import Span

REASONS = {
    "picked quotient": "what is picked here, or counted once, is a quotient with a divisor of its own",
    "earlier period": "it goes on from what stood in the period or cohort before, as an account does, and here "
    "nothing steps from one to the next",
    "break": "it may end the term early, which changes for what periods, cohorts, days or limits there are sums, and "
    "built programs have one term",
    "to date": "it pays what each period adds to an entitlement so far, and here each sum is paid by itself",
    "recorded": "its rows count from the day on which they are recorded, and a database would make all statements from "
    "what is known at once",
    "covered": "it counts nights or days that one of several rows covers, each of them once, and built programs add up "
    "those of each row",
    "first day": "it looks for the first day on which a condition holds, and built programs read one on a day that "
    "they know",
    "members limited": "who is a member on the day of a sum decides whether that is limited, and built programs limit "
    "whole tables, periods and words",
    "carried on": "what it cuts, or the room that is left, is carried forward to the next period, and here "
    "nothing is, or not where all lose in proportion",
    "which stand": "it decides anew, whenever something is earned, which of several sums stand, and here each is cut "
    "once",
    "net": "sums that are taken back make room in it again, and built programs recover only after all limits",
    "recovered together": "it recovers from several clauses together, and built programs keep what is paid under each "
    "clause apart",
    "entering group": "only rows that are in a group when they enter belong to it, and built programs group whole "
    "tables",
    "unknown part": "`pbr build` does not know {what}",
    "not in SQL": "SQL cannot say {what}",
    "too large": "its sums may grow beyond what a database holds exactly",
}
"""Each refusal with its reason; a part of the language that is not known here is refused by the last."""

ADVICE = {
    "picked quotient": "round each in a definition of its own, `Part for each … means ((…) rounded to the nearest "
    "penny, half up)`, and pick from that",
    **dict.fromkeys(
        (
            *("earlier period", "break", "to date", "recorded", "covered", "first day"),
            *("members limited", "carried on", "which stand", "net", "recovered together", "entering group"),
            "unknown part",
        ),
        "`pbr pay` works it out, and `pbr build --to json` hands the compiled contract to other tools",
    ),
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
