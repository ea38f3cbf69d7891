"""Paying a grown contract on data written to files, as a user would."""

import csv
import tempfile
from datetime import date
from pathlib import Path

from pbrlang.data.folder import read_folder
from pbrlang.diagnostics.draw import draw_all
from pbrlang.ir.program import Program
from pbrlang.pipeline import compile_text
from pbrlang.settle import Settlement, settle
from tests.properties.contracts import SETTLES, Grown


def compiled(text: str) -> Program:
    """The program of a contract that has no mistakes; otherwise the test fails with their drawing."""
    compilation = compile_text("contract.pbr", text)
    assert compilation.program is not None, draw_all(compilation.diagnostics) + "\n" + text
    return compilation.program


def pay(program: Program, grown: Grown, as_at: date = SETTLES) -> Settlement:
    """What is due on the data of a grown contract."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, (heading, rows) in grown.files.items():
            with (folder / file).open("w", newline="", encoding="utf-8") as handle:
                csv.writer(handle).writerows([heading, *rows])
        tables = tuple(program.tables.values())
        reading = read_folder(folder, tables, symbol=program.terms.symbol, complete_to=SETTLES)
    assert not reading.errors, reading.errors
    assert not reading.bad, [each.reason for each in reading.bad]
    settlement = settle(program, reading.rows, as_at=as_at)
    assert not settlement.faults, [each.reason for each in settlement.faults]
    return settlement
