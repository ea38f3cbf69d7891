"""The candidates of clauses for what is no row: periods, cohorts, words, the contract, and what combines them."""

from attrs import define, field

from pbrlang.backends.sql.clauses import ClauseSql, Limited
from pbrlang.backends.sql.places import Place, RowPlace
from pbrlang.backends.sql.script.homes import KeyColumn, how_many, key_columns, of_home
from pbrlang.backends.sql.script.stepped_sheets import SteppedSheet
from pbrlang.names.homes import Home, PairHome, parts_of, rows_of


@define(eq=False)
class HomeSheet(SteppedSheet):
    """The candidates of some clauses for the elements of one home; `table` says in words what these are."""

    home: Home = field(kw_only=True)
    standing: Place = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.source, self.standing = of_home(self.emitter.walker, self.home)
        row = self.emitter.walker.row_of(self.standing)
        if isinstance(row, RowPlace):
            self.row = row

    @property
    def element(self) -> Place:
        """What a line is due for."""
        return self.standing

    @property
    def key(self) -> list[KeyColumn]:
        """The columns of the key of what a line is for."""
        return key_columns(self.emitter.walker, self.home, self.standing)

    def packed_order(self, clause: ClauseSql) -> str | None:  # noqa: ARG002
        """Lines are numbered."""
        return None

    def free_columns(self, limit: Limited) -> tuple[str, ...]:  # noqa: ARG002
        """The columns that order lines of one day under a limit."""
        return tuple(self.keep(each.number) for each in self.key)

    def row_id(self) -> str:
        """What tells an element from all others: the numbers of its parts as one, with that of its row."""
        walker, program = self.emitter.walker, self.emitter.walker.program
        found = self.source.row_id(self.row.alias) if rows_of(self.home) is not None else "0"
        for part, each in zip(parts_of(self.home), _parts(self.home, self.standing), strict=True):
            if not isinstance(each, RowPlace) and (links := key_columns(walker, part, each)):
                found = f"({found} * {how_many(program, part) + 1} + {links[0].number})"
        return found


def _parts(home: Home, place: Place) -> tuple[Place, ...]:
    return getattr(place, "parts", (place,)) if isinstance(home, PairHome) else (place,)
