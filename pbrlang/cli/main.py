"""The command `pbr`."""

import contextlib
import gc
import io
import os
import sys
from typing import NoReturn

import click

from pbrlang import __version__
from pbrlang.cli.failures import guarded
from pbrlang.cli.groups import Group, OnDemand

COMMANDS = OnDemand(
    {
        "check": "check",
        "incentives": "incentives",
        "test": "test",
        "pay": "pay",
        "why": "why",
        "settle": "settle",
        "ledger": "ledger",
        "statement": "statements",
        "doc": "doc",
        "diff": "diff",
        "site": "site",
        "build": "build",
        "verify": "verify",
        "rule": "rule",
    }
)
"""The modules that hold the commands, in the order in which these are learnt."""

FEW_LOOKS = 100_000
"""How many more objects there may be before Python looks for rings of them that nobody holds.

Nearly all that is imported and compiled lasts; to look through it again and again is a fifteenth of a short run.
"""


@click.group(
    name="pbr",
    cls=Group,
    commands=COMMANDS,
    examples=[
        "pbr check contract.pbr",
        "pbr pay examples/care-review",
    ],
    statuses={0: "fine", 1: "mistakes in the contract or the data", 2: "wrong usage", 3: "paid, but provisionally"},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="pbr", message="%(prog)s %(version)s")
def pbr() -> None:
    """Check a contract that pays by results, work out what is due from data, and ask why.

    Every command takes a contract: its file, or a folder that holds contract.pbr and, in data/, a CSV file for
    each kind of data. `pbr COMMAND --help` says more about each.
    """


def main() -> NoReturn:
    """Run the command with the words given to it, and end with its status.

    It ends at once: to take a compiled contract apart again, piece by piece, would be a seventh of a short run.
    """
    gc.set_threshold(FEW_LOOKS)
    status = run()
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def run() -> int:
    """Run the command with the words given to it; the status with which it is to end."""
    try:
        with guarded():
            _write_what_can_be_written()
            pbr(prog_name="pbr")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0


def _write_what_can_be_written() -> None:
    """Where a terminal lacks a sign, as some do for long dashes, put a question mark in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
