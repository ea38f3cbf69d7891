"""The operations of lowered expressions, each exactly as the interpreter has it."""

from collections.abc import Callable
from functools import reduce
from typing import Protocol

from pbrlang.backends.excel import numbers
from pbrlang.backends.excel.days import as_day, as_number, months_later
from pbrlang.backends.excel.forms import Day, Formula, Maybe, Need, Number, Quotient, Truth, Word, needs_of
from pbrlang.backends.excel.homes import Part, decline
from pbrlang.backends.excel.rounding import rounded
from pbrlang.lower.forms import NUMBER
from pbrlang.lower.nodes import Literal, Node, Operation


class Reads(Protocol):
    """What reads the arguments of an operation."""

    part: Part

    def read(self, node: Node) -> Formula:
        """The formula of a node."""

    def number(self, node: Node) -> Number:
        """A node that is a whole number."""

    def truth(self, node: Node) -> Truth:
        """A node that is a condition."""

    def fit(self, read: Number) -> Number:
        """A number that is small enough: one that may grow too large as a column that is checked."""


_JOINED: dict[str, Callable[[list[Truth]], Truth]] = {"and": numbers.all_of, "or": numbers.any_of}
_SIMPLE: dict[str, Callable[[Number, Number], Number]] = {
    "plus": numbers.plus,
    "minus": numbers.minus,
    "times": numbers.times,
    "lesser": numbers.lesser,
    "greater": numbers.greater,
}


def operation(reader: Reads, node: Operation) -> Formula:
    """The formula of an operation. Raises Declined for what a workbook does not know."""
    word, parts = node.word, node.arguments
    if word in _JOINED:
        return _JOINED[word]([reader.truth(each) for each in parts])
    if word in _SIMPLE and node.form.what == NUMBER:
        return reduce(_SIMPLE[word], [reader.number(each) for each in parts])
    if word in ("lesser", "greater"):
        return as_day(reduce(_SIMPLE[word], [_number_of_day(reader, each) for each in parts]))
    if word in numbers.COMPARISONS:
        return compared(reader.part, word, *(reader.read(each) for each in parts))
    if word.startswith("ratio "):
        found = [quotient_of(reader.read(each)) for each in parts]
        return _of_quotients(reader, word.removeprefix("ratio "), found)
    if word not in _OTHERS:
        raise decline(reader.part, f"the operation `{word}` in {reader.part.name}")
    return _OTHERS[word](reader, *parts)


def quotient_of(read: Formula) -> Quotient:
    """A quotient, or a whole number as one."""
    if isinstance(read, Number):
        return Quotient(read, numbers.constant(1))
    assert isinstance(read, Quotient)
    return read


def _number_of_day(reader: Reads, node: Node) -> Number:
    read = reader.read(node)
    assert isinstance(read, Day)
    return as_number(read)


# --- comparisons


def compared(part: Part, word: str, left: Formula, right: Formula) -> Truth:
    """A comparison; of what may be blank, whether both are the same."""
    if isinstance(left, Truth) and isinstance(right, Truth):
        one, other, same = left, right, word == "same"
        text = f"({one.text}{'=' if same else '<>'}{other.text})"
        return numbers.truth(text, lambda at: (one.value(at) == other.value(at)) == same, needs_of(one, other))
    if isinstance(left, Truth | Word) and isinstance(right, Truth | Word):
        return numbers.compared(word, _in_words(left), _in_words(right))
    if isinstance(left, Quotient) or isinstance(right, Quotient) or isinstance(left, Truth | Word):
        raise decline(part, f"a comparison in {part.name}")
    assert isinstance(right, Number | Maybe | Day)
    return numbers.compared(word, left, right)


def _in_words(read: Truth | Word) -> Word:
    if isinstance(read, Word):
        return read
    return Word(f'IF({read.text},"yes","no")', lambda at: "yes" if read.value(at) else "no", needs=read.needs)


