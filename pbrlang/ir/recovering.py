"""Money that comes back: what a clawback recovers from, what an advance is set off against, and instalments."""

from datetime import date

from pbrlang.ir.expressions import Expr
from pbrlang.names.homes import Home, Path
from pbrlang.source.late import Late


class Instalments(metaclass=Late):
    """So many sums a number of `months` apart, from `first` on, or from the day of the line where there is none."""

    count: int
    months: int
    first: date | None


class Within(metaclass=Late):
    """A home to which lines of a clawback lead, and, as far as they do, lines of the clauses that it recovers from."""

    home: Home
    line: Path
    sources: dict[str, Path]


class Recovery(metaclass=Late):
    """What a clawback recovers from: the clauses, the paths by which its lines and theirs meet, and how."""

    clauses: tuple[str, ...]
    line: Path
    """From a line of the clawback to the shared home."""
    sources: dict[str, Path]
    """For each of the clauses, from a line of it to the same home."""
    home: Home
    means: str
    within: tuple[Within, ...] = ()
    """Homes for which other clawbacks are bounded, and to which a line of this one leads."""
    instalments: Instalments | None = None


class Unearned(metaclass=Late):
    """On which day what is left of an advance is recovered, read at what the advance is for, and how."""

    day: Expr
    means: str
    instalments: Instalments | None = None


class Advance(metaclass=Late):
    """What an advance is set off against: the clauses, and the paths by which its lines and theirs meet."""

    clauses: tuple[str, ...]
    line: Path
    """From a line of the advance to the shared home."""
    sources: dict[str, Path]
    """For each of the clauses, from a line of it to the same home."""
    home: Home
    unearned: Unearned
