"""The files that a statement rests on, with their digests."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from pbrlang.data.files import is_complete_file, match_files
from pbrlang.data.reading import Reading
from pbrlang.ir.program import Program
from pbrlang.render.statement.sheet import Held

_CHUNK = 1 << 20


def held(contract: Path, folder: Path, program: Program, reading: Reading) -> tuple[Held, ...]:
    """The contract, the files that it reads figures from, and those of the folder of data, or the database itself."""
    found = [Held(contract.name, digest(contract))]
    figures = sorted({each.file for each in program.date_tables.values() if each.file})
    found += [Held(name, digest(contract.parent / name)) for name in figures]
    if folder.is_file():
        read, bad = sum(reading.read.values()), sum(map(reading.bad_count, reading.read))
        found.append(Held(folder.name, digest(folder), read, bad))
    elif program.tables and folder.is_dir():
        files = match_files(folder, tuple(program.tables.values())).by_table
        for name, path in files.items():
            found.append(Held(path.name, digest(path), reading.read.get(name), reading.bad_count(name)))
        found += [Held(path.name, digest(path)) for path in _complete(folder)]
    return tuple(found)


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, in figures."""
    made = sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            made.update(chunk)
    return made.hexdigest()


def _complete(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.iterdir()) if is_complete_file(path))
