"""Lowered expressions in the words of a language."""

from collections.abc import Sequence
from datetime import date

from attrs import define

from pbrlang.backends.common.language import Language
from pbrlang.backends.common.layout import Call, Doc, Joined, Text
from pbrlang.backends.common.operators import OR, SUM, infix, opposite, within
from pbrlang.backends.common.scope import Scope, Then
from pbrlang.ir.expressions import Lines, Window
from pbrlang.ir.program import Program
from pbrlang.lower.forms import DATE, NUMBER, RATIO, YES
from pbrlang.lower.nodes import (
    Asked,
    AtFault,
    Literal,
    Needed,
    Node,
    OfMembers,
    OfPeriod,
    Operation,
    PeriodDays,
    PeriodWhole,
    ReadCell,
    ReaderDay,
    ReadField,
    ReadFigure,
    ReadIndex,
    ReadPick,
    ReadPrevious,
    ReadValue,
    ReadWord,
    Rounded,
    YearOfDay,
)
from pbrlang.lower.numbers import rescaled
from pbrlang.lower.paths import leads, without_before
from pbrlang.names.homes import GroupHome, Home, PairHome, Path, TableHome, parts_of

_INFIX = {"plus": "+", "minus": "-", "times": "*", "less": "<", "more": ">", "at least": ">=", "at most": "<="}
_RATIOS = {"ratio less": "<", "ratio more": ">", "ratio at least": ">=", "ratio at most": "<="}
_RATIOS |= {"ratio same": "==", "ratio other": "!="}
_CALLS = {
    "lesser": "lesser",
    "greater": "greater",
    "quotient": "ratio",
    "ratio plus": "ratio_plus",
    "ratio minus": "ratio_minus",
    "ratio times": "ratio_times",
    "ratio over": "ratio_over",
    "ratio opposite": "ratio_opposite",
    "ratio lesser": "ratio_lesser",
    "ratio greater": "ratio_greater",
    "ratio multiple": "ratio_multiple",
    "days later": "days_later",
    "days between": "days_between",
    "months later": "months_later",
    "within": "lies_within",
}
_PICKED = {word: f"{word}_of" for word in ("latest", "earliest", "only", "greatest", "least")}
_PICKED |= {"different": "different_in", "total": "total_of"}
_WAYS = {"half up": "half_up", "half down": "half_down", "half to even": "half_to_even", "up": "up", "down": "down"}


