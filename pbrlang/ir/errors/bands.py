"""Rate cards by bands of which something is not said, or whose rows do not fit together."""

from pbrlang.diagnostics import Diagnostic, Edit, Remark
from pbrlang.diagnostics.prose import listing, quoted_listing
from pbrlang.source import Span

WAYS = ("lump sum", "whole quantity", "slice by slice", "straight line")
"""The four things that a band can do."""


class BandUnsaid(Diagnostic):
    """A rate card by bands does not say what a band does.

    ## Why
    For 600 kg, `from 500 kg` at £2 can mean £2, £1,200, or £200 for the 100 kg beyond. Each is in use, and the rows
    alone do not tell them apart. `lump sum` pays the amount of the band that is reached, `whole quantity` prices all
    of the quantity by it, `slice by slice` prices each slice by its own row, and `straight line` pays what lies on the
    line between two points.

    ## Example
    ```pbr
    tariff Long Visit Payment by Length
        | Length          | Long Visit Payment |
        | below 60 minutes | £0                |
        | from 60 minutes  | £5                |
    ```

    ## Instead
    ```pbr
    tariff Long Visit Payment by Length, lump sum
        | Length          | Long Visit Payment |
        | below 60 minutes | £0                |
        | from 60 minutes  | £5                |
    ```
    """

    code = "PBR470"
    name = "band-unsaid"

    card: str
    fitting: tuple[str, ...]

    def message(self) -> str:
        return f"it is not said what a band of `{self.card}` does"

    def help(self) -> str | None:
        return f"add {quoted_listing(f', {each}' for each in WAYS)}"

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"add `, {each}`", self.span.at_end(), f", {each}") for each in self.fitting)


class BandEdgeUnsaid(Diagnostic):
    """A rate card by bands does not say what holds below its first row, or above its last.

    ## Why
    What falls below the first band would have no price, and nothing is not the same as £0, which a row can say. A
    line that ends at its last point may go on, stay level or stop.

    ## Example
    ```pbr
    tariff Long Visit Payment by Length, lump sum
        | Length           | Long Visit Payment |
        | from 60 minutes  | £5                 |
        | from 120 minutes | £8                 |
    ```

    ## Instead
    ```pbr
    tariff Long Visit Payment by Length, lump sum
        | Length           | Long Visit Payment |
        | below 60 minutes | £0                 |
        | from 60 minutes  | £5                 |
        | from 120 minutes | £8                 |
    ```
    """

    code = "PBR471"
    name = "band-edge-unsaid"

    card: str
    where: str
    row: str
    place: Span | None
    before: bool

    def message(self) -> str:
        return f"`{self.card}` does not say what holds {self.where}"

    def help(self) -> str | None:
        return f"add a row `{self.row}`, with what holds there"

    def edits(self) -> tuple[Edit, ...]:
        if self.place is None:
            return ()
        indent = " " * (self.place.source.position(self.place.start)[1] - 1)
        at = Span(self.place.source, self.place.start, self.place.start, self.place.clause)
        if self.before:
            return (Edit(f"add `{self.row}`", at, f"{self.row}\n{indent}"),)
        return (Edit(f"add `{self.row}`", self.place.at_end(), f"\n{indent}{self.row}"),)


class BandsMisfit(Diagnostic):
    """The rows of a rate card by bands do not fit together.

    ## Why
    Each row gives one bound, so that between two rows there can be neither a gap nor an overlap. The first row says
    where the lowest band ends and the others where theirs begin: `below` goes with `from`, which includes its bound;
    `up to`, which includes its bound, with `more than`; `the first` with `beyond`. Points of a straight line are `at`
    their bounds, between a row `below` the first and one `above` the last.

    ## Example
    ```pbr
    tariff Long Visit Payment by Length, lump sum
        | Length              | Long Visit Payment |
        | up to 60 minutes    | £0                 |
        | from 60 minutes     | £5                 |
    ```

    ## Instead
    ```pbr
    tariff Long Visit Payment by Length, lump sum
        | Length              | Long Visit Payment |
        | up to 60 minutes    | £0                 |
        | more than 60 minutes | £5                |
    ```
    """

    code = "PBR472"
    name = "bands-misfit"

    reason: str
    answers: tuple[tuple[Span, str], ...] = ()
    other: Span | None = None

    def message(self) -> str:
        return self.reason

    def help(self) -> str | None:
        return f"write {listing(f'`{text}`' for _, text in self.answers)}" if self.answers else None

    def remarks(self) -> tuple[Remark, ...]:
        return (Remark(self.other, "the row that it must fit"),) if self.other is not None else ()

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{text}`", span, text) for span, text in self.answers)


class BandPrice(Diagnostic):
    """A price in a rate card by bands is not for each of what the bands are of.

    ## Why
    `whole quantity` and `slice by slice` multiply the price by the quantity, so the price says for each of what it
    is: `£2 per kg`, `£4,000 per percentage point`, or `50%` where the bands are of an amount of money. An amount that
    is paid once for a band is a `lump sum`.

    ## Example
    ```pbr
    tariff Time Payment by Length, slice by slice
        | Length               | Price |
        | the first 60 minutes | £0    |
        | beyond 60 minutes    | £2    |

    payment Time
        for each Visit
        pays Time Payment
    ```

    ## Instead
    ```pbr
    tariff Time Payment by Length, slice by slice
        | Length               | Price         |
        | the first 60 minutes | £0 per minute |
        | beyond 60 minutes    | £2 per minute |

    payment Time
        for each Visit
        pays Time Payment
    ```
    """

    code = "PBR370"
    name = "band-price"

    quantity: str
    each: str
    found: str
    fixes: tuple[Edit, ...] = ()

    def message(self) -> str:
        return f"the bands are of {self.quantity}, so a price here is {self.each}, and this is {self.found}"

    def edits(self) -> tuple[Edit, ...]:
        return self.fixes
