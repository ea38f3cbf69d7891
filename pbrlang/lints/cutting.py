"""Where a clause pays more because less is spent, or because less is done."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from pbrlang.analysis.curves import Curve
from pbrlang.analysis.polynomials import slope
from pbrlang.analysis.variables import Variable
from pbrlang.ir.program import Clause
from pbrlang.kinds.model import Kind, Quantity
from pbrlang.lints.design import Design


@frozen
class Cut:
    """A quantity whose fall is paid for: its name, whether it is money, and the data that it is read from."""

    quantity: str
    money: bool
    tables: frozenset[str]


def cuts(design: Design, clause: Clause) -> Iterator[Cut]:
    """The sums of money and the counts of activity by whose fall a clause pays more.

    A share of what is no longer spent is paid for cutting, whatever its data is said to record; the fall of a number of
    things that is said to be a result may be the aim.
    """
    if clause.sign < 0 or clause.word not in ("payment", "bonus", "milestone"):
        return
    for variable in (*design.variables.of_clause(clause), *design.variables.of_row(clause)):
        curve = design.curve(clause, variable)
        if curve is None or not pays_for_fall(curve):
            continue
        tables = _tables(design, variable)
        records = {design.program.tables[each].activity for each in tables if each in design.program.tables}
        if is_money(variable.kind, design):
            yield Cut(variable.name, True, tables)
        elif records == {True}:
            yield Cut(variable.name, False, tables)


def pays_for_fall(curve: Curve) -> bool:
    """Whether a curve falls somewhere as the quantity rises, and nowhere rises."""
    moves = [Fraction(_sign(poly)) for _, _, poly in curve.stretches()]
    moves += [after - before for before, after in _jumps(curve)]
    return any(each < 0 for each in moves) and not any(each > 0 for each in moves)


def _sign(poly: tuple[Fraction, ...]) -> int:
    leading = slope(poly)
    return 0 if not any(leading) else (1 if leading[-1] > 0 else -1)


def _jumps(curve: Curve) -> Iterator[tuple[Fraction, Fraction]]:
    for place in range(len(curve.points)):
        before, after = curve.before(place), curve.after(place)
        if before is not None and after is not None:
            yield before, after


def _tables(design: Design, variable: Variable) -> frozenset[str]:
    return frozenset(design.reader.expression(*variable.whole).tables)


def is_money(kind: Kind, design: Design) -> bool:
    """Whether a kind is an amount of money, and not a price or a rate."""
    return isinstance(kind, Quantity) and kind.unit.powers == ((design.program.terms.currency, 1),)
