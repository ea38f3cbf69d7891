"""Kills at any moment, a full disk, a file that may only be read, two runs at once: no statement is half there."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from attrs import evolve

from pbrlang.ledger import Issued, LedgerRefused, read, store
from tests.ledger.homes import ALL, END, Homes

# Issues month by month, on rows that change from month to month, and says which statement is in the ledger.
ISSUING = """
import resource
import sys
from datetime import date, timedelta
from pathlib import Path
import pbrlang

folder, file, room = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))  # -1 is no limit
contract = pbrlang.load(folder)
for month in range(4, 13):
    day = date(2020 + month // 12, month % 12 + 1, 1) - timedelta(1)
    data = folder / f"data-{month}"
    for each in contract.settle(file, day, data).statements:
        print(each.number, each.hash, flush=True)
"""
ROWS = 300


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contract, and for each month data in which a third of the rows is otherwise than the month before."""
    folder = tmp_path_factory.mktemp("homes")
    Homes(folder).settle("2020-04-01", *ALL)
    chance = random.Random(7)
    for month in range(4, 13):
        data = folder / f"data-{month}"
        data.mkdir()
        rows = [f"N{n},2020-{chance.randint(4, 12):02}-{n % 28 + 1:02},{n % 3}" for n in range(ROWS)]
        (data / "moves.csv").write_text("\n".join(["Move,Moved On,Bedrooms", *rows]) + "\n")
        (data / "complete.csv").write_text(f"Data,Complete To\nMoves,{END}\n")
    return folder


def issuing(folder: Path, file: Path, room: int = -1) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ISSUING, str(folder), str(file), str(room)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(run: subprocess.Popen[str]) -> tuple[list[str], str]:
    """What a run said it had issued, and what it complained of."""
    out, complaint = run.communicate(timeout=120)
    return [line for line in out.splitlines() if line.count(" ") == 1 and len(line) > 64], complaint


def whole(folder: Path, file: Path) -> list[str]:
    """A ledger into which all was issued, in the words of the runs."""
    said, complaint = finished(issuing(folder, file))
    assert not complaint
    assert len(said) == 9
    return said


def kill_again_and_again(folder: Path, scratch: Path, times: int) -> None:
    """Kill runs at random moments, before they begin, between statements and while one is written."""
    usual = scratch / "usual.ledger"
    whole(folder, usual)
    chance = random.Random(times)
    file = scratch / "killed.ledger"
    claimed: set[str] = set()
    partly = 0
    for _ in range(times):
        run = issuing(folder, file)
        claimed |= killed(run, chance.randint(0, 4), chance.uniform(0, 0.05))
        if file.exists():
            found = read(file).statements
            assert claimed <= {f"{each.number} {each.hash}" for each in found}
            partly += 0 < len(found) < 9
            if len(found) == 9:
                file.unlink()
                claimed = set()
    finished(issuing(folder, file))
    assert [each.period for each in read(file).statements] == [each.period for each in read(usual).statements]
    assert partly


def killed(run: subprocess.Popen[str], after: int, later: float) -> set[str]:
    """Kill a run so many seconds after it has said that so many statements are issued; what it has said."""
    assert run.stdout is not None
    said = [run.stdout.readline().strip() for _ in range(after)]
    time.sleep(later)
    run.kill()
    return {line for line in said if line} | set(finished(run)[0])


def test_killed_at_any_moment_no_statement_is_half_there_or_lost(prepared: Path, tmp_path: Path) -> None:
    kill_again_and_again(prepared, tmp_path, 8)


@pytest.mark.slow
def test_the_same_of_two_hundred_kills(prepared: Path, tmp_path: Path) -> None:
    kill_again_and_again(prepared, tmp_path, 200)


def test_what_a_transaction_leaves_when_it_is_cut_off_is_undone(prepared: Path, tmp_path: Path) -> None:
    """A copy of the file and its journal, taken while a run writes, is what a failing disk or power leaves."""
    homes = Homes(tmp_path)
    homes.settle("2020-04-30", *ALL)
    before = homes.statements
    left = tmp_path / "left.ledger"
    cut_off = f"""
import shutil, sqlite3
from pathlib import Path
file, left = Path({str(homes.file)!r}), Path({str(left)!r})
connection = sqlite3.connect(file, isolation_level=None)
connection.execute("PRAGMA cache_size = 1")  # so that pages reach the file before the end
connection.execute("BEGIN IMMEDIATE")
connection.executemany("INSERT INTO changes VALUES (?, ?)", [(n, "x" * 3000) for n in range(2, 200)])
shutil.copy(file, left)
shutil.copy(f"{{file}}-journal", f"{{left}}-journal")
connection.execute("ROLLBACK")
"""
    subprocess.run([sys.executable, "-c", cut_off], check=True)
    assert left.stat().st_size > homes.file.stat().st_size
    assert read(left).statements == before


@pytest.mark.parametrize("room", [4_000, 40_000, 120_000, 150_000])
def test_a_full_disk_leaves_the_ledger_as_it_was(prepared: Path, tmp_path: Path, room: int) -> None:
    file = tmp_path / "full.ledger"
    said, complaint = finished(issuing(prepared, file, room))
    assert "LedgerRefused: nothing was issued" in complaint
    assert "room left" in complaint
    issued = [f"{each.number} {each.hash}" for each in read(file).statements] if file.exists() else []
    assert issued == said
    assert len(said) < 9
    assert sorted(each.name for each in tmp_path.iterdir()) == ([file.name] if file.exists() else [])
    assert len(said) + len(finished(issuing(prepared, file))[0]) == 9
    assert len(read(file).statements) == 9


def test_a_file_that_may_only_be_read_is_left_as_it_was(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-04-30", *ALL)
    before = homes.file.read_bytes()
    with only_readable(homes.file), pytest.raises(LedgerRefused, match="it may only be read"):
        homes.settle("2020-05-31", *ALL)
    assert homes.file.read_bytes() == before
    assert len(homes.settle("2020-05-31", *ALL).statements) == 1


class only_readable:  # noqa: N801
    """Takes the right to write from a file; a user who may do all is stopped by the file's attribute instead."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __enter__(self) -> None:
        self._file.chmod(0o444)
        if os.access(self._file, os.W_OK):
            chattr = shutil.which("chattr")
            done = chattr and subprocess.run([chattr, "+i", str(self._file)], check=False, capture_output=True)
            if not done or done.returncode:
                self.__exit__()
                pytest.skip("this user may write everything")

    def __exit__(self, *_: object) -> None:
        chattr = shutil.which("chattr")
        if chattr:
            subprocess.run([chattr, "-i", str(self._file)], check=False, capture_output=True)
        self._file.chmod(0o644)


def test_two_runs_at_once_issue_each_statement_once(prepared: Path, tmp_path: Path) -> None:
    file = tmp_path / "shared.ledger"
    runs = [issuing(prepared, file) for _ in range(3)]
    told = [finished(run) for run in runs]
    assert all(not complaint for _, complaint in told)
    statements = read(file).statements
    assert sorted(line for said, _ in told for line in said) == sorted(
        f"{each.number} {each.hash}" for each in statements
    )
    assert [each.number for each in statements] == list(range(1, 10))


def test_while_another_run_writes_nothing_is_issued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-04-30", *ALL)
    monkeypatch.setattr(store, "PATIENCE", 0)
    other = sqlite3.connect(homes.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerRefused, match="another run is writing to it"):
        homes.settle("2020-05-31", *ALL)
    other.execute("ROLLBACK")
    other.close()
    assert len(homes.settle("2020-05-31", *ALL).statements) == 1


def add(ledger: store.Store, *statements: Issued) -> None:
    with ledger.writing():
        ledger.add(b"another contract", statements, None)


def test_what_fails_in_the_middle_of_being_recorded_is_not_recorded_at_all(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-05-31", *ALL)
    first, second = homes.statements
    with store.opened(homes.file) as ledger:
        third = evolve(first, text=first.text.replace('"number":1', '"number":3'))
        with pytest.raises(LedgerRefused):
            add(ledger, third, first)
        assert [each for _, each in ledger.read().statements] == [first, second]
        assert len(ledger.read().contracts) == 1
