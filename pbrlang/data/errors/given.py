"""What can be wrong with rows that a contract itself gives."""

from attrs import frozen

from pbrlang.data.errors.base import DataDiagnostic
from pbrlang.diagnostics import Diagnostic


@frozen(eq=False, repr=False)
class CellFault(Diagnostic):
    """A row of a worked example is not as the contract's data says.

    ## Why
    A worked example is read by the same rules as a file of data, so that it shows what a file would
    give. A compulsory column may not be left out of it; one that may be blank may.

    ## Example
    ```text
    given Employment Claims
        | Participant | Weeks In Work | Reached On |
        | P1          | 26 days       | 3/4/2012   |
    ```

    ## Instead
    ```text
    given Employment Claims
        | Participant | Weeks In Work | Reached On   |
        | P1          | 26 weeks      | 3 April 2012 |
    ```
    """

    code = "PBR531"
    name = "unreadable-given"

    fault: DataDiagnostic

    def message(self) -> str:
        return self.fault.message()

    def label(self) -> str:
        return self.fault.label()

    def help(self) -> str | None:
        return self.fault.help()


@frozen
class GivenForNothing(DataDiagnostic):
    """A value is given for something that there is not.

    ## Why
    A value that is given for a row, a cohort or a word that does not exist changes nothing, and the example would
    show something else than it says.

    ## Example
    ```text
    list Region is one of North, South

    Price for each Region means £5

    example "the price in the east"
        given Price for Region East is £6
    ```

    ## Instead
    ```text
    list Region is one of North, South

    Price for each Region means £5

    example "the price in the north"
        given Price for Region North is £6
    ```
    """

    code = "PBR589"
    name = "given-for-nothing"

    asked: str

    def message(self) -> str:
        return f"there is no {self.asked} for which a value could be given"

    def help(self) -> str | None:
        return "name one that the example's rows, or the contract's lists, have"

    def wanted(self) -> str:
        return "something that there is"
