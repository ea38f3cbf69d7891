"""Why a clause paid what it did, and why not."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from pbrlang.data.rows import Row
from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.prose import plural
from pbrlang.explain.asked import clause_asked, elements_asked
from pbrlang.explain.corrections import not_recorded
from pbrlang.explain.drawing import MOST_LINES, Piece, fit
from pbrlang.explain.errors import NothingOnThatDay
from pbrlang.explain.facts import facts
from pbrlang.explain.model import Explanation, Verdict
from pbrlang.explain.outcomes import done, how_many, outcome, which_of
from pbrlang.explain.reasons import amount, dated, held, why_not
from pbrlang.explain.rule import Rules
from pbrlang.explain.settling import NEAREST, SETTLING, Settling
from pbrlang.explain.words import Words, of_clause, place_of
from pbrlang.explain.working import Worker, Working
from pbrlang.interpret import Element, Line, SetOff, Unearned, key_in_words
from pbrlang.interpret.paths import row_of
from pbrlang.ir.program import Clause, Program
from pbrlang.names.homes import GroupHome, TableHome
from pbrlang.settle import Settlement, settle
from pbrlang.settle.later import Later
from pbrlang.source.room import TO_EVALUATE, room
from pbrlang.values.wording import in_words

Answer = Explanation | Diagnostic
Asked = tuple[Element, Line | None]
"""What is asked about: an element, and one of its lines if it has any."""
NOUGHT = Fraction(0)
MOST_LISTED = 12


def explain(
    program: Program,
    rows: Mapping[str, Sequence[Row]],
    as_at: date,
    clause: str,
    key: Mapping[str, str],
    on: date | None = None,
    complete_to: date | None = None,
) -> Answer:
    """Settle a contract and explain one amount of it; see `Explainer.explain`."""
    return Explainer(settle(program, rows, as_at=as_at, complete_to=complete_to)).explain(clause, key, on)


class Explainer:
    """Explains the amounts of a settlement."""

    def __init__(self, settlement: Settlement) -> None:
        self._settlement = settlement
        self._words = Words(settlement.program)
        self._rules = Rules()
        self._worker = Worker(settlement)
        self._settling = Settling(settlement, self._worker, self._words)

    @room(TO_EVALUATE)
    def explain(self, clause: str, key: Mapping[str, str], on: date | None = None) -> Answer:
        """Why a clause, by its name or number, paid what it did for what a key picks, or paid nothing.

        `key` is what a key field, a period or a cohort is called, with its value as a cell of the data
        would have it; the name may be empty where the key has one part. `on` is the date of the line. A
        question that names nothing is answered by the message that says so.
        """
        found = clause_asked(self._settlement.program, clause)
        if isinstance(found, Diagnostic):
            return found
        elements = elements_asked(self._settlement.interpreter, found, key)
        if isinstance(elements, Diagnostic):
            return self._unknown(found, key) or elements
        asked = [each for element in elements for each in self._asked(found, element)]
        if on is not None:
            days = [line.date if line else self._worker.work(found, element).day for element, line in asked]
            told = tuple(in_words(day) for day in sorted({day for day in days if day})[:5])
            asked = [each for each, day in zip(asked, days, strict=True) if day == on]
            if not asked:
                return NothingOnThatDay(found.span, found.name, in_words(on), told)
        return self._of(found, *asked[0]) if len(asked) == 1 else self._several(found, asked, key)

    def _unknown(self, clause: Clause, key: Mapping[str, str]) -> Explanation | None:
        """Why a row that is not recorded by the last day that is settled earned nothing."""
        home = clause.home
        rows = self._settlement.unknown.get(home.table, ()) if isinstance(home, TableHome | GroupHome) else ()
        found = elements_asked(self._settlement.interpreter, clause, key, rows) if rows else ()
        if isinstance(found, Diagnostic) or not found:
            return None
        row = row_of(found[0])
        working = Working(clause, row, Verdict.LATER)
        told = (self._head(working, NOUGHT), self._rules.of(clause), not_recorded(row, self._worker.settled_to))
        return Explanation(clause.name, clause.clause, key_in_words(row), Verdict.LATER, NOUGHT, None, told)

    @room(TO_EVALUATE)
    def of(self, clause: Clause, element: Element, line: Line | None = None) -> Explanation:
        """Why a clause paid what it did for an element of its home, or paid nothing; or why a line of it did."""
        asked = self._asked(clause, element)
        if line is None and len(asked) > 1:
            return self._several(clause, asked, key_in_words(element))
        return self._of(clause, element, line or asked[0][1])

    def _asked(self, clause: Clause, element: Element) -> list[Asked]:
        """An element with each line that it has."""
        lines = self._worker.lines(clause, element)
        return [(element, line) for line in lines] or [(element, None)]

    def _of(self, clause: Clause, element: Element, line: Line | None) -> Explanation:
        if isinstance(line, SetOff | Unearned):
            found = self._settling.taken_back(line)
            return self._from_another(clause, line, -found.amount, found.pieces)
        if isinstance(line, Later):
            later = self._settling.later(line)
            return self._from_another(clause, line, later.amount * clause.sign, later.pieces)
        working = self._worker.work(clause, element, line)
        settled = self._settling.of(working)
        reasons = why_not(working, self._words, self._worker.settled_to)
        steps = (*working.steps, *settled.steps)
        pieces = [Piece(self._head(working, settled.amount)), Piece(self._rules.of(clause))]
        pieces += [Piece(text, NEAREST) for text in reasons]
        if working.day is not None and working.dated is None and not reasons:
            pieces.append(Piece(f"{dated(working, self._words)}.", SETTLING))
        for fact in facts(steps, self._words):
            if not any(fact.said_in(reason) for reason in reasons):
                pieces.append(Piece(fact.sentence, SETTLING + 1 + fact.depth))
        pieces += [Piece(text, NEAREST) for text in held(working, self._words)]
        pieces += [Piece(text, NEAREST) for text in amount(working, self._words)]
        return Explanation(
            clause=clause.name,
            number=clause.clause,
            key=key_in_words(element),
            verdict=working.verdict,
            amount=settled.amount * clause.sign,
            date=working.line.date if working.line else working.day,
            lines=fit([*pieces, *settled.pieces, *self._corrected(working)]),
            steps=steps,
        )

    def _corrected(self, working: Working) -> list[Piece]:
        """How statements have it where some of it was recorded late."""
        clause, line = working.clause, working.line
        own = self._worker.stretches.of(line) if line else None
        return [Piece(told, NEAREST) for told in self._worker.corrections.of(clause, working.element, line, own)]

    def _from_another(self, clause: Clause, line: Line, amount: Fraction, found: tuple[Piece, ...]) -> Explanation:
        """Why there is a line that the clause itself did not make: set off, unearned, or made by a cap."""
        over = self._worker.stretches.is_over(self._worker.stretches.of(line))
        verdict = Verdict.EARNED if over else Verdict.UNSETTLED
        working = Working(clause, line.element, verdict, day=line.date, line=line)
        size = amount * clause.sign if isinstance(line, Later) else -amount
        pieces = [Piece(self._head(working, size)), Piece(self._rules.of(clause)), *found, *self._corrected(working)]
        return Explanation(
            clause=clause.name,
            number=clause.clause,
            key=key_in_words(line),
            verdict=verdict,
            amount=amount,
            date=line.date,
            lines=fit(pieces),
        )

    def _head(self, working: Working, paid: Fraction) -> str:
        return f"{self._whose(working)}: {outcome(working, paid, self._words, self._worker)}."

    def _whose(self, working: Working) -> str:
        key = self._words.key(working.element)
        return f"{working.clause.name}{f' for {key}' if key else ''}"

    def _several(self, clause: Clause, asked: Sequence[Asked], key: Mapping[str, str]) -> Explanation:
        order = sorted(asked, key=lambda each: each[1] is None)
        shown = order if len(order) <= MOST_LISTED else order[: MOST_LISTED - 1]
        earned = [line for _, line in asked if line is not None]
        told, which = [self._title(clause, asked, key, earned)], which_of(order)
        if which is None:
            told += self._each(clause, shown)
        else:
            told += [self._listed(clause, *each) for each in shown]
        if len(shown) < len(order):
            told.append(f"… and {len(order) - len(shown):,} others.")
        if which is not None:
            told.append(f"To have one explained, say which: {which}.")
        return Explanation(
            clause=clause.name,
            number=clause.clause,
            key=dict(key),
            verdict=Verdict.SEVERAL,
            amount=sum((self._settlement.settled[line].amount for line in earned), NOUGHT),
            date=None,
            lines=tuple(told),
        )

    def _each(self, clause: Clause, shown: Sequence[Asked]) -> list[str]:
        """Every line explained, as nothing picks one of them; as far as there is room, and the rest listed."""
        told: list[str] = []
        for place, asked in enumerate(shown, 1):
            whole = self._of(clause, *asked).lines
            fits = len(told) + len(whole) + (len(shown) - place) + 2 <= MOST_LINES
            told += whole if fits else (self._listed(clause, *asked),)
        return told

    def _title(self, clause: Clause, asked: Sequence[Asked], key: Mapping[str, str], earned: Sequence[Line]) -> str:
        told = ", ".join(f"{name} {text}".strip() for name, text in key.items())
        stretches = self._worker.stretches
        waiting = self._sum([line for line in earned if not stretches.is_over(stretches.of(line))])
        yet = f", {self._words.money(waiting)} of it not yet settled" if waiting else ""
        total = f"{self._words.money(self._sum(earned))}{done(clause)}{yet}"
        elements = list(dict.fromkeys(element for element, _ in asked))
        whose = how_many(elements, self._words)
        if len(elements) < len(asked):
            whose = f"{whose}, in {plural(len(earned), 'line')}" if told else plural(len(earned), "line")
        return f"{clause.name}{f' for {told}' if told else ''}: {total}, for {whose} ({of_clause(clause.clause)})."

    def _sum(self, lines: Sequence[Line]) -> Fraction:
        settled = [self._settlement.settled[line] for line in lines]
        return sum((-each.settled if each.is_taken_back else each.settled for each in settled), NOUGHT)

    def _listed(self, clause: Clause, element: Element, line: Line | None) -> str:
        place = place_of(element, "")
        key = self._words.key(element)
        whose = f"{key}{f' ({place})' if isinstance(element, Row) else ''}: " if key else ""
        if isinstance(line, SetOff | Unearned | Later):
            working = Working(clause, element, Verdict.EARNED, day=line.date, line=line)
            return f"{whose}{outcome(working, self._settlement.settled[line].settled, self._words, self._worker)}."
        working = self._worker.work(clause, element, line)
        paid = self._settling.of(working).amount
        reasons = why_not(working, self._words, self._worker.settled_to)
        told = f"{whose}{outcome(working, paid, self._words, self._worker)}."
        return f"{told} {reasons[0]}" if reasons else told
