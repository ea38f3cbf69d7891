"""Arguments and options that several commands share."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from datetime import date


def contract_path(value: str) -> Path:
    """A contract's file, named by itself or by its folder."""
    from pbrlang.files import NotContract, find_contract

    try:
        return find_contract(Path(value))
    except NotContract as error:
        raise click.BadParameter(str(error)) from None
    except FileNotFoundError as error:
        raise click.BadParameter(f"{error}{_near(Path(value))}") from None


def day(value: str) -> "date":
    """A date: `2012-02-01`, or `1 February 2012`."""
    from datetime import date

    from pbrlang.data.dates import date_reader
    from pbrlang.data.expected import Expected
    from pbrlang.data.misread import Misread

    read = date_reader(Expected("a date", "2012-02-01"))(" ".join(value.split()))
    if isinstance(read, Misread):
        raise click.BadParameter(f"{value} is not a date that can be read: {read.hint}")
    if not isinstance(read, date):
        raise TypeError(f"{value} was read as {read!r}")
    return read


def _near(path: Path) -> str:
    """The name beside a missing one that it may have meant."""
    if path.exists() or not path.parent.is_dir():
        return ""
    from pbrlang.diagnostics.nearest import nearest

    near = nearest(path.name, (each.name for each in path.parent.iterdir()), limit=1)
    return f"; did you mean `{path.parent / near[0]}`?" if near else ""


def _data_folder(_ctx: click.Context, _option: click.Parameter, value: Path | None) -> Path | None:
    """A folder of data, or a database in a file."""
    if value is None or value.is_dir():
        return value
    from pbrlang.data.databases import kind_of_database

    if kind_of_database(value) is None:
        raise click.BadParameter(f"`{value}` is neither a folder nor a database of SQLite or DuckDB")
    return value


CONTRACT = click.argument("path", metavar="PATH", type=contract_path)
CONTRACTS = click.argument("paths", metavar="PATH...", type=contract_path, nargs=-1, required=True)
DATA = click.option(
    "--data",
    metavar="DIR",
    type=click.Path(exists=True, path_type=Path),
    callback=_data_folder,
    help="The folder or database of data; by default data/ beside the contract.",
)
ENGINE = click.option(
    "--engine",
    type=click.Choice(("python", "duckdb", "postgres", "spark")),
    help="Where to work it out; by default a database in this process for much data, if it can, else the interpreter.",
)
URL = click.option(
    "--url",
    metavar="URL",
    help="The server for --engine postgres, as in postgresql://user@host/database; the master for spark.",
)
SCRATCH = click.option(
    "--scratch",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where a database keeps temporary files; for Spark in a cluster, a folder that all workers read.",
)
MEMORY = click.option("--memory", metavar="SIZE", help="The most memory that a database may use, as in 4GB.")
THREADS = click.option("--threads", metavar="N", type=int, help="How many threads a database may use.")
AS_AT = click.option(
    "--as-at", metavar="DATE", type=day, help="Settle up to this day; by default as far as the data is complete."
)
COMPLETE_TO = click.option(
    "--complete-to",
    metavar="DATE",
    type=day,
    help="The date to which all data is complete, in the place of complete.csv: 2012-02-01 or '1 February 2012'.",
)


def _forbid_colour(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        ctx.color = False


NO_COLOUR = click.option(
    "--no-color",
    "--no-colour",
    is_flag=True,
    expose_value=False,
    callback=_forbid_colour,
    help="Do without colours, as with NO_COLOR in the environment.",
)
