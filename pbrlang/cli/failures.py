"""How the command ends when something goes wrong: one clear message, a status, and no traceback."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click

MISTAKES = 1
USAGE = 2
PROVISIONAL = 3
DIFFERS = 4
FAULT = 70
INTERRUPTED = 130
PIPE_CLOSED = 141


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Turn what is raised inside into a message and an exit status."""
    try:
        yield
        sys.stdout.flush()
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        _close_quietly()
        sys.exit(PIPE_CLOSED)
    except OSError as error:
        stop(_about_file(error))
    except Exception as error:
        from pbrlang.files import UnreadableContract

        if isinstance(error, UnreadableContract):
            stop(str(error))
        _own_fault(error)


def stop(message: str, status: int = MISTAKES) -> NoReturn:
    """Say on standard error what is wrong, and end."""
    click.echo(f"pbr: {message}", err=True)
    sys.exit(status)


def _close_quietly() -> None:
    """Python flushes standard output once more when it ends, and would complain then."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _about_file(error: OSError) -> str:
    if error.filename is None or error.errno is None:
        return str(error)
    what = {
        errno.EACCES: "you may not open it",
        errno.EPERM: "you may not open it",
        errno.EISDIR: "it is a folder, and a file is wanted",
        errno.ENOENT: "there is no such file or folder",
        errno.ENOTDIR: "part of its path is a file, and a folder is wanted",
        errno.ENOSPC: "there is no room left to write it",
    }.get(error.errno, error.strerror or "it cannot be opened")
    return f"`{error.filename}`: {what}"


def _own_fault(error: Exception) -> NoReturn:
    import traceback

    if os.environ.get("PBR_DEBUG") == "1":
        traceback.print_exception(error)
        sys.exit(FAULT)
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(last.filename).name}:{last.lineno}"
    what = " ".join(f"{type(error).__name__}: {error}".split())
    asked = "please report this line and the command, with the contract if you may share it; PBR_DEBUG=1 shows more"
    stop(f"a fault of pbr itself, at {where} ({what}): {asked}", FAULT)
