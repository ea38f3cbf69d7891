"""What must hold of every explanation."""

import re
from collections.abc import Iterator

from pbrlang.explain import Explainer, Explanation, Step
from pbrlang.interpret import Element
from pbrlang.settle import SettledLine, Settlement

MOST_LINES = 15
_PLACE = re.compile(r"[Cc]lause \d|\.csv, row \d|, line \d|\.csv\)|\.csv\.$")
_FREE = re.compile(r"… and [\d,]+ |To have one explained, say which: ")


def explanations(settlement: Settlement) -> Iterator[Explanation]:
    """An explanation for everything that every clause is for, whether it earned something or not."""
    explainer = Explainer(settlement)
    for clause in settlement.program.clauses.values():
        for element in settlement.interpreter.elements(clause.home):
            yield explainer.of(clause, element)


def check_all(settlement: Settlement) -> int:
    """Each line of a settlement is explained to the penny, in few lines, each number with its place."""
    lines: dict[tuple[str, Element], list[SettledLine]] = {}
    for line, each in settlement.settled.items():
        lines.setdefault((line.clause, line.element), []).append(each)
    explainer = Explainer(settlement)
    explained = 0
    for clause in settlement.program.clauses.values():
        for element in settlement.interpreter.elements(clause.home):
            settled = lines.get((clause.name, element), [])
            told = explainer.of(clause, element)
            assert told.amount == sum(each.amount for each in settled), told.text
            check_form(told)
            for each in settled:
                told = explainer.of(clause, element, each.line)
                assert told.amount == each.amount, told.text
                check_form(told)
            explained += len(settled)
    assert explained == len(settlement.settled)
    return explained


def check_form(told: Explanation) -> None:
    """An explanation is short, and each of its lines that holds a number says where it is from."""
    assert 1 < len(told.lines) <= MOST_LINES, told.text
    for line in told.lines:
        assert "\n" not in line
        if re.search(r"\d", line) and not _FREE.match(line):
            assert _PLACE.search(line), line


def all_steps(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Steps with all that they rest on."""
    for step in steps:
        yield step
        yield from all_steps(step.parts)
