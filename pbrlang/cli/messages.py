"""Messages on a terminal or in a file."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pbrlang.diagnostics.finding import Finding

_WIDTH = 100


def coloured(*, err: bool = False) -> bool:
    """Whether colours are written: on a terminal, unless the environment says not to; click minds `--no-color`."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return (sys.stderr if err else sys.stdout).isatty()


def width(*, err: bool = False) -> int:
    """How many columns there are; what is not a terminal has a hundred."""
    import shutil

    stream = sys.stderr if err else sys.stdout
    return shutil.get_terminal_size((_WIDTH, 24)).columns if stream.isatty() else _WIDTH


def tell(findings: Iterable["Finding"], *, err: bool = False, most: int | None = None) -> None:
    """Draw findings, whole files before rows, with a last line that counts them; beyond `most`, count them by kind."""
    from pbrlang.diagnostics.draw import draw
    from pbrlang.diagnostics.order import in_order, summary

    told = sorted(in_order(findings), key=_is_of_a_row)
    shown = told[:most]
    for each in shown:
        click.echo(draw(each, colour=coloured(err=err), width=width(err=err)) + "\n", err=err)
    if len(told) > len(shown):
        click.echo(_rest(told[len(shown) :]) + "\n", err=err)
    if told:
        click.echo(summary(told), err=err)


def _is_of_a_row(finding: "Finding") -> bool:
    from pbrlang.diagnostics import Diagnostic

    return not isinstance(finding, Diagnostic) and finding.place.row > 0


def _rest(findings: Sequence["Finding"]) -> str:
    from pbrlang.diagnostics.prose import listing

    kinds = Counter(each.name for each in findings).most_common()
    return f"and {len(findings):,} more: {listing((f'{number:,} {name}' for name, number in kinds), 'and')}"


def put_json(text: str) -> None:
    """Write JSON to standard output: in UTF-8, with plain line ends, whatever the terminal has."""
    sys.stdout.flush()
    stream = sys.stdout.buffer
    rest = text.encode()
    while rest:  # an unbuffered stream may take only a part
        taken: int | None = stream.write(rest)
        rest = b"" if taken is None else rest[taken:]
    stream.flush()


def strong(text: str, *, err: bool = False) -> str:
    """Text in bold type, where there are colours."""
    return f"\x1b[1m{text}\x1b[0m" if coloured(err=err) else text
