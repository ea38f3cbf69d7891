"""Operations of lowered expressions as SQL, but for those that may leave an argument unread."""

from collections.abc import Callable

from attrs import define

from pbrlang.backends.sql.arithmetic import Arithmetic, carried, parts, whole
from pbrlang.backends.sql.calendars import months_later
from pbrlang.backends.sql.dialects import Dialect
from pbrlang.backends.sql.values import ALWAYS, NEVER, Sql, either
from pbrlang.lower.forms import NUMBER, RATIO
from pbrlang.lower.nodes import Literal, Operation
from pbrlang.lower.refusals import Refusal
from pbrlang.source.late import changed

SIGNS = {"less": "<", "more": ">", "at least": ">=", "at most": "<=", "same": "=", "other": "<>"}
"""The sign of each comparison."""


@define(eq=False)
class Plain:
    """Operations on values that are all read, in a dialect."""

    dialect: Dialect
    sums: Arithmetic

    def worked_out(self, node: Operation, values: list[Sql]) -> Sql:
        """What an operation gives."""
        return _PLAIN[node.word](self, node, values)

    def quotient(self, _node: Operation, values: list[Sql]) -> Sql:
        """The ratio of two numbers."""
        return self.sums.ratio(*values)

    def compared(self, node: Operation, values: list[Sql]) -> Sql:
        """A comparison; a blank is the same as a blank alone."""
        left, right = values
        sign = SIGNS[node.word]
        if (left.blank or right.blank) and node.word in ("same", "other"):
            sign = "IS NOT DISTINCT FROM" if node.word == "same" else "IS DISTINCT FROM"
        return carried(f"({left.text} {sign} {right.text})", (None, None), left, right)

    def one_of(self, _node: Operation, values: list[Sql]) -> Sql:
        """Whether a word is among those listed."""
        word, *listed = values
        text = f"({word.text} IN ({', '.join(each.text for each in listed)}))"
        return carried(f"COALESCE({text}, FALSE)" if word.blank else text, (None, None), *values)

    def lesser(self, node: Operation, values: list[Sql]) -> Sql:
        """The lesser of two numbers, or the earlier of two dates."""
        return self.sums.lesser(*values) if node.form.what == NUMBER else _function("LEAST", values)

    def greater(self, node: Operation, values: list[Sql]) -> Sql:
        """The greater of two numbers, or the later of two dates."""
        return self.sums.greater(*values) if node.form.what == NUMBER else _function("GREATEST", values)

    def moved(self, node: Operation, values: list[Sql]) -> Sql:
        """A date some days later or earlier; beyond the years 1 and 9999 it is not reckoned here."""
        day, number = values
        number = number if node.word == "days later" else self.sums.opposite(number)
        text = self.dialect.days_later(day.text, number.text)
        beyond = NEVER if _within_a_lifetime(number) else f"(ABS({number.text}) > {_LIFETIME})"
        found = carried(text, (None, None), day, number)
        return changed(found, fault=either(found.fault, beyond))

    def months_moved(self, node: Operation, values: list[Sql]) -> Sql:
        """A date some months later, by a number that stands in the contract."""
        day, number, _ = values
        missing = node.arguments[2]
        if number.low is None or number.low != number.high or abs(number.low) > _MONTHS:
            raise Refusal("not in SQL", None, "a date moved by months that differ from row to row")
        way = missing.value if isinstance(missing, Literal) else None
        return carried(months_later(self.dialect, day.text, number.low, str(way)), (None, None), day, number)

    def within(self, _node: Operation, values: list[Sql]) -> Sql:
        """Whether a date or number lies between two others."""
        first, low, high = values
        return carried(f"({first.text} BETWEEN {low.text} AND {high.text})", (None, None), *values)

    def days_between(self, _node: Operation, values: list[Sql]) -> Sql:
        """The days from one date to another."""
        text = self.dialect.days_between(values[0].text, values[1].text)
        return carried(text, (-_EVER, _EVER), *values)

    def days_in(self, node: Operation, values: list[Sql]) -> Sql:
        """A number of days without the part of a day."""
        of = node.arguments[0]
        over, under = parts(values[0])
        under = under if of.form.what == RATIO else self.sums.times(under, whole(of.form.scale))
        return self.sums.rounded(over, under, "down")


def _function(name: str, values: list[Sql]) -> Sql:
    return carried(f"{name}({', '.join(each.text for each in values)})", (None, None), *values)


_EVER, _LIFETIME, _MONTHS = 4_000_000, 100_000, 3_000
"""More days than the calendar has, and so few that they lead from no date of a contract out of it."""


def _within_a_lifetime(number: Sql) -> bool:
    low, high = number.low, number.high
    return low is not None and high is not None and max(abs(low), abs(high)) <= _LIFETIME


def _blank(word: str) -> Callable[["Plain", Operation, list[Sql]], Sql]:
    def told(_self: Plain, _node: Operation, values: list[Sql]) -> Sql:
        if not values[0].blank:
            return carried(NEVER if word == "NULL" else ALWAYS, (None, None), *values)
        return carried(f"({values[0].text} IS {word})", (None, None), *values)

    return told


def _is_yes(_self: Plain, _node: Operation, values: list[Sql]) -> Sql:
    text = f"COALESCE({values[0].text}, FALSE)" if values[0].blank else values[0].text
    return carried(text, (None, None), *values)


_PLAIN: dict[str, Callable[["Plain", Operation, list[Sql]], Sql]] = {
    "plus": lambda self, _, values: self.sums.plus(*values),
    "minus": lambda self, _, values: self.sums.minus(*values),
    "times": lambda self, _, values: self.sums.times(*values),
    "opposite": lambda self, _, values: self.sums.opposite(*values),
    "over": lambda _, __, values: values[0],
    "multiple": lambda self, _, values: self.sums.rest(*values),
    "quotient": Plain.quotient,
    "lesser": Plain.lesser,
    "greater": Plain.greater,
    **dict.fromkeys(SIGNS, Plain.compared),
    "one of": Plain.one_of,
    "days in": Plain.days_in,
    "days later": Plain.moved,
    "days earlier": Plain.moved,
    "months later": Plain.months_moved,
    "within": Plain.within,
    "days between": Plain.days_between,
    "blank": _blank("NULL"),
    "not blank": _blank("NOT NULL"),
    "is yes": _is_yes,
}
