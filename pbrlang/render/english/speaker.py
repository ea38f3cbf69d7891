"""Compiled expressions in English: values as noun phrases, conditions as sentences without a full stop."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from pbrlang.ir.expressions import (
    Aggregate,
    Apply,
    Banded,
    CellOf,
    Choose,
    Constant,
    Covered,
    DayOf,
    Expr,
    FieldOf,
    FigureOf,
    FirstDay,
    IndexedBy,
    InGroup,
    OfSubject,
    PeriodNumber,
    PreviousOf,
    ReadOn,
    RoundedTo,
    ValueOf,
    WordOf,
    YearOf,
)
from pbrlang.ir.program import Program
from pbrlang.kinds.model import DAY, Quantity
from pbrlang.names.homes import TableHome
from pbrlang.render.english import aggregates
from pbrlang.render.english.phrases import DATED, OPERATIONS
from pbrlang.render.english.places import Here, Places, Term
from pbrlang.render.english.reading import day_moved, month, rounding, stretch
from pbrlang.render.english.saying import fill, join, listed
from pbrlang.render.english.values import digits, literal_in_words
from pbrlang.render.model import Inlines

_LOOSE = ("add", "subtract", "negate", "lesser", "greater", "otherwise", "at the start")
_JOINS = ("and", "or")
_NEVER_FALLS = "; the factor never falls, and is at least 1"


class Speaker:
    """Says expressions in the words of one contract."""

    def __init__(self, program: Program, term: Term) -> None:
        self.program = program
        self.term = term
        self.places = Places(program, term)
        self._says: dict[type[Expr], Callable[[Any, Here], Inlines]] = {
            Constant: self._constant,
            FieldOf: self._field,
            WordOf: lambda expr, here: self.places.reached(expr.path, here).words,
            InGroup: self._in_group,
            ValueOf: self._value_of,
            PreviousOf: self._previous,
            ReadOn: lambda _expr, _here: join("the day as of which it is read"),
            Choose: self._choose,
            FirstDay: self._first_day,
            DayOf: self._day_of,
            CellOf: self._cell,
            YearOf: self._year,
            PeriodNumber: lambda expr, here: self.places.reached(expr.path, here).words,
            Banded: self._banded,
            FigureOf: self._figure,
            IndexedBy: self._indexed,
            Apply: self._apply,
            OfSubject: lambda expr, _here: self.value(expr.of, self._subject),
            RoundedTo: self._rounded,
            Covered: lambda expr, here: aggregates.covered(self, expr, here),
            Aggregate: lambda expr, here: aggregates.aggregate(self, expr, here),
        }
        self._subject = Here(TableHome(""))

    def value(self, expr: Expr, here: Here) -> Inlines:
        """An expression that is read at an element; TypeError for a class of expression that has no words."""
        says = self._says.get(type(expr))
        if says is None:
            raise TypeError(f"{type(expr).__name__} has no words")
        if not here.member:
            self._subject = here
        return says(expr, here)

    def bracketed(self, expr: Expr, here: Here) -> Inlines:
        """An expression that stands beside others, in brackets where it has several parts."""
        words = self.value(expr, here)
        loose = isinstance(expr, Apply | Choose | RoundedTo | IndexedBy) and not self._is_day(expr)
        return join("(", words, ")") if loose else words

    def literal(self, expr: Constant) -> str:
        """A literal, exactly."""
        return literal_in_words(expr.value, expr.kind, expr.span, self.program)

    @staticmethod
    def _is_day(expr: Expr) -> bool:
        return expr.kind == DAY

    def _constant(self, expr: Constant, _here: Here) -> Inlines:
        return join(self.literal(expr))

    def _field(self, expr: FieldOf, here: Here) -> Inlines:
        place = self.places.reached(expr.path, here)
        return join(place.words, "'s ", self.term(expr.field, None))

    def _in_group(self, expr: InGroup, here: Here) -> Inlines:
        from pbrlang.diagnostics.prose import article

        place = self.places.reached(expr.path, here)
        return join(place.words, f" is {article(expr.group)} ", self.term(expr.group, None))

    def defined(self, name: str) -> Inlines:
        """The name of a definition; a baseline and a noise band are those of their measure."""
        for word in ("baseline", "noise"):
            measure = name.removeprefix(f"{word} of ")
            if measure != name and measure in self.program.definitions:
                return join(f"the {word} of ", self.term(measure, None))
        own = self.program.definitions.get(name)
        if own is not None and own.role == "account" and name.endswith(" outstanding"):
            return join(self.term(name.removesuffix(" outstanding"), None), " outstanding")
        return self.term(name, None)

    def _value_of(self, expr: ValueOf, here: Here) -> Inlines:
        own = self.program.definitions[expr.definition]
        simple = own.role not in ("baseline", "noise", "account")
        return self.places.owned(self.defined(expr.definition), expr.path, here, own.home, simple=simple)

    def _previous(self, expr: PreviousOf, here: Here) -> Inlines:
        place = self.places.reached(expr.path, here)
        return fill("{name} for the one before {place}", name=self.defined(expr.definition), place=place.words)

    def _choose(self, expr: Choose, here: Here) -> Inlines:
        return fill(
            "{then} where {when}, and otherwise {otherwise}",
            then=self.bracketed(expr.then, here),
            when=self.value(expr.when, here),
            otherwise=self.bracketed(expr.otherwise, here),
        )

    def _first_day(self, expr: FirstDay, here: Here) -> Inlines:
        return join("the first day on which it holds that ", self.value(expr.condition, here))

    def _day_of(self, expr: DayOf, here: Here) -> Inlines:
        place = self.places.reached(expr.path, here)
        if expr.which == "confirmation":
            return join("the day on which the result of ", place.words, " is confirmed")
        return join(f"the {expr.which} of ", place.words)

    def _cell(self, expr: CellOf, here: Here) -> Inlines:
        keys = listed([self.value(key, here) for key in expr.keys])
        return fill("the {column} for {keys}", column=self.term(expr.column, None), keys=keys)

    def _year(self, expr: YearOf, here: Here) -> Inlines:
        return fill("the contract year in which {day} lies", day=self.value(expr.day, here))

    def _banded(self, expr: Banded, here: Here) -> Inlines:
        quantity = self.value(expr.quantity, here)
        key = fill(" and {key}", key=self.value(expr.key, here)) if expr.key is not None else ()
        told = "the {tariff} that the rate card gives for {quantity}{key}"
        return fill(told, tariff=self.term(expr.tariff, None), quantity=quantity, key=key)

    def _figure(self, expr: FigureOf, here: Here) -> Inlines:
        place = self.places.reached(expr.path, here)
        return fill("the {column} for {place}", column=self.term(expr.column, None), place=place.words)

    def index(self, expr: IndexedBy) -> Inlines:
        """What an index stands for in a formula."""
        return fill(
            "the figure of {column} for the month in brackets; before {base} the factor is 1{falls}",
            column=self.term(expr.column, None),
            base=f"{month(expr.base[1])} {expr.base[0]}",
            falls=_NEVER_FALLS if expr.never_falls else "",
        )

    def _indexed(self, expr: IndexedBy, here: Here) -> Inlines:
        falls = _NEVER_FALLS if expr.never_falls else ""
        return fill(
            "{of} indexed by {column} from {base}: multiplied by the figure for the latest {each} that has begun and "
            "divided by that for {base}; before {base} it is not indexed{falls}",
            of=self.bracketed(expr.of, here),
            column=self.term(expr.column, None),
            base=f"{month(expr.base[1])} {expr.base[0]}",
            each=month(expr.each),
            falls=falls,
        )

    def _rounded(self, expr: RoundedTo, here: Here) -> Inlines:
        way = rounding(expr.way, expr.unit, self.program)
        return fill("{of} rounded {way}", of=self.bracketed(expr.of, here), way=way)

    def _apply(self, expr: Apply, here: Here) -> Inlines:
        name, arguments = expr.operation, expr.arguments
        if name in _JOINS:
            return self._joined(name, arguments, here)
        if name == "one of":
            choices = listed([self.value(each, here) for each in arguments[1:]], "or")
            return fill(OPERATIONS[name], a=self.value(arguments[0], here), b=choices)
        if name == "in the stretch":
            said = stretch(self, arguments[1], arguments[2], here)
            return fill(OPERATIONS[name], a=self.value(arguments[0], here), b=said)
        if name in ("add", "subtract") and any(each.kind == DAY for each in arguments[:2]):
            return self._dated(expr, here)
        if name in ("otherwise", "at the start"):
            return self._otherwise(expr, here)
        return self._plain(expr, here)

    def _joined(self, word: str, arguments: tuple[Expr, ...], here: Here) -> Inlines:
        told = [
            join("(", self.value(each, here), ")")
            if isinstance(each, Apply) and each.operation in _JOINS
            else self.value(each, here)
            for each in arguments
        ]
        return listed(told, word) if len(told) == 2 else _all(told, word)

    def _dated(self, expr: Apply, here: Here) -> Inlines:
        left, right = expr.arguments[:2]
        if left.kind == DAY and right.kind == DAY:
            return fill(DATED["between"], a=self.value(left, here), b=self.value(right, here))
        day, length = (left, right) if left.kind == DAY else (right, left)
        words = day_moved(self, length, here)
        return fill(DATED[expr.operation], a=self.value(day, here), b=words)

    def _otherwise(self, expr: Apply, here: Here) -> Inlines:
        first, second = expr.arguments[:2]
        said, other = self.value(first, here), self.bracketed(second, here)
        if expr.operation == "at the start":
            return fill(OPERATIONS["at the start"], a=said, b=other)
        if isinstance(first, Aggregate) and first.word in aggregates.PICKED:
            return fill("{a}, or {b} where there is none", a=said, b=other)
        if isinstance(first, Aggregate) and first.word == "share":
            members = aggregates.members(self, first, here)
            return fill("{a}, or {b} where there are no {members}", a=said, b=other, members=members)
        return fill("{a}, or {b} where the number to divide by is nought", a=said, b=other)

    def _plain(self, expr: Apply, here: Here) -> Inlines:
        name, arguments = expr.operation, expr.arguments
        pattern = OPERATIONS[name]
        if name == "multiply" and _is_share(arguments[0]):
            return fill("{a} of {b}", a=self.value(arguments[0], here), b=self._operand(expr, 1, here))
        number = _number_beside(arguments)
        if number is not None:
            return fill(pattern, a=self.value(arguments[0], here), b=digits(number))
        named = dict(zip("ab", [self._operand(expr, place, here) for place in range(len(arguments[:2]))], strict=False))
        return fill(pattern, **named)

    def _operand(self, expr: Apply, place: int, here: Here) -> Inlines:
        """An argument, in brackets where the words would otherwise be read another way."""
        part = expr.arguments[place]
        words = self.value(part, here)
        return join("(", words, ")") if self._needs_brackets(expr.operation, place, part) else words

    def _needs_brackets(self, outer: str, place: int, part: Expr) -> bool:
        if self._is_day(part) or isinstance(part, Constant):
            return False
        arithmetic = outer in ("add", "subtract", "multiply", "divide", "negate", "lesser", "greater", "in points")
        if isinstance(part, Choose | IndexedBy | RoundedTo | Banded):
            return arithmetic
        if not isinstance(part, Apply):
            return False
        inner = part.operation
        if outer in ("add", "subtract"):
            return (inner in _LOOSE and not (place == 0 and inner in ("add", "subtract"))) or (
                place == 1 and inner in ("add", "subtract")
            )
        if outer in ("multiply", "divide"):
            return inner in _LOOSE or (inner == "divide" and (place == 1 or outer == "multiply")) or place == 1
        return arithmetic or inner in _LOOSE[3:]


def _is_share(expr: Expr) -> bool:
    return isinstance(expr, Constant) and isinstance(expr.kind, Quantity) and expr.kind.share


def _number_beside(arguments: tuple[Expr, ...]) -> Fraction | None:
    """The literal that a number of things is compared with, where an operation does that: its noun is said already."""
    if len(arguments) != 2 or not (isinstance(arguments[0], Aggregate) and arguments[0].word == "number"):
        return None
    other = arguments[1]
    return other.value if isinstance(other, Constant) and isinstance(other.value, Fraction) else None


def _all(told: list[Inlines], word: str) -> Inlines:
    """Several conditions in one line."""
    return join(*(piece for each in told[:-1] for piece in (each, ", ")), f"{word} ", told[-1])
