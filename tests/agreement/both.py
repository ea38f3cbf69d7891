"""The same contract and data, worked out by the interpreter and by what was built from the contract."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from pbrlang.backends import build
from pbrlang.data.folder import read_folder
from pbrlang.data.reading import Reading
from pbrlang.ir.program import Program
from pbrlang.settle import as_json, settle
from tests.lower.buildable import Grown

NOTHING_PAID = "nothing is paid"


def built(program: Program, target: str) -> dict[str, str]:
    """The files of a target; the contract must not be declined."""
    found = build(program, target)
    assert isinstance(found, dict), [each.message() for each in found]
    return found


def module_of(program: Program) -> Any:
    """The Python module of a contract, loaded."""
    ((name, source),) = built(program, "python").items()
    module = ModuleType("built")
    sys.modules["built"] = module  # dataclasses look their module up
    exec(compile(source, name, "exec"), module.__dict__)
    return module


def files_of(case: Grown) -> dict[str, str]:
    """The files of grown data."""
    return {
        name: "\n".join([",".join(heading), *(",".join(row) for row in rows)]) + "\n"
        for name, (heading, rows) in case.files.items()
    }


@contextmanager
def folder_of(program: Program, files: Mapping[str, str]) -> Iterator[Path]:
    """The files in a folder, with headings alone for data that is not given."""
    given = {_squeezed(name) for name in files}
    with TemporaryDirectory() as name:
        folder = Path(name)
        for table in program.tables.values():
            file = f"{table.plural}.csv"
            if _squeezed(file) not in given:
                (folder / file).write_text(",".join(each.name for each in table.fields), encoding="utf-8")
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
        yield folder


def _squeezed(name: str) -> str:
    return name.casefold().replace(" ", "").replace("_", "").replace("-", "")


def reading_of(program: Program, folder: Path, complete_to: date) -> Reading:
    """The data as the interpreter reads it."""
    tables = tuple(program.tables.values())
    if not tables:
        return Reading({}, (), (), {}, {})
    plurals = program.nouns.plurals
    return read_folder(folder, tables, symbol=program.terms.symbol, plurals=plurals, complete_to=complete_to)


def meant(program: Program, folder: Path, complete_to: date, as_at: date) -> str:
    """What the interpreter gives: the statements as JSON, or that nothing is paid."""
    reading = reading_of(program, folder, complete_to)
    if reading.errors or reading.bad:
        return NOTHING_PAID
    settlement = settle(program, reading.rows, as_at=as_at, complete_to=complete_to)
    return NOTHING_PAID if settlement.faults else as_json(settlement)


def by_python(module: Any, folder: Path, complete_to: date, as_at: date) -> str:
    """What the built module gives."""
    try:
        found: str = module.as_json(module.settle(module.read(folder, complete_to), as_at))
    except module.DataAtFault:
        return NOTHING_PAID
    return found
