"""The small contract of homes found, settled into a ledger."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pbrlang
from pbrlang.ledger import Issued, IssuedLine, Run, read
from tests.cli.homes import CONTRACT, write

M1, M2, M3, M4 = "M1,2020-04-03,2", "M2,2020-07-01,1", "M3,2020-07-09,3", "M4,2020-07-09,0"
ALL = (M1, M2, M3, M4)
END = date(2020, 12, 31)
NO_CAP = CONTRACT[: CONTRACT.index("cap Yearly Budget")]


def moves(rows: Iterable[str]) -> str:
    """A file of moves."""
    return "\n".join(["Move,Moved On,Bedrooms", *rows]) + "\n"


class Homes:
    """A folder with the contract, its data and its ledger."""

    def __init__(self, folder: Path, contract: str = CONTRACT) -> None:
        self.folder = folder
        self.file = folder / "homes.ledger"
        self.contract = contract

    def settle(self, to: date | str, *rows: str, dry_run: bool = False) -> Run:
        """Issue what is due up to a day on these rows, complete to the end."""
        write(self.folder, self.contract, moves(rows), f"Data,Complete To\nMoves,{END}\n")
        day = date.fromisoformat(to) if isinstance(to, str) else to
        return pbrlang.load(self.folder).settle(self.file, day, dry_run=dry_run)

    @property
    def statements(self) -> tuple[Issued, ...]:
        """What the ledger has, once it was found to be as written."""
        return read(self.file).statements


def told(line: IssuedLine) -> tuple[str, str, str, int]:
    """A line in short: its period, clause, what it is for, and its amount in coins."""
    return line.period, line.clause, line.for_what, line.amount


def with_bedrooms(row: str, number: int) -> str:
    """A row with another number of bedrooms."""
    return f"{row.rpartition(',')[0]},{number}"
