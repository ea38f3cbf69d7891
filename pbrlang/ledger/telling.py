"""The history of a line in plain English: what was believed when it was paid, and what is known now."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from pbrlang.data.matching import name_key
from pbrlang.diagnostics import Diagnostic
from pbrlang.explain import Explainer
from pbrlang.explain.errors import NothingOnThatDay
from pbrlang.ir.program import Program
from pbrlang.ledger.keeping import Ledger
from pbrlang.ledger.model import Issued, IssuedLine, LineKey
from pbrlang.ledger.rows import rows_of
from pbrlang.settle import settle

Compile = Callable[[bytes], Program | None]
"""Compiles a contract's text; gives nothing where that is not possible any more."""


@frozen
class Entry:
    """A line in one statement, and why it was right by what was known then, in lines of text.

    `because` is empty where that can no longer be worked out.
    """

    statement: Issued
    line: IssuedLine
    because: tuple[str, ...]


@frozen
class Told:
    """One line through all statements that have it, oldest first."""

    key: LineKey
    number: str
    entries: tuple[Entry, ...]


class Teller:
    """Tells the histories of the lines of a ledger, from the contract and the rows that it holds."""

    def __init__(self, ledger: Ledger, compiled: Compile) -> None:
        self._ledger = ledger
        self._compiled = compiled
        self._explainers: dict[int, Explainer | None] = {}

    def keys(self, clause: str, key: Mapping[str, str], on: date | None = None) -> list[LineKey]:
        """The lines of a clause, by its name or number, whose key has these values; a name may be empty."""
        found: dict[LineKey, None] = {}
        for statement in self._ledger.statements:
            for line in statement.document["lines"]:
                if name_key(line["clause"]) != name_key(clause) and line["number"] != clause.strip():
                    continue
                day = date.fromisoformat(line["date"])
                if on in (None, day) and _fits(line["for"], key):
                    found[LineKey(line["clause"], day, tuple(line["for"].items()))] = None
        return list(found)

    def tell(self, key: LineKey) -> Told:
        """What each statement said of a line, and why."""
        entries = []
        number = ""
        for statement in self._ledger.statements:
            for line in statement.lines:
                if line.line_key == key:
                    number = line.number
                    entries.append(Entry(statement, line, tuple(self._because(statement, line))))
        return Told(key, number, tuple(entries))

    def _because(self, statement: Issued, line: IssuedLine) -> Iterator[str]:
        explainer = self._explainer(statement)
        if explainer is None:
            return
        answer = explainer.explain(line.clause, dict(line.key), line.date)
        if isinstance(answer, Diagnostic):
            advice = answer.help() if isinstance(answer, NothingOnThatDay) else None
            yield f"{answer.message()}{f'; {advice}' if advice else ''}."
        else:
            yield from answer.lines

    def _explainer(self, statement: Issued) -> Explainer | None:
        """What explains the amounts of a statement by the contract and the rows that it was made from."""
        if statement.number not in self._explainers:
            self._explainers[statement.number] = self._made(statement)
        return self._explainers[statement.number]

    def _made(self, statement: Issued) -> Explainer | None:
        program = self._compiled(self._ledger.contracts[statement.document["contract_hash"]])
        if program is None:
            return None
        state = self._ledger.history.rows_at(statement.number)
        rows = rows_of(state, program.tables.values(), f" of statement {statement.number}")
        complete = date.fromisoformat(statement.document["complete_to"])
        return Explainer(
            settle(program, rows, as_at=statement.last, complete_to=complete, provisional=statement.provisional)
        )


def _fits(written: Mapping[str, str], key: Mapping[str, str]) -> bool:
    """Whether a line's key has the values asked for, by the names of its parts or without one."""
    parts = {name_key(name): value for name, value in written.items()}
    return all(
        name_key(value) in (_spellings(parts.values()) if not name else _spellings([parts.get(name_key(name), "")]))
        for name, value in key.items()
    )


def _spellings(values: Iterable[str]) -> set[str]:
    return {name_key(each) for each in values}
