import io
import sys

import pytest

from pbrlang.cli import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_long_reading_is_told_and_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "QUIET_FOR", -1)
    with progress.Meter() as meter:
        meter("Move", 120_000)
        assert terminal.getvalue() == "\rreading Move: 120,000 rows"
        meter("Job", 1)
    told = terminal.getvalue().split("\r")
    assert told[2] == "reading Job: 1 row".ljust(len(told[1]))
    assert told[3].strip() == told[4] == ""


def test_short_reading_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress.Meter() as meter:
        meter("Move", 10_000)
    assert terminal.getvalue() == ""


def test_nothing_is_told_where_nobody_looks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "QUIET_FOR", -1)
    with progress.Meter() as meter:
        meter("Move", 120_000)
    assert capsys.readouterr().err == ""