def _blank(reader: Reads, of: Node, is_blank: bool) -> Truth:
    read = reader.read(of)
    if not isinstance(read, Day | Word | Maybe):
        needs = read.needs if isinstance(read, Quotient) else ()
        if needs:
            raise decline(reader.part, f"a quotient that may be blank, in {reader.part.name}")
        return Truth("FALSE" if is_blank else "TRUE", lambda _: not is_blank)
    sign = "=" if is_blank else "<>"
    return numbers.truth(f'({read.text}{sign}"")', lambda at: (read.value(at) == "") == is_blank, read.needs)


def _is_yes(reader: Reads, of: Node) -> Truth:
    read = reader.read(of)
    if isinstance(read, Word):
        return numbers.truth(f'({read.text}="yes")', lambda at: read.value(at) == "yes", read.needs)
    assert isinstance(read, Truth)
    return read


def _one_of(reader: Reads, word: Node, *among: Node) -> Truth:
    first = reader.read(word)
    return numbers.any_of([compared(reader.part, "same", first, reader.read(each)) for each in among])


def _within(reader: Reads, *parts: Node) -> Truth:
    day, first, last = (_plain_number(reader.read(each)) for each in parts)
    needs = needs_of(day, first, last)
    text = f"AND({first.text}<={day.text},{day.text}<={last.text})"
    return numbers.truth(text, lambda at: first.value(at) <= day.value(at) <= last.value(at), needs)


def _plain_number(read: Formula) -> Number:
    if isinstance(read, Day):
        return as_number(read)
    assert isinstance(read, Number)
    return read.held()


# --- one or another


def chosen(reader: Reads, when: Truth, one: Formula, other: Formula) -> Formula:
    """One value where a condition holds, another where it does not."""
    if isinstance(one, Quotient) or isinstance(other, Quotient):
        both = (_fitted(reader, quotient_of(each)) for each in (one, other))
        return numbers.chosen_quotient(when, *both)
    if isinstance(one, Number) and isinstance(other, Number):
        return numbers.chosen(when, reader.fit(one), reader.fit(other))
    needs = numbers.chosen_needs(when, one.needs, other.needs)
    text = f"IF({when.text},{one.text},{other.text})"

    def value(at: int) -> bool:
        return one.value(at) if when.value(at) else other.value(at)  # type: ignore[return-value]

    if isinstance(one, Truth) and isinstance(other, Truth):
        return numbers.truth(text, value, needs)
    if isinstance(one, Day) and isinstance(other, Day):
        low, high = min(one.low, other.low), max(one.high, other.high)
        return Day(text, value, one.blank or other.blank, low, high, needs)
    if isinstance(one, Truth | Word) and isinstance(other, Truth | Word):
        first, second = _in_words(one), _in_words(other)
        found = Word(
            f"IF({when.text},{first.text},{second.text})", lambda at: (first if when.value(at) else second).value(at)
        )
        return Word(found.text, found.value, first.blank or second.blank, needs)
    if isinstance(one, Number | Maybe) and isinstance(other, Number | Maybe):
        return Maybe(text, value, min(one.low, other.low), max(one.high, other.high), needs)
    raise decline(reader.part, f"one of two values in {reader.part.name}")


def _choose(reader: Reads, when: Node, then: Node, instead: Node) -> Formula:
    return chosen(reader, reader.truth(when), reader.read(then), reader.read(instead))


def otherwise(reader: Reads, first: Formula, second: Formula) -> Formula:
    """The first value, or the second where the first divides by nought or has nothing to pick from."""
    needs = first.needs
    missing = tuple(each for each in needs if each.divides)
    if not missing:
        return first
    place = needs.index(missing[0])
    there = numbers.all_of([Truth(each.text, each.holds) for each in missing])
    nested = Truth(_nested(missing), lambda at: all(each.holds(at) for each in missing)) if len(missing) > 1 else there
    bare = _without_needs(first)
    found = chosen(reader, nested, bare, second)
    later = tuple(each for each in needs[place:] if not each.divides)
    blanks = (*needs[:place], *numbers.only_if(nested, later))
    return found.on(*blanks) if blanks else found


def _nested(needs: tuple[Need, ...]) -> str:
    from pbrlang.backends.excel.forms import there

    return there(needs)


