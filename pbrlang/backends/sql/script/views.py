"""What all parts of a script that make views share: names, titles, amounts, windows."""

from collections.abc import Sequence

from attrs import frozen

from pbrlang.backends.sql.naming import relation
from pbrlang.backends.sql.script.flavours import Flavour
from pbrlang.backends.sql.script.sheets import COINS
from pbrlang.ir.program import Program


@frozen
class Views:
    """Writes views of a contract in one flavour."""

    flavour: Flavour
    program: Program

    def named(self, name: str) -> str:
        """A name as it stands in SQL."""
        return self.flavour.dialect.named(name)

    def view(self, name: str, title: str, select: str) -> str:
        """The statement that makes a view; the title stands above it as a comment."""
        made = self.flavour.dialect.temporary.format(self.named(name))
        return f"-- {title}\n{made}\n{select};"

    def steps(self, steps: dict[str, str], select: str) -> str:
        """A query of several steps by their names, each worked out once; the last is `select`."""
        told = ",\n".join(f"{name} AS {self.flavour.once}(\n{text}\n)" for name, text in steps.items())
        return f"WITH {told}\n{select}"

    def money(self, coins: str) -> str:
        """Coins as an amount: multiplied, because a quotient may be a binary fraction."""
        places = self.program.terms.places
        number = f"CAST({coins} AS DECIMAL({COINS}, 0))"
        if not places:
            return number
        return f"{number} * CAST('0.{'0' * (places - 1)}1' AS DECIMAL({places + 1}, {places}))"

    def number(self, clause: str) -> int:
        """The place of a clause among all, in the order of the text, from 1."""
        return list(self.program.clauses).index(clause) + 1


def running(by: Sequence[str], order: Sequence[str]) -> str:
    """The window of all that comes before something and itself, among what has the same `by`."""
    parts = f"PARTITION BY {', '.join(by)} " if by else ""
    return f"({parts}ORDER BY {', '.join(order)} ROWS UNBOUNDED PRECEDING)"


def granted(views: Views, sums: str, by: Sequence[str], order: Sequence[str], amount: str, moves: bool) -> str:
    """A query that adds to one of sums what each is granted, of what it has: the total up to it, and a `_room`.

    Where the room moves, what is granted up to a sum is the least that the rooms up to then let through; below
    nought where the room falls under what was granted before.
    """
    total, room, own = (views.named(each) for each in ("_sum", "_room", amount))
    if not moves:
        part = f"LEAST({total}, {room}) - LEAST({total} - {own}, {room})"
        return f"SELECT s.*, {part} AS {views.named('_granted')}\nFROM (\n  {sums}\n) AS s"
    parts, placed = list(map(views.named, by)), list(map(views.named, order))
    least = f"MIN({room} - {total}) OVER {running(parts, placed)}"
    after = f"SELECT s.*, {total} + LEAST(0, {least}) AS _after\n  FROM (\n  {sums}\n  ) AS s"
    before = running(parts, placed).replace(" ROWS UNBOUNDED PRECEDING", "")
    part = f"_after - COALESCE(LAG(_after) OVER {before}, 0)"
    return f"SELECT t.*, {part} AS {views.named('_granted')}\nFROM (\n  {after}\n) AS t"


def own_view(name: str, what: str) -> str:
    """A view that is read by others alone."""
    return f"_{relation(name)}_{what}"
