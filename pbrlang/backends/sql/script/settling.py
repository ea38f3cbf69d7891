"""Everything between what is due and what is paid, as views: limits, and what is taken back."""

from collections.abc import Callable

from attrs import define, field

from pbrlang.backends.sql.script.advancing import AdvanceWriter
from pbrlang.backends.sql.script.ceilings import CeilingWriter
from pbrlang.backends.sql.script.lines import LineViews
from pbrlang.backends.sql.script.recovering import RecoveryWriter
from pbrlang.backends.sql.script.rooms import RoomWriter
from pbrlang.backends.sql.script.settled import Settled, Wrong
from pbrlang.backends.sql.script.sheets import Sheets
from pbrlang.backends.sql.script.views import Views
from pbrlang.ir.program import Cap, Clause
from pbrlang.lower.model import Lowered
from pbrlang.lower.refusals import Refusal


@define(eq=False)
class Settling:
    """The views in their order, the rows that these must not have, and what SQL cannot say."""

    views: Views
    lowered: Lowered
    sheets: Sheets
    lines: LineViews
    settled: Settled = field(init=False)
    texts: list[str] = field(factory=list)
    wrong: list[Wrong] = field(factory=list)
    refused: list[tuple[Clause | Cap, Refusal]] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.settled = Settled(self.views, self.lowered, self.lines)
        if not self.sheets.refused:
            self._make()

    def _make(self) -> None:
        program = self.views.program
        rooms = RoomWriter(self.views, self.lowered, self.sheets.emitter)
        ceilings = CeilingWriter(self.views, self.lowered, rooms, self.settled, self.wrong)
        for ceiling in self.lowered.ceilings.values():
            self._attempt(ceiling.cap, lambda ceiling=ceiling: ceilings.texts(ceiling))  # type: ignore[misc]
        recoveries = RecoveryWriter(self.views, self.settled, self.sheets.writer.lines, self.wrong)
        for name, source in self.lowered.sources.items():
            self._attempt(program.clauses[name], lambda source=source: recoveries.texts(source))  # type: ignore[misc]
        advances = AdvanceWriter(self.views, self.settled, self.wrong)
        for back in self.lowered.advances.values():
            self._attempt(program.clauses[back.clause], lambda back=back: advances.texts(back))  # type: ignore[misc]

    def _attempt(self, part: Clause | Cap, made: Callable[[], list[str]]) -> None:
        try:
            self.texts += made()
        except Refusal as refusal:
            self.refused.append((part, refusal))
