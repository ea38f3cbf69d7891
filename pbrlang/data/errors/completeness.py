"""What can be wrong with saying how far data is complete."""

from attrs import frozen

from pbrlang.data.errors.base import DataDiagnostic, shown
from pbrlang.diagnostics.prose import listing


@frozen
class CompletenessUnsaid(DataDiagnostic):
    """Nobody has said to which date the data is complete.

    ## Why
    No rows after a date can mean that nothing happened or that nobody has sent them yet. A period is
    settled only when its data is complete, so the date must be said.

    ## Example
    ```csv title="complete.csv"
    Data,Complete To
    Participants,2012-03-31
    ```

    ## Instead
    Give a date for each data, or one date for all with `--complete-to 2012-03-31`.

    ```csv title="complete.csv"
    Data,Complete To
    Custody Stays,2012-03-31
    Employment Claims,2012-03-31
    Participants,2012-03-31
    Surveys,2012-03-31
    ```
    """

    code = "PBR526"
    name = "completeness-unsaid"

    tables: tuple[str, ...]

    def message(self) -> str:
        verb = "is" if len(self.tables) == 1 else "are"
        return f"nothing says to which date {listing(self.tables, 'and')} {verb} complete"

    def help(self) -> str | None:
        row = f"`{self.tables[0]},2012-03-31`"
        return (
            f"write {self.place.file} with the headings `Data,Complete To` and a row such as {row} for each, "
            "or give one date for all with `--complete-to 2012-03-31`"
        )


@frozen
class UnclearCompleteness(DataDiagnostic):
    """A row of `complete.csv` names no data of the contract, or one that an earlier row names.

    ## Why
    Each row names a data of the contract and the last date to which its rows are complete. A name
    that is unknown or stands twice leaves open what is complete. A date that cannot be read has a
    message of its own.

    ## Example
    ```csv title="complete.csv"
    Data,Complete To
    Custody Stays,2012-03-31
    Job Starts,2012-03-31
    Participants,2012-03-31
    Surveys,2012-03-31
    ```

    ## Instead
    ```csv title="complete.csv"
    Data,Complete To
    Custody Stays,2012-03-31
    Employment Claims,2012-03-31
    Participants,2012-03-31
    Surveys,2012-03-31
    ```
    """

    code = "PBR527"
    name = "unclear-completeness"

    near: str | None = None
    before: int | None = None

    def message(self) -> str:
        named = f"{shown(self.place.value)} in {self.place.file}"
        if self.before is None:
            return f"{named} is no data of the contract"
        return f"{named} already has a date in row {self.before}"

    def help(self) -> str | None:
        if self.before is not None:
            return "keep one date for it"
        return f"did you mean `{self.near}`?" if self.near else "write the name of a data as the contract has it"
