"""What is wrong in one way in many places is told once."""

import re
from collections.abc import Iterable, Sequence

from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.prose import plural_of, singular_of
from pbrlang.ir.errors import ItemTwice, UnreadableCell
from pbrlang.kinds.errors import UnknownChoice
from pbrlang.names.errors import NotAMeasure, NotCounted, UnknownHome, UnknownName
from pbrlang.source import Source, Span
from pbrlang.source.late import changed
from pbrlang.syntax.errors import RaggedRow, UnexpectedWords, UnknownItem

_IN_RUNS = (UnexpectedWords, UnknownItem, RaggedRow, ItemTwice)
Lost = UnknownName | UnknownHome | NotCounted | UnknownChoice


def told_once(source: Source, complaints: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The complaints, with one for each term that leads nowhere, and one for a run of lines that cannot be read."""
    lost = sorted((each for each in complaints if isinstance(each, Lost)), key=lambda each: each.span.start)
    first: dict[str, Lost] = {}
    places: dict[str, set[int]] = {}
    for each in lost:
        first.setdefault(_term(each), each)
        places.setdefault(_term(each), set()).add(each.span.start)
    kept = {id(each): _with_declaration(source, each, len(places[term])) for term, each in first.items()}
    others = [each for each in complaints if not isinstance(each, Lost) or id(each) in kept]
    rest = _without_runs(source, _without_likes(others))
    return [kept.get(id(each), each) for each in rest]


def _term(complaint: Lost) -> str:
    term = complaint.word if isinstance(complaint, UnknownChoice) else complaint.term
    return singular_of(term)


def _with_declaration(source: Source, complaint: Lost, uses: int) -> Diagnostic:
    """A term used in several places, and near to one that is written in one place only: there it is misspelt."""
    near = complaint.nearest[:1]
    if uses < 2 or not near:
        return complaint
    forms = {singular_of(near[0]), near[0], plural_of(near[0])}
    found = [place for form in forms for place in _written(source, form)]
    if len(found) != 1:
        return complaint
    meant = complaint.word if isinstance(complaint, UnknownChoice) else complaint.term
    meant = meant if found[0].text == near[0] else singular_of(meant)
    return changed(complaint, declared=found[0], meant=meant)


def _written(source: Source, term: str) -> list[Span]:
    """Every place where a term stands, as a whole term."""
    pattern = re.compile(rf"(?<![\w-])(?<![A-Z]\w )(?:{re.escape(term)})(?![\w-]| [A-Z])")
    return [Span(source, match.start(), match.end()) for match in pattern.finditer(source.text)]


def _without_likes(complaints: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Without what is said twice of one place, or of many cells of one column."""
    kept: dict[object, Diagnostic] = {}
    for each in complaints:
        of_column = isinstance(each, UnreadableCell) and each.expected.endswith("as above it")
        place = None if of_column or isinstance(each, NotAMeasure) else each.span.start
        said = each.expected if isinstance(each, UnreadableCell) and of_column else each.message()
        kept.setdefault((each.code, place, said), each)
    return list(kept.values())


def _without_runs(source: Source, complaints: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Of lines that follow one another and are wrong from their first word in one way, the first."""
    kept: list[Diagnostic] = []
    last: dict[object, int] = {}
    for each in complaints:
        if isinstance(each, _IN_RUNS) and _begins_its_line(source, each):
            way = type(each) if isinstance(each, RaggedRow | ItemTwice) else None
            before = last.get(way)
            last[way] = each.span.line
            if before is not None and before <= each.span.line <= before + 2:
                continue
        kept.append(each)
    return kept


def _begins_its_line(source: Source, complaint: Diagnostic) -> bool:
    return not source.text[source.line_starts[complaint.span.line - 1] : complaint.span.start].strip()
