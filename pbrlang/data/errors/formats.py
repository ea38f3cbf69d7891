"""What can be wrong with files that are not CSV."""

from attrs import frozen

from pbrlang.data.errors.base import DataDiagnostic
from pbrlang.diagnostics.prose import listing, quoted_listing


@frozen
class BrokenRecord(DataDiagnostic):
    """A line of a file of JSON lines is not one object.

    ## Why
    Each line is one row: an object in braces, with the names of the columns and their values. A name that stands
    twice in one object gives two values, and nothing says which is meant.

    ## Example
    ```json title="employment_claims.jsonl"
    {"Participant": "P1", "Weeks In Work": 26, "Reached On": "2012-02-01"}
    {"Participant": "P1", "Weeks In Work": 30, "Weeks In Work": 31, "Reached On": "2012-02-29"}
    ```

    ## Instead
    ```json title="employment_claims.jsonl"
    {"Participant": "P1", "Weeks In Work": 26, "Reached On": "2012-02-01"}
    {"Participant": "P1", "Weeks In Work": 30, "Reached On": "2012-02-29"}
    ```
    """

    code = "PBR534"
    name = "broken-record"

    why: str

    def message(self) -> str:
        return f"line {self.place.row} of {self.place.file} {self.why}"

    def help(self) -> str | None:
        return 'write one object on each line, as in `{"Paid On": "2012-02-01", "Amount": 26.50}`'

    def wanted(self) -> str:
        return "one JSON object"


@frozen
class BrokenFile(DataDiagnostic):
    """A file is not of the format that the end of its name says.

    ## Why
    The end of the name says how to read a file. One that was renamed, cut short or protected by a password cannot be
    read that way, and no other is tried.

    ## Example
    ```text title="employment_claims.xlsx"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```
    """

    code = "PBR535"
    name = "broken-file"

    format: str
    advice: str

    def message(self) -> str:
        return f"{self.place.file} cannot be read as {self.format}"

    def help(self) -> str | None:
        return self.advice


@frozen
class MissingLibrary(DataDiagnostic):
    """A file needs a library that is not installed.

    ## Why
    Workbooks, Parquet files and DuckDB databases are read with libraries that are only installed when they are asked
    for.

    ## Example
    A folder with `employment_claims.parquet`, where pbrlang was installed by `pip install pbrlang` alone.

    ## Instead
    Install the libraries with `pip install 'pbrlang[files]'`, that for DuckDB with `pip install 'pbrlang[bulk]'`, or
    save the file as CSV or JSON lines.
    """

    code = "PBR536"
    name = "missing-library"

    library: str
    extra: str = "files"

    def message(self) -> str:
        return f"to read {self.place.file}, {self.library} must be installed"

    def help(self) -> str | None:
        return f"install it with `pip install 'pbrlang[{self.extra}]'`, or save the file as CSV"


@frozen
class UnclearSheet(DataDiagnostic):
    """A workbook has several sheets, and which one holds the data is not clear.

    ## Why
    A workbook with one sheet is read as that sheet. Where several are filled, the one that is named for the data is
    read; to read the first of them would be a guess.

    ## Example
    A workbook `employment_claims.xlsx` with the sheets `Sheet1` and `Sheet2`, both filled.

    ## Instead
    Name the sheet with the rows `Employment Claims`, or keep one sheet in the workbook.
    """

    code = "PBR537"
    name = "unclear-sheet"

    table: str
    named: str
    sheets: tuple[str, ...]

    def message(self) -> str:
        return f"any of the sheets {listing(self.sheets, 'and')} in {self.place.file} may hold {self.table}"

    def help(self) -> str | None:
        return f"name the sheet with the rows {quoted_listing([self.named])} and no other like it, or keep one sheet"
