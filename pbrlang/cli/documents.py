"""Files of documents: which names a command takes for one, and what is said where a format lacks its packages."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pbrlang.render.formats import Draw


def output_file(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    """A name whose end says in which format to write, in a folder that there is; nothing where none is given."""
    from pbrlang.diagnostics.prose import listing
    from pbrlang.render.formats import FORMATS

    if value is None:
        return None
    if value.suffix.lower() not in FORMATS:
        kinds = listing([f"{suffix} ({each.name})" for suffix, each in FORMATS.items()])
        raise click.BadParameter(f"`{value}` does not say in which format to write: let its name end in {kinds}")
    if not value.parent.is_dir():
        raise click.BadParameter(f"`{value}` cannot be written, because there is no folder `{value.parent}`")
    return value


def drawing_for(output: Path) -> "Draw":
    """What draws a document for a file; wrong usage where what that needs is not installed."""
    from pbrlang.render.formats import LacksPackage, drawing

    try:
        return drawing(output.suffix.lower())
    except LacksPackage as lacks:
        raise click.UsageError(str(lacks)) from None
