"""Engines of `pbr pay` as ways of working statements out: on the same rows, written to files."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from pbrlang.api import Contract, DataMistakes
from pbrlang.engines.choosing import DATABASES
from pbrlang.verify.plain import files_of, tables_of
from pbrlang.verify.ways import Rows, WayFailed

ENGINES = tuple(each for each in DATABASES if each != "postgres")
"""The engines that need no server of their own."""


@frozen(eq=False)
class InDatabase:
    """An engine of `pbr pay`. `settled` raises the engine's `Declined` where it cannot work the contract out."""

    contract: Contract
    engine: str

    def settled(self, rows: Rows, complete_to: date, as_at: date) -> str:
        """The statements as JSON."""
        program = self.contract.program
        with TemporaryDirectory() as name:
            for file, text in files_of(program, tables_of(program, rows)).items():
                (Path(name) / file).write_text(text, encoding="utf-8")
            try:
                payment = self.contract.pay(name, as_at=as_at, complete_to=complete_to, engine=self.engine)
            except DataMistakes as mistakes:
                raise WayFailed(str(mistakes)) from None
            return payment.as_json()

    def close(self) -> None:
        """Nothing is left open."""
