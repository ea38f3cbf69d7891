"""The values that an amount rests on, each in a sentence with its place, the nearest ones first."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from pbrlang.data.rows import Row
from pbrlang.diagnostics.prose import listing, plural
from pbrlang.explain.formula import OTHERWISE, named, with_values
from pbrlang.explain.model import Counted, Step
from pbrlang.explain.words import Words, file_of, of_clause, of_line, of_row
from pbrlang.interpret import Line
from pbrlang.ir.expressions import (
    PICKS,
    Aggregate,
    Apply,
    Banded,
    Constant,
    Expr,
    IndexedBy,
    Lines,
    PreviousOf,
    RoundedTo,
    ValueOf,
    YearOf,
)
from pbrlang.ir.visit import walk
from pbrlang.values.wording import in_words

_LARGEST = 2


@frozen
class Fact:
    """A sentence about a value, and how many steps it is away from the condition or the amount.

    `brief` says no more than the value and its place, as a reason that compares it with another may have done.
    """

    sentence: str
    brief: str
    depth: int

    def said_in(self, reason: str) -> bool:
        """Whether a reason says as much."""
        return self.sentence.removesuffix(".") in reason or self.brief in reason


def facts(steps: Iterable[Step], words: Words) -> list[Fact]:
    """What some steps rest on, nearest first, each said once."""
    found: dict[str, Fact] = {}
    here = [each for step in steps for each in named(step)]
    depth = 0
    while here:
        for step in here:
            sentence = _sentence(step, words)
            value = words.value(step.value, step.expr.kind)
            bare = sentence == f"{step.text} is {value} ({step.place})."
            brief = f"{step.text} ({value}, {step.place})" if bare else sentence
            found.setdefault(sentence, Fact(f"{sentence[0].upper()}{sentence[1:]}", brief, depth))
        here = [each for step in here for each in _beneath(step)]
        depth += 1
    return list(found.values())


def _beneath(step: Step) -> Iterator[Step]:
    """The named values one step further from the amount."""
    for part in step.parts:
        body = _body(part)
        merged = isinstance(step.expr, ValueOf | PreviousOf) and not isinstance(body.expr, Apply | RoundedTo)
        yield from (each for inner in body.parts for each in named(inner)) if merged else named(body)


def _body(step: Step) -> Step:
    """What a value was worked out from, once it is known whether there was anything to divide by."""
    while isinstance(step.expr, Apply) and step.expr.operation in OTHERWISE:
        step = step.parts[-1]
    return step


def _is_fallback(step: Step) -> bool:
    """Whether a value is the one for where there is nothing to divide by."""
    expr = step.expr
    return isinstance(expr, Apply) and expr.operation in OTHERWISE and step.parts[-1].expr is expr.arguments[1]


def _sentence(step: Step, words: Words) -> str:
    value = words.value(step.value, step.expr.kind)
    match step.expr:
        case Banded() | IndexedBy() if step.worked is not None:
            return f"{step.text} is {value} ({step.place}): {step.worked(words)}."
        case YearOf():
            return f"{step.text} is year {value} ({step.place})."
        case Aggregate() as aggregate if step.counted is not None:
            return f"{step.text} is {value} ({step.place}){_from(aggregate, step.counted, words)}."
        case ValueOf() | PreviousOf() if step.parts:
            return f"{step.text} is {value} ({step.place}){_meaning(step.parts[0], words)}."
        case _:
            return f"{step.text} is {value} ({step.place}){step.note}."


def _meaning(body: Step, words: Words) -> str:
    """What a defined value was worked out from."""
    if _is_fallback(body):
        start = isinstance(body.expr, Apply) and body.expr.operation == "at the start"
        return ": nothing comes before it" if start else f": there is {_missing(body.expr)}"
    body = _body(body)
    match body.expr:
        case Constant():
            return ""
        case Apply() | RoundedTo():
            return f": {with_values(body, words)}"
        case Aggregate() as aggregate if body.counted is not None:
            return f": {body.text}{_from(aggregate, body.counted, words)}"
        case IndexedBy() if body.worked is not None:
            return f": {body.text}, {body.worked(words)}"
        case Banded() if body.worked is not None:
            return f": {body.text} ({body.place}), {body.worked(words)}"
        case _:
            return f": {body.text} ({body.place}){body.note}"


def _missing(expr: Expr) -> str:
    """What was not there, where a value is the one for that case."""
    tried = expr.arguments[0] if isinstance(expr, Apply) else expr
    picks = any(isinstance(each, Aggregate) and each.word in PICKS for each in walk(tried))
    return "nothing to pick from" if picks else "nothing to divide by"


def _from(aggregate: Aggregate, counted: Counted, words: Words) -> str:
    """Which days counted, how many things, from which file or clause, and the largest of them."""
    return f"{_days(counted)}{_things(aggregate, counted, words)}"


def _days(counted: Counted) -> str:
    if counted.days is None:
        return ""
    first, last = counted.days
    return f", from {in_words(first)} to {in_words(last)}" if first <= last else ", on no day yet"


def _things(aggregate: Aggregate, counted: Counted, words: Words) -> str:
    members, over = [member for member, _ in counted.members], aggregate.over
    if isinstance(over, Lines):
        noun = plural(len(members), f"line of {over.clause}", f"lines of {over.clause}")
        place = of_clause(words.program.clauses[over.clause].clause)
    else:
        noun = words.rows(len(members), over.table)
        files = sorted({file_of(each) for each in members if not isinstance(each, Line)})
        place = listing(files, "and") if files else of_clause(words.program.tables[over.table].clause)
    if aggregate.word == "share":
        some = sum((adds for _, adds in counted.members), Fraction(0))
        return f", {some} of {noun} ({place})"
    if aggregate.word in PICKS and members:
        return f", as {_place(members[0], words)} has it, of {noun} ({place})"
    if aggregate.word == "different":
        return f", in {noun} ({place})"
    if aggregate.word == "number":
        named = [_place(member, words) for member in members] if len(members) <= _LARGEST else []
        return f", counted in {listing(named, 'and') if named else place}"
    return f", from {noun} ({place}){_largest(aggregate, counted, words)}"


def _largest(aggregate: Aggregate, counted: Counted, words: Words) -> str:
    """The members that added most, of equal ones the first."""
    top = [each for each in sorted(counted.members, key=lambda each: -each[1])[:_LARGEST] if each[1]]
    if not top:
        return ""
    shown = listing([f"{words.value(adds, aggregate.kind)} ({_place(member, words)})" for member, adds in top], "and")
    return f": {shown}" if len(counted.members) <= _LARGEST else f", the largest {shown}"


def _place(member: Row | Line, words: Words) -> str:
    if isinstance(member, Line):
        return of_line(member, words.program.clauses[member.clause])
    return of_row(member)