def _without_needs(read: Formula) -> Formula:
    from attrs import evolve

    if isinstance(read, Quotient):
        over, under = evolve(read.over, needs=()), evolve(read.under, needs=())
        return Quotient(over, evolve(under, low=max(under.low, 1)))
    return evolve(read, needs=())


def _unless_blank(reader: Reads, first: Node, *others: Node) -> Formula:
    """The first, or a blank where one of the others is."""
    read = [reader.read(each) for each in others]
    blank = [each for each in read if isinstance(each, Day | Word | Maybe) and getattr(each, "blank", True)]
    there = numbers.all_of([Truth(f'({each.text}<>"")', _is_there(each)) for each in blank]) if blank else None
    found = reader.read(first)
    if there is None:
        return found
    assert isinstance(found, Day)
    filled, day = there, found
    needs = numbers.only_if(filled, tuple(each for each in day.needs if each.divides or each.text not in filled.text))
    return Day(
        f'IF({filled.text},{day.text},"")',
        lambda at: day.value(at) if filled.value(at) else "",
        True,
        day.low,
        day.high,
        needs,
    )


def _is_there(read: Day | Word | Maybe) -> Callable[[int], bool]:
    return lambda at: read.value(at) != ""


# --- numbers, days and quotients


def _quotient(reader: Reads, over: Node, under: Node) -> Quotient:
    return numbers.quotient(reader.number(over), reader.number(under))


def _of_quotients(reader: Reads, word: str, found: list[Quotient]) -> Formula:
    one, other = found[0], found[-1]
    if word in numbers.COMPARISONS:
        return numbers.crosswise(word, one, other, reader.fit)
    match word:
        case "plus" | "minus":
            return numbers.added(word, one, other, reader.fit)
        case "times":
            return numbers.multiplied(one, other)
        case "over":
            return numbers.divided(one, other)
        case "opposite":
            return Quotient(numbers.opposite(reader.fit(one.over)), one.under)
        case "multiple":
            needs = needs_of(*one.needs, *other.needs)
            both = numbers.times(one.over, other.under), numbers.times(one.under, other.over)
            return numbers.is_multiple(reader.fit(both[0]).on(*needs), reader.fit(both[1]))
        case _:
            first = numbers.crosswise("at most" if word == "lesser" else "at least", one, other, reader.fit)
            return numbers.chosen_quotient(first, _fitted(reader, one), _fitted(reader, other))


def _fitted(reader: Reads, read: Quotient) -> Quotient:
    return Quotient(reader.fit(read.over), reader.fit(read.under))


def _days_between(reader: Reads, one: Node, other: Node) -> Number:
    return numbers.minus(_number_of_day(reader, one), _number_of_day(reader, other))


def _days_in(reader: Reads, length: Node) -> Number:
    read = quotient_of(reader.read(length))
    under = numbers.times(read.under, numbers.constant(length.form.scale if length.form.what == NUMBER else 1))
    return rounded("down", read.over, under, 1).on(*read.needs)


def _moved(reader: Reads, day: Node, by: Node, move: Callable[[Number, Number], Number]) -> Day:
    return as_day(move(_number_of_day(reader, day), reader.number(by)))


def _months_later(reader: Reads, day: Node, by: Node, missing: Node) -> Day:
    assert isinstance(missing, Literal)
    return months_later(_number_of_day(reader, day), reader.number(by), str(missing.value))


_OTHERS: dict[str, Callable[..., Formula]] = {
    "over": lambda reader, of: reader.read(of),
    "opposite": lambda reader, of: numbers.opposite(reader.number(of)),
    "quotient": _quotient,
    "multiple": lambda reader, one, other: numbers.is_multiple(reader.number(one), reader.number(other)),
    "blank": lambda reader, of: _blank(reader, of, True),
    "not blank": lambda reader, of: _blank(reader, of, False),
    "is yes": _is_yes,
    "one of": _one_of,
    "within": _within,
    "choose": _choose,
    "unless blank": _unless_blank,
    "days between": _days_between,
    "days in": _days_in,
    "days later": lambda reader, day, by: _moved(reader, day, by, numbers.plus),
    "days earlier": lambda reader, day, by: _moved(reader, day, by, numbers.minus),
    "months later": _months_later,
}
