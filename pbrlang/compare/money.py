"""What two settlements of the same come to, by clause, period and group."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from pbrlang.compare.model import Difference, Moneys, Trial
from pbrlang.data.rows import Row
from pbrlang.interpret import Element, Line, ListElement, PairElement, row_part
from pbrlang.kinds.model import Category
from pbrlang.settle import SettledLine, Settlement

NOUGHT = Fraction(0)
UNBORNE = "falls on no payer"
Sums = dict[str, Fraction]


def moneys(trial: Trial, renamed: Mapping[str, str]) -> Moneys:
    """The differences of a trial that could be made; clauses are called as in the newer contract."""
    if trial.old is None or trial.new is None:
        raise ValueError("a trial that was refused has no sums")
    old, new = trial.old, trial.new
    return Moneys(
        trial.name,
        Difference("in all", old.total, new.total),
        _beside({renamed.get(name, name): each for name, each in _by_clause(old).items()}, _by_clause(new)),
        _beside(_by_period(old), _by_period(new)),
        _groups(old, new, renamed),
    )


def _beside(old: Sums, new: Sums) -> tuple[Difference, ...]:
    every = dict.fromkeys((*new, *old))
    return tuple(Difference(name, old.get(name, NOUGHT), new.get(name, NOUGHT)) for name in every)


def _lines(settlement: Settlement) -> Iterator[SettledLine]:
    for statement in settlement.statements:
        yield from statement.lines


def _by_clause(settlement: Settlement) -> Sums:
    """What each clause comes to; with what falls on no payer, they come to the total."""
    sums = dict.fromkeys(settlement.program.clauses, NOUGHT)
    for each in _lines(settlement):
        sums[each.clause.name] = sums.get(each.clause.name, NOUGHT) + each.amount
    unborne = settlement.total - sum(sums.values(), NOUGHT)
    return {**sums, **({UNBORNE: unborne} if unborne else {})}


def _by_period(settlement: Settlement) -> Sums:
    sums: Sums = {}
    for statement in settlement.statements:
        name = statement.stretch.name
        sums[name] = sums.get(name, NOUGHT) + statement.total
    return sums


def _groups(
    old: Settlement, new: Settlement, renamed: Mapping[str, str]
) -> tuple[tuple[str, tuple[Difference, ...]], ...]:
    before, after = _by_group(old), _by_group(new)
    before = {renamed.get(name, name): sums for name, sums in before.items()}
    every = dict.fromkeys((*after, *before))
    return tuple((name, _beside(before.get(name, {}), after.get(name, {}))) for name in every)


def _by_group(settlement: Settlement) -> dict[str, Sums]:
    """For each list and each field of stated words: what is paid for each word, where a line is for one."""
    groups: dict[str, Sums] = {}
    for each in _lines(settlement):
        for group, word in words_of(each.line).items():
            sums = groups.setdefault(group, {})
            sums[word] = sums.get(word, NOUGHT) + each.amount
    return groups


def words_of(line: Line) -> dict[str, str]:
    """The words that a line is for, by their list or field: its own, those of its row, those of rows it names."""
    found = dict(_own_words(line.element))
    row = row_part(line.element)
    for each in _rows(row):
        for field in each.table.fields:
            value = each.values[field.name]
            if isinstance(field.kind, Category) and isinstance(value, str):
                found.setdefault(field.kind.field, value)
    return found


def _own_words(element: Element) -> Iterator[tuple[str, str]]:
    while isinstance(element, Line):
        element = element.element
    for each in element.parts if isinstance(element, PairElement) else (element,):
        if isinstance(each, ListElement):
            yield each.list, each.word


def _rows(row: Row | None) -> Iterator[Row]:
    """A row and the rows that it names, and so on; each kind of data once."""
    waiting = [row] if row is not None else []
    seen = set()
    while waiting:
        here = waiting.pop(0)
        if here.table.name not in seen:
            seen.add(here.table.name)
            yield here
            waiting += here.links.values()
