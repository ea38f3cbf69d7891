"""Both contracts paid on the same data, scenarios and worked examples."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from attrs import frozen

from pbrlang.api import Contract, DataMistakes
from pbrlang.compare.model import Trial
from pbrlang.data.reading import Reading
from pbrlang.diagnostics.prose import plural
from pbrlang.ir.program import Example, Program, Scenario
from pbrlang.settle import Settlement, settle, suppose
from pbrlang.source.late import changed

_SHOWN = 3


@frozen
class Wanted:
    """On what to compare: folders of data, or scenarios, by name; where neither is named, on all that there is."""

    data: tuple[Path, ...] = ()
    scenarios: tuple[str, ...] = ()
    as_at: date | None = None
    complete_to: date | None = None
    grown: int = 20
    """On how many sets of made-up data, where nothing is named."""

    @property
    def everything(self) -> bool:
        """Whether nothing was named."""
        return not self.data and not self.scenarios


def trials(old: Contract, new: Contract, wanted: Wanted, renamed: Mapping[str, str]) -> Iterator[Trial]:
    """Each thing that both contracts are tried on, and what each pays, or why they cannot be tried on it."""
    folders = wanted.data or (_own_folders(old, new) if wanted.everything else ())
    for folder in folders:
        yield _on_data(old, new, folder, wanted)
    for name in _scenarios(old.program, new.program) if wanted.everything else wanted.scenarios:
        yield from _on_scenario(old, new, name, wanted, renamed)
    if wanted.everything:
        yield from _on_examples(old.program, new.program, renamed)


def _own_folders(old: Contract, new: Contract) -> tuple[Path, ...]:
    """The folders of data beside the two contracts; one where both hold the same files."""
    found = [each for each in (old.data, new.data) if each.is_dir()]
    if len(found) == 2 and _files(found[0]) == _files(found[1]):
        del found[1]
    return tuple(found)


def _files(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir()) if each.is_file()}


def _scenarios(old: Program, new: Program) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old.scenarios, *new.scenarios)))


def _on_data(old: Contract, new: Contract, folder: Path, wanted: Wanted) -> Trial:
    name = f"the data in {folder}"
    readings: list[Reading] = []
    refused: list[str] = []
    for which, contract in (("older", old), ("newer", new)):
        reading = contract.read(folder, complete_to=wanted.complete_to)
        if reading.errors or reading.bad:
            faults = [*reading.errors, *(each.fault for each in reading.bad)]
            refused.append(_refusal(which, [each.message() for each in faults]))
        readings.append(reading)
    if refused:
        return Trial(name, tuple(refused))
    known = [each.as_at for each in readings if each.as_at is not None]
    as_at = wanted.as_at or min(known, default=wanted.complete_to)
    if as_at is None:
        return Trial(name, ("nothing says up to which day to settle: say it with --as-at",))
    paid: list[Settlement] = []
    for which, contract, reading in (("older", old, readings[0]), ("newer", new, readings[1])):
        try:
            paid.append(contract.pay(reading, as_at=as_at, complete_to=wanted.complete_to).settlement)
        except DataMistakes as mistakes:
            refused.append(_refusal(which, [each.message() for each in mistakes.findings]))
    return Trial(name, tuple(refused), *paid) if not refused else Trial(name, tuple(refused))


def _refusal(which: str, messages: Iterable[str]) -> str:
    told = list(dict.fromkeys(messages))
    more = f"; and {plural(len(told) - _SHOWN, 'other mistake')}" if len(told) > _SHOWN else ""
    return f"the {which} contract cannot be applied to it: {'; '.join(told[:_SHOWN])}{more}"


Supposing = Example | Scenario


def _on_scenario(
    old: Contract, new: Contract, name: str, wanted: Wanted, renamed: Mapping[str, str]
) -> Iterator[Trial]:
    """On a scenario as each contract has it, where both have it otherwise; else as the one has it."""
    before, after = old.program.scenarios.get(name), new.program.scenarios.get(name)
    backwards = {there: here for here, there in renamed.items()}
    if before is not None:
        alike = after is not None and _same(_anew(before, renamed), after)
        told = f"the scenario {name}" if alike or after is None else f"the scenario {name} of the older contract"
        yield _supposing(told, old.program, new.program, before, _anew(before, renamed), wanted.as_at)
        if alike:
            return
    if after is not None:
        told = f"the scenario {name}" if before is None else f"the scenario {name} of the newer contract"
        yield _supposing(told, old.program, new.program, _anew(after, backwards), after, wanted.as_at)


def _on_examples(old: Program, new: Program, renamed: Mapping[str, str]) -> Iterator[Trial]:
    """On what each worked example gives, once where both contracts give the same."""
    backwards = {there: here for here, there in renamed.items()}
    tried = []
    for each in old.examples:
        theirs = _anew(each, renamed)
        tried.append(theirs)
        yield _supposing(f'the example "{each.title}"', old, new, each, theirs, None)
    for each in new.examples:
        if not any(_same(each, other) for other in tried):
            yield _supposing(
                f'the example "{each.title}" of the newer contract', old, new, _anew(each, backwards), each, None
            )


def _anew(case: Supposing, renamed: Mapping[str, str]) -> Supposing:
    """A case with the names that the other contract has for the same data and definitions."""
    values = tuple(changed(each, definition=renamed.get(each.definition, each.definition)) for each in case.values)
    rows = tuple(changed(each, table=renamed.get(each.table, each.table)) for each in case.rows)
    return changed(case, values=values, rows=rows)


def _same(one: Supposing, other: Supposing) -> bool:
    return _content(one) == _content(other)


def _content(case: Supposing) -> object:
    values = [(each.definition, each.period and each.period.name, each.value, each.keys) for each in case.values]
    rows = [
        (each.table, [text for text, _ in each.headings], [[text for text, _ in row] for row in each.rows])
        for each in case.rows
    ]
    return values, rows


def _supposing(name: str, old: Program, new: Program, before: Supposing, after: Supposing, as_at: date | None) -> Trial:
    refused: list[str] = []
    paid = []
    for which, program, case in (("older", old, before), ("newer", new, after)):
        problems = [
            *_unknown(program, case),
            *_other_kinds(program, old if program is new else new, case, before, after),
        ]
        settlement = None if problems else _settled(program, case, as_at, problems)
        if settlement is None:
            refused.append(_refusal(which, problems))
        else:
            paid.append(settlement)
    return Trial(name, tuple(refused)) if refused else Trial(name, (), *paid)


def _unknown(program: Program, case: Supposing) -> list[str]:
    """What a case names that a contract does not have."""
    tables = [f"it has no data {each.table}" for each in case.rows if each.table not in program.tables]
    values = {each.definition for each in case.values if each.definition not in program.definitions}
    return [*tables, *(f"it has no {each}" for each in sorted(values))]


def _other_kinds(program: Program, other: Program, case: Supposing, before: Supposing, after: Supposing) -> list[str]:
    """Values that the case gives in another unit than this contract has for the same name."""
    theirs = after if case is before else before
    found = []
    for mine, its in zip(case.values, theirs.values, strict=True):
        here, there = program.definitions.get(mine.definition), other.definitions.get(its.definition)
        if here is not None and there is not None and here.kind != there.kind:
            found.append(f"{mine.definition} is of another kind or unit in the two contracts")
    return found


def _settled(program: Program, case: Supposing, as_at: date | None, problems: list[str]) -> Settlement | None:
    supposed = suppose(program, case)
    if supposed.faults:
        problems += [each.fault.message() for each in supposed.faults]
        return None
    end = program.terms.settles_until
    settlement = settle(program, supposed.rows, as_at=as_at or end, complete_to=end, given=supposed.given)
    problems += [each.fault.message() for each in settlement.faults]
    return None if settlement.faults else settlement
