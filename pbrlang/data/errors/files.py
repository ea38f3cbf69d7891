"""What can be wrong with a folder of data, or with a file in it."""

from typing import ClassVar

from attrs import frozen

from pbrlang.data.errors.base import DataDiagnostic, shown
from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import listing


@frozen
class MissingFolder(DataDiagnostic):
    """There is no folder of data.

    ## Why
    A contract is settled from a folder with one file for each data that it names.

    ## Example
    ```text
    contract.pbr
    ```

    ## Instead
    ```text
    contract.pbr
    data/complete.csv
    data/custody_stays.csv
    data/employment_claims.csv
    data/participants.csv
    data/surveys.csv
    ```
    """

    code = "PBR501"
    name = "missing-data-folder"

    files: tuple[str, ...]

    def message(self) -> str:
        return f"there is no folder {shown(self.place.file)}"

    def help(self) -> str | None:
        return f"make the folder and put {listing(self.files, 'and')} into it" if self.files else "make the folder"


@frozen
class MissingFile(DataDiagnostic):
    """A data that the contract names has no file.

    ## Why
    A missing file is not an empty one. Where nothing happened, the file has its headings and no rows;
    where there is no file, nobody has said what happened.

    ## Example
    ```text
    data/complete.csv
    data/custody_stays.csv
    data/participants.csv
    data/surveys.csv
    ```

    ## Instead
    ```text
    data/complete.csv
    data/custody_stays.csv
    data/employment_claims.csv
    data/participants.csv
    data/surveys.csv
    ```
    """

    code = "PBR502"
    name = "missing-data-file"

    table: str
    near: str | None = None
    thing: str = "file"

    def message(self) -> str:
        return f"there is no {self.thing} for {self.table}; {self.place.file} is expected"

    def help(self) -> str | None:
        if self.near:
            return f"if {self.near} is meant, call it {self.place.file}"
        if self.thing == "table":
            return f"add the table {self.place.file}; where there are no rows yet, it is empty"
        return f"add {self.place.file}; where there are no rows yet, it holds the headings alone"


@frozen
class TwoFiles(DataDiagnostic):
    """Two files match one data.

    ## Why
    Case, spaces, hyphens, underscores and the plural make no difference to a file's name, so both
    may be meant; to read either would be a guess, and to read both might count rows twice.

    ## Example
    ```text
    data/complete.csv
    data/custody_stays.csv
    data/Employment Claim.csv
    data/employment_claims.csv
    data/participants.csv
    data/surveys.csv
    ```

    ## Instead
    ```text
    data/complete.csv
    data/custody_stays.csv
    data/employment_claims.csv
    data/participants.csv
    data/surveys.csv
    ```
    """

    code = "PBR503"
    name = "two-files-for-one-data"

    table: str
    files: tuple[str, ...]
    whole: str = "folder"

    def message(self) -> str:
        every = "both" if len(self.files) == 2 else "all"
        return f"{listing(self.files, 'and')} are {every} named for {self.table}"

    def help(self) -> str | None:
        return f"keep one of them in the {self.whole}"


@frozen
class UnmatchedFile(DataDiagnostic):
    """A file in the data folder is not read, because no data of the contract has its name.

    ## Why
    Rows in it count for nothing. If its name is a slip, money is missing from every statement.

    ## Example
    ```text
    data/complete.csv
    data/custody_stays.csv
    data/employment_claims.csv
    data/interviews.csv
    data/participants.csv
    data/surveys.csv
    ```

    ## Instead
    Name the file after the data, or take it out of the folder.

    ```text
    data/complete.csv
    data/custody_stays.csv
    data/employment_claims.csv
    data/participants.csv
    data/surveys.csv
    ```
    """

    code = "PBR504"
    name = "unmatched-file"
    severity: ClassVar[Severity] = Severity.WARNING

    near: str | None = None
    thing: str = "file"

    def message(self) -> str:
        return f"{self.place.file} is not read: no data of the contract has that name"

    def help(self) -> str | None:
        if self.near:
            return f"if {self.near} is meant, name the {self.thing} after it"
        return "take it out of the folder" if self.thing == "file" else None


@frozen
class UnreadableCharacters(DataDiagnostic):
    """A file is not text in UTF-8, so its letters and currency signs cannot be trusted.

    ## Why
    Older ways of saving text give one byte several meanings: a pound sign in one is a letter in
    another. UTF-8 has one meaning for each.

    ## Example
    A file saved as plain "CSV" by a spreadsheet, with a pound sign on line 2.

    ## Instead
    Save it as "CSV UTF-8 (comma delimited)".
    """

    code = "PBR508"
    name = "unreadable-characters"

    line: int

    def message(self) -> str:
        return f"line {self.line} of {self.place.file} holds a character that is not in UTF-8"

    def help(self) -> str | None:
        if not self.place.file.lower().endswith(".csv"):
            return "save the file again in UTF-8"
        return 'save the file again as "CSV UTF-8 (comma delimited)"'


@frozen
class BrokenQuotation(DataDiagnostic):
    """A quotation mark in a file is not closed, or stands within a value.

    ## Why
    A value between quotation marks may hold commas and even new lines. A mark that is never closed
    would swallow every row after it.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,"26,2012-02-01
    P1,30,2012-02-29
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,"26",2012-02-01
    P1,30,2012-02-29
    ```
    """

    code = "PBR509"
    name = "broken-quotation"

    def message(self) -> str:
        return f"row {self.place.row} of {self.place.file} opens a quotation mark that is not closed as it should be"

    def help(self) -> str | None:
        return "close it at the end of the value; a quotation mark within a value is written twice"


@frozen
class UnsupportedFormat(DataDiagnostic):
    """A file named for a data of the contract is in a format that is not read.

    ## Why
    Read are CSV, JSON lines, Parquet and Excel workbooks, each known by the end of its name, and each
    by rules that let no value change on the way.

    ## Example
    ```text
    data/complete.csv
    data/custody_stays.csv
    data/employment_claims.ods
    data/participants.csv
    data/surveys.csv
    ```

    ## Instead
    ```text
    data/complete.csv
    data/custody_stays.csv
    data/employment_claims.csv
    data/participants.csv
    data/surveys.csv
    ```
    """

    code = "PBR529"
    name = "unsupported-format"

    table: str

    def message(self) -> str:
        return f"{self.place.file} is named for {self.table}, but its format is not one that is read"

    def help(self) -> str | None:
        return (
            'save it as "CSV UTF-8 (comma delimited)" (.csv), as an Excel workbook (.xlsx), '
            "as JSON lines (.jsonl) or as Parquet (.parquet)"
        )
