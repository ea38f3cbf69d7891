"""Faults of the data that only show when the contract is applied to it."""

from attrs import frozen

from pbrlang.data.errors import DataDiagnostic
from pbrlang.data.errors.base import shown
from pbrlang.diagnostics.prose import listing


@frozen
class RefersToLaterRow(DataDiagnostic):
    """A row is paid for by what another row says, but that other row is dated later.

    ## Why
    What is due on a day is worked out from what is dated on or before that day; nothing later is
    foreseen. So a claim cannot be priced by a participant who joins after it. One of the two dates
    is wrong, or the reference names the wrong row.

    ## Example
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Attached On
    P1,New ESA,2011-06-20,2012-07-04
    ```
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```

    ## Instead
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Attached On
    P1,New ESA,2011-06-20,2011-07-04
    ```
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    P1,26,2012-02-01
    ```
    """

    code = "PBR540"
    name = "refers-to-later-row"

    table: str
    dated: str
    read_on: str

    def message(self) -> str:
        named = f"{shown(self.place.value)} in {self.place.column} names a {self.table}"
        return f"{named} dated {self.dated}, which cannot be read on {self.read_on}"

    def help(self) -> str | None:
        return "correct one of the two dates, or the name"

    def wanted(self) -> str:
        return f"a {self.table} dated {self.read_on} or earlier"


@frozen
class OutsideContractYears(DataDiagnostic):
    """A date that picks a price lies in no year of the contract.

    ## Why
    A rate card by contract year has a price for year 1 and the years after it. A date before year 1
    has no price, and the nearest one would be a guess.

    ## Example
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Attached On
    P1,New ESA,2011-05-20,2011-07-04
    ```
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    ```

    ## Instead
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Attached On
    P1,New ESA,2011-06-20,2011-07-04
    ```
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    ```
    """

    code = "PBR541"
    name = "outside-contract-years"

    first: str
    last: str

    def message(self) -> str:
        which = f"{self.place.column} {shown(self.place.value)}" if self.place.column else "a date of this row"
        return f"{which} is in no contract year: they run from {self.first} to {self.last}"

    def help(self) -> str | None:
        return "correct the date; if it is right, the contract has no price for this row"

    def wanted(self) -> str:
        return f"a date from {self.first} to {self.last}"


@frozen
class NoSuchPrice(DataDiagnostic):
    """A rate card has no entry for what a row says.

    ## Why
    Each price stands in the contract. Where the card is silent nothing can be paid, and nothing is
    not the same as £0, which a card can say.

    ## Example
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Attached On
    P1,JSA 18 To 24,2013-06-20,2013-07-04
    ```
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    ```

    ## Instead
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Attached On
    P1,New ESA,2013-06-20,2013-07-04
    ```
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    ```
    """

    code = "PBR542"
    name = "no-such-price"

    column: str
    keys: tuple[str, ...]

    def message(self) -> str:
        return f"there is no {self.column} for {listing(self.keys, 'and')}"

    def help(self) -> str | None:
        return "correct the row; if it is right, the rate card lacks an entry"

    def wanted(self) -> str:
        return f"a row for which {self.column} has an entry"


@frozen
class BlankWhereNeeded(DataDiagnostic):
    """A blank is read where a value is needed.

    ## Why
    A column that may be blank says nothing for some rows. The contract reckons with it all the same,
    and a blank is neither nought nor today.

    ## Example
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Attached On
    P1,New ESA,,2011-07-04
    ```
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    ```

    ## Instead
    ```csv title="participants.csv"
    Participant,Payment Group,Referred On,Attached On
    P1,New ESA,2011-06-20,2011-07-04
    ```
    ```csv title="employment_claims.csv"
    Participant,Weeks In Work,Reached On
    ```
    """

    code = "PBR543"
    name = "blank-where-needed"

    def message(self) -> str:
        if self.place.value:
            return f"{self.place.column} lies after the day on which it is read, so it is not known then"
        return f"{self.place.column or 'a value'} is blank, and the contract reckons with it"

    def help(self) -> str | None:
        if self.place.value:
            return "let the clause be due later, or say when it `is not blank`"
        return "fill it in, or let the clause say when it `is not blank`"

    def wanted(self) -> str:
        return "a value"


