"""What a settlement period adds to what is due to date."""

from typing import TYPE_CHECKING

from attrs import frozen

from pbrlang.explain.words import Words, of_clause
from pbrlang.interpret.running import NOUGHT, Reckoning
from pbrlang.values.wording import in_words

if TYPE_CHECKING:
    from fractions import Fraction

    from pbrlang.explain.working import Working


@frozen(eq=False)
class Running:
    """The entitlement at the end of a settlement period, and the one before it, if there is one."""

    now: Reckoning
    before: Reckoning | None

    @property
    def added(self) -> "Fraction":
        """What the period adds."""
        return self.now.reached - (self.before.reached if self.before else NOUGHT)


def added(working: "Working", words: Words) -> str | None:
    """What was due by now and before, and the difference; nothing of a clause that does not pay to date."""
    running, clause = working.running, of_clause(working.clause.clause)
    if running is None:
        return None
    now, before, money = running.now, running.before, words.money
    told = f"By {in_words(now.period.last)} {money(now.entitled)} is due to date"
    if now.reached != now.entitled:
        told += f", which does not lower the {money(now.reached)} that were due already"
    if before is None:
        return f"{told}: it is the first statement that can have some of it ({clause})."
    told += f", and {money(before.reached)} was due by {in_words(before.period.last)}"
    change = "is added" if running.added >= 0 else "is given back"
    return f"{told}: {money(abs(running.added))} {change} ({clause})."
