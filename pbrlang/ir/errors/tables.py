"""Data blocks and tables that do not fit what they are for."""

from pbrlang.diagnostics import Diagnostic, Edit, Remark
from pbrlang.diagnostics.prose import quoted_listing
from pbrlang.source import Span


class MissingPrice(Diagnostic):
    """A rate card has no price for a choice that a row can hold.

    ## Why
    A row with a choice that has no price could not be paid, and nobody could say that it should not be. A price of
    nought is a price.

    ## Example
    ```pbr
    tariff Price List by Kind
        | Kind  | Price |
        | Short | £20   |

    payment Reward
        for each Visit
        pays Price
    ```

    ## Instead
    ```pbr
    tariff Price List by Kind
        | Kind  | Price |
        | Short | £20   |
        | Long  | £0    |

    payment Reward
        for each Visit
        pays Price
    ```
    """

    code = "PBR441"
    name = "missing-price"

    key: str
    missing: tuple[str, ...]
    last_row: Span
    new_rows: str

    def message(self) -> str:
        return f"there is no row for {quoted_listing(self.missing, 'and')} of `{self.key}`"

    def help(self) -> str | None:
        return "add a row for each; a price may be £0"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit("add the rows with nought, then put in their prices", self.last_row.at_end(), self.new_rows),)


class RowTwice(Diagnostic):
    """A table has two rows or columns for the same keys.

    ## Why
    Of two prices for one thing, nobody can tell which holds.

    ## Example
    ```pbr
    tariff Price List by Kind
        | Kind  | Price |
        | Short | £20   |
        | Long  | £30   |
        | Long  | £40   |
    ```

    ## Instead
    ```pbr
    tariff Price List by Kind
        | Kind  | Price |
        | Short | £20   |
        | Long  | £40   |
    ```
    """

    code = "PBR442"
    name = "row-twice"

    key: str
    first: Span
    what: str = "price"

    def message(self) -> str:
        return f"there is already a {self.what} for `{self.key}`"

    def remarks(self) -> tuple[Remark, ...]:
        return (Remark(self.first, "the first one"),)

    def edits(self) -> tuple[Edit, ...]:
        source = self.span.source
        line = source.position(self.span.start)[0]
        start = source.line_starts[line - 1]
        whole = Span(source, start, start + len(source.line(line)) + 1, self.span.clause)
        return (Edit("leave this row out", whole, ""),)


class UnreadableCell(Diagnostic):
    """A cell of a table cannot be read as what its column holds.

    ## Why
    Each column holds one kind of value: amounts, numbers of one noun, or the words of a category.

    ## Example
    ```pbr
    tariff Price List by Kind
        | Kind  | Price |
        | Short | £20   |
        | Long  | forty |
    ```

    ## Instead
    ```pbr
    tariff Price List by Kind
        | Kind  | Price |
        | Short | £20   |
        | Long  | £40   |
    ```
    """

    code = "PBR443"
    name = "unreadable-cell"

    expected: str
    nearest: tuple[str, ...] = ()

    def message(self) -> str:
        return f"`{self.span.text}` cannot be read here: expected {self.expected}"

    def label(self) -> str:
        return f"did you mean {quoted_listing(self.nearest)}?" if self.nearest else ""

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{each}`", self.span, each) for each in self.nearest)


class WrongColumn(Diagnostic):
    """A heading of a rate card is not what the tariff says that it is by.

    ## Why
    The first column holds the first key. With two keys, the other headings are the values of the second.

    ## Example
    ```pbr
    tariff Price List by Kind
        | Sort  | Price |
        | Short | £20   |
        | Long  | £40   |
    ```

    ## Instead
    ```pbr
    tariff Price List by Kind
        | Kind  | Price |
        | Short | £20   |
        | Long  | £40   |
    ```
    """

    code = "PBR444"
    name = "wrong-column"

    wanted: str

    def message(self) -> str:
        return f"this column must be `{self.wanted}`, the key that the table is by"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(f"write `{self.wanted}`", self.span, self.wanted),)


class NoKey(Diagnostic):
    """A kind of row has no key, or a key that cannot be one.

    ## Why
    `one row for each …` says when two rows are the same thing twice. Without it a row entered twice is paid twice.

    ## Example
    ```pbr
    data Test
        Test      identifier
        Taken On  date
        dated Taken On
    ```

    ## Instead
    ```pbr
    data Test
        Test      identifier
        Taken On  date
        one row for each Test
        dated Taken On
    ```
    """

    code = "PBR445"
    name = "no-key"

    reason: str
    answers: tuple[str, ...] = ()
    after: Span | None = None

    def message(self) -> str:
        return self.reason

    def help(self) -> str | None:
        return f"add {quoted_listing(self.answers)}" if self.answers else None

    def edits(self) -> tuple[Edit, ...]:
        place = self.after
        if place is None:
            return ()
        column = place.source.position(place.start)[1] - 1
        return tuple(Edit(f"add `{each}`", place.at_end(), f"\n{' ' * column}{each}") for each in self.answers)
