"""Whatever is altered, taken out, put in or moved is found."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pbrlang.ledger import LedgerRefused, read
from pbrlang.ledger.documents import hash_of
from pbrlang.ledger.store import MARK
from tests.ledger.homes import ALL, M1, M2, M3, Homes, with_bedrooms

Change = Callable[[sqlite3.Connection], object]


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    homes = Homes(tmp_path_factory.mktemp("settled"))
    homes.settle("2020-04-30", M1, M2)
    homes.settle("2020-06-30", with_bedrooms(M1, 1), M2)
    homes.settle("2020-08-31", M1, M2, M3)
    return homes.file


def altered(settled: Path, folder: Path, change: Change) -> Path:
    """A copy of the ledger changed with the database program, its guards taken off first."""
    file = folder / "altered.ledger"
    shutil.copy(settled, file)
    connection = sqlite3.connect(file)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    change(connection)
    connection.commit()
    connection.close()
    return file


def text_of(connection: sqlite3.Connection, number: int) -> str:
    (text,) = connection.execute("SELECT text FROM statement WHERE number = ?", (number,)).fetchone()
    return str(text)


def rewrite(connection: sqlite3.Connection, number: int, text: str) -> None:
    """Put a text in the place of a statement, with its proper hash."""
    connection.execute("UPDATE statement SET text = ?, hash = ? WHERE number = ?", (text, hash_of(text), number))


def rewrite_from(connection: sqlite3.Connection, number: int, old: str, new: str) -> None:
    """Alter a statement, and put the chain of hashes after it right again, as only someone who means to would."""
    text = text_of(connection, number)
    assert old in text
    rewrite(connection, number, text.replace(old, new, 1))
    for later in range(number + 1, 6):
        told = json.loads(text_of(connection, later))
        before = hash_of(text_of(connection, later - 1))
        rewrite(connection, later, text_of(connection, later).replace(told["before"], before))


def swap(connection: sqlite3.Connection, one: int, other: int) -> None:
    rows = dict(connection.execute("SELECT number, text || hash FROM statement").fetchall())
    for number, now in ((one, other), (other, one)):
        text, found = rows[now][:-64], rows[now][-64:]
        connection.execute("UPDATE statement SET text = ?, hash = ? WHERE number = ?", (text, found, number))


CHANGES: dict[str, tuple[Change, str]] = {
    "a figure": (
        lambda c: c.execute("UPDATE statement SET text = replace(text, '1234.50', '1234.60') WHERE number = 1"),
        "statement 1 was altered",
    ),
    "a figure with its hash": (
        lambda c: rewrite(c, 2, text_of(c, 2).replace("34.50", "34.60")),
        "statement 3 does not follow the one before it",
    ),
    "a figure with all hashes": (lambda c: rewrite_from(c, 2, "-34.50", "-34.60"), "do not come to its total"),
    "a balance with all hashes": (
        lambda c: rewrite_from(c, 1, '"payable":"1234.50"', '"payable":"1134.50"'),
        "the balance of statement 1",
    ),
    "what had been paid, with all hashes": (
        lambda c: rewrite_from(c, 2, '"was":"0.00","now":"-34.50"', '"was":"9.00","now":"-25.50"'),
        "a correction in statement 2",
    ),
    "a currency with all hashes": (lambda c: rewrite_from(c, 3, '"GBP"', '"EUR"'), "another contract or currency"),
    "a period with all hashes": (
        lambda c: rewrite_from(c, 3, '"to":"2020-06-30"', '"to":"2020-05-30"'),
        "no later period",
    ),
    "no document any more": (lambda c: rewrite(c, 2, "{}"), "statement 2 cannot be read"),
    "no text any more": (lambda c: rewrite(c, 2, "nothing"), "statement 2 cannot be read"),
    "a line that lacks its amount": (
        lambda c: rewrite_from(c, 1, '"amount"', '"sum"'),
        "a statement cannot be read",
    ),
    "the first statement gone": (lambda c: c.execute("DELETE FROM statement WHERE number = 1"), "1 is missing"),
    "one in the middle gone": (lambda c: c.execute("DELETE FROM statement WHERE number = 3"), "3 is missing"),
    "one gone and the others moved up": (
        lambda c: [
            c.execute("DELETE FROM statement WHERE number = 2"),
            c.execute("UPDATE statement SET number = number - 1 WHERE number > 2"),
        ],
        "statement 2 was moved",
    ),
    "two exchanged": (lambda c: swap(c, 2, 3), "statement 2 was moved"),
    "one put in": (
        lambda c: c.execute("INSERT INTO statement SELECT 6, text, hash FROM statement WHERE number = 5"),
        "statement 6 was moved",
    ),
    "a row": (lambda c: c.execute("UPDATE changes SET text = replace(text, 'M1', 'M7')"), "were altered or put in"),
    "rows gone": (lambda c: c.execute("DELETE FROM changes WHERE statement = 2"), "are missing"),
    "rows put in": (
        lambda c: c.execute("INSERT INTO changes SELECT 3, text FROM changes WHERE statement = 2"),
        "with statement 3 were altered or put in",
    ),
    "the contract": (
        lambda c: c.execute("UPDATE contract SET text = CAST(replace(text, '34.50', '44.50') AS BLOB)"),
        "the text of the contract was altered",
    ),
    "the contract gone": (lambda c: c.execute("DELETE FROM contract"), "the text of a contract is missing"),
    "a contract put in": (
        lambda c: c.execute("INSERT INTO contract VALUES (?, ?)", (hash_of(b"x"), b"x")),
        "by which no statement was made",
    ),
    "a table gone": (lambda c: c.execute("DROP TABLE changes"), "no such table"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_is_found(settled: Path, tmp_path: Path, name: str) -> None:
    change, told = CHANGES[name]
    file = altered(settled, tmp_path, change)
    with pytest.raises(LedgerRefused, match=told):
        read(file)


def test_what_was_not_changed_is_sound(settled: Path, tmp_path: Path) -> None:
    assert read(altered(settled, tmp_path, lambda _: None)).statements == read(settled).statements


def test_nothing_is_issued_into_a_ledger_that_was_altered(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-04-30", *ALL)
    file = altered(homes.file, tmp_path, CHANGES["a figure"][0])
    file.rename(homes.file)
    before = homes.file.read_bytes()
    with pytest.raises(LedgerRefused, match="altered"):
        homes.settle("2020-05-31", *ALL)
    assert homes.file.read_bytes() == before


@pytest.mark.parametrize("word", ["UPDATE statement SET text = ''", "DELETE FROM changes", "DELETE FROM contract"])
def test_the_file_itself_refuses_a_change(settled: Path, tmp_path: Path, word: str) -> None:
    shutil.copy(settled, tmp_path / "a.ledger")
    connection = sqlite3.connect(tmp_path / "a.ledger")
    with pytest.raises(sqlite3.IntegrityError, match="what was issued stays issued"):
        connection.execute(word)
    connection.close()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_byte_of_the_file_can_be_changed_to_another_statement(
    settled: Path, tmp_path: Path, data: st.DataObject
) -> None:
    written = bytearray(settled.read_bytes())
    at = data.draw(st.integers(0, len(written) - 1))
    written[at] ^= data.draw(st.integers(1, 255))
    file = tmp_path / "one-byte.ledger"
    file.write_bytes(written)
    try:
        found = read(file)
    except LedgerRefused:
        return
    whole = read(settled)
    assert found.statements == whole.statements
    assert found.contracts == whole.contracts
    assert found.history.rows.rows == whole.history.rows.rows


def test_the_mark_is_where_other_programs_look_for_it(settled: Path) -> None:
    assert int.from_bytes(settled.read_bytes()[68:72]) == MARK
