"""What can be wrong with one cell."""

from attrs import frozen

from pbrlang.data.errors.base import DataDiagnostic, shown


@frozen
class BadCell(DataDiagnostic):
    """A cell that does not hold what its column should hold."""

    expected: str
    hint: str | None = None

    def message(self) -> str:
        return f"{shown(self.place.value)} in {self.place.column} is not {self.expected}"

    def label(self) -> str:
        return "" if self.expected in self.message() else f"should be {self.expected}"

    def help(self) -> str | None:
        return self.hint

    def wanted(self) -> str:
        return self.expected


@frozen
class UnreadableNumber(BadCell):
    """A cell in a column of numbers is not a number.

    ## Why
    Money must come out the same for everyone who reads the file, so a number is written in one
    way only: figures, at most one decimal point, and commas between groups of three or none. A
    minus sign stands first, and money may carry its sign.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,about 26,2012-02-01
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```
    """

    code = "PBR510"
    name = "unreadable-number"


@frozen
class TooManyDecimals(BadCell):
    """A number has more decimal places than the contract gives its column.

    ## Why
    Data is never rounded on the way in: a rounding that nobody agreed would change what is paid. A
    nought after the point counts as a decimal place, because `1.200` is twelve hundred in some
    countries and a little over one in others.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26.5,2012-02-01
    ```

    ## Instead
    Write the exact figure, or agree in the contract how many places the column has.

    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```
    """

    code = "PBR511"
    name = "too-many-decimals"

    def message(self) -> str:
        return (
            f"{shown(self.place.value)} in {self.place.column} has too many decimal places: it is not {self.expected}"
        )


@frozen
class UnreadableDate(BadCell):
    """A cell in a column of dates is not a date, or is one that never was.

    ## Why
    A date decides which price, which year and which statement a row belongs to, so it must be a day
    of the calendar, written so that it has one meaning.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2013-02-30
    ```

    ## Instead
    Write `2013-02-28`, `28 February 2013` or `28 Feb 2013`.

    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2013-02-28
    ```
    """

    code = "PBR512"
    name = "unreadable-date"


@frozen
class AmbiguousDate(BadCell):
    """A date in figures alone may be read with the day first or with the month first.

    ## Why
    `3/4/2012` is 3 April to one reader and 4 March to another, and spreadsheets change one into
    the other without saying so. The file is not trusted where it could mean either, nor where the
    same column could elsewhere.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,3/4/2012
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-04-03
    ```
    """

    code = "PBR513"
    name = "ambiguous-date"

    def message(self) -> str:
        return f"{shown(self.place.value)} in {self.place.column} does not say which figure is the month"


@frozen
class UnknownCategory(BadCell):
    """A cell holds a word that is not among the choices of its column.

    ## Why
    The contract lists the words that the column may hold, and what is paid can turn on them. Case
    and extra spaces make no difference; anything else does.

    ## Example
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Supported
    P1,ESA,2011-06-20,yes
    ```

    ## Instead
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Supported
    P1,New ESA,2011-06-20,yes
    ```
    """

    code = "PBR514"
    name = "unknown-category"


@frozen
class BlankValue(BadCell):
    """A cell is empty, or says that there is nothing, in a column where that is not allowed.

    ## Why
    Nothing known and nothing done are different, and a guess between them would move money. A
    column may be blank only where the contract says so, and then its cell is simply empty.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,,2012-02-01
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```
    """

    code = "PBR515"
    name = "blank-value"

    def message(self) -> str:
        if (self.place.value or "").strip():
            return f"{shown(self.place.value)} in {self.place.column} stands for nothing: it is not {self.expected}"
        return f"{self.place.column} is blank, and the contract does not let it be"


@frozen
class OutOfBounds(BadCell):
    """A number lies outside what its column may hold.

    ## Why
    A count of people or weeks is never below nought, and a contract may set closer bounds. A number
    beyond them is far likelier a slip than a fact.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,-26,2012-02-01
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```
    """

    code = "PBR518"
    name = "out-of-bounds"

    def message(self) -> str:
        return f"{shown(self.place.value)} in {self.place.column} is out of bounds: it should be {self.expected}"


@frozen
class AmbiguousShare(BadCell):
    """A share is written without a per cent sign.

    ## Why
    `0.375` may be meant as 37.5% or as 0.375%, and the two pay very different sums.

    ## Example
    ```csv title="surveys.csv"
    Survey,Response Rate,Held On,Grant
    S1,0.375,2012-02-01,8000
    ```

    ## Instead
    ```csv title="surveys.csv"
    Survey,Response Rate,Held On,Grant
    S1,37.5%,2012-02-01,8000
    ```
    """

    code = "PBR521"
    name = "ambiguous-share"

    def message(self) -> str:
        return f"{shown(self.place.value)} in {self.place.column} has no per cent sign"


@frozen
class WrongUnit(BadCell):
    """A number carries a unit or a currency sign that is not its column's.

    ## Why
    A number may carry the unit of its column, in the singular or the plural. Another one shows that
    somebody measured something else, and numbers are never converted silently.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,182 days,2012-02-01
    ```

    ## Instead
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26 weeks,2012-02-01
    ```
    """

    code = "PBR522"
    name = "wrong-unit"


@frozen
class SpreadsheetLeftover(BadCell):
    """A cell holds what a spreadsheet left there instead of the value.

    ## Why
    A spreadsheet saves what it shows: `########` where a column is too narrow, `#N/A` where a
    formula fails, `1.2E+05` where a number is long, `40940` where a date is shown as a number. The
    value is lost or changed in the file, and only the spreadsheet still has it.

    ## Example
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,########
    ```

    ## Instead
    Widen the column or show it as dates, save the file again, and it holds:

    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```
    """

    code = "PBR523"
    name = "spreadsheet-leftover"

    def message(self) -> str:
        return f"{shown(self.place.value)} in {self.place.column} is what a spreadsheet left in the place of a value"


@frozen
class UnreadableYesNo(BadCell):
    """A cell in a column of yes and no holds something else.

    ## Why
    Two words that everyone reads alike are enough; `1`, `T` or `x` mean yes to some and nothing to
    others.

    ## Example
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Supported
    P1,New ESA,2011-06-20,1
    ```

    ## Instead
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Supported
    P1,New ESA,2011-06-20,yes
    ```
    """

    code = "PBR524"
    name = "unreadable-yes-no"
