"""The history of a line in plain English: what was believed when it was paid, and what is known now."""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from pbrlang.data.matching import name_key
from pbrlang.diagnostics import Diagnostic
from pbrlang.explain import Explainer, Verdict
from pbrlang.explain.errors import NothingOnThatDay
from pbrlang.ledger.again import Compile, Workshop
from pbrlang.ledger.keeping import Ledger
from pbrlang.ledger.model import Issued, IssuedLine, LineKey


@frozen
class Entry:
    """A line in one statement, and why it was right by what was known then, in lines of text.

    `right` is what it was by that, in coins, of this statement and those before it; it is nothing where the text is
    about several lines. Where nothing can be worked out any more, `because` is empty.
    """

    statement: Issued
    line: IssuedLine
    because: tuple[str, ...]
    right: int | None


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
        self._workshop = Workshop(ledger, compiled)
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
                    found[LineKey(line["clause"], day, tuple(line["for"].items()), line.get("kind", ""))] = None
        return list(found)

    def tell(self, key: LineKey) -> Told:
        """What each statement said of a line, and why."""
        entries = []
        number = ""
        for statement in self._ledger.statements:
            for line in statement.lines:
                if line.line_key == key:
                    number = line.number
                    entries.append(self._entry(statement, line))
        return Told(key, number, tuple(entries))

    def _entry(self, statement: Issued, line: IssuedLine) -> Entry:
        explainer = self._explainer(statement)
        if explainer is None:
            return Entry(statement, line, (), None)
        answer = explainer.explain(line.clause, dict(line.key), line.date)
        if not isinstance(answer, Diagnostic):
            alone = answer.verdict is not Verdict.SEVERAL and not line.kind
            right = int(answer.amount * 10**statement.places) if alone else None
            return Entry(statement, line, answer.lines, right)
        advice = answer.help() if isinstance(answer, NothingOnThatDay) else None
        return Entry(statement, line, (f"{answer.message()}{f'; {advice}' if advice else ''}.",), 0)

    def _explainer(self, statement: Issued) -> Explainer | None:
        """What explains the amounts of a statement by the contract and the rows that it was made from."""
        if statement.number not in self._explainers:
            settlement = self._workshop.settlement(statement, f" of statement {statement.number}")
            self._explainers[statement.number] = Explainer(settlement) if settlement else None
        return self._explainers[statement.number]


def _fits(written: Mapping[str, str], key: Mapping[str, str]) -> bool:
    """Whether a line's key has the values asked for, by the names of its parts or without one."""
    parts = {name_key(name): value for name, value in written.items()}
    return all(
        name_key(value) in (_spellings(parts.values()) if not name else _spellings([parts.get(name_key(name), "")]))
        for name, value in key.items()
    )


def _spellings(values: Iterable[str]) -> set[str]:
    return {name_key(each) for each in values}