@define(eq=False, repr=False)
class Expressions:
    """Writes nodes that are read at the elements of one home; `variable` holds the element, `on` the reader's date."""

    scope: Scope
    home: Home
    variable: str
    on: str = "on"
    asked: Sequence[str] = ()
    """The names of what is asked of the subject, where members of a tally are tried with it."""

    @property
    def language(self) -> Language:
        """The language that is written."""
        return self.scope.language

    def doc(self, node: Node) -> Doc:
        """A node in the words of the language."""
        match node:
            case Literal():
                return self._literal(node)
            case Rounded():
                return self._rounded(node)
            case Operation():
                return self._operation(node)
            case Needed(of=of):
                word = "within_term" if isinstance(of, OfPeriod) else "need"
                return self.scope.kit(word, self.doc(of), *self._blamed(of))
            case ReaderDay():
                return Text(self.on)
            case AtFault(reason=reason):
                return self.scope.kit("at_fault", Text(self.variable), self.language.words(reason))
            case PeriodDays():
                return self.paid_days(node.until)
            case PeriodWhole():
                return Joined("", self.scope.period(Text(self.variable), self.home), ".whole")
            case _:
                return self._read(node)

    def paid_days(self, until: date) -> Doc:
        """How many days of the period at hand are paid for."""
        period = self.scope.period(Text(self.variable), self.home)
        return Call(Joined("", period, f".{self.language.kit('paid_days')}"), (self.language.day(until),))

    def _read(self, node: Node) -> Doc:
        match node:
            case ReadWord():
                return self.through(node.path, lambda element: Joined("", element, ".word"))
            case Asked(place=place):
                return Text(self.asked[place])
            case ReadField():
                return self._field(node)
            case OfPeriod():
                return self._of_period(node)
            case ReadValue():
                return self._value(node)
            case ReadPrevious():
                return self._previous(node)
            case ReadCell():
                return self._cell(node)
            case ReadFigure() | ReadIndex():
                return self._figure(node)
            case OfMembers():
                return self._tally(node)
            case YearOfDay():
                row, column = self._blamed(node.day)
                return self.scope.kit(
                    "contract_year", Text(self.scope.calendar("year")), self.doc(node.day), row, column
                )
            case _:
                raise TypeError(f"no Python for {type(node).__name__}")

    def _literal(self, node: Literal) -> Doc:
        value = node.value
        if isinstance(value, bool):
            return self.language.truth(value)
        if isinstance(value, int):
            return self.language.whole(value)
        return self.language.words(value) if isinstance(value, str) else self.language.day(value)

    # --- what is read

    def _field(self, node: ReadField) -> Doc:
        name = self.scope.naming.tables[node.table].fields[node.field]
        found = self.through(node.path, lambda row: Joined("", row, f".{name}"))
        return self.scope.kit("known_by", found, Text(self.on)) if node.ends else found

    def _value(self, node: ReadValue) -> Doc:
        value, name = self.scope.lowered.values[node.name], self.scope.naming.values[node.name]
        if self.scope.needs.is_constant(value):
            return Text(name)
        return self.through(node.path, lambda target: self.scope.reads(node.name, target, self.on))

    def _previous(self, node: ReadPrevious) -> Doc:
        """A value in the period or cohort before."""
        home, _ = leads(self.scope.program, self.home, node.path)
        followed = [self.scope.followed(each) for each in parts_of(home)]
        all_of = self.language.group(followed) if isinstance(home, PairHome) else followed[0]
        read = self.language.lambda_(["earlier"], self.scope.reads(node.name, Text("earlier"), self.on))
        return self.through(node.path, lambda here: self.scope.kit("previous", here, all_of, read))

    def through(self, path: Path, then: Then) -> Doc:
        """What follows from the element that a path leads to; nothing where a blank breaks it off."""
        found, broken = self.scope.follow(Text(self.variable), self.home, path, self.on)
        return self._unless_blank(found, then) if broken else then(found)

    def _unless_blank(self, found: Doc, then: Then) -> Doc:
        return self.scope.kit("through", found, self.language.lambda_(["found"], then(Text("found"))))

    def _of_period(self, node: OfPeriod) -> Doc:
        if node.what == "number":
            return self.through(node.path, lambda period: self.scope.kit("number_of", period))
        name = {"first day": "first", "last day": "last", "confirmation": "confirmed"}[node.what]
        return self.through(node.path, lambda period: Joined("", period, f".{name}"))

    def _cell(self, node: ReadCell) -> Doc:
        column = self.scope.column(node.tariff, node.column)
        keys = []
        for key, last in zip(node.keys, column.open_from, strict=True):
            found = self.doc(key)
            keys.append(found if last is None else self.scope.kit("lesser", found, self.language.whole(last)))
        return self.language.cell(self.scope.naming.columns[node.tariff, node.column], keys)

    def _figure(self, node: ReadFigure | ReadIndex) -> Doc:
        """A figure of a table by date, or by what an index multiplies."""
        name = self.scope.figures_of(node.table, node.column)
        if isinstance(node, ReadFigure):
            at = self.doc(node.at)
            period = self.scope.kit("month_of", at) if node.at.form.what == DATE else at
            return Call(f"{name}.of", (Text("books"), period))
        base = self.scope.kit("month_number", *(Text(str(each)) for each in node.base))
        given = [Text("books"), Text(self.on), base, Text(str(node.each))]
        given += [self.language.truth(True)] if node.never_falls else []
        return Call(f"{name}.index", tuple(given))

    def _tally(self, node: OfMembers) -> Doc:
        found, _ = self.scope.follow(Text(self.variable), self.home, node.subject, self.on)
        if stepped := _as_made(node, self.scope.program):
            made = self.scope.as_made(stepped.clause, node.tally.member)
            return Call(Joined("", Call(made, (Text("books"),)), ".total"), (found, Text(self.on)))
        tally = self.scope.tally(node.tally)
        if node.keys:
            found = self.language.link((found, *map(self.doc, node.keys)))
        days = self._days(node, node.window)
        word = {"share": "share", "held": "held"}.get(node.tally.word, "total")
        of: Doc = Call(tally, (Text("books"), *map(self.doc, node.asked)))
        if node.ties:
            wide = self._days(node, without_before(node.window))
            of = self.scope.kit("in_known_order", of, Text(self.variable), found, wide, Text(self.on))
        read = Call(Joined("", of, f".{word}"), (found, days, Text(self.on)))
        return self.scope.kit(_PICKED[node.word], read) if isinstance(node, ReadPick) else read

    def _days(self, node: OfMembers, window: Window | None) -> Doc:
        stretches = iter([(self.doc(first), self.doc(last)) for first, last in node.stretches])
        return self.scope.days(window, self.home, self.variable, self.on, stretches)

    def _blamed(self, node: Node) -> tuple[Doc, Doc]:
        """The row and, where it can be told, the column that a node is read from."""
        node = node.of if isinstance(node, Needed) else node
        if isinstance(node, ReadField):
            found, broken = self.scope.follow(Text(self.variable), self.home, node.path, self.on)
            if not broken:
                return found, self.language.words(node.field)
        if isinstance(node, OfPeriod) and isinstance(self.home, TableHome | GroupHome):
            dated = self.scope.program.tables[self.home.table].dated
            return Text(self.variable), self.language.words(dated) if dated else Text(self.language.blank)
        return Text(self.variable), Text(self.language.blank)

    # --- operations

    def _rounded(self, node: Rounded) -> Doc:
        of, way, whole = node.of, _WAYS[node.way], self.language.whole
        if of.form.what == NUMBER:
            if node.times == node.under == 1:
                return self._stepped(node.step, self.doc(of))
            told = self.doc(rescaled(of, of.form.scale * node.times))
            return self._stepped(node.step, self.scope.kit(way, told, whole(node.under)))
        if isinstance(of, Operation) and of.word == "quotient" and _positive(of.arguments[1]):
            over, under = of.arguments
            times, below = rescaled(over, over.form.scale * node.times), rescaled(under, under.form.scale * node.under)
            return self._stepped(node.step, self.scope.kit(way, self.doc(times), self.doc(below)))
        given = Text(self.language.kit(way)), self.doc(of), whole(node.times), whole(node.under)
        return self._stepped(node.step, self.scope.kit("of_ratio", *given))

    def _stepped(self, step: int, doc: Doc) -> Doc:
        return infix("*", self.language.whole(step), doc) if step != 1 else doc

    def _operation(self, node: Operation) -> Doc:
        word, arguments = node.word, node.arguments
        if word == "over":
            return self.doc(arguments[0])
        docs = [self.doc(each) for each in arguments]
        if word == "quotient" and _positive(arguments[1]):
            return self.language.make("Ratio", docs)
        if word in _INFIX:
            return infix(_INFIX[word], *docs)
        if word in _RATIOS:
            operator = self.language.operator({"==": "same", "!=": "other"}.get(_RATIOS[word], _RATIOS[word]))
            return infix(operator, self.scope.kit("compare", *docs), self.language.whole(0))
        if word in _CALLS:
            return self.scope.kit(_CALLS[word], *docs)
        if word in ("and", "or"):
            return infix(self.language.operator(word), *docs)
        return self._other(word, arguments, docs)

    def _other(self, word: str, arguments: Sequence[Node], docs: Sequence[Doc]) -> Doc:
        match word:
            case "opposite":
                return opposite(docs[0])
            case "same" | "other":
                return self._same(word, arguments, docs)
            case "multiple":
                return self._multiple(arguments[1], docs)
            case "one of":
                return self.language.one_of(within(docs[0], SUM), docs[1:])
            case "days in":
                return self._days_in(arguments[0], docs[0])
            case "days earlier":
                return self.scope.kit("days_later", docs[0], opposite(docs[1]))
            case _:
                return self._of_blanks(word, docs)

    def _of_blanks(self, word: str, docs: Sequence[Doc]) -> Doc:
        """What may have no value, and what is read only where something holds."""
        match word:
            case "blank" | "not blank":
                return self.language.is_blank(within(docs[0], SUM), word == "blank")
            case "unless blank":
                blank = [self.language.is_blank(within(each, SUM), True) for each in docs[1:]]
                either = infix(self.language.operator("or"), *blank) if len(blank) > 1 else blank[0]
                return self._choice(either, Text(self.language.blank), docs[0])
            case "choose":
                return self._choice(*docs)
            case "is yes":
                return self.language.exactly(within(docs[0], SUM), True, True)
            case "otherwise" | "at the start":
                return self.scope.kit(word.replace(" ", "_"), *(self.language.lambda_((), each) for each in docs))
            case _:
                raise TypeError(f"no words for {word}")

    def _choice(self, when: Doc, then: Doc, otherwise: Doc) -> Doc:
        """One or the other, each in brackets where it is itself such a choice."""
        return self.language.choice(within(when, OR), within(then, OR), otherwise)

    def _days_in(self, node: Node, doc: Doc) -> Doc:
        whole = self.language.whole
        if node.form.what == RATIO:
            return self.scope.kit("of_ratio", Text(self.language.kit("down")), doc, whole(1), whole(1))
        return self.scope.kit("down", doc, whole(node.form.scale))

    def _multiple(self, of: Node, docs: Sequence[Doc]) -> Doc:
        if isinstance(of, Literal) and of.value:
            return infix(self.language.operator("same"), infix("%", *docs), self.language.whole(0))
        return self.scope.kit("is_multiple", *docs)

    def _same(self, word: str, arguments: Sequence[Node], docs: Sequence[Doc]) -> Doc:
        right = arguments[1]
        if arguments[0].form.what == YES and isinstance(right, Literal):
            return self.language.exactly(within(docs[0], SUM), bool(right.value), word == "same")
        return infix(self.language.operator(word), *docs)


def _as_made(node: OfMembers, program: Program) -> Lines | None:
    """The lines that are read as they are made: what those of a clause come to, and no more is said."""
    tally, over = node.tally, node.tally.over
    if not isinstance(over, Lines) or over.clause not in program.stepped:
        return None
    more = (tally.body, tally.where, node.window, *node.keys, *node.asked)
    return over if tally.word == "total" and not any(more) else None


def _positive(node: Node) -> bool:
    return node.form.least is not None and node.form.least > 0
