"""A whole contract, lowered part by part, so that everything that stands in the way is told at once."""

from collections.abc import Callable
from typing import TypeVar

from attrs import define, field

from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.lateness import is_late
from pbrlang.ir.program import Definition, Group, Program
from pbrlang.ir.sharing import Sharing
from pbrlang.lower.breaking import ending
from pbrlang.lower.clauses import Clauses, cap_before
from pbrlang.lower.errors import CannotBuild
from pbrlang.lower.expressions import column_cells
from pbrlang.lower.figures import columns_of
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.lowering import Names
from pbrlang.lower.model import Column, Lowered, Shared
from pbrlang.lower.refusals import Refusal
from pbrlang.lower.sharing import shared
from pbrlang.source import Span
from pbrlang.source.room import TO_COMPILE, room

T = TypeVar("T")

_SAID = ("to_date", "limits", "alternatives", "loser", "carried")
"""What makes a clause pay what each period adds; which sums stand under a cap, and what is carried to the next."""

_KNOWN = ("recorded", "stepped")
"""What makes rows count from a later day, so that a contract is `late`; and clauses whose lines are made in steps."""


@room(TO_COMPILE)
def lower(program: Program) -> Lowered | tuple[Diagnostic, ...]:
    """The contract in whole numbers, or all that cannot be put so: a message for each part, with its clause."""
    return _Whole(program).lowered()


@define(eq=False, repr=False)
class _Whole:
    program: Program
    told: list[Diagnostic] = field(factory=list)

    def lowered(self) -> Lowered | tuple[Diagnostic, ...]:
        program, names = self.program, Names(self.program)
        clauses = Clauses(names, _SAID)
        self._only_known_parts()
        parts: list[Group | Definition] = [*program.groups.values(), *program.definitions.values()]
        for part in parts:
            self._attempt(part.name, part.clause, part.span, lambda part=part: names.meaning(part.name))  # type: ignore[misc]
        dues = {}
        for clause in program.clauses.values():
            due = self._attempt(clause.name, clause.clause, clause.span, lambda clause=clause: clauses.due(clause))  # type: ignore[misc]
            dues[clause.name] = due
        ceilings = {}
        for cap in program.caps.values():
            ceilings[cap.name] = self._attempt(cap.name, cap.clause, cap.span, lambda cap=cap: clauses.ceiling(cap))  # type: ignore[misc]
        sources = self._attempt(program.terms.name, "", program.terms.span, clauses.sources)
        advances = {}
        for name, clause in program.clauses.items():
            if clause.advance is not None:
                advance = clause.advance
                back = self._attempt(
                    name,
                    clause.clause,
                    clause.span,
                    lambda clause=clause, advance=advance: clauses.back(clause, advance),  # type: ignore[misc]
                )
                advances[name] = back
        breaks = [
            self._attempt(each.name, each.clause, each.span, lambda each=each: ending(names, each))  # type: ignore[misc]
            for each in program.breaks.values()
        ]
        payers = None
        if program.payers is not None:
            payers = self._shared(program.payers, "payers")
        splits = [self._shared(each, "split") for each in program.splits]
        if self.told:
            return tuple(self.told)
        return Lowered(
            program=program,
            values={name: names.meaning(name) for name in (*program.groups, *program.definitions)},
            columns=self._columns(),
            figures=columns_of(program),
            late=is_late(program),
            tallies=tuple(names.tallies),
            clauses={name: due for name, due in dues.items() if due is not None},
            ceilings={name: ceiling for name, ceiling in ceilings.items() if ceiling is not None},
            sources=sources or {},
            advances={name: back for name, back in advances.items() if back is not None},
            breaks=tuple(each for each in breaks if each is not None),
            payers=payers,
            splits=tuple(each for each in splits if each is not None),
            last_cap={name: cap_before(program, name, len(program.caps)) for name in program.clauses},
        )

    def _shared(self, sharing: Sharing, what: str) -> Shared | None:
        return self._attempt(what, sharing.clause, sharing.span, lambda: shared(self.program, sharing, what))

    def _attempt(self, part: str, clause: str, span: Span, lowering: Callable[[], T]) -> T | None:
        """What a part is lowered to; nothing, and a message, where it is refused. What reads it says so too."""
        try:
            return lowering()
        except Refusal as refusal:
            place = refusal.span or span
            self.told.append(CannotBuild(place, part, clause, refusal.reason, refusal.advice))
            return None

    def _only_known_parts(self) -> None:
        """Refuse parts that are not expressions and of which something is not known here."""
        program = self.program
        terms = program.terms
        parts: list[tuple[str, object]] = [(terms.name, program), (terms.name, terms), (terms.name, terms.rounding)]
        for table in program.tables.values():
            parts += [(table.name, table), *((table.name, each) for each in table.fields)]
            parts += [(table.name, table.lasts)] if table.lasts else []
        parts += [*program.cohorts.items(), *program.date_tables.items()]
        for name, part in parts:
            span = getattr(part, "span", terms.span)
            number = getattr(part, "clause", "")
            self._attempt(name, number, span, lambda part=part, name=name: refuse_unknown(part, name, _KNOWN))  # type: ignore[misc]

    def _columns(self) -> dict[tuple[str, str], Column]:
        found = {}
        for tariff in self.program.tariffs.values():
            for column in tariff.columns:
                scale, _ = column_cells(self.program, tariff.name, column)
                cells = {keys: int(value * scale) for (name, keys), value in tariff.cells.items() if name == column}
                found[tariff.name, column] = Column(tariff.name, column, scale, cells, tariff.open_from)
        return found
