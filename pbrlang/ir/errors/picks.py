"""Rows from which none can be picked."""

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
