"""What came of `pbr verify`, as text and as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pbrlang.cli.tables import aligned

if TYPE_CHECKING:
    from pbrlang.verify import Data, Outcome, Verdict

_HEADING = ("", "sets", "the same", "different", "declined")


def differing(verdict: "Verdict", most: int) -> Iterator[str]:
    """Lines on where a way gives something else, up to `most` for each set of data."""
    from pbrlang.diagnostics.prose import plural

    if verdict.different:
        yield f"{verdict.name}: differs on {len(verdict.different)} of {plural(verdict.tried, 'set')} of data"
    for where, outcome in verdict.different:
        yield from (f"  {where}: {line}" for line in _lines(outcome, most))


def summary(verdicts: Sequence["Verdict"]) -> Iterator[str]:
    """One line for one way that gives the same throughout; a table for several."""
    if len(verdicts) == 1:
        yield from (f"{each.name}: the same, {_how(each)}" for each in verdicts if each.holds)
        return
    if verdicts:
        yield from _table(verdicts)


def _table(verdicts: Sequence["Verdict"]) -> Iterator[str]:
    yield ""
    yield from aligned([_HEADING, *map(_row, verdicts)])
    if all(each.holds for each in verdicts):
        hows = {_how(each): None for each in verdicts}
        yield ""
        if len(hows) == 1:
            yield f"All give the same as the interpreter, {next(iter(hows))}."
        else:
            loose = [each for each in verdicts if _how(each) != _BYTES]
            told = "; ".join(f"{each.name} {_how(each)}" for each in loose)
            yield f"All give the same as the interpreter, {_BYTES}; {told}."


_BYTES = "to the byte"


def _how(verdict: "Verdict") -> str:
    from pbrlang.verify import VIEWS, WORKBOOK

    loosely = {WORKBOOK: "to the penny, each cell as the file shows it", VIEWS: "to the penny"}
    return loosely.get(verdict.name, _BYTES)


def _row(verdict: "Verdict") -> tuple[str, ...]:
    numbers = (verdict.tried, verdict.same, len(verdict.different), verdict.passed_over)
    return (verdict.name, *(str(each) if each else "" for each in numbers))


def _lines(outcome: "Outcome", most: int) -> Iterator[str]:
    if outcome.failure is not None:
        yield outcome.failure.strip().splitlines()[0]
    for each in outcome.differences[:most]:
        by = f" ({each.pence:+})" if each.pence else ""
        if each.meant is None and each.found is None:
            yield each.where
        else:
            yield f"{each.where}: {each.meant or 'nothing'} is meant, {each.found or 'nothing'} is found{by}"
    if len(outcome.differences) > most:
        yield f"and {len(outcome.differences) - most} more"


def as_json(every: Mapping[str, "Data"], verdicts: Sequence["Verdict"], not_built: Sequence[str]) -> str:
    """All of it as JSON: the data, what came of each way on it, and the targets that cannot be built."""
    told = {
        "same": all(each.holds for each in verdicts) and not not_built,
        "data": [
            {"name": name, "rows": each.count, "statements": len(each.settlement.statements)}
            for name, each in every.items()
        ],
        "ways": [_way(each) for each in verdicts],
        "not_built": list(not_built),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _way(verdict: "Verdict") -> dict[str, Any]:
    return {
        "name": verdict.name,
        "sets": verdict.tried,
        "same": verdict.same,
        "different": [_different(where, outcome) for where, outcome in verdict.different],
        "passed_over": verdict.passed_over,
        "declined": [{"code": each.code, "message": each.message()} for each in verdict.declined],
    }


def _different(where: str, outcome: "Outcome") -> dict[str, Any]:
    return {
        "data": where,
        "failure": outcome.failure,
        "differences": [
            {"where": each.where, "meant": each.meant, "found": each.found} for each in outcome.differences
        ],
    }
