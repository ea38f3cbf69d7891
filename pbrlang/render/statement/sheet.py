"""What a statement says, wherever it comes from: worked out just now, or issued in a ledger."""

from datetime import date
from fractions import Fraction

from attrs import frozen

from pbrlang.values.wording import decimal


@frozen
class Currency:
    """How amounts are written: the code, the sign, and the decimal places."""

    code: str
    symbol: str
    places: int

    def __call__(self, amount: Fraction) -> str:
        """An amount with all its places: `£1,234.50`, `-£3.00`."""
        return f"{'-' if amount < 0 else ''}{self.symbol}{decimal(abs(amount), self.places)}"

    def plain(self, amount: Fraction) -> str:
        """An amount as programs read it: `-1234.50`."""
        return decimal(amount, self.places, separator="")


@frozen
class SheetLine:
    """A line. Only `amount` has the statement's sign; `corrects` is the earlier period that it puts right, if it does.

    What is `taken_back` was paid under the same clause, and is no sum that falls due under it. `key` gives what it is
    for, and `words` the same in words, with what kind of line it is. `why` says of a correction what had been paid and
    which rows changed, where that is known.
    """

    number: str
    clause: str
    key: tuple[tuple[str, str], ...]
    words: str
    date: date
    due: Fraction
    cut: Fraction
    amount: Fraction
    corrects: str | None = None
    taken_back: bool = False
    why: tuple[str, ...] = ()


@frozen
class SheetClause:
    """What a clause comes to in a statement; `to_date` is with all earlier ones, nothing where it is not kept."""

    number: str
    clause: str
    count: int
    due: Fraction
    cut: Fraction
    recovered: Fraction
    total: Fraction
    to_date: Fraction | None


@frozen
class Shared:
    """What each party bears or gets of something: its name, its part, and its part to date where that is kept."""

    of: str
    parts: tuple[tuple[str, Fraction, Fraction | None], ...]


@frozen
class Explained:
    """Why an amount is what it is: what it is of, and the lines that say so."""

    headline: str
    lines: tuple[str, ...]


@frozen
class Held:
    """A file that the statement rests on: its SHA-256, and how many rows were read from it and set aside."""

    name: str
    digest: str
    read: int | None = None
    set_aside: int = 0


@frozen
class Sheet:
    """A statement. `number` counts those of the contract from 1; `balance` are sums that change hands, with names.

    `asked` says whether some of what is explained was asked for. `extra` are facts of its own, such as the hash under
    which a ledger keeps it.
    """

    contract: str
    parties: tuple[tuple[str, str], ...]
    currency: Currency
    number: int
    period: str
    first: date
    last: date
    as_at: date
    complete_to: date
    due_by: date | None
    provisional: bool
    lines: tuple[SheetLine, ...]
    clauses: tuple[SheetClause, ...]
    total: Fraction
    to_date: Fraction
    payable: Fraction
    shares: tuple[Shared, ...] = ()
    balance: tuple[tuple[str, Fraction], ...] = ()
    explained: tuple[Explained, ...] = ()
    asked: bool = False
    held: tuple[Held, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    version: str = ""
    ended: str | None = None
