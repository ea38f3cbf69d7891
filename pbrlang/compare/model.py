"""What differs between two contracts: in words, block by block, and in money."""

from collections.abc import Mapping
from fractions import Fraction

from pbrlang.settle.model import Settlement
from pbrlang.source.late import Late

SAME, CHANGED, INSERTED, REMOVED, MOVED = "same", "changed", "inserted", "removed", "moved"


class Run(metaclass=Late, by_value=True):
    """Words that are in both texts (`same`), in the older alone (`removed`), or in the newer alone (`inserted`)."""

    how: str
    text: str


Runs = tuple[Run, ...]


class RowChange(metaclass=Late, by_value=True):
    """A row of a table: what became of it, and each of its cells."""

    how: str
    cells: tuple[Runs, ...]


class PieceChange(metaclass=Late, by_value=True):
    """A header, an item, a comment or a table of a block, and what became of it; a table has rows and no runs."""

    sort: str
    how: str
    runs: Runs = ()
    rows: tuple[RowChange, ...] = ()


class BlockChange(metaclass=Late, by_value=True):
    """A block in both texts, or in one of them, and what became of it.

    `title` is its keyword and name. `numbers` are those of the clause in the older and in the newer contract,
    `names` its names. `moved` says that it stands elsewhere among the blocks that both have. With `by_name_only`
    its words differ in nothing but the new name of something.
    """

    how: str
    title: Runs
    numbers: tuple[str | None, str | None]
    names: tuple[str, str]
    pieces: tuple[PieceChange, ...]
    moved: bool = False
    by_name_only: bool = False

    @property
    def number(self) -> str | None:
        """Its number in the newer contract, or, of one that is no longer there, in the older."""
        return self.numbers[0] if self.how == REMOVED else self.numbers[1]

    @property
    def heading(self) -> str:
        """Its title in the newer contract, or, of one that is no longer there, in the older."""
        unwanted = INSERTED if self.how == REMOVED else REMOVED
        return "".join(run.text for run in self.title if run.how != unwanted)

    @property
    def renamed(self) -> bool:
        """Whether it is in both, under two names."""
        return self.how not in (INSERTED, REMOVED) and self.names[0] != self.names[1]

    @property
    def is_comment_only(self) -> bool:
        """Whether nothing but comments differs, which say nothing in a contract."""
        return self.how == CHANGED and all(each.sort == "comment" or each.how == SAME for each in self.pieces)

    @property
    def told(self) -> bool:
        """Whether there is anything to say of it."""
        return self.how != SAME or self.moved


class Difference(metaclass=Late, by_value=True):
    """What something comes to under the older and under the newer contract."""

    name: str
    old: Fraction
    new: Fraction

    @property
    def more(self) -> Fraction:
        """How much more the newer pays."""
        return self.new - self.old


class Trial(metaclass=Late):
    """What both contracts pay on the same data, scenario or worked example.

    `refused` says why one or both of them cannot be tried on it; then there are no settlements.
    """

    name: str
    refused: tuple[str, ...]
    old: Settlement | None = None
    new: Settlement | None = None


class Moneys(metaclass=Late, by_value=True):
    """The differences of one trial; each tuple holds all that either contract has, in their order."""

    trial: str
    total: Difference
    clauses: tuple[Difference, ...]
    periods: tuple[Difference, ...]
    groups: tuple[tuple[str, tuple[Difference, ...]], ...]

    @property
    def differs(self) -> bool:
        """Whether anything is paid otherwise: in all, by clause, by period or by group."""
        every = (self.total, *self.clauses, *self.periods, *(each for _, group in self.groups for each in group))
        return any(each.more for each in every)


class Comparison(metaclass=Late):
    """What differs between two contracts.

    `incomparable` says why no amounts can be compared at all, as in two currencies. `refused` names each trial that
    could not be made, with its reasons.
    """

    titles: tuple[str, str]
    hashes: tuple[str, str]
    blocks: tuple[BlockChange, ...]
    moneys: tuple[Moneys, ...]
    refused: Mapping[str, tuple[str, ...]]
    incomparable: tuple[str, ...]
    symbol: str
    places: int

    @property
    def changes(self) -> tuple[BlockChange, ...]:
        """The blocks of which there is something to say."""
        return tuple(each for each in self.blocks if each.told)

    @property
    def differs(self) -> bool:
        """Whether terms differ in more than comments, or anything is paid otherwise."""
        words = any(not each.is_comment_only for each in self.changes)
        return words or any(each.differs for each in self.moneys)
