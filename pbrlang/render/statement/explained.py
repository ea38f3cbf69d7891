"""Explanations of a statement's lines: the largest, and those that are asked for."""

from collections.abc import Iterable, Mapping

from pbrlang.explain import Explainer, Explanation
from pbrlang.render.statement.sheet import Explained, Sheet, SheetLine
from pbrlang.settle import Settlement

LARGEST = 3
_TRIED = 20  # lines at most, as some cannot be told by one answer


def explained(settlement: Settlement, sheet: Sheet, asked: Iterable[SheetLine]) -> tuple[Explained, ...]:
    """Why the lines that are asked for are what they are, then why the largest are.

    Of each clause the largest is told, of the clauses with the largest first; only those are told whose explanation
    comes to the very amount of the line.
    """
    explainer = Explainer(settlement)
    found: dict[Explained, None] = {}
    for each in asked:
        answer = _answer(explainer, each)
        if answer is not None:
            found.setdefault(_told(answer))
    told: set[str] = set()
    tried = 0
    for line in sorted(sheet.lines, key=lambda each: -abs(each.amount)):
        if line.clause in told or not line.amount:
            continue
        answer = _answer(explainer, line)
        tried += 1
        if answer is not None and answer.amount == line.amount:
            found.setdefault(_told(answer))
            told.add(line.clause)
        if len(told) == LARGEST or tried == _TRIED:
            break
    return tuple(found)


def lines_for(sheet: Sheet, key: Mapping[str, str]) -> list[SheetLine]:
    """The lines of a statement whose key has these parts; a part without a name may be any."""
    return [each for each in sheet.lines if all(_has(each, name, value) for name, value in key.items())]


def _has(line: SheetLine, name: str, value: str) -> bool:
    wanted = _plain(value)
    return any(
        _plain(said) == wanted or _plain(f"{called} {said}") == wanted
        for called, said in line.key
        if not name or _plain(called) == _plain(name)
    )


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _answer(explainer: Explainer, line: SheetLine) -> Explanation | None:
    answer = explainer.explain(line.clause, dict(line.key), line.date)
    return answer if isinstance(answer, Explanation) else None


def _told(answer: Explanation) -> Explained:
    headline, *rest = answer.lines
    return Explained(headline, tuple(rest))
