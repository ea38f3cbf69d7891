"""Paying inside a database: when that is done, how it is shown, and what is said where it cannot be."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from pbrlang.cli.failures import MISTAKES
from pbrlang.cli.messages import put_json, tell

if TYPE_CHECKING:
    from pbrlang.api import Contract
    from pbrlang.engines.connecting import Resources
    from pbrlang.payment import Payment


class Wanted(Protocol):
    """What a command was asked for, as far as an engine is concerned."""

    @property
    def data(self) -> Path | None: ...
    @property
    def as_at(self) -> date | None: ...
    @property
    def complete_to(self) -> date | None: ...
    @property
    def set_aside(self) -> Path | None: ...
    @property
    def engine(self) -> str | None: ...
    @property
    def url(self) -> str | None: ...
    @property
    def memory(self) -> str | None: ...
    @property
    def threads(self) -> int | None: ...
    @property
    def scratch(self) -> Path | None: ...
    @property
    def lines(self) -> bool: ...
    @property
    def csv_file(self) -> Path | None: ...
    @property
    def lines_file(self) -> Path | None: ...


def paid_in_database(wanted: Wanted, contract: "Contract") -> "Payment | None":
    """What is paid, worked out in a database; nothing where that was not asked for, or is not worth its while.

    Where a database was asked for and declines, it tells why and ends the command.
    """
    asked = wanted.engine is not None
    _check_resources(wanted)
    if wanted.engine == "python" or not contract.program.tables:
        return None
    if not asked:
        from pbrlang.engines.choosing import is_large

        data = wanted.data or contract.data
        if not (data.exists() and is_large(data)):
            return None
    from pbrlang.engines.connecting import UnusableResources
    from pbrlang.engines.errors import Declined

    try:
        return _paid(wanted, contract)
    except UnusableResources as unusable:
        raise click.UsageError(str(unusable)) from None
    except Declined as declined:
        if not asked:
            return None
        tell(declined.diagnostics, err=True)
        click.echo("Nothing is paid. Without --engine, pbr chooses one that works it out.", err=True)
        click.get_current_context().exit(MISTAKES)


def refuse_wrong_server(engine: str | None, url: str | None) -> None:
    """Raise UsageError where an engine has no server though it needs one, or one though it has no use for it."""
    if engine == "postgres" and url is None:
        raise click.UsageError("--engine postgres needs --url, as in postgresql://user@host/database")
    if url is not None and engine not in ("postgres", "spark"):
        raise click.UsageError("--url names the server of --engine postgres, or the master of --engine spark")


def _check_resources(wanted: Wanted) -> None:
    """What a database may use is wrong usage where it makes no sense, also where none is used in the end."""
    if wanted.memory is None and wanted.threads is None:
        return
    from pbrlang.engines.connecting import UnusableResources, check_resources

    try:
        check_resources(wanted.memory, wanted.threads)
    except UnusableResources as unusable:
        raise click.UsageError(str(unusable)) from None


def _paid(wanted: Wanted, contract: "Contract") -> "Payment":
    """What is paid; lines that are wanted as CSV alone are written already, and need not have been here for it."""
    if wanted.csv_file is None or wanted.lines:
        return _worked_out(wanted, contract, wanted.lines or wanted.lines_file or False)
    import codecs
    import shutil
    import tempfile

    from attrs import evolve

    with tempfile.TemporaryDirectory(prefix="pbr-") as folder:
        file = Path(folder) / "lines.csv"
        paid = _worked_out(wanted, contract, file)
        with file.open("rb") as lines, wanted.csv_file.open("wb") as marked:
            marked.write(codecs.BOM_UTF8)
            shutil.copyfileobj(lines, marked)
    return evolve(paid, lines_file=wanted.csv_file)


def _worked_out(wanted: Wanted, contract: "Contract", lines: bool | Path) -> "Payment":
    with _clock() as progress:
        return contract.pay(
            wanted.data,
            as_at=wanted.as_at,
            complete_to=wanted.complete_to,
            set_aside=wanted.set_aside,
            engine=wanted.engine or "duckdb",
            lines=lines,
            resources=_resources(wanted),
            progress=progress,
        )


def _resources(wanted: Wanted) -> "Resources":
    from pbrlang.engines.connecting import Resources

    return Resources(
        memory=wanted.memory,
        threads=wanted.threads,
        scratch=wanted.scratch,
        url=wanted.url,
        bring=wanted.engine is not None,
    )


def put_plan(contract: "Contract", engine: str | None, *, as_json: bool) -> None:
    """Print what would run where in an engine, DuckDB if none is named, or why all of it runs here."""
    import json

    from pbrlang.engines.planning import Plan
    from pbrlang.engines.telling import as_data, declined, not_asked, plan_of, told

    program = contract.program
    if engine == "python":
        plan = None
        lines = not_asked(program)
    else:
        plan = plan_of(program, engine or "duckdb")
        lines = told(plan) if isinstance(plan, Plan) else declined(program, plan)
    if as_json:
        put_json(json.dumps(as_data(program, plan, engine or "duckdb"), ensure_ascii=False, indent=2) + "\n")
        return
    click.echo("\n".join(lines))


class _Clock:
    """What is being done and for how long, on a terminal, once that has taken a second."""

    def __init__(self) -> None:
        self.doing = "reading data"
        self.began = time.monotonic()
        self.over = threading.Event()
        self.shown = 0

    def __call__(self, table: str, count: int) -> None:
        """Take note of how far it has come: a kind of data has so many rows; without one, all has been read."""
        self.doing = f"read {table}: {count:,} rows" if table else "working out what is due"

    def run(self) -> None:
        """Show it until all is over."""
        while not self.over.wait(0.5):
            seconds = int(time.monotonic() - self.began)
            if seconds >= 1:
                text = f"{self.doing} ({seconds} s)"
                sys.stderr.write(f"\r{text.ljust(self.shown)}")
                sys.stderr.flush()
                self.shown = len(text)
        if self.shown:
            sys.stderr.write(f"\r{' ' * self.shown}\r")
            sys.stderr.flush()


@contextmanager
def _clock() -> Iterator[_Clock]:
    clock = _Clock()
    thread = threading.Thread(target=clock.run, daemon=True) if sys.stderr.isatty() else None
    if thread:
        thread.start()
    try:
        yield clock
    finally:
        clock.over.set()
        if thread:
            thread.join()
