"""What a cap must say beside its limit: who loses, what is carried forward, whether what is taken back counts."""

from attrs import frozen

from pbrlang.ir.errors import CarryUnsaid, GrossUnsaid, IdleItem, LoserUnsaid
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.names.homes import CalendarHome, Home, part_of
from pbrlang.syntax.tree import blocks as b

_LOSERS = {
    "money": ("cutting the latest first", "cutting all in proportion"),
    "number": ("the first stand", "the greatest stand"),
    "alternatives": ("the first stands", "the greatest stands"),
}
_CALLED = {
    "money": "a limit in money",
    "number": "a limit in number",
    "alternatives": "a limit to one alternative",
}
_MEANT = {
    "latest first": "latest first",
    "in proportion": "in proportion",
    "the first stands": "first",
    "the greatest stands": "greatest",
}


@frozen(eq=False, repr=False)
class CapChoices:
    """The choices of one cap."""

    scope: Scope
    node: b.Cap
    limits: b.Limits

    def loser(self) -> str:
        """Which sums are cut, or which stand."""
        item, word = only(self.node.losers, "cap", self.scope.complaints), self.limits.word
        answers = _LOSERS[word]
        if item is None:
            self.scope.complain(LoserUnsaid(self.limits.span, item=self.limits.span, answers=answers))
        elif item.word.startswith("the ") is not (word != "money"):
            why = f"{_CALLED[word]} says which sums {'are cut' if word == 'money' else 'stand'}"
            self.scope.complain(IdleItem(item.span, why=why, instead=answers))
        else:
            return _MEANT[item.word]
        return "latest first" if word == "money" else "first"

    def carried(self, home: Home, loser: str) -> frozenset[str]:
        """What of one period is there in the next: `room`, `cut`, both or nothing."""
        items = {"unused room": self.node.unused, "money cut": self.node.cut}
        period = part_of(home, CalendarHome)
        if period is None:
            self._idle(items, "this limit is not for each period, so there is no next one")
        elif self.limits.word == "alternatives" or loser == "greatest":
            self._idle(items, "which sums stand is decided in each period by itself")
        else:
            short = {"unused room": "room", "money cut": "cut"}
            return frozenset(short[what] for what, given in items.items() if self._is_carried(what, given, period))
        return frozenset()

    def _idle(self, items: dict[str, tuple[b.Word, ...]], why: str) -> None:
        for each in (each for given in items.values() for each in given):
            self.scope.complain(IdleItem(each.span, why=why))

    def _is_carried(self, what: str, given: tuple[b.Word, ...], period: CalendarHome) -> bool:
        item = only(given, "cap", self.scope.complaints)
        if item is None:
            self.scope.complain(CarryUnsaid(self.limits.span, what=what, period=period.step))
        return item is not None and item.word == "carried forward"

    def net(self, taken_back: str | None) -> bool:
        """Whether sums taken back make room; `taken_back` says how any can be, if they can."""
        if self.limits.word != "money":
            for each in self.node.falls:
                self.scope.complain(IdleItem(each.span, why=f"{_CALLED[self.limits.word]} counts sums, not money"))
            return False
        item = only(self.node.falls, "cap", self.scope.complaints)
        if item is None and taken_back is not None:
            self.scope.complain(GrossUnsaid(self.limits.span, by=taken_back))
        return item is not None and item.word == "net"
