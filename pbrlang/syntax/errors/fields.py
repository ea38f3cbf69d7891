"""Fields of data whose kind cannot be read."""

from pbrlang.diagnostics import Diagnostic, Edit


class UnreadField(Diagnostic):
    """What a field of data holds is not said in words of the language.

    ## Why
    Each field says what may stand in its column, so that a bad cell is found before anything is paid. There are ten
    sorts of thing that a field can hold, each with its own words; after them may come `or blank`, then limits, each
    after a comma, then a note in quotation marks.

    ## Example
    ```pbr
    data Call
        Call         identifier
        Made On      date
        Answered On  date, may be blank
        one row for each Call
        dated Made On
    ```

    ## Instead
    ```pbr
    data Call
        Call         identifier
        Made On      date
        Answered On  date or blank
        one row for each Call
        dated Made On
    ```
    """

    code = "PBR117"
    name = "unread-field"

    field: str
    said: str
    instead: str | None

    def message(self) -> str:
        return f"`{self.said}` does not say what `{self.field}` holds, in words of the language"

    def label(self) -> str:
        return f"did you mean `{self.instead}`?" if self.instead else ""

    def help(self) -> str | None:
        if self.instead:
            return None
        return (
            "a field holds `identifier`, `text`, `date`, `yes or no`, `money`, `share` (such as 12.5%), `number`, "
            "`number of weeks` (or any other noun), `one of First, Second`, or `refers to` and the name of other data; "
            "then may come `or blank`, and after commas `at least …`, `at most …`, `to 2 decimal places`"
        )

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(f"write `{self.instead}`", self.span, self.instead),) if self.instead else ()
