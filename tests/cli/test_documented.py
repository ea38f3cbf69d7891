"""What `docs/commands.md` shows is what the commands write."""

import re
import shlex
from pathlib import Path

import pytest

from pbrlang.cli.main import pbr
from tests.cli.homes import run

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"
SESSIONS = re.findall(r"```console\n\$ pbr (.*?)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
WRITERS = ("build", "doc", "ledger", "settle", "site", "statement")
WITHOUT_FILES = [(words, shown) for words, shown in SESSIONS if not words.startswith(WRITERS)]
"""Those that write nothing into the folder that they are run in; the others are tried where all pages are."""


@pytest.mark.parametrize(("words", "shown"), WITHOUT_FILES, ids=[words for words, _ in WITHOUT_FILES])
def test_what_the_page_shows_is_written(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, shown: str
) -> None:
    monkeypatch.chdir(repository)
    typed = [word.replace("bad-rows.csv", str(tmp_path / "bad-rows.csv")) for word in shlex.split(words)]
    written = run(*typed).output.replace(str(tmp_path / "bad-rows.csv"), "bad-rows.csv")
    parts = [re.escape(part) for part in shown.split("…\n")]
    assert re.fullmatch("(?:.*\n)*".join(parts), written), written


def test_the_page_shows_every_command() -> None:
    assert {words.split()[0] for words, _ in SESSIONS} >= set(pbr.commands)


def test_the_rows_that_the_page_shows_are_written_as_csv(repository: Path, tmp_path: Path) -> None:
    (shown,) = re.findall(r"```csv\n(Period.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    run("pay", repository / "examples" / "care-review", "--csv", tmp_path / "lines.csv")
    written = (tmp_path / "lines.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line for line in written if line in shown.splitlines()] == shown.splitlines()
