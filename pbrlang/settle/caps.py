"""What is paid of each line once every limit has been applied."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from attrs import frozen

from pbrlang.interpret import THE_CONTRACT, Element, Interpreter, Line, Unreadable
from pbrlang.interpret.clauses import member_of
from pbrlang.interpret.elements import SortKey, sort_key
from pbrlang.interpret.paths import EVER
from pbrlang.ir.program import Cap, Program
from pbrlang.settle.stretches import Stretch, Stretches
from pbrlang.values.rounding import round_to

NOUGHT = Fraction(0)
Amounts = dict[Line, Fraction]
Room = Callable[[date], Fraction]
"""How much may be paid in all, for a reader of a date."""


@frozen(eq=False)
class Entry:
    """A line under a limit: what is left of it so far, and its place in every order that limits use."""

    line: Line
    amount: Fraction
    clause: int
    key: SortKey


class Limits:
    """Applies the caps of a contract in their order, each to what those before it left.

    A cap acts on what is positive, gross: recoveries and negative lines do not free room. A cap that
    is no whole number of coins is cut to the coin, so that it holds for what is really paid.
    """

    def __init__(self, interpreter: Interpreter, stretches: Stretches) -> None:
        self._interpreter = interpreter
        self._program: Program = interpreter.program
        self._stretches = stretches
        self._caps = tuple(self._program.caps.values())
        self._places = {name: place for place, name in enumerate(self._program.clauses)}
        self._done: dict[int, dict[str, Amounts]] = {}
        self._dues: dict[str, Amounts] = {}

    def paid(self, clause: str) -> Mapping[Line, Fraction]:
        """What is left of each line of a clause after all caps."""
        return self.after(clause, len(self._caps))

    def after(self, clause: str, caps: int) -> Mapping[Line, Fraction]:
        """What is left after the first so many caps."""
        for number in range(caps - 1, -1, -1):
            if clause in self._limited(self._caps[number]):
                return self._after_cap(number)[clause]
        dues = self._dues.get(clause)
        if dues is None:
            dues = self._dues[clause] = {line: line.due for line in self._interpreter.lines(clause)}
        return dues

    def _limited(self, cap: Cap) -> list[str]:
        named = [name for name in cap.clauses if self._program.clauses[name].sign > 0]
        return sorted(named, key=self._places.__getitem__)

    def _after_cap(self, number: int) -> dict[str, Amounts]:
        """What is left after one cap, for each clause that it limits."""
        done = self._done.get(number)
        if done is None:
            cap = self._caps[number]
            done = {clause: dict(self.after(clause, number)) for clause in self._limited(cap)}
            windows: dict[Element, list[Entry]] = {}
            for clause, amounts in done.items():
                for line, amount in amounts.items():
                    element = self.window(cap, line)
                    if element is not None and amount > 0 and line.date <= cap.until:
                        entry = Entry(line, amount, self._places[clause], sort_key(line.element))
                        windows.setdefault(element, []).append(entry)
            for element, entries in windows.items():
                for line, amount in self._cut(cap, element, entries).items():
                    done[line.clause][line] = amount
            self._done[number] = done
        return done

    def window(self, cap: Cap, line: Line) -> Element | None:
        """What the cap is for each of; a line that leads to none is not limited."""
        if not cap.each:
            return THE_CONTRACT
        element = self._interpreter.walk(line, cap.each[line.clause], EVER)
        try:
            return member_of(self._interpreter, cap.home, element, line.date)
        except Unreadable as failure:
            self._interpreter.report(failure)
            return None

    def _cut(self, cap: Cap, element: Element, entries: list[Entry]) -> Amounts:
        room = self._room(cap, element)
        if cap.loser == "in proportion":
            return in_proportion(entries, room, self._stretches.of, self._coin)
        return latest_first(entries, room)

    @property
    def _coin(self) -> Fraction:
        return Fraction(1, 10**self._program.terms.places)

    def _room(self, cap: Cap, element: Element) -> Room:
        def room(t: date) -> Fraction:
            try:
                most = self._interpreter.evaluate(cap.most, element, t)
            except Unreadable as failure:
                self._interpreter.report(failure)
                return NOUGHT
            if not isinstance(most, Fraction):
                raise TypeError(f"{cap.name}: a limit is an amount")
            return round_to(max(most, NOUGHT), self._coin, "down")

        return room


def latest_first(entries: Sequence[Entry], room: Room) -> Amounts:
    """What is paid where the latest lose: each line, by date, clause and key, takes what room is left."""
    paid: Amounts = {}
    so_far = NOUGHT
    for entry in sorted(entries, key=lambda each: (each.line.date, each.clause, each.key)):
        amount = max(NOUGHT, min(entry.amount, room(entry.line.date) - so_far))
        paid[entry.line] = amount
        so_far += amount
    return paid


def in_proportion(
    entries: Sequence[Entry], room: Room, statement_of: Callable[[Line], Stretch], coin: Fraction
) -> Amounts:
    """What is paid where all lose alike: the lines of each statement share the room that earlier ones left."""
    statements: dict[Stretch, list[Entry]] = {}
    for entry in entries:
        statements.setdefault(statement_of(entry.line), []).append(entry)
    paid: Amounts = {}
    so_far = NOUGHT
    for stretch in sorted(statements, key=lambda each: each.order):
        shared = _share(statements[stretch], max(NOUGHT, room(stretch.last) - so_far), coin)
        paid.update(shared)
        so_far += sum(shared.values(), NOUGHT)
    return paid


def _share(entries: Sequence[Entry], room: Fraction, coin: Fraction) -> Amounts:
    """Share room over lines in proportion to their amounts, to the coin, the sum exact.

    Each has its share cut to the coin; the coins left over go to those that lost the largest part
    of a coin, and of equal ones to the first by clause, date and key.
    """
    wanted = sum((each.amount for each in entries), NOUGHT)
    if wanted <= room:
        return {each.line: each.amount for each in entries}
    ordered = sorted(entries, key=lambda each: (each.clause, each.line.date, each.key))
    exact = [each.amount * room / wanted for each in ordered]
    floors = [round_to(share, coin, "down") for share in exact]
    left = (room - sum(floors, NOUGHT)) / coin
    by_loss = sorted(range(len(ordered)), key=lambda place: floors[place] - exact[place])
    extra = set(by_loss[: int(left)])
    return {
        each.line: floor + (coin if place in extra else NOUGHT)
        for place, (each, floor) in enumerate(zip(ordered, floors, strict=True))
    }
