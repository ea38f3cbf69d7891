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
    """What a clause comes to in a statement; `to_date` is with all earlier ones, nothing where it is not kept.

    Corrections to earlier periods may stand together, as something of which nothing is due.
    """

    number: str
    clause: str
    count: int
    due: Fraction | None
    cut: Fraction
    recovered: Fraction
    total: Fraction
    to_date: Fraction | None


Part = tuple[str, Fraction, Fraction | None]
"""A party's name, what it bears or gets of a statement, and to date where that is kept."""


@frozen
class Shared:
    """What each party bears or gets of something."""

    of: str
    parts: tuple[Part, ...]


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

    `put_right` are the lines about earlier periods, which may or may not be among `lines` too. `not_paid` is what falls
    on no payer, here and to date; `total` is without it. `asked` says whether some of what is explained was asked for.
    `extra` are facts of its own, such as the hash under which a ledger keeps it; `digest` is that of the contract.
    """

    contract: str
    parties: tuple[tuple[str, str], ...]
    currency: Currency
    number: int
    period: str
    first: date
    last: date
    as_at: date | None
    complete_to: date
    due_by: date | None
    provisional: bool
    lines: tuple[SheetLine, ...]
    clauses: tuple[SheetClause, ...]
    total: Fraction
    to_date: Fraction
    payable: Fraction
    not_paid: tuple[Fraction, Fraction] = (Fraction(0), Fraction(0))
    put_right: tuple[SheetLine, ...] = ()
    shares: tuple[Shared, ...] = ()
    balance: tuple[tuple[str, Fraction], ...] = ()
    explained: tuple[Explained, ...] = ()
    asked: bool = False
    held: tuple[Held, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    made_by: str = ""
    digest: str = ""
    ended: str | None = None

    @property
    def every_line(self) -> tuple[SheetLine, ...]:
        """All lines, each once."""
        among = set(map(id, self.lines))
        return (*self.lines, *(each for each in self.put_right if id(each) not in among))
