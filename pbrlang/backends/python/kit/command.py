"""The command line of a module."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pbrlang.backends.python.kit.cells import PLAIN, day
from pbrlang.backends.python.kit.rows import DataAtFault


def as_json(result: Any) -> str:
    """The result as JSON: two spaces for each step in, a line end at the end."""
    return json.dumps(result, indent=2, ensure_ascii=False) + "\n"


def read_day(text: str) -> date:
    """A date on the command line."""
    try:
        return day(" ".join(text.translate(PLAIN).split()))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a date: write it as in 2012-02-01") from None


def run(
    about: str, settle_folder: Callable[[Path, date | None, date | None], Any], words: Sequence[str] | None = None
) -> int:
    """Print what is due on the data of a folder, as JSON; the exit status."""
    command = argparse.ArgumentParser(description=about)
    command.add_argument("folder", type=Path, metavar="DATA_FOLDER", help="a CSV file for each kind of data")
    command.add_argument("--as-at", type=read_day, metavar="DATE", help="settle up to this day")
    command.add_argument("--complete-to", type=read_day, metavar="DATE", help="the date to which all data is complete")
    asked = command.parse_args(words)
    if not asked.folder.is_dir():
        command.error(f"there is no folder {asked.folder}")
    try:
        result = settle_folder(asked.folder, asked.as_at, asked.complete_to)
    except DataAtFault as faults:
        print(faults, "Nothing is paid.", sep="\n", file=sys.stderr)
        return 1
    sys.stdout.flush()
    sys.stdout.buffer.write(as_json(result).encode())
    return 0
