"""Compiled expressions as formulae, with a key that says what each term in them is."""

from attrs import define, field

from pbrlang.ir.expressions import (
    Aggregate,
    Apply,
    Banded,
    CellOf,
    Choose,
    Constant,
    Covered,
    Expr,
    FieldOf,
    FigureOf,
    IndexedBy,
    OfSubject,
    PreviousOf,
    RoundedTo,
    ValueOf,
)
from pbrlang.kinds.model import DAY, YES_NO
from pbrlang.render.english import aggregates
from pbrlang.render.english.places import Here
from pbrlang.render.english.reading import month, rounding
from pbrlang.render.english.speaker import Speaker
from pbrlang.render.model import (
    Bracket,
    Call,
    Case,
    Cases,
    Inlines,
    Joined,
    Link,
    Math,
    Over,
    Sign,
    Symbol,
    Text,
    Words,
    plain,
)

_SIGNS = {"add": "+", "subtract": "−", "multiply": "×"}
_LOOSE = ("add", "subtract")


@define
class Formulae:
    """Writes one formula; `key` gathers what its terms are, each once, in their order."""

    speaker: Speaker
    here: Here
    key: dict[str, tuple[Inlines, Inlines]] = field(factory=dict)

    def write(self, expr: Expr) -> Math:
        """A value as a formula."""
        match expr:
            case Constant():
                return Words(self.speaker.literal(expr))
            case Apply():
                return self._apply(expr)
            case Choose():
                when = Words(plain(self.speaker.value(expr.when, self.here)))
                return Cases((Case(self.write(expr.then), when), Case(self.write(expr.otherwise))))
            case RoundedTo():
                way = rounding(expr.way, expr.unit, self.speaker.program)
                return Call(f"rounded {way}", (self.write(expr.of),))
            case IndexedBy():
                return self._indexed(expr)
            case Banded():
                return Call(self._named(expr, expr.tariff), (self.write(expr.quantity),))
            case OfSubject():
                return self.write(expr.of)
            case _:
                return self._term(expr)

    def _term(self, expr: Expr) -> Math:
        words = self.speaker.value(expr, self.here)
        match expr:
            case FieldOf(field=name) | CellOf(column=name) | FigureOf(column=name):
                return self._symbol(name, words)
            case ValueOf(definition=name):
                return self._symbol(plain(self.speaker.defined(name)), words)
            case PreviousOf(definition=name):
                return self._symbol(f"previous {plain(self.speaker.defined(name))}", words)
            case Aggregate() | Covered():
                return self._symbol(_short(self.speaker, expr), words)
            case _:
                return Words(plain(words))

    def _symbol(self, name: str, words: Inlines) -> Math:
        """A term in the formula; where two things have one name, each is told by all its words."""
        known = self.key.get(name)
        if known is not None and plain(known[1]) != plain(words):
            name = plain(words)
        target = next((each.to for each in words if isinstance(each, Link)), None)
        last = [each.to for each in words if isinstance(each, Link) and plain(each.parts) == name]
        if name != plain(words):
            self.key.setdefault(name, (_plain(name), words))
        return Symbol(name, (last[0] if last else target))

    def _named(self, expr: Banded, name: str) -> str:
        self.key.setdefault(name, (_plain(name), self.speaker.value(expr, self.here)))
        return name

    def _indexed(self, expr: IndexedBy) -> Math:
        column = expr.column
        base = Call(column, (Words(f"{month(expr.base[1])} {expr.base[0]}"),))
        latest = Call(column, (Words(f"the latest {month(expr.each)} that has begun"),))
        self.key.setdefault(column, (_plain(column), self.speaker.index(expr)))
        return Joined((self._part(expr.of), Sign("×"), Over(latest, base)))

    def _apply(self, expr: Apply) -> Math:
        name, arguments = expr.operation, expr.arguments
        if expr.kind in (DAY, YES_NO) or any(each.kind == DAY for each in arguments[:2]):
            return Words(plain(self.speaker.value(expr, self.here)))
        if name in _SIGNS:
            return Joined(
                (self._operand(name, arguments[0], 0), Sign(_SIGNS[name]), self._operand(name, arguments[1], 1))
            )
        if name == "divide":
            return Over(self.write(arguments[0]), self.write(arguments[1]))
        if name in ("lesser", "greater"):
            return Call(f"the {name} of", tuple(self.write(each) for each in arguments))
        if name in ("otherwise", "at the start"):
            picks = isinstance(arguments[0], Aggregate) and arguments[0].word in aggregates.PICKED
            when = Words("there is none" if picks else _FALLBACKS[name])
            return Cases((Case(self.write(arguments[1]), when), Case(self.write(arguments[0]))))
        if name == "negate":
            return Joined((Sign("−"), self._part(arguments[0])))
        if name == "in points":
            return Joined((self._part(arguments[0]), Sign("×"), Words("100")))
        raise TypeError(f"{name} has no formula")

    def _operand(self, outer: str, part: Expr, place: int) -> Math:
        math = self.write(part)
        inner = part.operation if isinstance(part, Apply) else ""
        loose = isinstance(part, Choose) or inner in ("otherwise", "at the start", "negate")
        if outer == "multiply":
            loose = loose or inner in _LOOSE or isinstance(part, IndexedBy)
        elif outer == "subtract":
            loose = loose or (inner in _LOOSE and place == 1)
        return Bracket(math) if loose else math

    def _part(self, part: Expr) -> Math:
        """A part that stands beside a sign, in brackets where it is a sum."""
        math = self.write(part)
        return Bracket(math) if isinstance(math, Joined | Cases) else math


_FALLBACKS = {"otherwise": "there is nothing to divide by", "at the start": "there is none before"}


def _plain(name: str) -> Inlines:
    return (Text(name),)


def _short(speaker: Speaker, expr: Aggregate | Covered) -> str:
    """What stands in a formula for something that is counted, without whose and when."""
    if isinstance(expr, Covered):
        return f"{expr.length}s covered"
    if expr.word == "total" and expr.length is not None:
        return f"total {expr.length}s"
    return plain(aggregates.short(speaker, expr))


def has_formula(expr: Expr) -> bool:
    """Whether a value is worked out by signs, so that a formula says more than its words."""
    if isinstance(expr, Apply):
        return expr.operation in (
            *_SIGNS,
            "divide",
            "lesser",
            "greater",
            "otherwise",
            "at the start",
            "negate",
            "in points",
        )
    return isinstance(expr, Choose | IndexedBy | Banded | RoundedTo)
