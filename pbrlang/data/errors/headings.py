"""What can be wrong with the headings of a file."""

from typing import ClassVar

from attrs import frozen

from pbrlang.data.errors.base import DataDiagnostic, shown
from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import listing


@frozen
class MissingColumn(DataDiagnostic):
    """A file lacks a column that the contract names.

    ## Why
    The contract says what each row tells. A column may be left out only by agreement, not by a file;
    where its cells may be blank, its heading still shows that nobody forgot it.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work
    P1,26
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```
    """

    code = "PBR505"
    name = "missing-column"

    column: str
    optional: bool = False
    near: str | None = None

    def message(self) -> str:
        return f"{self.place.file} has no column {self.column}"

    def help(self) -> str | None:
        if self.near:
            return f"if {shown(self.near)} is meant, head that column {self.column}"
        return f"add the heading {self.column}" + ("; its cells may be left empty" if self.optional else "")


@frozen
class TwoColumns(DataDiagnostic):
    """Two columns of a file match one field of the contract.

    ## Why
    Case, spaces, hyphens, underscores and the plural make no difference to a heading, so both
    columns may be meant, and they may not agree.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,weeks_in_work,Reached On
    P1,26,25,2012-02-01
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```
    """

    code = "PBR506"
    name = "two-columns-for-one-field"

    column: str
    headings: tuple[str, ...]

    def message(self) -> str:
        return f"the headings {listing(map(shown, self.headings), 'and')} both stand for {self.column}"

    def help(self) -> str | None:
        return "take out the column that is not meant, or give it another heading"


@frozen
class UnknownColumn(DataDiagnostic):
    """A column of a file is not used, because the contract has no field of its name.

    ## Why
    Files often carry more than a contract needs, and that does no harm. It is told so that nobody
    believes that the column counts.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On,Adviser
    P1,26,2012-02-01,A2
    ```

    ## Instead
    Nothing need be done. Without the column there is nothing to tell:

    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```
    """

    code = "PBR507"
    name = "unknown-column"
    severity: ClassVar[Severity] = Severity.NOTE

    near: str | None = None

    def message(self) -> str:
        return f"{shown(self.place.column)} in {self.place.file} is not used: the contract has no field of that name"

    def help(self) -> str | None:
        return f"if {self.near} is meant, head the column {self.near}" if self.near else None


@frozen
class WrongSeparator(DataDiagnostic):
    """The columns of a file are not separated by commas.

    ## Why
    Some spreadsheets separate columns by semicolons or tabs, depending on the country that the
    computer is set to. Read with commas, such a file has a single column.

    ## Example
    ```csv title="employment_claims.csv"
    Participant;Weeks In Work;Reached On
    P1;26;2012-02-01
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```
    """

    code = "PBR528"
    name = "wrong-separator"

    separator: str

    def message(self) -> str:
        return f"the columns of {self.place.file} are separated by {self.separator}"

    def help(self) -> str | None:
        return 'save the file as "CSV UTF-8 (comma delimited)", with commas between the columns'


@frozen
class EmptyFile(DataDiagnostic):
    """A file has nothing in it, not even headings.

    ## Why
    A file with headings and no rows says that nothing happened. A file with nothing at all may be
    one that was never filled.

    ## Example
    ```csv title="employment_claims.csv"
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    ```
    """

    code = "PBR530"
    name = "empty-file"

    headings: tuple[str, ...]

    def message(self) -> str:
        return f"{self.place.file} is empty"

    def help(self) -> str | None:
        if self.place.file.lower().endswith((".jsonl", ".ndjson")):
            return "if there are no rows, save it as CSV with its headings: JSON lines cannot hold headings alone"
        return f"write its headings, even if there are no rows: {','.join(self.headings)}"
