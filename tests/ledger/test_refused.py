"""Each message about a ledger: its page's example gives it, what the page says to do instead does not."""

import shlex
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from pbrlang.diagnostics.page import Page
from pbrlang.ledger import LEDGER_ERRORS, LedgerRefused, read
from pbrlang.ledger.errors import Altered, ContractChanged, NotLedger, NotWritten, OtherFormat
from tests.cli.homes import CONTRACT, run
from tests.ledger.homes import ALL, Homes
from tests.ledger.test_safety import only_readable
from tests.ledger.test_verifying import CHANGES, altered


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a contract, its data, a ledger, and all that the pages' examples name."""
    homes = Homes(tmp_path)
    homes.settle("2020-04-30", *ALL)
    issued = tmp_path / "issued.ledger"
    homes.file.rename(issued)
    for name in ("later.ledger", "readonly.ledger"):
        shutil.copy(issued, tmp_path / name)
    connection = sqlite3.connect(tmp_path / "later.ledger")
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    altered(issued, tmp_path, CHANGES["a figure"][0])
    (tmp_path / "notes.txt").write_text("Statements are issued on the first of the month.\n")
    (tmp_path / "dearer.pbr").write_text(CONTRACT.replace("pays £1,234.50", "pays £1,300"))
    (tmp_path / "other.pbr").write_text(CONTRACT.replace("contract Homes", "contract Shelters"))
    monkeypatch.chdir(tmp_path)
    with only_readable(tmp_path / "readonly.ledger"):
        yield tmp_path


def done(page: Page, heading: str) -> Result:
    """What comes of the command that a section of a page shows; the ledger that it names as its own is there."""
    (fence,) = page.examples(heading)
    words = shlex.split(fence.text.removeprefix("$ pbr "))
    if words[0] == "ledger" and words[-1] == "homes.ledger":
        shutil.copy("issued.ledger", "homes.ledger")
    return run(*words)


@pytest.mark.parametrize("message", LEDGER_ERRORS, ids=lambda each: each.name)
def test_the_page_of_a_message_is_true(folder: Path, message: type[Altered]) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    page = Page.of(message)
    bad = done(page, "Example")
    assert bad.exit_code == 1
    assert bad.stderr.startswith(f"error[{message.code}]: ")
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    good = done(page, "Instead")
    assert (good.exit_code, good.stderr) == (0, "")


def kinds(refused: pytest.ExceptionInfo[LedgerRefused]) -> list[type]:
    return [type(each) for each in refused.value.findings]


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00", b"PK\x03\x04", b"SQLite format 3\x00" + bytes(200)])
def test_a_file_that_is_no_ledger_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    homes = Homes(tmp_path)
    homes.file.write_bytes(content)
    with pytest.raises(LedgerRefused) as refused:
        homes.settle("2020-04-30", *ALL)
    assert kinds(refused) == [NotLedger]
    assert homes.file.read_bytes() == content
    assert sorted(each.name for each in tmp_path.iterdir()) == ["contract.pbr", "data", "homes.ledger"]


def test_the_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    other = sqlite3.connect(homes.file)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE statement (number, text, hash)")
    other.commit()
    other.close()
    before = homes.file.read_bytes()
    with pytest.raises(LedgerRefused, match="another program made it"):
        homes.settle("2020-04-30", *ALL)
    assert homes.file.read_bytes() == before


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.file.mkdir()
    with pytest.raises(LedgerRefused, match="it is a folder"):
        homes.settle("2020-04-30", *ALL)


@pytest.mark.parametrize(("format", "told"), [(2, "a later version of pbr wrote it"), (0, "the file is damaged")])
def test_another_format_is_refused_with_the_reason(tmp_path: Path, format: int, told: str) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-04-30", *ALL)
    connection = sqlite3.connect(homes.file)
    connection.execute(f"PRAGMA user_version = {format}")
    connection.close()
    with pytest.raises(LedgerRefused) as refused:
        read(homes.file)
    (finding,) = refused.value.findings
    assert isinstance(finding, OtherFormat)
    assert told in (finding.help() or "")


def test_a_ledger_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-04-30", *ALL)
    homes.file.write_bytes(homes.file.read_bytes()[:5000])
    with pytest.raises(LedgerRefused):
        homes.settle("2020-05-31", *ALL)


@pytest.mark.parametrize(
    "same",
    [
        CONTRACT.replace("    pays £1,234.50\n", "    pays   £1,234.50   # as agreed\n"),
        CONTRACT.replace("\n", "\r\n"),
        CONTRACT.replace("one home", "a home found in spring"),
        CONTRACT[: CONTRACT.index("always:")] + CONTRACT[CONTRACT.rindex("Most Of All") :],
        CONTRACT.replace("    limits Home Found to £2,500 over", "    limits Home Found to £2,500\n        over"),
    ],
)
def test_what_does_not_say_what_is_due_may_change(tmp_path: Path, same: str) -> None:
    Homes(tmp_path).settle("2020-04-30", *ALL)
    changed = Homes(tmp_path, same)
    assert same != CONTRACT
    assert len(changed.settle("2020-05-31", *ALL).statements) == 1
    assert read(changed.file).contract == same.encode()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("pays £1,234.50", "pays £1,300", ("clause 3, `fee Home Found`", "pays £1,234.50", "pays £1,300")),
        ("    cutting the latest first\n", "    cutting all in proportion\n", ("clause 5, `cap Yearly Budget`",)),
        ("is £1,234.50\n\nalways", "is £1\n\nalways", ()),
        ("Most Of All means £2,500", "Most Of All means £2,600", ("clause 6, `Most Of All`",)),
        ("penny, half up", "pound, half up", ("`contract Homes`", "half up")),
    ],
)
def test_a_changed_rule_is_refused_and_the_change_is_shown(
    tmp_path: Path, old: str, new: str, told: tuple[str, ...]
) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-04-30", *ALL)
    before = homes.file.read_bytes()
    text = CONTRACT.replace(old, new)
    assert text != CONTRACT
    if not told:
        assert Homes(tmp_path, text).settle("2020-05-31", *ALL).statements
        return
    with pytest.raises(LedgerRefused) as refused:
        Homes(tmp_path, text).settle("2020-05-31", *ALL)
    (finding,) = refused.value.findings
    assert isinstance(finding, ContractChanged)
    assert all(each in (finding.help() or "") for each in told), finding.help()
    assert homes.file.read_bytes() == before


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    homes = Homes(tmp_path)
    homes.settle("2020-04-01", *ALL)
    homes.file = tmp_path / ("long" * 62)
    with pytest.raises(LedgerRefused) as refused:
        homes.settle("2020-04-30", *ALL)
    assert kinds(refused) == [NotWritten]


def test_only_what_is_needed_lies_beside_a_ledger(tmp_path: Path) -> None:
    Homes(tmp_path).settle("2020-04-30", *ALL)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["contract.pbr", "data", "homes.ledger"]
