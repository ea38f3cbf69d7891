"""A database inside this process, that keeps to the memory and threads it is given and spills to disk beyond them."""

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection


@frozen
class Resources:
    """What a database may use.

    `memory` is a size such as `4GB`, by default four fifths of the machine's; `threads` a number, by default one for
    each core. What does not fit into memory is written to a folder made in `scratch`, by default where the system
    keeps temporary files, and removed at the end. `url` names the server of an engine that has one, or the master of
    Spark; workers on other machines must be able to read what lies in `scratch`. For what SQL cannot say, rows are
    brought out there: however many with `bring`, else no more than a small part of all.
    """

    memory: str | None = None
    threads: int | None = None
    scratch: Path | None = None
    url: str | None = None
    bring: bool = True


class UnusableResources(ValueError):
    """A size of memory that cannot be read, a number of threads below one, or a folder that is not there."""


_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([kmgt])(i?)b", re.IGNORECASE)


def check_resources(memory: str | None, threads: int | None) -> None:
    """UnusableResources where a size of memory cannot be read, or there is to be no thread."""
    if memory is not None and not _SIZE.fullmatch(memory):
        raise UnusableResources(f"`{memory}` is no size of memory: write it as in `4GB`")
    if threads is not None and threads < 1:
        raise UnusableResources(f"there must be at least one thread, not {threads}")


def bytes_of(memory: str) -> int:
    """How many bytes a size of memory is; UnusableResources where it cannot be read."""
    check_resources(memory, None)
    found = _SIZE.fullmatch(memory)
    assert found
    power = "kmgt".index(found[2].lower()) + 1
    return int(Fraction(found[1]) * (1024 if found[3] else 1000) ** power)


@contextmanager
def connected(resources: Resources | None = None) -> Iterator["Connection"]:
    """A database of its own, gone at the end. Raises UnusableResources; ImportError where duckdb is not installed."""
    import duckdb

    wanted = resources or Resources()
    check_resources(wanted.memory, wanted.threads)
    config: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": False}
    if wanted.memory is not None:
        config["memory_limit"] = wanted.memory
    if wanted.threads is not None:
        config["threads"] = wanted.threads
    with (
        _folder(wanted.scratch) as folder,
        duckdb.connect(config={**config, "temp_directory": folder}) as connection,
    ):
        yield connection


@contextmanager
def _folder(scratch: Path | None) -> Iterator[str]:
    try:
        made = tempfile.TemporaryDirectory(prefix="pbr-", dir=scratch)
    except FileNotFoundError:
        raise UnusableResources(f"there is no folder {scratch}") from None
    with made as folder:
        yield folder
