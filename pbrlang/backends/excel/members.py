"""What a tally goes over: the rows of a sheet, and what each has to fulfil, as tests on whole columns."""

from collections.abc import Callable, Iterator

from attrs import define, evolve, field, frozen

from pbrlang.backends.excel import numbers
from pbrlang.backends.excel.expressions import Reader
from pbrlang.backends.excel.forms import Need, Number, Truth, needs_of
from pbrlang.backends.excel.homes import decline, sheet_of
from pbrlang.backends.excel.kept import Kept, kept
from pbrlang.backends.excel.sheets import TOP, Column, Held, Sheet
from pbrlang.backends.excel.ways import may_break, own_day, position, target_of
from pbrlang.ir.expressions import Lines, Members
from pbrlang.lower.nodes import Asked, Node, OfMembers, Operation, Tally
from pbrlang.lower.stillness import is_still
from pbrlang.lower.visit import walk
from pbrlang.names.homes import (
    ByDate,
    CalendarHome,
    ContractHome,
    Home,
    LineHome,
    PairHome,
    Path,
    TableHome,
    ToPair,
    ToPart,
    parts_of,
)


@frozen(eq=False)
class Test:
    """That the cells of a column compare in some way with what is read at the subject."""

    column: Column
    word: str
    with_: Number

    @property
    def text(self) -> str:
        """What COUNTIFS and its like are handed."""
        sign = "" if self.word == "same" else numbers.SIGNS[self.word]
        criterion = f'"{sign}"&{self.with_.text}' if sign else self.with_.text
        return f"{self.column.range},{criterion}"

    def passes(self, at: int, held: Held) -> bool:
        """Whether what a cell holds passes for an element."""
        return not isinstance(held, str) and numbers.holds(self.word, held, self.with_.value(at))


@define(eq=False, repr=False)
class Gathered:
    """The members of a tally: the sheet that has a row for each, and the tests of those that count.

    With `place`, only the member in that place of the sheet is asked; with `own` that of the row at hand.
    """

    sheet: Sheet
    reader: Reader
    tests: list[Test] = field(factory=list)
    place: Column | None = None
    own: bool = False
    there: list[Number] = field(factory=list)
    """Places and codes of the subject that have to be above nought for anything to belong to it."""
    index: dict[tuple[Held, ...], list[int]] | None = None
    day: Column | None = None
    """The day of each member."""
    counts: Column | None = None
    """Which members count, whatever they belong to; nothing where all do."""
    order: tuple[Need, ...] = ()
    """What has to hold so that it is known which member came first."""

    @property
    def single(self) -> bool:
        """Whether there is but one member."""
        return self.own or self.place is not None

    def cell(self, column: Column) -> str:
        """The cell of the one member."""
        return column.own if self.place is None else f"INDEX({column.range},{self.place.own})"

    def passing(self, at: int) -> Iterator[int]:
        """The places of the members that count for an element, from nought."""
        if any(each.value(at) <= 0 for each in self.there):
            return
        if self.single:
            place = at if self.place is None else int(self.place.values[at]) - 1
            places = [place] if 0 <= place < self.sheet.filled else []
            same = []
        else:
            same = [each for each in self.tests if each.word == "same"]
            places = self._of_keys(same).get(tuple(each.with_.value(at) for each in same), [])
        others = [each for each in self.tests if self.single or each.word != "same"]
        for place in places:
            if all(each.passes(at, each.column.values[place]) for each in others):
                yield place

    def _of_keys(self, same: list[Test]) -> dict[tuple[Held, ...], list[int]]:
        if self.index is None:
            self.index = {}
            for place in range(self.sheet.filled):
                key = tuple(each.column.values[place] for each in same)
                self.index.setdefault(key, []).append(place)
        return self.index

    def must_hold(self, column: Column) -> None:
        """Count it as a problem where a member that counts has no value in a column."""
        counts = self.counts
        missing = f'{column.own}=""'
        text = f"IF({missing},1,0)" if counts is None else f"IF(AND({counts.own}=1,{missing}),1,0)"

        def value(at: int) -> int:
            return int((counts is None or counts.values[at] == 1) and column.values[at] == "")

        _when_read(self.reader, text, value)

    def guarded(self, text: str, none: str = "0") -> str:
        """A formula where something belongs to the subject."""
        conditions = ",".join(f"{each.text}>0" for each in self.there)
        if not conditions:
            return text
        return f"IF({conditions},{text},{none})" if len(self.there) == 1 else f"IF(AND({conditions}),{text},{none})"


