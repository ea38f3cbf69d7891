"""The file of a ledger: statements, contracts and rows, only ever added to, each run in one transaction."""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from attrs import frozen

from pbrlang.diagnostics import DataPlace
from pbrlang.ledger.documents import hash_of
from pbrlang.ledger.errors import LedgerRefused, NotLedger, NotWritten, OtherFormat
from pbrlang.ledger.model import Issued

MARK = int.from_bytes(b"PBRL")
"""What tells a ledger from any other file of the same database program."""

FORMAT = 1
PATIENCE = 20
"""How many seconds a run waits for another one that is writing."""

_DATABASE = b"SQLite format 3\x00"
_HEADER = 100
_SCHEMA = f"""
PRAGMA application_id = {MARK};
PRAGMA user_version = {FORMAT};
CREATE TABLE contract (hash TEXT PRIMARY KEY NOT NULL, text BLOB NOT NULL);
CREATE TABLE statement (number INTEGER PRIMARY KEY NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE changes (statement INTEGER PRIMARY KEY NOT NULL, text TEXT NOT NULL);
"""
_TABLES = ("contract", "statement", "changes")


@frozen
class Kept:
    """All that a ledger holds: statements by number, contract texts by hash, changes of rows by statement."""

    statements: tuple[tuple[int, Issued], ...]
    contracts: dict[str, bytes]
    changes: dict[int, str]


class Store:
    """An open ledger. `read` gives what it holds; in `writing`, `add` records statements."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    def read(self) -> Kept:
        """All that it holds, as it stands there."""
        ask = self._connection.execute
        alone = not self._connection.in_transaction
        if alone:
            ask("BEGIN")
        statements = tuple(
            (number, Issued(text, found))
            for number, text, found in ask("SELECT number, text, hash FROM statement ORDER BY number")
        )
        contracts = dict(ask("SELECT hash, text FROM contract").fetchall())
        changes = dict(ask("SELECT statement, text FROM changes").fetchall())
        if alone:
            ask("COMMIT")
        return Kept(statements, contracts, changes)

    def last(self) -> tuple[Issued | None, bytes | None]:
        """The last statement as it stands there, and the contract that it names."""
        ask = self._connection.execute
        found = ask("SELECT text, hash FROM statement ORDER BY number DESC LIMIT 1").fetchone()
        if found is None:
            return None, None
        last = Issued(*found)
        try:
            named, _, _ = (last.document[name] for name in ("contract_hash", "contract", "number"))
        except (ValueError, KeyError, TypeError):
            return None, None
        contract = ask("SELECT text FROM contract WHERE hash = ?", (named,)).fetchone()
        return last, contract[0] if contract else None

    def sound(self) -> list[str]:
        """What the database program finds wrong with the file itself."""
        told = [str(each[0]) for each in self._connection.execute("PRAGMA integrity_check")]
        return [] if told == ["ok"] else told

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction, in which no other run can write: all of it is recorded, or nothing."""
        with _refusing(self._path, writes=True):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def add(self, contract: bytes, statements: tuple[Issued, ...], changes: str | None) -> None:
        """Record statements, with the contract that they rest on and what changed in the data."""
        ask = self._connection
        ask.execute("INSERT OR IGNORE INTO contract VALUES (?, ?)", (hash_of(contract), contract))
        ask.executemany(
            "INSERT INTO statement VALUES (?, ?, ?)", [(each.number, each.text, each.hash) for each in statements]
        )
        if changes is not None:
            ask.execute("INSERT INTO changes VALUES (?, ?)", (statements[0].number, changes))


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """A ledger that is there; raises LedgerRefused if it is none, and FileNotFoundError if there is no file."""
    _look(path)
    with _refusing(path):
        uri = f"{path.resolve().as_uri()}?mode=rw"
        with closing(sqlite3.connect(uri, uri=True, timeout=PATIENCE, isolation_level=None)) as connection:
            # Once a run says that a statement is issued, it is, even if the power fails then.
            connection.execute("PRAGMA synchronous = EXTRA")
            yield Store(path, connection)


def begin(path: Path) -> None:
    """Make a ledger without statements, unless the file is there; it appears whole or not at all."""
    with _refusing(path, writes=True):
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.executescript(_SCHEMA + _guards())
            image = connection.serialize()
        try:
            _place(path, image)
        except FileExistsError:
            return
        except OSError as error:
            raise LedgerRefused(NotWritten(DataPlace(str(path), 0), _about(error))) from None


def _guards() -> str:
    """Refusals of any change to what is recorded, for a hand that slips in another program."""
    return "".join(
        f"CREATE TRIGGER {table}_{word.lower()} BEFORE {word} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'what was issued stays issued'); END;\n"
        for table in _TABLES
        for word in ("UPDATE", "DELETE")
    )


def _place(path: Path, image: bytes) -> None:
    """Write a new file beside its place and then link it there, which fails if another run was quicker."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(image)
            file.flush()
            os.fsync(file.fileno())
        _link(made, path, image)
    finally:
        made.unlink()


def _link(made: Path, path: Path, image: bytes) -> None:
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # some disks have no links: then the file is made in its place, unless it is there
        with path.open("xb") as file:
            file.write(image)
            file.flush()
            os.fsync(file.fileno())


def _look(path: Path) -> None:
    """Refuse what is plainly no ledger before the database program touches it."""
    place = DataPlace(str(path), 0)
    if path.is_dir():
        raise LedgerRefused(NotLedger(place, "it is a folder"))
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise LedgerRefused(NotLedger(place, _about(error))) from None
    if not head:
        raise LedgerRefused(NotLedger(place, "it is empty"))
    if not head.startswith(_DATABASE) or len(head) < _HEADER or int.from_bytes(head[68:72]) != MARK:
        raise LedgerRefused(NotLedger(place, "another program made it"))
    found = int.from_bytes(head[60:64])
    if found != FORMAT:
        raise LedgerRefused(OtherFormat(place, found, FORMAT))


@contextmanager
def _refusing(path: Path, *, writes: bool = False) -> Iterator[None]:
    """Turn what the database program complains of into messages."""
    place = DataPlace(str(path), 0)
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        why = next((told for word, told in _REASONS.items() if name.startswith(word)), None)
        if writes and why:
            raise LedgerRefused(NotWritten(place, why)) from None
        raise LedgerRefused(NotLedger(place, why or str(error))) from None
    except UnicodeDecodeError:
        raise LedgerRefused(NotLedger(place, "it is damaged")) from None


_REASONS = {
    "SQLITE_BUSY": "another run is writing to it",
    "SQLITE_READONLY": "it may only be read",
    "SQLITE_FULL": "there is no room left",
    "SQLITE_IOERR": "the disk refuses it, perhaps because there is no room left",
    "SQLITE_CANTOPEN": "the file that protects it while it is written cannot be made beside it",
    "SQLITE_PERM": "it may only be read",
}


def _about(error: OSError) -> str:
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "its folder may only be read, or it may not be opened"
    if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
        return "there is no room left"
    return error.strerror or str(error)
