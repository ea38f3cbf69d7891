"""What caps and bounds left of a line, in sentences."""

from fractions import Fraction

from attrs import frozen

from pbrlang.explain.ceilings import Ceilings
from pbrlang.explain.drawing import Piece
from pbrlang.explain.following import Following
from pbrlang.explain.instalments import which
from pbrlang.explain.model import Step
from pbrlang.explain.reasons import place_in_limit
from pbrlang.explain.recovering import recovered
from pbrlang.explain.running import added
from pbrlang.explain.setting_off import SettingOff, TakenBack
from pbrlang.explain.words import Words
from pbrlang.explain.working import Worker, Working
from pbrlang.interpret import SetOff, Unearned
from pbrlang.settle import Settlement
from pbrlang.settle.later import Later

NEAREST, SETTLING = 1, 2
"""How much lines matter: the reasons, and what was looked at without effect."""


@frozen(eq=False)
class Settled:
    """What is paid or recovered of a line, as a positive amount, and how that came about."""

    amount: Fraction
    pieces: tuple[Piece, ...] = ()
    steps: tuple[Step, ...] = ()


class Settling:
    """Applies caps and bounds to a worked-out amount again."""

    def __init__(self, settlement: Settlement, worker: Worker, words: Words) -> None:
        self._settlement = settlement
        self._words = words
        self._ceilings = Ceilings(worker, settlement, words)
        self._setting_off = SettingOff(settlement, words)
        self._following = Following(settlement, words)

    def taken_back(self, line: SetOff | Unearned) -> TakenBack:
        """What was set off against an advance, or recovered of it."""
        return self._setting_off.of(line)

    def later(self, line: Later) -> Settled:
        """What a cap made of a line on a later day."""
        return Settled(self._settlement.settled[line].settled, (Piece(self._following.of(line)),))

    def of(self, working: Working) -> Settled:
        """What is paid of an element; nothing where it has no line."""
        line = working.line
        if line is None:
            return Settled(Fraction(0))
        pieces = []
        often = place_in_limit(working, self._words)
        if often is not None:
            pieces.append(Piece(often, SETTLING))
        part = which(working, self._words)
        if part is not None:
            pieces.append(Piece(part, NEAREST))
        running = added(working, self._words)
        if running is not None:
            pieces.append(Piece(running, NEAREST))
        bound = recovered(self._settlement, line, working.due, self._words)
        if bound is not None:
            return Settled(bound[0], (*pieces, Piece(bound[1], NEAREST)))
        ceilings = self._ceilings.of(line, working.due)
        pieces += [Piece(each.sentence, NEAREST if each.cut else SETTLING) for each in ceilings if each.sentence]
        steps = tuple(each.most for each in ceilings if each.most is not None)
        pieces += [each for each in (self._setting_off.left_of(line), self._setting_off.off(line)) if each is not None]
        pieces += [Piece(each, SETTLING) for each in self._following.after(line)]
        return Settled(ceilings[-1].after if ceilings else working.due, tuple(pieces), steps)
