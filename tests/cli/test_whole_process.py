"""The command as a process of its own: what no runner inside the tests can show."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.homes import CONTRACT, MOVES, write

PBR = [sys.executable, "-m", "pbrlang"]
MISTAKEN = CONTRACT.replace("when Bedrooms is 1 bedroom", "when Bedroms is 1 bedroom")
FAILING = """
import sys
from pbrlang import api
from pbrlang.cli.main import main

def fail(*_, **__):
    raise KeyError("no such\\nthing")

api.load = fail
sys.argv = ["pbr", "check", sys.argv[1]]
main()
"""
LISTING = """
import sys
from pbrlang.cli.main import run
late = {"babel", "hypothesis", "numpy", "pbrlang.data.folder", "rich", "scipy", "sympy", "typst"}
if sys.argv[1:2] != ["check"]:  # which runs the worked examples
    late |= {"csv", "pbrlang.settle"}
status = run()
print(sorted(late & set(sys.modules)), file=sys.stderr)
sys.exit(status)
"""
# What starts the tests in the background may have them, and so what they start, ignore an interruption.
WAITING = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from pbrlang import api
from pbrlang.cli.main import main

def wait(*_, **__):
    print("waiting", flush=True)
    time.sleep(30)

api.load = wait
sys.argv = ["pbr", "check", sys.argv[1]]
main()
"""


def environment(**changed: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "PBR_DEBUG", "TERM"}}
    return kept | {"TERM": "xterm"} | changed


def on_terminal(words: list[str], **changed: str) -> str:
    """What the command writes where its output is a terminal."""
    controller, terminal = pty.openpty()
    done = subprocess.Popen([*PBR, *words], stdout=terminal, stderr=terminal, env=environment(**changed))
    os.close(terminal)
    written = b""
    while True:
        try:
            part = os.read(controller, 4096)
        except OSError:  # Linux says so when the last writer has gone
            break
        if not part:
            break
        written += part
    done.wait()
    os.close(controller)
    return written.decode()


def test_colours_are_for_terminals_that_want_them(tmp_path: Path) -> None:
    words = ["check", str(write(tmp_path, MISTAKEN))]
    coloured = on_terminal(words)
    assert "\x1b[1;31merror[" in coloured
    plain = on_terminal(words, NO_COLOR="1")
    assert "error[PBR" in plain
    for told in (plain, on_terminal([*words, "--no-color"]), on_terminal(words, TERM="dumb")):
        assert "\x1b" not in told
        assert told == plain


def test_a_reader_that_stops_early_is_no_fault(tmp_path: Path) -> None:
    days = (f"M{number},2020-07-{number % 28 + 1:02},2" for number in range(9000))
    folder = write(tmp_path, moves="\n".join(["Move,Moved On,Bedrooms", *days]))
    done = subprocess.Popen([*PBR, "pay", str(folder), "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.stdout
    assert done.stderr
    done.stdout.read(10)
    done.stdout.close()
    assert done.stderr.read() == b""
    assert done.wait() == 141
    done.stderr.close()


def test_an_interruption_is_quiet(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WAITING, str(write(tmp_path))]
    done = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.stdout
    assert done.stdout.readline() == b"waiting\n"
    time.sleep(0.1)
    done.send_signal(signal.SIGINT)
    _, told = done.communicate(timeout=10)
    assert (told.strip(), done.returncode) == (b"", 130)


@pytest.mark.parametrize("debug", ["", "1"])
def test_a_fault_of_its_own_asks_to_be_reported(tmp_path: Path, debug: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FAILING, str(write(tmp_path))],
        capture_output=True,
        text=True,
        check=False,
        env=environment(PBR_DEBUG=debug),
    )
    assert (done.stdout, done.returncode) == ("", 70)
    assert ("Traceback" in done.stderr) == bool(debug)
    assert "KeyError" in done.stderr
    if not debug:
        assert done.stderr.count("\n") == 1
        assert "please report this line" in done.stderr


def test_json_is_in_utf_8_whatever_the_terminal_has(tmp_path: Path) -> None:
    done = subprocess.run(
        [*PBR, "pay", str(write(tmp_path, moves=MOVES.replace("M3", "Zoë"))), "--json"],
        capture_output=True,
        check=True,
        env=environment(PYTHONIOENCODING="latin-1"),
    )
    assert '"Move": "Zoë"'.encode() in done.stdout


def test_signs_that_a_terminal_lacks_do_not_stop_the_statement(tmp_path: Path) -> None:
    done = subprocess.run(
        [*PBR, "pay", str(write(tmp_path, moves=MOVES.replace("M3", "Łódź"))), "--period", "July 2020"],
        capture_output=True,
        check=True,
        env=environment(PYTHONIOENCODING="latin-1"),
    )
    assert "Move ?ód?  9 July 2020  £1,234.50".encode("latin-1") in done.stdout


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["check"]])
def test_what_is_not_needed_is_not_imported(tmp_path: Path, words: list[str]) -> None:
    command = [sys.executable, "-c", LISTING, *words, *([str(write(tmp_path))] if words == ["check"] else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
