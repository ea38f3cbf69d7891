"""What it pays to do: the payments by one measure in exact pieces, and what stands out in them."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from pbrlang.analysis.bounds import Bounds
from pbrlang.analysis.breaking_even import BreakEven, Certain, Stated, break_evens, reached
from pbrlang.analysis.curves import Curve
from pbrlang.analysis.held import Case, Held, always_due
from pbrlang.analysis.homes import recovered, set_against
from pbrlang.analysis.polynomials import Poly, roots, slope, value
from pbrlang.analysis.sums import Sums
from pbrlang.analysis.variables import Variable, Variables
from pbrlang.ir.program import Cap, Clause, Program
from pbrlang.names.homes import CalendarHome, ContractHome

NOUGHT = Fraction(0)


@frozen
class Piece:
    """What is paid on an open stretch: from and to (nothing is without end), and by which polynomial."""

    low: Fraction
    high: Fraction | None
    poly: Poly

    @property
    def is_flat(self) -> bool:
        """Whether more or less makes no difference here."""
        return not any(slope(self.poly))

    @property
    def each(self) -> Fraction | None:
        """What one more is worth, where that is the same all over the piece."""
        first = slope(self.poly)
        return NOUGHT if not any(first) else first[0] if len(first) == 1 else None


@frozen
class Jump:
    """A point at which the sum changes at once: what it comes to just below, on and just above the point."""

    at: Fraction
    below: Fraction
    on: Fraction
    above: Fraction


@frozen
class Binding:
    """A limit, what it comes to for one element, and where the sum reaches it; nowhere is nothing."""

    cap: str
    limit: Fraction
    reached: Fraction | None


@frozen(eq=False)
class Incentive:
    """The payments by one measure.

    `total` is what the provider receives of all `clauses` together for one element of `home`, such as a year.
    `fees` are the sums that are certain for one such element, and nothing takes back.
    """

    variable: Variable
    clauses: tuple[Clause, ...]
    total: Curve
    baseline: Fraction | None
    supposed: tuple[str, ...]
    caps: tuple[Binding, ...]
    fees: Fraction
    break_evens: tuple[BreakEven, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The stretches between points, in order."""
        return tuple(Piece(*each) for each in self.total.stretches())

    @property
    def jumps(self) -> tuple[Jump, ...]:
        """The points at which the sum jumps, in order."""
        found = []
        for place, point in enumerate(self.total.points):
            below, above = self.total.before(place), self.total.after(place)
            if below is not None and above is not None and not below == above == self.total.at[place]:
                found.append(Jump(point, below, self.total.at[place], above))
        return tuple(found)

    def joins(self, place: int) -> tuple[bool, bool]:
        """Whether the sum at a point goes on from what it is just before, and into what it is just after."""
        here = self.total.at[place]
        return self.total.before(place) == here, self.total.after(place) == here

    @property
    def least(self) -> Fraction | None:
        """The least that can come of it; nothing where there is no end."""
        return -greatest if (greatest := _most(self.total, -1)) is not None else None

    @property
    def most(self) -> Fraction | None:
        """The most that can come of it; nothing where there is no end."""
        return _most(self.total, 1)


def _most(curve: Curve, sign: int) -> Fraction | None:
    values = [sign * each for each in curve.at]
    for low, high, poly in curve.stretches():
        first = slope(poly)
        turns = [x for x in roots(first) if x > low and (high is None or x < high)] if any(first) else []
        values += [sign * value(poly, x) for x in (low, *turns, *([high] if high is not None else []))]
        if high is None and any(first) and sign * first[-1] > 0:
            return None
    return max(values)


def incentives(program: Program, cases: tuple[Case, ...], stated: Stated | None = None) -> Iterator[Incentive]:
    """The payments by each measure, by what else is counted, and by the numbers of rows where a clause counts nothing.

    All else is held at the values of the cases, the first that gives one. Sums that are stated over the contract are
    shared evenly among the elements that clauses are for each of.
    """
    stated = stated or Stated()
    variables = Variables(program)
    sums = Sums(program, variables, Held(program, cases))
    for variable, clauses in sums.groups():
        total = sums.together(clauses, variable)
        if total is not None:
            yield _incentive(program, sums, variable, tuple(clauses), total, stated)
    for clause in program.clauses.values():
        for variable in variables.of_row(clause) if not variables.of_clause(clause) else ():
            total = sums.together([clause], variable)
            if total is not None:
                yield _incentive(program, sums, variable, (clause,), total, stated)


def _incentive(
    program: Program, sums: Sums, variable: Variable, clauses: tuple[Clause, ...], total: Curve, stated: Stated
) -> Incentive:
    supposed = {words for each in clauses for words in sums.supposed(each, variable)}
    number = Bounds(program).elements(clauses[0].home, in_term=True)
    fees = _certain(program, _kept(program), number)
    early = _certain(program, {name for each in clauses if each.recovery for name in set_against(each)}, number)
    caps = [_binding(program, cap, clauses, total, variable.better) for cap in program.caps.values()]
    return Incentive(
        variable,
        clauses,
        total,
        _baseline(program, variable),
        tuple(sorted(supposed)),
        tuple(each for each in caps if each is not None),
        fees,
        tuple(break_evens(total, variable.better, Certain(fees, early), stated, number)) if number else (),
    )


def _baseline(program: Program, variable: Variable) -> Fraction | None:
    own = program.definitions.get(variable.measure or "")
    baseline = program.definitions.get(own.baseline or "") if own is not None else None
    found = Bounds(program).of(baseline.body) if baseline is not None else None
    return found.low if found is not None and found.low == found.high else None


def _certain(program: Program, names: Iterable[str], number: int | None) -> Fraction:
    """What is certain under some clauses for one of so many elements."""
    certain = [due for name in names if (due := always_due(program, program.clauses[name])) is not None]
    return sum(certain, NOUGHT) / number if number else NOUGHT


def _kept(program: Program) -> list[str]:
    """The clauses that pay the provider, and from which nothing takes back."""
    taken_back = recovered(program.clauses)
    return [name for name, each in program.clauses.items() if name not in taken_back and each.sign > 0]


def _binding(
    program: Program, cap: Cap, clauses: tuple[Clause, ...], total: Curve, better: str | None
) -> Binding | None:
    """Where a limit on these clauses binds for one element: a limit over the contract is shared among them evenly."""
    if not {each.name for each in clauses} & set(cap.clauses) or not isinstance(cap.home, ContractHome | CalendarHome):
        return None
    bounds = Bounds(program)
    limit, ends = bounds.of(cap.most).low, bounds.elements(clauses[0].home, in_term=True)
    windows = bounds.elements(cap.home, in_term=True)
    if limit is None or not ends or not windows:
        return None
    one = limit * windows / ends
    return Binding(cap.name, one, reached(total, one, better))
