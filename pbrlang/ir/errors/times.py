"""Time that is not said, or cannot be meant."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import article, quoted_listing
from pbrlang.source import Span


class TimeUnsaid(Diagnostic):
    """Dated things are counted without saying which of them in time.

    ## Why
    References join rows to people; time is never joined in silence. Results of this year over people of this same
    year was the ratio that overpaid a national scheme. The text must say `in the year`, `to date`, or whatever is
    meant.

    ## Example
    ```pbr
    payment Reward
        for each year
        pays £5 per Visit * number of Visits
    ```

    ## Instead
    ```pbr
    payment Reward
        for each year
        pays £5 per Visit * number of Visits in the year
    ```
    """

    code = "PBR401"
    name = "time-unsaid"

    counted: str
    answers: tuple[str, ...]

    def message(self) -> str:
        return f"it is not said of which time {self.counted} are counted"

    def help(self) -> str | None:
        return f"say {quoted_listing(self.answers)}"

    def edits(self) -> tuple[Edit, ...]:
        end = self._end_of_names()
        return tuple(Edit(f"write `{each}`", end, f" {each}") for each in self.answers)

    def _end_of_names(self) -> Span:
        text = self.span.text
        for word in (" where ", " that "):
            if word in text:
                cut = self.span.start + text.index(word)
                return Span(self.span.source, cut, cut, self.span.clause)
        return self.span.at_end()


class PeriodUnsaid(Diagnostic):
    """`in the year` is said where no one year is meant.

    ## Why
    `in the year` means the year that the clause is for, or the year of the row's own date. Where the clause has
    neither, there are many years.

    ## Example
    ```pbr
    payment Reward
        for each quarter
        pays £5 per Visit * number of Visits in the month
    ```

    ## Instead
    ```pbr
    payment Reward
        for each quarter
        pays £5 per Visit * number of Visits in the quarter
    ```
    """

    code = "PBR402"
    name = "period-unsaid"

    period: str
    here: str

    def message(self) -> str:
        return f"{article(self.here)} {self.here} does not lie in exactly one {self.period}"

    def help(self) -> str | None:
        return f"make the clause `for each {self.period}`, or say `to date`"

    def edits(self) -> tuple[Edit, ...]:
        answers = [f"in the {self.here}"] if self.here in ("month", "quarter", "year") else []
        return tuple(Edit(f"write `{each}`", self.span, each) for each in [*answers, "to date"])


class NoSuchTime(Diagnostic):
    """`while observed` is said of something that no cohort observes, or `before this` of something without a date.

    ## Why
    Only the members of a cohort are observed: each for the time that the cohort states, from its own date. If two
    cohorts observe the same rows, they may do so for different times. `before this` needs a day before which things
    happened.

    ## Example
    ```pbr
    Keen Client means each Client where number of Visits while observed is at least 2
    ```

    ## Instead
    ```pbr
    Keen Client means each Client where number of Visits to date is at least 2
    ```
    """

    code = "PBR403"
    name = "no-such-time"

    said: str
    here: str
    several: tuple[str, ...] = ()

    def message(self) -> str:
        here = f"{article(self.here)} {self.here}"
        if self.said == "to that day":
            return "no day is looked for here, so `to that day` has no meaning"
        if self.said == "before this":
            return f"{here} has no date of its own, so `before this` has no meaning here"
        if self.several:
            return f"{quoted_listing(self.several, 'and')} observe {here}, and it is not said which of them is meant"
        return f"no cohort observes {here}, so `{self.said}` has no meaning here"

    def help(self) -> str | None:
        if self.said == "before this":
            return "say `to date`"
        if self.said == "to that day":
            return "say `to date`; `to that day` belongs to `the first day on which …`"
        if self.several:
            return "let one cohort observe them; or say `to date`"
        return "declare a `cohort` that groups them, and define this for each of its members; or say `to date`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit("write `to date`", self.span, "to date"),)


class CountsItself(Diagnostic):
    """Rows are counted in a clause that is for each one of them.

    ## Why
    Within a clause for each Visit there is one visit: this one. Others can be counted only by something that they
    share with it, such as their client.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        when number of Visits to date is at least 3
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        when number of Visits of the same Client to date is at least 3
        pays £5
    ```
    """

    code = "PBR404"
    name = "counts-itself"

    many: str
    here: str
    place: Span
    shared: tuple[str, ...] = ()
    covered: str | None = None
    """The noun, where nights or days that they cover are counted."""

    def message(self) -> str:
        return f"this is for each {self.here}: it sees one of them, and cannot count {self.many}"

    def help(self) -> str | None:
        if self.covered is not None:
            owner = self.shared[0] if self.shared else "…"
            meaning = f"… for each {owner} means number of {self.covered} covered by {self.many} to date"
            return f"say it for something that several of them share, and read it here by name:\n    {meaning}"
        return f"count those that share something with this one: `{self.many} of the same …`"

    def edits(self) -> tuple[Edit, ...]:
        words = [f"of the same {each}" for each in self.shared] if self.covered is None else []
        return tuple(Edit(f"add `{each}`", self.place, f" {each}") for each in words)


class NotClipped(Diagnostic):
    """Something that lasts is counted as if it happened on one day; or a length is asked of what does not last.

    ## Why
    What lasts from one date to another lies in no one month or year. It is measured by its nights or days in the
    period.

    ## Example
    ```pbr
    data Stay
        Stay      identifier
        Arrived   date
        Left      date or blank
        one row for each Stay
        lasts from Arrived to Left, in nights, blank means still there

    payment Reward
        for each year
        pays £5 per night * number of Stays in the year
    ```

    ## Instead
    ```pbr
    data Stay
        Stay      identifier
        Arrived   date
        Left      date or blank
        one row for each Stay
        lasts from Arrived to Left, in nights, blank means still there

    payment Reward
        for each year
        pays £5 per night * total of nights of Stays in the year
    ```
    """

    code = "PBR405"
    name = "not-clipped"

    reason: str
    answer: str | None = None

    def message(self) -> str:
        return self.reason

    def help(self) -> str | None:
        return f"write `{self.answer}`" if self.answer else None

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(f"write `{self.answer}`", self.span, self.answer),) if self.answer else ()


class DayUnsaid(Diagnostic):
    """A clause does not say on which date its sums fall due.

    ## Why
    A sum for each row is dated by the row, a sum for each period by the period's end. A sum due once, or for
    something that has no one date, must say when: the date decides the statement, the prices and the caps that it
    meets.

    ## Example
    ```pbr
    grant Opening Grant
        pays £5,000
    ```

    ## Instead
    ```pbr
    grant Opening Grant
        pays £5,000 on 1 April 2030
    ```
    """

    code = "PBR406"
    name = "day-unsaid"

    reason: str
    answers: tuple[str, ...]

    def message(self) -> str:
        return f"it is not said on which date this falls due: {self.reason}"

    def help(self) -> str | None:
        return f"write {quoted_listing(self.answers)}" if self.answers else None

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{each}`", self.span.at_end(), f"\n    {each}") for each in self.answers)
