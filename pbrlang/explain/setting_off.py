"""Why something was set off against an advance, or recovered of it, and what is left of it."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from attrs import frozen

from pbrlang.diagnostics.prose import listing
from pbrlang.explain.drawing import Piece
from pbrlang.explain.instalments import instalments_of, which_of
from pbrlang.explain.leaving import kept
from pbrlang.explain.words import Words, of_clause
from pbrlang.interpret import Line, SetOff, Unearned
from pbrlang.interpret.instalments import shares
from pbrlang.ir.program import Clause
from pbrlang.settle import Settlement
from pbrlang.settle.breaking import is_kept
from pbrlang.values.wording import in_words

NOUGHT = Fraction(0)


@frozen(eq=False)
class TakenBack:
    """What was taken back by one line, as a positive amount, and how that came about."""

    amount: Fraction
    pieces: tuple[Piece, ...]


class SettingOff:
    """Works out again what is taken back of advances, from what was paid and what was earned."""

    def __init__(self, settlement: Settlement, words: Words) -> None:
        self._settlement = settlement
        self._clauses = settlement.program.clauses
        self._words = words

    def of(self, line: SetOff | Unearned) -> TakenBack:
        """Why a line took back what it did."""
        clause = self._clauses[line.clause]
        paid = line.paid
        before = list(self._before(line))
        used = self._sum(each for each in before if isinstance(each, SetOff))
        left = self._settled(paid) - used
        money, place = self._words.money, f"{clause.name} ({of_clause(clause.clause)})"
        told = f"{money(self._settled(paid))} was paid under {place} on {in_words(paid.date)}, "
        told += f"and {money(used)} of it was set off before: {money(left)} was left."
        if isinstance(line, SetOff):
            earned, taken = self._settled(line.against), self._elsewhere(line)
            return TakenBack(min(left, earned - taken), (Piece(self._earned(line, earned, taken), 1), Piece(told, 1)))
        keeping = self._kept(line)
        if keeping is not None:
            return TakenBack(NOUGHT, (Piece(told, 1), *keeping.pieces))
        return self._unearned(clause, line, paid, left, told)

    def _kept(self, line: Unearned) -> TakenBack | None:
        """That what is left is kept, because the term ended early."""
        program = self._settlement.program
        if not is_kept(program, (line.clause,), line.date):
            return None
        return TakenBack(NOUGHT, (Piece(f"{kept(program, line.clause)}, so nothing is recovered after that day.", 1),))

    def _unearned(self, clause: Clause, line: Line, paid: Line, left: Fraction, told: str) -> TakenBack:
        how = instalments_of(clause, line)
        pieces = [Piece(told, 1)]
        if how is not None and clause.advance is not None:
            closed = self._settlement.taken_back.closes(paid) or line.date
            amounts = {part: each for part, _, each in shares(how, closed, left, self._settlement.program.terms)}
            said = which_of(clause, line, self._words.money(left), self._words.money(amounts[line.part]))
            return TakenBack(amounts[line.part], (*pieces, Piece(said or "", 1)))
        return TakenBack(left, tuple(pieces))

    def _earned(self, line: SetOff, earned: Fraction, taken: Fraction) -> str:
        money, against = self._words.money, self._words.line(line.against)
        told = f"{money(earned)} is paid under {against}"
        if taken:
            told += f", and {money(taken)} of it was set off otherwise"
        return f"{told}: so much is set off as is left of the advance."

    def _before(self, line: SetOff | Unearned) -> Iterator[Line]:
        """What was taken back of the same sum before a line."""
        for each in self._taken(line.clause):
            if each.paid is not line.paid:
                continue
            if each is line or (isinstance(line, Unearned) and isinstance(each, Unearned)):
                return
            yield each

    def _taken(self, advance: str) -> Iterator[SetOff | Unearned]:
        """What was taken back of an advance."""
        return (each for each in self._settlement.taken_back.of(advance) if isinstance(each, SetOff | Unearned))

    def _elsewhere(self, line: SetOff) -> Fraction:
        """What of the same earned line was set off against advances, or sums of one, that come first."""
        return self._sum(each for each in self._set_off(line.against) if each.part < line.part)

    def _set_off(self, earned: Line) -> Iterator[SetOff]:
        """What of an earned line is set off."""
        for name, clause in self._clauses.items():
            if clause.advance and earned.clause in clause.advance.clauses:
                for each in self._taken(name):
                    if isinstance(each, SetOff) and each.against is earned:
                        yield each

    def left_of(self, line: Line) -> Piece | None:
        """What has become of an advance that was paid, as far as it is settled."""
        clause = self._clauses[line.clause]
        if clause.advance is None:
            return None
        back = [each for each in self._taken(line.clause) if each.paid is line]
        set_off = self._sum(each for each in back if isinstance(each, SetOff))
        recovered = self._sum(each for each in back if isinstance(each, Unearned))
        money = self._words.money
        told = f"Of it {money(set_off)} has been set off against what was earned and {money(recovered)} recovered: "
        left = self._settled(line) - set_off - recovered
        return Piece(f"{told}{money(left)} is left ({of_clause(clause.clause)}).", 1)

    def off(self, line: Line) -> Piece | None:
        """What of an earned line was set off against advances."""
        taken = list(self._set_off(line))
        if not taken:
            return None
        advances = dict.fromkeys(each.clause for each in taken)
        names = listing([f"{name} ({of_clause(self._clauses[name].clause)})" for name in advances], "and")
        money = self._words.money(self._sum(taken))
        return Piece(f"{money} of it is set off against {names}, which was paid before.", 1)

    def _settled(self, line: Line) -> Fraction:
        return self._settlement.settled[line].settled

    def _sum(self, lines: Iterable[Line]) -> Fraction:
        return sum((self._settled(each) for each in lines), NOUGHT)
