"""Engines of `pbr pay` as ways of working statements out: on the same rows, written to files."""

from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import define, field

from pbrlang.api import Contract, DataMistakes
from pbrlang.engines.choosing import DATABASES
from pbrlang.engines.choosing import ENGINES as PAYING
from pbrlang.engines.connecting import Resources
from pbrlang.verify.plain import files_of, tables_of
from pbrlang.verify.ways import Rows, WayFailed

ENGINES = tuple(each for each in DATABASES if each != "postgres")
"""The databases that need no server of their own."""
COMPARED = PAYING
"""All engines; `python` is the interpreter once more, on rows that are written to files and read again."""


@define(eq=False)
class InDatabase:
    """An engine of `pbr pay`. `settled` raises the engine's `Declined` where it cannot work the contract out."""

    contract: Contract
    engine: str
    resources: Resources | None = None
    open: ExitStack | None = field(default=None, repr=False)

    def settled(self, rows: Rows, complete_to: date, as_at: date) -> str:
        """The statements as JSON."""
        if self.engine == "spark" and self.open is None:
            self.open = self._spark()
        program = self.contract.program
        with TemporaryDirectory() as name:
            for file, text in files_of(program, tables_of(program, rows)).items():
                (Path(name) / file).write_text(text, encoding="utf-8")
            try:
                payment = self.contract.pay(
                    name, as_at=as_at, complete_to=complete_to, engine=self.engine, resources=self.resources
                )
            except DataMistakes as mistakes:
                raise WayFailed(str(mistakes)) from None
            return payment.as_json()

    def _spark(self) -> ExitStack:
        """A session that is started once for all data; where it is not, paying says why."""
        from pbrlang.engines.spark_session import DoesNotStart, session_of

        stack = ExitStack()
        with suppress(ImportError, DoesNotStart):
            stack.enter_context(session_of(self.resources or Resources(), 0))
        return stack

    def close(self) -> None:
        """End what was started for all data."""
        if self.open is not None:
            self.open.close()
