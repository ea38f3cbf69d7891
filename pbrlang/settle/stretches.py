"""Which statement each line belongs to."""

from collections.abc import Iterable
from datetime import date, timedelta

from attrs import frozen

from pbrlang.calendar.periods import shift_months
from pbrlang.interpret import Line, SetOff, Unearned
from pbrlang.ir.program import Program
from pbrlang.values.wording import in_words


@frozen(cache_hash=True)
class Stretch:
    """The days that one statement covers: a settlement period, or the one day of what is payable on its date."""

    name: str
    first: date
    last: date

    def due_by(self, program: Program) -> date | None:
        """The day by which it is to be paid; nothing where the contract does not say."""
        after = program.terms.due_after
        if after is None:
            return None
        days, months = after
        moved = shift_months(self.last, months, program.terms.month_ends) if months else self.last
        return (moved or self.last) + timedelta(days=days)

    @property
    def order(self) -> tuple[date, int]:
        """Statements come by their last day; of two with the same, what is payable on its date comes first."""
        return self.last, -self.first.toordinal()


class Stretches:
    """The statements that a contract has, up to the last day to which it is settled."""

    def __init__(self, program: Program, settled_to: date) -> None:
        self._program = program
        self._settled_to = settled_to
        self._periods = {
            period.number: Stretch(period.name, period.first, period.last)
            for period in program.calendars[program.terms.step].periods
        }

    def of(self, line: Line) -> Stretch:
        """The statement that a line belongs to, issued or not."""
        if isinstance(line, SetOff):
            return self.of(line.against)
        if self._program.clauses[line.clause].payable_on_its_date and not isinstance(line, Unearned):
            return Stretch(in_words(line.date), line.date, line.date)
        period = self._program.calendars[self._program.terms.step].at(line.date)
        if period is None:
            raise ValueError(f"{line} is dated outside the contract and its run-off")
        return self._periods[period.number]

    def is_over(self, stretch: Stretch) -> bool:
        """Whether its last day is settled."""
        return stretch.last <= self._settled_to

    def issued(self, lines: Iterable[Line]) -> list[Stretch]:
        """The statements to issue, in order: for each period that is over, each day with lines of its own."""
        return self.issued_of(map(self.of, lines))

    def issued_of(self, those: Iterable[Stretch]) -> list[Stretch]:
        """The same where the statements that have lines are known."""
        return sorted(filter(self.is_over, {*those, *self._periods.values()}), key=lambda each: each.order)
