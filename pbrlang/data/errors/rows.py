"""What can be wrong with a whole row."""

from attrs import frozen

from pbrlang.data.errors.base import DataDiagnostic, shown
from pbrlang.diagnostics.prose import listing


@frozen
class DuplicateKey(DataDiagnostic):
    """Two rows have the same key.

    ## Why
    The contract says what there is one row for. Where two rows stand for the same thing, one of them
    is wrong, and nothing in the file says which; so neither is used. A payment must not turn on the
    order of rows in a file.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    P1,26,2012-02-08
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    P1,30,2012-02-29
    ```
    """

    code = "PBR516"
    name = "duplicate-key"

    key: tuple[str, ...]
    other: str
    first: bool

    def message(self) -> str:
        where = "again" if self.first else "already"
        return f"{listing(self.key, 'and')} {shown(self.place.value)} is {where} in {self.other}"

    def help(self) -> str | None:
        return "keep the row that is right and take the other out; until then neither is used"

    def wanted(self) -> str:
        return f"one row for each {listing(self.key, 'and')}"


@frozen
class DanglingReference(DataDiagnostic):
    """A row names another row that does not exist.

    ## Why
    What is paid for the one may depend on the other: its group, its date, its price. A name that
    leads nowhere is a slip in one of the two files.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P91,26,2012-02-01
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```
    """

    code = "PBR517"
    name = "dangling-reference"

    table: str
    searched: str
    near: str | None = None

    def message(self) -> str:
        return f"{shown(self.place.value)} in {self.place.column} names no {self.table} in {self.searched}"

    def help(self) -> str | None:
        return f"did you mean `{self.near}`?" if self.near else f"mend the name, or add its row to {self.searched}"

    def wanted(self) -> str:
        return f"a {self.table} in {self.searched}"


@frozen
class RefersToBadRow(DataDiagnostic):
    """A row names another row that is itself bad.

    ## Why
    A bad row is not used, so a row that depends on it cannot be used either. Mend the other row, and
    this message goes with it.

    ## Example
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Supported
    P1,New ESA,2011-06-31,yes
    ```
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```

    ## Instead
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Supported
    P1,New ESA,2011-06-30,yes
    ```
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```
    """

    code = "PBR525"
    name = "refers-to-bad-row"

    table: str
    other: str

    def message(self) -> str:
        named = f"{shown(self.place.value)} in {self.place.column}"
        return f"{named} names {self.other}, which is itself bad"

    def help(self) -> str | None:
        return f"mend {self.other}"

    def wanted(self) -> str:
        return f"a {self.table} whose own row is good"


@frozen
class EndsBeforeItStarts(DataDiagnostic):
    """A row lasts from a date to an earlier one.

    ## Why
    Its nights or days would be fewer than none. Most often the two dates have changed places, or a
    year is wrong.

    ## Example
    ```csv title="custody_stays.csv"
    Stay,Team,Admitted,Released
    S1,Leeds,2012-03-09,2012-03-02
    ```

    ## Instead
    ```csv title="custody_stays.csv"
    Stay,Team,Admitted,Released
    S1,Leeds,2012-03-02,2012-03-09
    ```
    """

    code = "PBR519"
    name = "ends-before-it-starts"

    start: str
    started: str

    def message(self) -> str:
        return f"{self.place.column} {shown(self.place.value)} is before {self.start} {shown(self.started)}"

    def help(self) -> str | None:
        return f"correct {self.start} or {self.place.column}"

    def wanted(self) -> str:
        return f"{self.started} or later"


@frozen
class RaggedRow(DataDiagnostic):
    """A row has more cells, or fewer, than the file has headings.

    ## Why
    A comma too many or too few moves every later value into the wrong column. A comma inside a value
    needs quotation marks around the value.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,1,026,2012-02-01
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,"1,026",2012-02-01
    ```
    """

    code = "PBR520"
    name = "ragged-row"

    cells: int
    headings: int

    def message(self) -> str:
        return f"the row has {self.cells} cell{'' if self.cells == 1 else 's'} and the file {self.headings} headings"

    def help(self) -> str | None:
        if not self.place.file.lower().endswith(".csv"):
            return "give every column that is used a heading, and empty the cells beyond them"
        if self.cells > self.headings:
            return 'put quotation marks around a value with a comma in it, as in "1,200"'
        return "leave a cell empty by writing its comma"

    def wanted(self) -> str:
        return f"{self.headings} cells"
