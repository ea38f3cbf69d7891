"""One of several: rows from which none can be picked, and words that are not those of what is compared."""

from pbrlang.diagnostics import Diagnostic, Edit


class Undated(Diagnostic):
    """The latest or the earliest is asked of rows that have no date.

    ## Why
    The latest row is the one with the latest date of its own, as its data block says by `dated`. Without a date
    nothing comes last; the order of the rows in a file never matters.

    ## Example
    ```pbr
    data Score
        Score   identifier
        Client  refers to Client
        Points  number of points
        one row for each Score

    Last Points for each Client means the latest Points of Scores, or 0 points where there are no Scores
    ```

    ## Instead
    ```pbr
    data Score
        Score      identifier
        Client     refers to Client
        Points     number of points
        Scored On  date
        one row for each Score
        dated Scored On

    Last Points for each Client means the latest Points of Scores to date, or 0 points where there are no Scores
    ```
    """

    code = "PBR365"
    name = "undated-pick"

    many: str
    word: str
    answers: tuple[str, ...]

    def message(self) -> str:
        return f"{self.many} are not dated, so none of them is the {self.word}"

    def help(self) -> str | None:
        return (
            f"say in the data block by which field they are `dated`; or ask for `the {self.answers[0]}` of the values"
        )

    def edits(self) -> tuple[Edit, ...]:
        picks = (self.span.text.replace(self.word, each, 1) for each in self.answers)
        return tuple(Edit(f"write `{each}`", self.span, each) for each in picks)


class WrongLesser(Diagnostic):
    """Dates are called lesser or greater, or numbers earlier or later.

    ## Why
    Of two dates the *greater* may be read as the one that is more favourable, or further away. Earlier and later have
    one reading.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        on (the greater of Visited On and 1 May 2030)
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        on (the later of Visited On and 1 May 2030)
        pays £5
    ```
    """

    code = "PBR366"
    name = "wrong-lesser"

    word: str
    right: str
    dates: bool

    def message(self) -> str:
        what = "dates" if self.dates else "numbers"
        return f"of two {what} one is the {self.right}, not the {self.word}"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(f"write `{self.right}`", self.span, self.right),)
