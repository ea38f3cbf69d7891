"""What can be wrong with a value because of how its file holds it."""

from attrs import frozen

from pbrlang.data.errors.base import shown
from pbrlang.data.errors.cells import BadCell


@frozen
class InexactNumber(BadCell):
    """A number is held as a binary fraction, with more figures than such a number can be sure of.

    ## Why
    Workbooks and many other files hold numbers as binary fractions. Few decimals are such fractions, so the file has
    the nearest one, and `0.1 + 0.2` is held as `0.30000000000000004`. Any decimal of up to 15 figures comes back
    unharmed (6 in single precision): no other of that length has the same nearest fraction, so `1200.1` is read as
    exactly `1200.1`. Beyond that nobody can say which figure was meant, and to round it would be to choose one.

    ## Example
    A workbook with the formula `=0.1+0.2` in a column of money.

    ## Instead
    Round where the number is made, as in `=ROUND(0.1+0.2, 2)`, or store it as a decimal or as text.
    """

    code = "PBR532"
    name = "inexact-number"

    def message(self) -> str:
        return f"{shown(self.place.value)} in {self.place.column} has more figures than a binary number can be sure of"


@frozen
class UnsuitableValue(BadCell):
    """A file holds a value in a form that is not its column's.

    ## Why
    Some files know dates, true and false, lists and times of day. Such a value is read only where its column
    takes it: a date in a column of identifiers shows that a spreadsheet has changed what was typed, and a date with a
    time of day may be another day elsewhere. Cells of a workbook that are merged do not say which rows they speak for.

    ## Example
    ```json title="employment_claims.jsonl"
    {"Participant": true, "Weeks In Work": [26, 30], "Reached On": "2012-02-01"}
    ```

    ## Instead
    ```json title="employment_claims.jsonl"
    {"Participant": "P1", "Weeks In Work": 26, "Reached On": "2012-02-01"}
    {"Participant": "P1", "Weeks In Work": 30, "Reached On": "2012-02-01"}
    ```
    """

    code = "PBR533"
    name = "unsuitable-value"

    def message(self) -> str:
        if not self.place.value:
            return f"the cell in {self.place.column} is not {self.expected}"
        return super().message()
