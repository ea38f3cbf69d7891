"""What each cap left of a line, and what had used its room up."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from pbrlang.diagnostics.prose import plural
from pbrlang.explain.model import Step
from pbrlang.explain.sharing import Room, Rooms
from pbrlang.explain.standing import one_alternative, so_many
from pbrlang.explain.words import Words, of_clause
from pbrlang.explain.working import Worker, number
from pbrlang.interpret import Element, Line
from pbrlang.ir.program import Cap
from pbrlang.settle import Settlement
from pbrlang.settle.caps import Limits
from pbrlang.values.rounding import round_to
from pbrlang.values.wording import in_words

NOUGHT = Fraction(0)


@frozen(eq=False)
class Ceiling:
    """What one cap did to one line: the amounts before and after, why, and how much the cap allows."""

    before: Fraction
    after: Fraction
    sentence: str
    most: Step | None = None

    @property
    def cut(self) -> bool:
        """Whether the line lost something."""
        return self.after != self.before


class Ceilings:
    """Applies the caps of a settled contract again, to one line at a time."""

    def __init__(self, worker: Worker, settlement: Settlement, words: Words) -> None:
        self._worker = worker
        self._program = settlement.program
        self._stretches = worker.stretches
        self._limits = Limits(settlement.interpreter, worker.stretches)
        recovered: dict[str, dict[Line, Fraction]] = {}
        for line, each in settlement.settled.items():
            if each.clause.recovery is not None:
                recovered.setdefault(line.clause, {})[line] = each.settled
        self._limits.suppose(recovered)
        self._rooms = Rooms(self._limits)
        self._words = words

    def of(self, line: Line, due: Fraction) -> list[Ceiling]:
        """What the caps on a line did in turn, beginning with what is due of it."""
        found: list[Ceiling] = []
        for place, cap in enumerate(self._program.caps.values()):
            if line.clause in cap.clauses:
                found.append(self._ceiling(place, cap, line, found[-1].after if found else due))
        return found

    def _ceiling(self, place: int, cap: Cap, line: Line, before: Fraction) -> Ceiling:
        element = self._limits.window(cap, line)
        if element is None:
            return self._without_effect(cap, before, "does not limit it: it belongs to none of what the cap is for")
        if line.date > cap.until:
            return self._without_effect(cap, before, f"limits what is dated by {in_words(cap.until)}, and this is not")
        if before <= 0:
            return self._without_effect(cap, before, "had nothing to cut")
        room = self._rooms.of(place, element)
        title = self._title(cap, element)
        if cap.limits == "alternatives":
            stands, told = one_alternative(room, line, cap.alternatives)
            return self._standing(before, stands, title, told)
        day = self._stretches.of(line).last if cap.loser == "in proportion" else line.date
        most = self._worker.tracer.trace(cap.most, element, day)
        if cap.limits == "number":
            whole = int(max(NOUGHT, number(most)))
            stands, told = so_many(room, line, whole, cap.loser == "greatest", self._words)
            return self._standing(before, stands, title, told, most)
        work = self._in_proportion if cap.loser == "in proportion" else self._latest_first
        return work(title, line, before, room, most)

    def _standing(self, before: Fraction, stands: bool, title: str, told: str, most: Step | None = None) -> Ceiling:
        money = self._words.money
        if stands:
            return Ceiling(before, before, f"{title} did not cut it: {told}.", most)
        return Ceiling(before, NOUGHT, f"{title} cut it from {money(before)} to {money(NOUGHT)}: {told}.", most)

    def _without_effect(self, cap: Cap, before: Fraction, why: str) -> Ceiling:
        return Ceiling(before, before, f"{cap.name} ({of_clause(cap.clause)}) {why}.")

    def _latest_first(self, title: str, line: Line, before: Fraction, room: Room, most: Step) -> Ceiling:
        whole = self._coins(number(most)) + room.extra
        many, last, used = room.earlier(line)
        freed = sum((amount for each, amount in room.freed if each.date < line.date), NOUGHT)
        after = max(NOUGHT, min(before, whole + freed - used))
        money, of = self._words.money, self._of(whole, room, freed)
        if after == before:
            told = f"{title} did not cut it: with it, {money(used + after)} of {of} is used."
            return Ceiling(before, after, told, most)
        told = f"{title} cut it from {money(before)} to {money(after)}: "
        told += f"of {of}, {money(used)} was used by {plural(many, 'earlier line')}"
        if last is not None:
            told += f", the last {self._words.line(last)}"
        return Ceiling(before, after, f"{told}.", most)

    def _of(self, whole: Fraction, room: Room, freed: Fraction) -> str:
        """The room there is, and why it is more than the limit."""
        money = self._words.money
        more = [f"{money(room.extra)} left over from before"] if room.extra else []
        more += [f"{money(freed)} taken back before"] if freed else []
        if not more:
            return money(whole)
        return f"{money(whole + freed)} ({' and '.join(['the limit', *more])})"

    def _in_proportion(self, title: str, line: Line, before: Fraction, room: Room, most: Step) -> Ceiling:
        own = self._stretches.of(line)
        whole = self._coins(number(most)) + room.extra
        statements = {each: self._stretches.of(each) for each in room.lines}
        used = sum((room.after[each] for each, other in statements.items() if other.order < own.order), NOUGHT)
        freed = sum((sum_ for each, sum_ in room.freed if self._stretches.of(each).order < own.order), NOUGHT)
        here = {each: room.before[each] for each, other in statements.items() if other == own}
        wanted, left = sum(here.values(), NOUGHT), max(NOUGHT, whole + freed - used)
        money = self._words.money
        earlier = f"earlier statements used {money(used)} of {self._of(whole, room, freed)}"
        if wanted <= left:
            told = f"{title} did not cut it: {earlier}, and {money(wanted)} is due in the statement of {own.name}."
            return Ceiling(before, before, told, most)
        after = self._shared(here, left, wanted, room)[line]
        told = f"{title} cut it from {money(before)} to {money(after)}, in proportion: {earlier}, which leaves "
        told += f"{money(left)} for the {money(wanted)} due in the statement of {own.name}."
        return Ceiling(before, after, told, most)

    def _shared(
        self, here: Mapping[Line, Fraction], left: Fraction, wanted: Fraction, room: Room
    ) -> dict[Line, Fraction]:
        """Each line's share to the coin; the coins left over go to those that lost most of one."""
        exact = {line: amount * left / wanted for line, amount in here.items()}
        shared = {line: self._coins(share) for line, share in exact.items()}
        order = sorted(here, key=room.order.__getitem__)
        by_loss = sorted(order, key=lambda each: shared[each] - exact[each])
        for line in by_loss[: int((left - sum(shared.values(), NOUGHT)) / self._coin)]:
            shared[line] += self._coin
        return shared

    @property
    def _coin(self) -> Fraction:
        return Fraction(1, 10**self._program.terms.places)

    def _coins(self, value: Fraction) -> Fraction:
        return round_to(max(value, NOUGHT), self._coin, "down")

    def _title(self, cap: Cap, element: Element) -> str:
        key = self._words.key(element)
        return f"{cap.name} ({of_clause(cap.clause)}{f', for {key}' if key else ''})"
