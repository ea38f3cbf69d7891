"""Data for a contract, made up at random from the values at which it changes its mind."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from attrs import define

from pbrlang.ir.program import Program
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Category, Day, Identifier, Quantity, YesNo
from pbrlang.verify.plain import Cells, cell
from pbrlang.verify.pools import Pools, pools_of

Values = dict[str, Any]


def grown(program: Program, seed: int, most: int = 12) -> dict[str, list[Cells]]:
    """Rows for each table, up to `most` of each, as text. The same seed gives the same rows.

    Some may be such that the contract cannot be applied to them.
    """
    return _Growing(program, pools_of(program), Random(seed), most).tables()


@define(eq=False, repr=False)
class _Growing:
    program: Program
    pools: Pools
    chance: Random
    most: int

    def tables(self) -> dict[str, list[Cells]]:
        made: dict[str, list[Values]] = {}
        for table in _referred_first(self.program.tables):
            made[table.name] = self._rows(table, made)
        return {name: [self._text(table, row) for row in made[name]] for name, table in self.program.tables.items()}

    def _text(self, table: Table, row: Values) -> Cells:
        return {each.name: cell(each, row[each.name]) for each in table.fields}

    def _rows(self, table: Table, made: Mapping[str, list[Values]]) -> list[Values]:
        found: dict[tuple[Any, ...], Values] = {}
        for number in range(self.chance.randint(0, self.most)):
            row = self._row(table, number, made)
            if row is not None:
                found.setdefault(tuple(row[each] for each in table.key), row)
        return list(found.values())

    def _row(self, table: Table, number: int, made: Mapping[str, list[Values]]) -> Values | None:
        row: Values = {}
        named: list[Values] = []
        for each in table.fields:
            if each.refers_to in made and each.refers_to != table.name:
                known = made[each.refers_to or ""]
                if not known and not each.optional:
                    return None
                other = None if not known or self._blank(each) else self.chance.choice(known)
                row[each.name] = other and other[self.program.tables[each.refers_to or ""].key[0]]
                named += [other] if other else []
        after = max((day for other in named for day in other.values() if isinstance(day, date)), default=None)
        for each in table.fields:
            if each.name not in row:
                row[each.name] = self._value(table, each, number, row, after)
        return row

    def _blank(self, each: Field) -> bool:
        return each.optional and self.chance.random() < 0.25

    def _value(self, table: Table, each: Field, number: int, row: Values, after: date | None) -> Any:
        if self._blank(each):
            return None
        match each.kind:
            case Quantity() as kind:
                return self._number(each, kind)
            case Day():
                return self._day(table, each, row, after)
            case YesNo():
                return self.chance.random() < 0.5
            case Category(values=words):
                return self.chance.choice(words)
            case Identifier():
                return f"{table.name[0]}{number + 1}"
            case _:
                return f"{each.name} {number + 1}"

    def _number(self, each: Field, kind: Quantity) -> Fraction:
        near = self.pools.near(each, kind)
        if near and self.chance.random() < 0.7:
            return self.chance.choice(near)
        step = Fraction(1, 10**each.places * (100 if kind.share else 1))
        least = Fraction(0) if each.least is None else each.least
        most = each.most if each.most is not None else max([*near, Fraction(1)]) * 2
        return (least // step + self.chance.randint(0, max(0, int((most - least) / step)))) * step

    def _day(self, table: Table, each: Field, row: Values, after: date | None) -> date:
        """A day of note; often so many days after an earlier one of the row, or after what the row names."""
        earlier = [day for day in row.values() if isinstance(day, date)]
        start = max(earlier) if earlier else after
        if start is not None and (each.name != table.dated or after is not None) and self.chance.random() < 0.85:
            return start + timedelta(self.chance.choice(sorted(self.pools.offsets)))
        if self.chance.random() < 0.6:
            return self.chance.choice(sorted(self.pools.days))
        terms = self.program.terms
        last = terms.ends if each.name == table.dated else terms.settles_until
        return terms.starts + timedelta(self.chance.randint(0, (last - terms.starts).days))


def _referred_first(tables: Mapping[str, Table]) -> Sequence[Table]:
    """Tables so that each stands after those whose rows it names, as far as they do not name each other."""
    found: dict[str, Table] = {}

    def add(table: Table, below: frozenset[str]) -> None:
        for each in table.fields:
            other = each.refers_to or ""
            if other in tables and other not in below and other not in found:
                add(tables[other], below | {other})
        found.setdefault(table.name, table)

    for table in tables.values():
        add(table, frozenset({table.name}))
    return tuple(found.values())
