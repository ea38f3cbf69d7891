"""Doing what a page says, in a folder made for it."""

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from pbrlang.cli.main import pbr
from tests.docs.pages import ROOT, Command, Contents, File, Shown, Step, steps, written

_FAULT = 70
_PROGRAMS = ("pbr", "python")
_ENVIRONMENT = {"COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}


def follow(page: Path, folder: Path) -> list[tuple[Shown, str]]:
    """Do each step of a page, and give what is really printed or written where it shows something.

    The page of an example begins in a copy of that example; any other page has the examples beside it.
    """
    text = page.read_text(encoding="utf-8")
    beside = page.parent.parent == ROOT / "examples"
    source, target = (page.parent, folder) if beside else (ROOT / "examples", folder / "examples")
    shutil.copytree(source, target, dirs_exist_ok=True)
    return follow_steps(steps(text), folder)


def follow_steps(doing: list[Step], folder: Path) -> list[tuple[Shown, str]]:
    """Do steps in a folder, and give what is really printed or written where it shows something."""
    done: list[tuple[Shown, str]] = []
    for step in doing:
        if isinstance(step, File):
            _write(step, folder)
        elif isinstance(step, Contents):
            done.append((step, (folder / step.path).read_text(encoding="utf-8-sig")))
        else:
            done.append((step, _run(step, folder)))
    return done


def _write(step: File, folder: Path) -> None:
    path = folder / step.path
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(written(step, before), encoding="utf-8")


def _run(command: Command, folder: Path) -> str:
    """What a command prints; ValueError where it is none of pbr or Python, or where pbr itself is at fault."""
    program, *words = shlex.split(command.typed)
    if program not in _PROGRAMS:
        raise ValueError(f"line {command.line}: `{program}` is not run here: only pbr and python are")
    printed, status = (_pbr if program == "pbr" else _python)(words, folder)
    if status == _FAULT or "Traceback (most recent call last)" in printed:
        raise ValueError(f"line {command.line}: {printed}")
    return printed


def _pbr(words: list[str], folder: Path) -> tuple[str, int]:
    """What the command prints, and its status, in this process: `tests/cli/test_whole_process.py` tries whole ones."""
    with contextlib.chdir(folder):
        done = CliRunner(env=_ENVIRONMENT).invoke(pbr, words, prog_name="pbr")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output, done.exit_code


def _python(words: list[str], folder: Path) -> tuple[str, int]:
    ran = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=os.environ | _ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return ran.stdout, ran.returncode
