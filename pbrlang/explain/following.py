"""What caps made of a line on later days: carried forward, taken back, paid after all."""

from pbrlang.diagnostics.prose import plural
from pbrlang.explain.words import Words, of_clause, of_line
from pbrlang.interpret import Line
from pbrlang.settle import Settlement
from pbrlang.settle.later import Later
from pbrlang.values.wording import in_words

_MOST = 3


class Following:
    """The further lines of a settled contract, by the line that the clause made."""

    def __init__(self, settlement: Settlement, words: Words) -> None:
        self._settlement = settlement
        self._words = words
        self._by_line: dict[Line, list[Later]] = {}
        for lines in settlement.later.values():
            for each in lines:
                self._by_line.setdefault(each.of, []).append(each)

    def of(self, line: Later) -> str:
        """Why a cap made a line."""
        cap = self._settlement.program.caps[line.cap]
        first = self._settlement.settled[line.of]
        money, place = self._words.money, of_line(line.of, first.clause)
        told = f"{_capital(line.said)}: of {money(first.due)} that was due on {in_words(line.of.date)}"
        earlier = [each for each in self._by_line[line.of] if each.date < line.date]
        paid = sum((self._settlement.settled[each].settled for each in earlier), first.settled)
        return f"{told} ({place}), {money(paid)} was paid before ({cap.name}, {of_clause(cap.clause)})."

    def after(self, line: Line) -> list[str]:
        """What followed a line, each in a sentence."""
        every = self._by_line.get(line, [])
        told = [f"Later, on {in_words(each.date)}: {self._amount(each)}, {self._by(each)}." for each in every[:_MOST]]
        if len(every) > _MOST:
            told.append(f"{plural(len(every) - _MOST, 'more line')} followed ({self._by(every[-1])}).")
        return told

    def _amount(self, line: Later) -> str:
        return self._words.money(self._settlement.settled[line].settled)

    def _by(self, line: Later) -> str:
        cap = self._settlement.program.caps[line.cap]
        return f"{line.said} ({cap.name}, {of_clause(cap.clause)})"


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
