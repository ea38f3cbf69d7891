"""What a ledger holds: statements as they were issued, their lines, and what changed an earlier one."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from attrs import frozen

Order = tuple[date, int]
"""The place of a statement among those of a contract: by its last day, of two with the same the shorter first."""


class LineKey(NamedTuple):
    """What a line is for, so that it is known again in later data: clause, date, and the key of its element.

    `kind` says what sets it apart from others for the same: `instalment 2 of 6`; it is mostly empty.
    """

    clause: str
    date: date
    key: tuple[tuple[str, str], ...]
    kind: str = ""


@frozen
class RowChange:
    """A row that is not as it was when the statement before was issued.

    `what` is changed, added or withdrawn; `fields` gives the name of each field that changed with what was
    written there then and now. `place` is where it stands, or stood: `claims.csv, row 12`.
    """

    data: str
    key: tuple[tuple[str, str], ...]
    what: str
    fields: tuple[tuple[str, str, str], ...]
    place: str


@frozen
class Correction:
    """Why a line is about an earlier period: what earlier statements paid, what is right now, in coins.

    `rows` are the changed rows nearest to it, and `others` counts further ones that may bear on it. Where no
    row changed, `varied` says whether the contract did. `late` is for what was recorded, by the data itself, after
    the statement to which it belongs.
    """

    was: int
    now: int
    rows: tuple[RowChange, ...] = ()
    others: int = 0
    varied: bool = False
    late: bool = False


@frozen
class IssuedLine:
    """One line of a statement. Amounts are in the currency's smallest coin; only `amount` has a sign.

    `period` is the statement that the line's date belongs to. Of a correction, `due` and `cut` are what they
    are now, and `amount` is what the statement adds to what earlier ones paid. What is a `debt` the provider owes apart
    from sums due.
    """

    clause: str
    number: str
    key: tuple[tuple[str, str], ...]
    date: date
    period: str
    due: int
    cut: int
    amount: int
    correction: Correction | None = None
    kind: str = ""
    debt: bool = False

    @property
    def line_key(self) -> LineKey:
        """What it is for."""
        return LineKey(self.clause, self.date, self.key, self.kind)

    @property
    def for_what(self) -> str:
        """What it is for, in words: `Participant P1; Weeks In Work 26`; empty for the contract as a whole."""
        return "; ".join(part for part in (in_words(self.key), self.kind) if part)


@frozen
class Balance:
    """What a statement comes to in money that changes hands, in coins.

    `total` is the sum of its lines, less what is beyond the limits of payers and falls on nobody.
    `debt` is what the provider owes of them as a debt, apart from sums due.
    The rest is set off against `brought`, what earlier statements left to be deducted, which is nought or less:
    what is left of it is `payable` to the provider, or is `carried` to the next statement. Once there is no next
    one, what is left to be deducted is a debt too. So total = payable - debt + carried - brought.
    """

    total: int
    brought: int
    debt: int
    payable: int
    carried: int


@frozen(slots=False)
class Issued:
    """A statement as it was issued: `text` is its document, byte for byte, and `hash` the SHA-256 of that."""

    text: str
    hash: str

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """The document as it was read."""
        from pbrlang.ledger.documents import parsed

        return parsed(self.text)

    @property
    def number(self) -> int:
        """Its number, counted from 1."""
        return int(self.document["number"])

    @property
    def period(self) -> str:
        """The name of its settlement period."""
        return str(self.document["period"])

    @property
    def first(self) -> date:
        """The first day that it covers."""
        return date.fromisoformat(self.document["from"])

    @property
    def last(self) -> date:
        """The last day that it covers."""
        return date.fromisoformat(self.document["to"])

    @property
    def complete_to(self) -> date:
        """The date to which the data was complete."""
        return date.fromisoformat(self.document["complete_to"])

    @property
    def provisional(self) -> bool:
        """Whether bad rows were left out of it."""
        return bool(self.document["provisional"])

    @property
    def places(self) -> int:
        """How many decimal places the currency has."""
        return int(self.document["places"])

    @property
    def order(self) -> Order:
        """Its place among the statements of the contract."""
        return self.last, -self.first.toordinal()

    @property
    def to_date(self) -> int:
        """What it and all statements before it come to, in coins."""
        from pbrlang.ledger.documents import coins_in

        return coins_in(self.document["to_date"], self.places)

    @cached_property
    def balance(self) -> Balance:
        """What it comes to in money that changes hands."""
        from pbrlang.ledger.documents import balance_of

        return balance_of(self.document)

    @cached_property
    def lines(self) -> tuple[IssuedLine, ...]:
        """Its lines: those of its own period, then corrections to earlier ones."""
        from pbrlang.ledger.documents import line_of

        return tuple(line_of(each, self.places) for each in self.document["lines"])

    @property
    def corrections(self) -> tuple[IssuedLine, ...]:
        """The lines that put earlier periods right."""
        return tuple(each for each in self.lines if each.correction)


def in_words(key: tuple[tuple[str, str], ...]) -> str:
    """A key as a reader says it."""
    return "; ".join(value if value.startswith(f"{name} ") else f"{name} {value}" for name, value in key)
