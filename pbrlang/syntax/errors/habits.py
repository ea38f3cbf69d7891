"""Habits of writing that a contract cannot follow, because readers take them in two ways."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import quoted_listing


class DateInFigures(Diagnostic):
    """A date is written in figures, or otherwise than as a day, a month's name and a year.

    ## Why
    01/02/2030 is the first of February to one reader and the second of January to another. With the month's name
    there is one reading.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        when Visited On is after 01/02/2030
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        when Visited On is after 1 February 2030
        pays £5
    ```
    """

    code = "PBR114"
    name = "date-in-figures"

    readings: tuple[str, ...]

    def message(self) -> str:
        return f"the date `{self.span.text}` is not written with the name of its month"

    def label(self) -> str:
        return f"{quoted_listing(self.readings)}?"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{each}`", self.span, each) for each in self.readings)


class MisplacedComma(Diagnostic):
    """A comma in a number does not part its thousands.

    ## Why
    £1,00 is one pound to a reader who writes decimals with a comma, and a misprint of £1,000 or £100 to others.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £1,00
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £1.00
    ```
    """

    code = "PBR116"
    name = "misplaced-comma"

    readings: tuple[str, ...]

    def message(self) -> str:
        return f"the comma in `{self.span.text}` does not part thousands"

    def label(self) -> str:
        return f"{quoted_listing(self.readings)}?"

    def help(self) -> str | None:
        return "commas part thousands, a point parts decimals: `12,500.50`"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{each}`", self.span, each) for each in self.readings)


class MixedAndOr(Diagnostic):
    """A condition joins some tests by `and` and others by `or`, without brackets.

    ## Why
    `A and B or C` holds in different cases for readers who take `A and B` together and readers who take `B or C`
    together. Brackets say which.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        when Kind is Long
            and Cost is more than £10
            or Length is more than 60 minutes
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        when Kind is Long
            and (Cost is more than £10
            or Length is more than 60 minutes)
        pays £5
    ```
    """

    code = "PBR115"
    name = "mixed-and-or"

    answers: tuple[Edit, ...]

    def message(self) -> str:
        return "`and` and `or` are mixed, and can be read in two ways"

    def label(self) -> str:
        return "does this go with all that comes before it?"

    def help(self) -> str | None:
        return "put brackets around the tests that belong together"

    def edits(self) -> tuple[Edit, ...]:
        return self.answers
