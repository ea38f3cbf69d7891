"""What lasts, counted together with what is not counted in the same way."""

from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.prose import listing


class NightsWithDays(Diagnostic):
    """Rows that last in nights and rows that last in days are to cover the same time.

    ## Why
    A stay from Monday to Wednesday has two nights, and three days. Whether Wednesday is covered differs, and so does
    what is left of a lease when the stay is taken away from it.

    ## Example
    ```pbr
    data Stay
        Stay     identifier
        Client   refers to Client
        Arrived  date
        Left     date
        one row for each Stay
        lasts from Arrived to Left, in nights

    data Lease
        Lease    identifier
        Client   refers to Client
        Began    date
        Ended    date
        one row for each Lease
        lasts from Began to Ended, in days

    fee Housed
        for each month
        pays £1 per night * number of nights covered by Stays or by Leases in the month
    ```

    ## Instead
    ```pbr
    data Stay
        Stay     identifier
        Client   refers to Client
        Arrived  date
        Left     date
        one row for each Stay
        lasts from Arrived to Left, in nights

    data Lease
        Lease    identifier
        Client   refers to Client
        Began    date
        Ended    date
        one row for each Lease
        lasts from Began to Ended, in nights

    fee Housed
        for each month
        pays £1 per night * number of nights covered by Stays or by Leases in the month
    ```
    """

    code = "PBR465"
    name = "nights-with-days"

    lasts: tuple[tuple[str, str], ...]

    def message(self) -> str:
        told = listing([f"{plural} last in {noun}" for plural, noun in self.lasts], "and")
        return f"{told}: what they cover together is neither nights nor days"

    def help(self) -> str | None:
        return "let the data blocks of all of them last in nights, or of all of them in days"
