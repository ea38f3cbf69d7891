"""Clauses and balances that depend on each other, step by step: the one permitted recurrence, and its bounds."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.errors import AccountCircle
from pbrlang.ir.expressions import Aggregate, Expr, Lines
from pbrlang.ir.program import Cap, Clause, Definition
from pbrlang.ir.visit import walk


@frozen(eq=False)
class Recurrence:
    """Looks for clauses that read a balance which they move; `reads` is all that each part of a contract reads."""

    reads: Mapping[str, tuple[str, ...]]
    definitions: Mapping[str, Definition]
    clauses: Mapping[str, Clause]
    caps: Mapping[str, Cap]

    def stepped(self, complaints: list[Diagnostic]) -> frozenset[str]:
        """The clauses whose lines are made step by step; complaints about those of which that cannot be done."""
        accounts = {name for name, each in self.definitions.items() if each.role == "account"}
        behind = {name: self._reached(name) for name in accounts}
        found = set()
        for name in self.clauses:
            turning = {account for account in accounts & self._reached(name) if name in behind[account]}
            if turning:
                found.add(name)
                complaints += self._complaints(name, turning, frozenset().union(*(behind[each] for each in turning)))
        return frozenset(found)

    def _reached(self, name: str) -> frozenset[str]:
        """All that a part reads, directly or by way of others."""
        found: set[str] = set()
        waiting = [name]
        while waiting:
            for each in self.reads.get(waiting.pop(), ()):
                if each not in found:
                    found.add(each)
                    waiting.append(each)
        return frozenset(found)

    def _complaints(self, name: str, accounts: set[str], behind: frozenset[str]) -> Iterator[Diagnostic]:
        clause = self.clauses[name]
        account = min(accounts, key=len)
        for reason in self._reasons(clause):
            yield AccountCircle(clause.span, clause=name, account=account, reason=reason)
        for part in sorted(behind):
            if part in self.definitions and name in self._reached(part):
                for each in self._readings(self.definitions[part].body, name):
                    yield from self._reading(each, part, name, account)

    def _reasons(self, clause: Clause) -> Iterator[str]:
        if clause.word in ("clawback", "advance"):
            yield f"it is {'an advance' if clause.word == 'advance' else 'a clawback'}, and must be a clause that pays"
        if clause.day is not None:
            yield "it is dated `on` a day, and must fall in the step that it reads"
        if clause.often is not None:
            yield "it is paid only so often, which is decided over all its lines"
        if clause.to_date is not None:
            yield "it is paid to date, and must be due for each step by itself"

    def _readings(self, body: Expr, clause: str) -> Iterator[tuple[Aggregate, Lines]]:
        for each in walk(body):
            if isinstance(each, Aggregate) and isinstance(each.over, Lines) and each.over.clause == clause:
                yield each, each.over

    def _reading(self, reading: tuple[Aggregate, Lines], part: str, name: str, account: str) -> Iterator[Diagnostic]:
        aggregate, lines = reading
        plain = aggregate.word == "total" and not (aggregate.body or aggregate.where or aggregate.window)
        if self.definitions[part].role != "account" or not plain:
            reason = f"the balance must read `{name}` by that name alone"
            yield AccountCircle(aggregate.span, clause=name, account=account, reason=reason, instead=name)
        elif lines.amount != "due" and any(name in cap.clauses for cap in self.caps.values()):
            reason = f"a cap limits what is paid of `{name}`"
            advice = "move the balance by what is due, or put the limit into the clause, as `not more than …`"
            told = AccountCircle(
                aggregate.span, clause=name, account=account, reason=reason, instead=name, advice=advice
            )
            yield told
