"""How amounts are computed, step by step, as far as the contract makes use of each step."""

from collections.abc import Iterator

from pbrlang.ir.expressions import Aggregate, Covered, Expr, Window
from pbrlang.ir.program import Program
from pbrlang.ir.visit import clause_parts, walk
from pbrlang.names.homes import ByDate
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import items, numbered, paragraph
from pbrlang.render.english.reading import rounding
from pbrlang.render.english.saying import Words, sentence
from pbrlang.render.english.values import day_in_words
from pbrlang.render.model import Block, Entry, Inlines, Section, Terms, Text

Told = tuple[Inlines, tuple[Block, ...]]


def computing(material: Material) -> Section:
    """The section: the steps, and the words that have an exact meaning in all of them."""
    program = material.program
    steps = [(sentence(words), below) for words, below in _steps(program)]
    words = Terms(tuple(Entry((Text(term),), (paragraph(told),)) for term, told in _words(program)))
    blocks: tuple[Block, ...] = (
        paragraph("Every amount comes about in these steps, in this order."),
        *numbered(steps),
        paragraph("These words have an exact meaning throughout."),
        words,
    )
    return Section("computing", (Text("How amounts are computed"),), blocks)


def every_expression(program: Program) -> Iterator[Expr]:
    """All expressions of a contract, and all inside them."""
    bodies = [each.body for each in program.definitions.values()]
    bodies += [each.where for each in program.groups.values()]
    bodies += [each.most for each in program.caps.values()]
    bodies += [part for each in program.clauses.values() for part in clause_parts(each)]
    bodies += [each.when for each in program.breaks.values() if each.when is not None]
    for body in bodies:
        yield from walk(body)


def windows(program: Program) -> Iterator[Window]:
    """The time words of all that is counted."""
    for each in every_expression(program):
        if not isinstance(each, Aggregate | Covered):
            continue
        if each.window is not None:
            yield each.window
            yield from each.window.parts
        elif isinstance(each, Aggregate) and each.member and isinstance(each.member[-1], ByDate):
            yield Window("in", each.member[-1].step)


def _steps(program: Program) -> Iterator[tuple[Words, tuple[Block, ...]]]:
    terms = program.terms
    yield "each clause asks, for each thing that it is for, on which day a sum would fall due", (items(_days(program)),)
    yield "on that day its conditions are tried; where one does not hold, nothing is due", ()
    yield "its amount is worked out exactly, with fractions as they are", (items(_exact(program)),)
    parts = "part periods are applied, then its bounds" if _has_parts(program) else "its bounds are applied"
    way = rounding(terms.rounding.way, terms.rounding.unit, program)
    rounded = f"then it is rounded, once, {way}, and the same way below nought as above it"
    yield f"{parts}, in the order in which the clause gives them; {rounded}. The result is what is due", ()
    if any(each.often for each in program.clauses.values()):
        first = "where a clause pays only so often for one of something, the first sums by date stand"
        yield f"{first}, and the others are not due", ()
    if program.caps:
        yield "limits cut what is due, each as its clause says. What is left is paid", ()
    if any(each.recovery or each.advance for each in program.clauses.values()):
        yield "sums that come back are worked out from what was paid, and never come to more than that", ()
    where = f"each sum stands in the statement of the {terms.step} in which it falls due"
    yield f"{where}; the total of a statement is what its sums come to", (items(_statements(program)),)
    if program.payers is not None or program.splits:
        yield "the total of each statement is shared as is said under who pays and who receives", ()


def _has_parts(program: Program) -> bool:
    return any(each.parts for each in program.clauses.values())


def _days(program: Program) -> Iterator[Words]:
    first, last = day_in_words(program.terms.starts), day_in_words(program.terms.settles_until)
    yield f"A sum whose day lies before {first} or after {last} is not due."
    yield (
        "Apart from the row that it is for, a sum reads only what is dated on or before its own day. What happens "
        "later can add a sum; it never changes what an earlier one reads."
    )
    lasting = ", apart from the end of what lasts: one that lies later reads as blank" if _lasts(program) else ""
    yield (
        "A row is read from the day by which it is dated. Another date in it is read as it stands, even if it lies "
        f"later{lasting}."
    )


def _lasts(program: Program) -> bool:
    return any(table.lasts is not None for table in program.tables.values())


def _exact(program: Program) -> Iterator[Words]:
    yield "Nothing is rounded on the way, unless the contract says so there."
    yield "A percentage is the fraction that it stands for: 12% is 0.12, and 12% of a sum is 0.12 times it."
    if any(getattr(each, "operation", "") == "in points" for each in every_expression(program)):
        yield "In percentage points 12% counts as 12."
    yield "Deductions and recoveries are worked out as amounts above nought and are taken off in the statement."


def _statements(program: Program) -> Iterator[Words]:
    terms = program.terms
    yield f"A statement is made once its {terms.step} is over and all data is complete to its last day."
    if any(each.payable_on_its_date for each in program.clauses.values()):
        yield "A sum that is payable on its date has a statement of its own on that day."
    if terms.due_after is not None:
        yield f"It is to be paid within {_after(*terms.due_after)} after the last day that it covers."
    yield (
        "A statement that has been issued stays as it is. Where data that comes later changes what it should have "
        "been, the difference is a line of the next statement."
    )


def _after(days: int, months: int) -> str:
    from pbrlang.diagnostics.prose import plural

    told = [plural(number, noun) for number, noun in ((months, "month"), (days, "day")) if number]
    return " and ".join(told) or "0 days"


def _words(program: Program) -> Iterator[tuple[str, Words]]:
    said = {each.word for each in windows(program)}
    yield "due", "what a clause makes due before any limit or recovery. The name of a clause alone means that."
    if program.caps:
        yield "paid", "what is left of what is due after every limit; what is later recovered is not taken off it."
    if any(each.recovery or each.advance for each in program.clauses.values()):
        yield "recovered", "what has come back from the provider by set-off, deduction or as a debt."
    if "to date" in said or any(each.to_date for each in program.clauses.values()):
        yield "to date", "dated on or before the day on which the sum that reads it falls due, that day included."
    if said & {"in", "in to date"}:
        told = "dated on one of its days, the first and the last included, and not after the day on which the sum that "
        yield "in the month, quarter or year", f"{told}reads it falls due."
    if "while observed" in said:
        yield "while observed", "dated on a day of the observation, its first and last day included."
    if "before this" in said:
        yield "before", "dated strictly before the day of what it is set beside."
    if any(field.optional for table in program.tables.values() for field in table.fields):
        yield "blank", "not filled in. A blank is neither nought nor “no”, and an amount never rests on one."
    yield "at least, at most", "the value itself included. “More than” and “less than” leave it out."
    if any(table.lasts for table in program.tables.values()):
        yield "cut to a period", "of what lasts beyond a period, only the part that lies in it counts there."
    yield (
        "by date and key",
        (
            "earlier dates first; of one date, in the order of what the sums are for: rows by their key, periods and "
            "cohorts by number, words of a list in the order of the list."
        ),
    )
    if program.terms.month_ends is not None:
        missing = {"last": "the last day of that month", "next": "the first day of the month after"}
        same = "the same day of a later month; where that month has no such day"
        yield "some months after a day", f"{same}, {missing[program.terms.month_ends]}."