def gathered(reader: Reader, node: OfMembers) -> Gathered:
    """The members of a tally for the elements of a reader, without the days that count."""
    from pbrlang.backends.excel.keys import same_key, tried_with

    tally = node.tally
    home = _home(tally)
    sheet = sheet_of(reader.book, home, reader.part)
    plain, tried = _conditions(tally)
    if _changes_for_several(reader, node, plain):
        found = _spread(reader, home)
        home, member = found.reader.base, (ToPart(0), *tally.member)
    else:
        inner = Reader(reader.book, home, sheet, reader.part, _reading_day(reader, node, home, plain))
        found, member = Gathered(sheet, inner, day=own_day(reader.book, home, reader.part)), tally.member
    _link(reader, node.subject, home, member, found)
    for one, other in zip(tally.keys, node.keys, strict=True):
        same_key(reader, found, one, other)
    asked = evolve(reader, asked=tuple(reader.read(each) for each in node.asked))
    for each in tried:
        tried_with(asked, found, each)
    counts = _counts(reader, found, node, plain)
    if counts is not None:
        found.counts = counts
        found.tests.append(Test(counts, "same", numbers.constant(1)))
    return found


def _home(tally: Tally) -> Home:
    return tally.members if isinstance(tally.over, Lines) else TableHome(tally.over.table)


def _conditions(tally: Tally) -> tuple[list[Node], list[Node]]:
    """The conditions that a member fulfils by itself, and those that it is tried with what is read at the subject."""
    parts = list(_conjuncts(tally.where)) if tally.where is not None else []
    tried = [each for each in parts if asks(each)]
    return [each for each in parts if each not in tried], tried


def _conjuncts(node: Node) -> Iterator[Node]:
    if isinstance(node, Operation) and node.word == "and":
        for each in node.arguments:
            yield from _conjuncts(each)
    else:
        yield node


def asks(node: Node) -> bool:
    """Whether a node reads what members are tried with."""
    return any(isinstance(each, Asked) for each in walk(node))


# --- on which day a member is read


def _reading_day(reader: Reader, node: OfMembers, home: Home, plain: list[Node]) -> Column | None:
    """The day on which what a member adds is read: its own, unless that may change with the reader's."""
    if _is_still(reader, node, plain):
        return own_day(reader.book, home, reader.part)
    way = _way_back(reader, node)
    if reader.on is None or not way:
        return reader.on
    place = position(reader.book, home, way, reader.part)
    on, sheet = reader.on, sheet_of(reader.book, home, reader.part)
    key = ("read on", on, way)
    if key not in sheet.known:
        assert place is not None
        places, day = place.values, f"INDEX({on.range},{place.own})"
        sheet.known[key] = sheet.add(
            "Counted on",
            "day",
            f'IF({place.own}=0,"",IF({day}="","",{day}))' if on.blank else f'IF({place.own}=0,"",{day})',
            lambda at: on.values[int(places[at]) - 1] if places[at] else "",
            f"The day on which {reader.part.name} counts it.",
        )
        sheet.known[key].blank = True
    return sheet.known[key]


def _is_still(reader: Reader, node: OfMembers, plain: list[Node]) -> bool:
    """Whether what each member adds is the same whenever it is read."""
    tally, program = node.tally, reader.book.basis.program
    groups = [tally.that_are, tally.over.group if isinstance(tally.over, Members) else None]
    inside = [*plain, *([tally.body] if tally.body is not None else [])]
    return all(is_still(program, each) for each in inside) and not program.timed.intersection(filter(None, groups))


def _changes_for_several(reader: Reader, node: OfMembers, plain: list[Node]) -> bool:
    """Whether several rows of the reader's sheet count a member, each on a day of its own on which it may change."""
    if reader.on is None or _is_still(reader, node, plain) or _way_back(reader, node) is not None:
        return False
    if isinstance(node.tally.over, Lines) or isinstance(reader.base, LineHome | ContractHome):
        raise decline(reader.part, f"what changes with the day on which it is counted, in {reader.part.name}")
    return True


def _spread(reader: Reader, home: Home) -> Gathered:
    """A row for each member and each row that may count it, which is read on the day of that row."""
    book, part, on = reader.book, reader.part, reader.on
    assert on is not None
    pairs = PairHome((home, *parts_of(reader.base)))
    sheet = sheet_of(book, pairs, part)
    ways: tuple[Path, ...] = tuple((ToPart(number),) for number in range(1, len(pairs.parts)))
    place = position(book, pairs, ways[0] if len(ways) == 1 else (ToPair(ways),), part)
    assert place is not None
    key, places = ("read on", on), place.values
    if key not in sheet.known:
        day = f"INDEX({on.range},{place.own})"
        text = f'IF({day}="","",{day})' if on.blank else day
        note = f"The day on which {part.name} counts it."
        sheet.known[key] = sheet.add("Counted on", "day", text, lambda at: on.values[int(places[at]) - 1], note)
        sheet.known[key].blank = on.blank
    inner = Reader(book, pairs, sheet, part, sheet.known[key], (ToPart(0),))
    found = Gathered(sheet, inner)
    own = own_day(book, home, part)
    if own is not None:
        text, value = inner.cell((), own)
        found.day = sheet.known.setdefault(("day", home), sheet.add(own.title, "day", text, value))
        found.day.blank = own.blank
    here = Number(f"(ROW()-{TOP - 1})", lambda at: at + 1, 1, max(reader.sheet.rows, 1))
    found.tests.append(Test(place, "same", here))
    return found


