"""Why a clause paid what it did, and why not."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial

from pbrlang.data.rows import Row
from pbrlang.diagnostics import Diagnostic
from pbrlang.explain.asked import clause_asked, elements_asked
from pbrlang.explain.drawing import Piece, fit
from pbrlang.explain.errors import NothingOnThatDay
from pbrlang.explain.facts import facts
from pbrlang.explain.model import Explanation, Verdict
from pbrlang.explain.outcomes import done, how_many, outcome, rest_of_key
from pbrlang.explain.reasons import amount, dated, held, why_not
from pbrlang.explain.rule import Rules
from pbrlang.explain.settling import NEAREST, SETTLING, Settling
from pbrlang.explain.words import Words, of_clause, place_of
from pbrlang.explain.working import Worker, Working
from pbrlang.interpret import Element, Line, key_in_words
from pbrlang.ir.program import Clause, Program
from pbrlang.settle import Settlement, settle
from pbrlang.source.room import TO_EVALUATE, room
from pbrlang.values.wording import in_words

Answer = Explanation | Diagnostic
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
            return elements
        if on is not None:
            days = [self._worker.work(found, each).day for each in elements]
            told = tuple(in_words(day) for day in sorted({day for day in days if day})[:5])
            elements = [each for each, day in zip(elements, days, strict=True) if day == on]
            if not elements:
                return NothingOnThatDay(found.span, found.name, in_words(on), told)
        return self.of(found, elements[0]) if len(elements) == 1 else self._several(found, elements, key)

    @room(TO_EVALUATE)
    def of(self, clause: Clause, element: Element) -> Explanation:
        """Why a clause paid what it did for an element of its home, or paid nothing."""
        working = self._worker.work(clause, element)
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
            date=working.day,
            lines=fit([*pieces, *settled.pieces]),
            steps=steps,
        )

    def _head(self, working: Working, paid: Fraction) -> str:
        return f"{self._whose(working)}: {outcome(working, paid, self._words, self._worker)}."

    def _whose(self, working: Working) -> str:
        key = self._words.key(working.element)
        return f"{working.clause.name}{f' for {key}' if key else ''}"

    def _several(self, clause: Clause, elements: Sequence[Element], key: Mapping[str, str]) -> Explanation:
        lines = {line.element: line for line in self._settlement.interpreter.lines(clause.name)}
        order = sorted(elements, key=lambda each: each not in lines)
        shown = order if len(order) <= MOST_LISTED else order[: MOST_LISTED - 1]
        earned = [lines[each] for each in elements if each in lines]
        told = [self._title(clause, elements, key, earned), *map(partial(self._listed, clause), shown)]
        if len(shown) < len(order):
            told.append(f"… and {len(order) - len(shown):,} others.")
        told.append(f"To have one explained, say which: {rest_of_key(shown, key)}.")
        return Explanation(
            clause=clause.name,
            number=clause.clause,
            key=dict(key),
            verdict=Verdict.SEVERAL,
            amount=self._sum(earned) * clause.sign,
            date=None,
            lines=tuple(told),
        )

    def _title(
        self, clause: Clause, elements: Sequence[Element], key: Mapping[str, str], earned: Sequence[Line]
    ) -> str:
        asked = ", ".join(f"{name} {text}".strip() for name, text in key.items())
        stretches = self._worker.stretches
        waiting = self._sum([line for line in earned if not stretches.is_over(stretches.of(line))])
        yet = f", {self._words.money(waiting)} of it not yet settled" if waiting else ""
        total = f"{self._words.money(self._sum(earned))}{done(clause)}{yet}"
        whose = how_many(elements, self._words)
        return f"{clause.name}{f' for {asked}' if asked else ''}: {total}, for {whose} ({of_clause(clause.clause)})."

    def _sum(self, lines: Sequence[Line]) -> Fraction:
        return sum((self._settlement.settled[line].settled for line in lines), NOUGHT)

    def _listed(self, clause: Clause, element: Element) -> str:
        working = self._worker.work(clause, element)
        paid = self._settling.of(working).amount
        reasons = why_not(working, self._words, self._worker.settled_to)
        place = place_of(element, "")
        whose = f"{self._words.key(element)}{f' ({place})' if isinstance(element, Row) else ''}"
        told = f"{whose}: {outcome(working, paid, self._words, self._worker)}."
        return f"{told} {reasons[0]}" if reasons else told
