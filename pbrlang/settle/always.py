"""Properties that are said always to hold, tried on what is at hand."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from pbrlang.data.rows import Row, Value
from pbrlang.interpret import THE_CONTRACT, Element, Interpreter, Undefined, Unreadable, key_in_words
from pbrlang.interpret.evaluating import Given
from pbrlang.ir.program import Always, Program
from pbrlang.kinds.model import Quantity
from pbrlang.settle.examples import suppose
from pbrlang.settle.settling import settle
from pbrlang.source.room import TO_EVALUATE, room

STANDING = "stated, not proved"
"""How a property stands, however often it was tried."""

NOUGHT = Fraction(0)
_STEPS = 20
_STEPS_OVER_DATA = 5
_MOST_ELEMENTS = 12


@frozen(eq=False)
class CounterExample:
    """Where a property failed: in which case, and, where a value was moved, from what to what with which totals."""

    case: str
    at: dict[str, str]
    moved: tuple[Fraction, Fraction] | None = None
    totals: tuple[Fraction, Fraction] | None = None


@frozen(eq=False)
class AlwaysResult:
    """What came of trying a property: how many trials, and the first that failed, if any did."""

    always: Always
    trials: int
    failed: CounterExample | None

    @property
    def held(self) -> bool:
        """Whether no trial failed; with no trials this says nothing."""
        return self.failed is None


@frozen(eq=False)
class Case:
    """What a property is tried on: an example or the data."""

    name: str
    rows: Mapping[str, Sequence[Row]]
    given: Given
    steps: int


@room(TO_EVALUATE)
def try_always(program: Program, rows: Mapping[str, Sequence[Row]] | None = None) -> tuple[AlwaysResult, ...]:
    """Try each property on every worked example whose rows can be read, and on the data if `rows` are given.

    A condition is evaluated at the end of the run-off. `fewer X never increases P` is tried by moving X,
    one element at a time, step by step in the stated direction, each total of what is due under P being
    compared with the one before. Nothing is proved by this.
    """
    cases = []
    for example in program.examples:
        supposed = suppose(program, example)
        if not supposed.faults:
            cases.append(Case(f"the example “{example.title}”", supposed.rows, supposed.given, _STEPS))
    if rows is not None:
        cases.append(Case("the data", rows, {}, _STEPS_OVER_DATA))
    return tuple(_try(program, always, cases) for always in program.always)


def _try(program: Program, always: Always, cases: Iterable[Case]) -> AlwaysResult:
    trials = 0
    for case in cases:
        tried, failed = _hold(program, always, case) if always.condition else _move(program, always, case)
        trials += tried
        if failed:
            return AlwaysResult(always, trials, failed)
    return AlwaysResult(always, trials, None)


def _hold(program: Program, always: Always, case: Case) -> tuple[int, CounterExample | None]:
    if always.condition is None:
        return 0, None
    last = program.terms.settles_until
    interpreter = settle(program, case.rows, as_at=last, given=case.given, provisional=True).interpreter
    try:
        holds = interpreter.evaluate(always.condition, THE_CONTRACT, last)
    except (Undefined, Unreadable):
        return 0, None
    return 1, None if holds else CounterExample(case.name, {})


def _move(program: Program, always: Always, case: Case) -> tuple[int, CounterExample | None]:
    cause = always.cause or ""
    trials = 0
    for element, start in _starts(program, cause, case):
        before: tuple[Fraction, Fraction] | None = None
        kind = program.definitions[cause].kind
        for value in _spread(start, always.more, isinstance(kind, Quantity) and kind.share, case.steps):
            total = _total(program, always, case, {(cause, element): value})
            if total is None:
                break
            if before is not None:
                trials += 1
                if total > before[1] if always.rises else total < before[1]:
                    moved, totals = (before[0], value), (before[1], total)
                    return trials, CounterExample(case.name, key_in_words(element), moved, totals)
            before = (value, total)
    return trials, None


def _starts(program: Program, cause: str, case: Case) -> list[tuple[Element, Fraction]]:
    """The elements at which a cause is moved, and its values there: what is given, else what it is worth."""
    given = [(element, value) for (name, element), value in case.given.items() if name == cause]
    found: list[tuple[Element, Value]] = list(given)
    if not given:
        last = program.terms.settles_until
        interpreter = settle(program, case.rows, as_at=last, given=case.given, provisional=True).interpreter
        elements = interpreter.elements(program.definitions[cause].home)
        for element in elements[:: max(1, -(-len(elements) // _MOST_ELEMENTS))]:
            try:
                found.append((element, interpreter.value(cause, element, last)))
            except (Undefined, Unreadable):
                continue
    return [(element, value) for element, value in found if isinstance(value, Fraction)]


def _total(program: Program, always: Always, case: Case, moved: Given) -> Fraction | None:
    """What is due under the effect in all, or nothing where it cannot be told."""
    interpreter = Interpreter(program, case.rows, given={**case.given, **moved})
    try:
        total = sum((line.due for line in interpreter.lines(always.effect or "")), NOUGHT)
    except Undefined:
        return None
    return None if interpreter.faults else total


def _spread(start: Fraction, more: bool, is_share: bool, steps: int) -> list[Fraction]:
    """Values from `start` on, in one direction: down to nought, or up to twice as much, and for a share to the whole.

    A whole number is moved by whole numbers, first of all by one.
    """
    if more:
        end = Fraction(1) if is_share and start < 1 else max(2 * start, start + 100)
    else:
        end = NOUGHT if start >= 0 else start - 100
    values = [start + (end - start) * step / steps for step in range(steps + 1)]
    if start.denominator == 1 and not is_share:
        nearest = [start + 1] if more else [start - 1] if start != 0 else []
        values = [start, *nearest, *(Fraction(round(value)) for value in values)]
    return sorted(set(values), reverse=not more)