@frozen
class OfOneDate(DataDiagnostic):
    """Two rows have one date, and the contract counts what came before each of them.

    ## Why
    `number of Visits of the same Client before this` puts the visits of a client in an order, and what is paid may
    hang on which is the first. Two visits of one client on one day have no order. The data must tell it, or the
    contract must count otherwise, such as `to date`.

    ## Example
    ```pbr
    payment First Visit
        for each Visit
        when number of Visits of the same Client before this is 0
        pays £5
    ```
    ```csv title="visits.csv"
    Visit,Client,Kind,Length,Cost,Visited On
    V1,C1,Long,30,£0,2030-05-01
    V2,C1,Long,30,£0,2030-05-01
    ```

    ## Instead
    ```pbr
    payment First Visit
        for each Visit
        when number of Visits of the same Client before this is 0
        pays £5
    ```
    ```csv title="visits.csv"
    Visit,Client,Kind,Length,Cost,Visited On
    V1,C1,Long,30,£0,2030-05-01
    V2,C1,Long,30,£0,2030-05-02
    ```
    """

    code = "PBR560"
    name = "of-one-date"

    table: str
    other: str

    def message(self) -> str:
        return f"this {self.table} and that in {self.other} have one date, and it is not known which came before"

    def help(self) -> str | None:
        return "correct one of the dates; if both are right, the contract cannot say `before this` of them"

    def wanted(self) -> str:
        return "a date of its own"


@frozen
class TiedValues(DataDiagnostic):
    """Rows of one day hold different values, and the contract reads the latest, or the earliest.

    ## Why
    Dates tell which row is the latest, and nothing else does. Of two assessments on one day either could be meant.

    ## Example
    ```pbr
    Last Length for each Client means the latest Length of Visits to date, or 0 minutes where there are no Visits

    payment Long Visit
        for each Client
        on 31 March 2033
        when Last Length is at least 60 minutes
        pays £5
    ```
    ```csv title="clients.csv"
    Client,Joined On
    C1,2030-04-01
    ```
    ```csv title="visits.csv"
    Visit,Client,Kind,Length,Cost,Visited On
    V1,C1,Long,60,£0,2030-05-03
    V2,C1,Long,90,£0,2030-05-03
    ```

    ## Instead
    ```pbr
    Last Length for each Client means the latest Length of Visits to date, or 0 minutes where there are no Visits

    payment Long Visit
        for each Client
        on 31 March 2033
        when Last Length is at least 60 minutes
        pays £5
    ```
    ```csv title="clients.csv"
    Client,Joined On
    C1,2030-04-01
    ```
    ```csv title="visits.csv"
    Visit,Client,Kind,Length,Cost,Visited On
    V1,C1,Long,60,£0,2030-05-03
    V2,C1,Long,90,£0,2030-05-04
    ```
    """

    code = "PBR565"
    name = "tied-values"

    word: str
    day: str
    held: str
    other: str

    def message(self) -> str:
        return f"of {self.day}, the {self.word} day, one row has {shown(self.held)} and another has {shown(self.other)}"

    def help(self) -> str | None:
        return "correct one of the dates or of the values; or let the contract pick by something else"

    def wanted(self) -> str:
        return f"one value for {self.day}"


@frozen
class NotTheOnlyOne(DataDiagnostic):
    """There are several rows where the contract reads the only one.

    ## Why
    `the only` value of some rows is that of one row. Of several none was agreed on.

    ## Example
    ```pbr
    Agreed Length for each Client means the only Length of Visits to date, or 0 minutes where there are no Visits

    payment Long Visit
        for each Client
        on 31 March 2033
        when Agreed Length is at least 60 minutes
        pays £5
    ```
    ```csv title="clients.csv"
    Client,Joined On
    C1,2030-04-01
    ```
    ```csv title="visits.csv"
    Visit,Client,Kind,Length,Cost,Visited On
    V1,C1,Long,60,£0,2030-05-03
    V2,C1,Long,60,£0,2030-05-04
    ```

    ## Instead
    ```pbr
    Agreed Length for each Client means the only Length of Visits to date, or 0 minutes where there are no Visits

    payment Long Visit
        for each Client
        on 31 March 2033
        when Agreed Length is at least 60 minutes
        pays £5
    ```
    ```csv title="clients.csv"
    Client,Joined On
    C1,2030-04-01
    ```
    ```csv title="visits.csv"
    Visit,Client,Kind,Length,Cost,Visited On
    V1,C1,Long,60,£0,2030-05-03
    ```
    """

    code = "PBR566"
    name = "not-the-only-one"

    number: int
    plural: str

    def message(self) -> str:
        return f"this is one of {self.number:,} {self.plural}, and the contract reads the only one"

    def help(self) -> str | None:
        return "take away the rows that do not belong; or let the contract say which of several it reads"

    def wanted(self) -> str:
        return "one row"


INTERPRET_ERRORS: tuple[type[DataDiagnostic], ...] = (
    RefersToLaterRow,
    OutsideContractYears,
    NoSuchPrice,
    BlankWhereNeeded,
    OfOneDate,
    TiedValues,
    NotTheOnlyOne,
)
"""Every message about rows that the contract cannot be applied to, in code order."""
