"""An expression with the values in the place of the names: `50% of £8,000`."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pbrlang.diagnostics.prose import listing
from pbrlang.explain.model import Step
from pbrlang.explain.words import Words, said
from pbrlang.ir.expressions import Apply, Constant, InGroup, PeriodNumber, RoundedTo
from pbrlang.source import Span
from pbrlang.vocabulary.operations import OPERATIONS

_LETTER = re.compile(r"\b[AB]\b")
_BLANKS = ("blank", "not blank")
_SAME = ("is", "is not", "one of")
_LOOSE = ("add", "subtract")
OTHERWISE = ("otherwise", "at the start")
"""The operations that give their second value where the first cannot be had."""
_TIGHT = ("multiply", "divide")


def is_named(step: Step) -> bool:
    """Whether a reader knows a step by a name, or by words that count something, and not as a sum of others."""
    return not isinstance(step.expr, Apply | RoundedTo | Constant | PeriodNumber)


def named(step: Step) -> Iterator[Step]:
    """The named values that a step directly rests on, in the order of the text; itself, if it is named."""
    if is_named(step):
        yield step
    for part in () if is_named(step) else step.parts:
        yield from named(part)


def with_values(step: Step, words: Words) -> str:
    """The contract's words for a step, each name replaced by its value."""
    if isinstance(step.expr, Apply) and step.expr.operation in OTHERWISE:
        return with_values(step.parts[-1], words)
    if isinstance(step.expr, InGroup) and step.parts:
        return with_values(step.parts[0], words)
    if not isinstance(step.expr, Apply | RoundedTo):
        return _value(step, words)
    if _is_sugar(step):
        return _formula(step, words)
    return _replaced(step.expr.span, list(_shown(step)), words)


def _value(step: Step, words: Words) -> str:
    return step.text if isinstance(step.expr, Constant) and step.text else words.value(step.value, step.expr.kind)


def _shown(step: Step) -> Iterator[Step]:
    """The named values to be put in the place of their names: not where a word is looked for, `Kind is Long`."""
    if isinstance(step.expr, Apply) and _is_of_words(step, step.expr.operation):
        return
    if is_named(step):
        yield step
    for part in () if is_named(step) else step.parts:
        yield from _shown(part)


def _is_of_words(step: Step, operation: str) -> bool:
    return operation in _BLANKS or (operation in _SAME and isinstance(step.parts[0].value, str | bool))


def _is_sugar(step: Step) -> bool:
    """Whether a phrase stands for several operations, so that its words are not those of its parts."""
    spans = [each.expr.span for each in _shown(step)]
    spans.sort(key=lambda each: each.start)
    outer = step.expr.span
    if any(each.source is not outer.source or each.start < outer.start or each.end > outer.end for each in spans):
        return True
    if any(one.end > other.start for one, other in pairwise(spans)):
        return True
    return any(_same(part.expr.span, outer) for part in step.parts)


def _same(one: Span, other: Span) -> bool:
    return (one.source, one.start, one.end) == (other.source, other.start, other.end)


def _replaced(span: Span, parts: list[Step], words: Words) -> str:
    pieces, here = [], span.start
    for part in sorted(parts, key=lambda each: each.expr.span.start):
        inner = part.expr.span
        pieces += [said(_cut(span, here, inner.start)), _value(part, words)]
        here = inner.end
    pieces.append(said(_cut(span, here, span.end)))
    text = " ".join(piece for piece in pieces if piece)
    return re.sub(r"\( ", "(", re.sub(r" ([,)])", r"\1", text))


def _cut(span: Span, start: int, end: int) -> Span:
    return Span(span.source, start, end, span.clause)


def _formula(step: Step, words: Words) -> str:
    """The operations themselves, where the contract says them by a phrase of its own."""
    if isinstance(step.expr, RoundedTo) or not isinstance(step.expr, Apply) or not step.parts:
        return words.value(step.value, step.expr.kind)
    operation = step.expr.operation
    shown = [_bracketed(part, operation, words) for part in step.parts]
    if operation in ("and", "or"):
        return f" {operation} ".join(shown)
    if operation == "one of":
        return f"{shown[0]} is one of {listing(shown[1:])}"
    if operation == "in the stretch":
        first, last = (words.value(part.value, part.expr.kind) for part in step.parts[1:])
        return f"{shown[0]} lies from {first} to {last}"
    letters = dict(zip("AB", shown, strict=False))
    return _LETTER.sub(lambda found: letters.get(found[0], found[0]), OPERATIONS[operation].said)


def _bracketed(part: Step, outer: str, words: Words) -> str:
    inner = part.expr.operation if isinstance(part.expr, Apply) else ""
    text = with_values(part, words)
    loose = inner in _LOOSE and (outer in _TIGHT or outer == "subtract")
    return f"({text})" if loose or (inner in _TIGHT and outer == "divide") else text
