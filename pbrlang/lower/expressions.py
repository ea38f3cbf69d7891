"""Expressions of the compiled contract into nodes."""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import lcm
from typing import Any, Protocol

from attrs import define, field

from pbrlang.ir.expressions import (
    Aggregate,
    Apply,
    Banded,
    CellOf,
    Choose,
    Constant,
    DayOf,
    Expr,
    FieldOf,
    FigureOf,
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
from pbrlang.ir.tables import Field
from pbrlang.kinds.model import Day, Quantity, YesNo
from pbrlang.lower.cards import band_card
from pbrlang.lower.dates import with_dates
from pbrlang.lower.figures import figure, indexed
from pbrlang.lower.forms import DATE, DATE_FORM, NUMBER, RATIO, RATIO_FORM, WORD_FORM, YES_FORM, Form, number
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.nodes import (
    Literal,
    Needed,
    Node,
    OfPeriod,
    Operation,
    ReadCell,
    ReaderDay,
    ReadField,
    ReadPrevious,
    ReadValue,
    ReadWord,
    YearOfDay,
)
from pbrlang.lower.numbers import chosen, combined, compared, fraction, literal, one_or_other, opposite, rounded
from pbrlang.lower.paths import leads
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import ByReference, Home, steps_of
from pbrlang.source.late import changed

_COMPARISONS = {
    "more than": "more",
    "less than": "less",
    "at least": "at least",
    "at most": "at most",
    "after": "more",
    "before": "less",
    "on or after": "at least",
    "on or before": "at most",
    "a multiple of": "multiple",
}
_ARITHMETIC = frozenset(("add", "subtract", "multiply", "divide", "lesser", "greater"))
_OPERANDS = 2


class World(Protocol):
    """What expressions need to know of the rest of the contract."""

    program: Program

    def value(self, name: str) -> Node:
        """The lowered meaning of a definition."""

    def tally(self, aggregate: Aggregate, reader: "Lowering") -> Node:
        """The lowered reading of an aggregate, what it takes from its subject being lowered by `reader`."""


@define(eq=False, repr=False)
class Lowering:
    """Lowers expressions that are read at the elements of one home, in one part of the contract."""

    world: World
    home: Home
    part: str
    clause: str
    asked: Mapping[OfSubject, Node] = field(factory=dict)
    """For the members of a tally, what stands for each value of its subject."""

    def node(self, expr: Expr) -> Node:
        """The lowered expression; Refusal where there is none."""
        refuse_unknown(expr, self.part)
        handler = _HANDLERS.get(type(expr))
        if handler is None:
            raise Refusal("unknown part", expr.span, f"{type(expr).__name__} in {self.part}")
        return handler(self, expr)

    def number(self, expr: Expr) -> Node:
        """A lowered number that is not blank."""
        return self._needed(self.node(expr))

    def fixed(self, expr: Expr) -> Node:
        """A lowered number that is not blank: the number itself where the contract says it."""
        return self._always(self.number(expr))

    def condition(self, expr: Expr) -> Node:
        """A lowered condition; a blank does not hold."""
        return self._holds(self.node(expr))

    def _needed(self, node: Node) -> Node:
        return Needed(changed(node.form, blank=False), self.clause, node) if node.form.blank else node

    def _holds(self, node: Node) -> Node:
        return Operation(YES_FORM, self.clause, "is yes", (node,)) if node.form.blank else node

    # --- what is read

    def _constant(self, expr: Constant) -> Node:
        value = expr.value
        if isinstance(value, Fraction):
            return literal(value, self.clause, self._usual_scale(expr))
        form = YES_FORM if isinstance(value, bool) else WORD_FORM if isinstance(value, str) else DATE_FORM
        return Literal(form, self.clause, value)

    def _word(self, expr: WordOf) -> Node:
        blank = leads(self.world.program, self.home, expr.path)[1]
        return ReadWord(changed(WORD_FORM, blank=blank), self.clause, expr.path)

    def _year(self, expr: YearOf) -> Node:
        years = len(self.world.program.calendars["year"].periods)
        return YearOfDay(number(1, 1, years), self.clause, self.number(expr.day))

    def _day_of(self, expr: DayOf) -> Node:
        broken = leads(self.world.program, self.home, expr.path)[1]
        return OfPeriod(changed(DATE_FORM, blank=broken), self.clause, expr.path, expr.which)

    def _choose(self, expr: Choose) -> Node:
        then, otherwise = self.node(expr.then), self.node(expr.otherwise)
        if _is_rescaled(then, [otherwise]) or _is_rescaled(otherwise, [then]):
            then, otherwise = self._needed(then), self._needed(otherwise)
        return chosen(self.condition(expr.when), then, otherwise, self.clause)

    def _in_group(self, expr: InGroup) -> Node:
        """Whether a row is a member; a blank on the way leads to no member."""
        self.world.value(expr.group)
        broken = leads(self.world.program, self.home, expr.path)[1]
        return self._holds(ReadValue(changed(YES_FORM, blank=broken), self.clause, expr.path, expr.group))

    def _rounded(self, expr: RoundedTo) -> Node:
        return rounded(self.number(expr.of), expr.unit, expr.way, expr.unit.denominator, self.clause)

    def _asked(self, expr: OfSubject) -> Node:
        return self.asked[expr]

    def _usual_scale(self, expr: Constant) -> int:
        """Money is held in its smallest coin, a share in hundredths."""
        terms = self.world.program.terms
        if not isinstance(expr.kind, Quantity):
            return 1
        if expr.kind.share:
            return 100
        return int(10**terms.places) if (terms.currency, 1) in expr.kind.unit.powers else 1

    def _field(self, expr: FieldOf) -> Node:
        table = self.world.program.tables[expr.table]
        field = table.by_name[expr.field]
        ends = table.lasts is not None and table.lasts.end == expr.field
        blank = field.optional or ends or leads(self.world.program, self.home, expr.path)[1]
        return ReadField(changed(field_form(field), blank=blank), self.clause, expr.path, expr.table, expr.field, ends)

    def _value(self, expr: ValueOf) -> Node:
        form = self.world.value(expr.definition).form
        broken = leads(self.world.program, self.home, expr.path)[1]
        return ReadValue(changed(form, blank=form.blank or broken), self.clause, expr.path, expr.definition)

    def _previous(self, expr: PreviousOf) -> Node:
        """What stood before; a balance is a quotient, as each step may multiply what it is held over."""
        is_account = self.world.program.definitions[expr.definition].role == "account"
        form = RATIO_FORM if is_account else self.world.value(expr.definition).form
        broken = leads(self.world.program, self.home, expr.path)[1]
        form = changed(form, blank=form.blank or broken)
        return ReadPrevious(form, self.clause, expr.path, expr.definition)

    def _cell(self, expr: CellOf) -> Node:
        tariff = self.world.program.tariffs[expr.tariff]
        refuse_unknown(tariff, expr.tariff)
        keys = tuple(self._needed(self.node(each)) for each in expr.keys)
        scale, cells = column_cells(self.world.program, expr.tariff, expr.column)
        return ReadCell(number(scale, min(cells), max(cells)), self.clause, expr.tariff, expr.column, keys)

    def _number_of(self, expr: PeriodNumber) -> Node:
        numbers = [each.number for each in self.world.program.calendars[expr.step].periods]
        broken = leads(self.world.program, self.home, expr.path)[1]
        form = number(1, min(numbers), max(numbers), broken)
        return self._needed(OfPeriod(form, self.clause, expr.path, "number"))

    # --- operations

    def _apply(self, expr: Apply) -> Node:
        word, arguments = expr.operation, [self.node(each) for each in expr.arguments]
        if word in ("and", "or"):
            return Operation(YES_FORM, self.clause, word, tuple(self._holds(each) for each in arguments))
        if word in ("blank", "not blank"):
            return Operation(YES_FORM, self.clause, word, tuple(arguments))
        if word in ("otherwise", "at the start"):
            if any(map(_is_rescaled, arguments, [arguments] * 2)):
                arguments = [self._needed(each) for each in arguments]
            return one_or_other(arguments[0], arguments[1], self.clause, word)
        if word in ("is", "is not", "one of"):
            return self._same(word, arguments)
        if word == "in the stretch":
            day, first, last = (self._needed(each) for each in arguments)
            return Operation(YES_FORM, self.clause, "within", (day, first, last))
        return self._computed(expr, [self._needed(each) for each in arguments])

    def _computed(self, expr: Apply, arguments: list[Node]) -> Node:
        word = expr.operation
        if word == "negate":
            return opposite(arguments[0], self.clause)
        if word == "in points":
            return combined("multiply", literal(Fraction(100), self.clause), arguments[0], self.clause)
        if word in _COMPARISONS:
            return compared(_COMPARISONS[word], arguments[0], arguments[1], self.clause)
        if word not in _ARITHMETIC:
            raise Refusal("unknown part", expr.span, f"the operation `{word}` in {self.part}")
        if DATE in (each.form.what for each in arguments):
            return with_dates(word, [each.kind for each in expr.arguments], arguments, self.clause)
        if len(arguments) != _OPERANDS:
            raise Refusal("unknown part", expr.span, f"{word} of several in {self.part}")
        if word == "divide":
            arguments[1] = self._always(arguments[1])
        return combined(word, arguments[0], arguments[1], self.clause)

    def _always(self, node: Node) -> Node:
        """The number of a definition that is one, so that to divide by it takes no division."""
        if isinstance(node, ReadValue) and not any(isinstance(step, ByReference) for step in steps_of(node.path)):
            meaning = self.world.value(node.name)
            return meaning if fraction(meaning) else node
        return node

    def _same(self, word: str, arguments: list[Node]) -> Node:
        value, *listed = arguments
        if word == "one of" and value.form.what not in (NUMBER, RATIO):
            return Operation(YES_FORM, self.clause, "one of", (value, *listed))
        found = tuple(self._alike(word != "is not", value, each) for each in listed)
        return found[0] if len(found) == 1 else Operation(YES_FORM, self.clause, "or", found)

    def _alike(self, same: bool, left: Node, right: Node) -> Node:
        """Whether two values are the same, or whether they are not; a blank is the same as a blank alone."""
        word, both = ("same" if same else "other"), [left, right]
        if not any(map(_is_rescaled, both, [both] * 2)):
            return compared(word, left, right, self.clause)
        # What is brought to a common scale is multiplied, and a blank cannot be.
        blanks = [each for each in both if each.form.blank]
        known = compared(word, self._needed(left), self._needed(right), self.clause)
        if same:
            filled = [Operation(YES_FORM, self.clause, "not blank", (each,)) for each in blanks]
            found: Node = Operation(YES_FORM, self.clause, "and", (*filled, known))
        else:
            empty = [Operation(YES_FORM, self.clause, "blank", (each,)) for each in blanks]
            found = Operation(YES_FORM, self.clause, "or", (*empty, known))
        if len(blanks) < 2:
            return found
        tests = "blank" if same else "not blank"
        ends = tuple(Operation(YES_FORM, self.clause, tests, (each,)) for each in blanks)
        together = Operation(YES_FORM, self.clause, "and" if same else "or", ends)
        return Operation(YES_FORM, self.clause, "or" if same else "and", (together, found))


_HANDLERS: dict[type, Callable[[Lowering, Any], Node]] = {
    Constant: Lowering._constant,
    FieldOf: Lowering._field,
    WordOf: Lowering._word,
    ValueOf: Lowering._value,
    PreviousOf: Lowering._previous,
    CellOf: Lowering._cell,
    YearOf: Lowering._year,
    DayOf: Lowering._day_of,
    PeriodNumber: Lowering._number_of,
    Apply: Lowering._apply,
    RoundedTo: Lowering._rounded,
    Aggregate: lambda reader, expr: reader.world.tally(expr, reader),
    OfSubject: Lowering._asked,
    Choose: Lowering._choose,
    InGroup: Lowering._in_group,
    Banded: band_card,
    FigureOf: figure,
    IndexedBy: indexed,
    ReadOn: lambda reader, _expr: ReaderDay(DATE_FORM, reader.clause),
}


def _is_rescaled(node: Node, arguments: Iterable[Node]) -> bool:
    """Whether a number that may be blank is to be brought to another scale or made a ratio with the others."""
    if not node.form.blank or node.form.what not in (NUMBER, RATIO):
        return False
    return node.form.what == RATIO or _beyond(arguments, node.form.scale)


def _beyond(arguments: Iterable[Node], scale: int) -> bool:
    """Whether some number does not fit a scale."""
    for each in arguments:
        value = fraction(each)
        own = value.denominator if value is not None else each.form.scale
        if each.form.what == RATIO or scale % own:
            return True
    return False


def field_form(field: Field) -> Form:
    """The form of a field that is filled in."""
    match field.kind:
        case Quantity(share=share):
            scale = 10 ** (field.places + (2 if share else 0))
            least = None if field.least is None else -(-field.least * scale // 1)
            most = None if field.most is None else field.most * scale // 1
            return number(scale, None if least is None else int(least), None if most is None else int(most))
        case Day():
            return DATE_FORM
        case YesNo():
            return YES_FORM
        case _:
            return WORD_FORM


def column_cells(program: Program, tariff: str, column: str) -> tuple[int, list[int]]:
    """The scale of a column of a rate card, and its cells over it."""
    prices = [value for (name, _), value in program.tariffs[tariff].cells.items() if name == column]
    kind = program.tariffs[tariff].columns[column]
    money = isinstance(kind, Quantity) and (program.terms.currency, 1) in kind.unit.powers
    nodes = [literal(each, "", 10**program.terms.places if money else 1) for each in prices]
    scale = lcm(*(each.form.scale for each in nodes))
    return scale, [int(each * scale) for each in prices]