def _way_back(reader: Reader, node: OfMembers) -> Path | None:
    """The way from a member to the row of the reader's sheet that alone counts it; nothing where several may."""
    subject, member = reader.at(node.subject), node.tally.member
    window = node.window
    step = window.step if window is not None and window.word in ("in", "in to date") else None
    ways: list[Path] = []
    for number, each in enumerate(parts_of(reader.base)):
        own: Path = (ToPart(number),) if isinstance(reader.base, PairHome) else ()
        if isinstance(each, CalendarHome) and each.step == step and subject != ():
            ways.append((ByDate(each.step),))
        elif subject == own:
            ways.append(member)
        elif _pairs(subject) and _pairs(member) and own in _ways(subject):
            ways.append(_ways(member)[_ways(subject).index(own)])
        elif subject == () and isinstance(reader.base, PairHome):
            return member
        else:
            return None
    return (ToPair(tuple(ways)),) if isinstance(reader.base, PairHome) else ways[0]


def _pairs(path: Path) -> bool:
    return len(path) == 1 and isinstance(path[0], ToPair)


def _ways(path: Path) -> tuple[Path, ...]:
    assert isinstance(path[0], ToPair)
    return path[0].ways


# --- which members belong to the subject, and count


def _link(reader: Reader, way_to: Path, home: Home, member: Path, found: Gathered) -> None:
    """That a member leads to where the subject does; nothing where both lead to the contract."""
    book, part = reader.book, reader.part
    if isinstance(target_of(book, home, member), ContractHome):
        return
    path = reader.at(way_to)
    way = position(book, home, member, part)
    subject = position(book, reader.base, path, part)
    if way is None:
        found.place, found.own = subject, subject is None
        if subject is not None:
            found.there.append(_place(subject))
        return
    own = (
        numbers.Number(f"(ROW()-{TOP - 1})", lambda at: at + 1, 1, way.sheet.rows)
        if subject is None
        else _place(subject)
    )
    found.tests.append(Test(way, "same", own))
    if subject is not None and may_break(book, reader.base, path):
        found.there.append(own)


def _place(column: Column) -> Number:
    return Number(column.own, lambda at: int(column.values[at]), 0, max(column.sheet.rows, 1))


def _counts(reader: Reader, found: Gathered, node: OfMembers, plain: list[Node]) -> Column | None:
    """The column that says which members count, whatever they belong to; nothing where all do."""
    tally, inner = node.tally, found.reader
    lines = isinstance(tally.over, Lines)
    parts: list[Truth] = []
    if isinstance(tally.over, Members):
        parts.append(inner.member(tally.over.group))
    parts += [inner.truth(each) for each in plain]
    own = found.sheet.known.get("counts") if lines else None
    if not parts:
        return own if own is not None or found.tests or node.window is not None else _all_there(found.sheet)
    if len(parts) == 1 and isinstance(tally.over, Members) and own is None:
        column = inner.members_of(tally.over.group)
        if column is not None:
            return column
    key = ("counts", tally.over, tuple(plain), inner.on)
    held = inner.book.timed.get((found.sheet.name, key))
    if held is None:
        if own is not None:
            parts.insert(0, Truth(f"({own.own}=1)", lambda at: own.values[at] == 1))
        held = kept(inner.book, found.sheet, f"Counts for {reader.part.name}", numbers.all_of(parts))
        inner.book.timed[found.sheet.name, key] = held
        _must_be_there(inner, held)
    return held.columns[0]


def _all_there(sheet: Sheet) -> Column:
    if "all" not in sheet.known:
        sheet.known["all"] = sheet.add("Counts", "whole", "1", lambda _: 1)
    return sheet.known["all"]


def _must_be_there(inner: Reader, held: Kept) -> None:
    """A member of which is not known whether it counts is a problem."""
    column = held.columns[0]
    if held.lacks:
        _when_read(inner, f'IF({column.own}="",1,0)', lambda at: int(column.values[at] == ""))


def _when_read(inner: Reader, formula: str, value: Callable[[int], int]) -> None:
    """A problem of what is read on some day, if there is such a day."""
    on = inner.on
    if on is None or not on.blank:
        problem(inner, formula, value)
        return
    problem(inner, f'IF({on.own}="",0,{formula})', lambda at: 0 if on.values[at] == "" else value(at))


def problem(inner: Reader, formula: str, value: Callable[[int], int]) -> None:
    """A column that counts rows with which the workbook cannot reckon."""
    note = "1 where something has no value that is needed, or may be too large; while there is any, nothing is paid."
    inner.book.problems.append(inner.sheet.add("Problems", "whole", formula, value, note))


__all__ = ["Gathered", "Test", "gathered", "needs_of", "problem"]
