"""`pbr statement`: one period's statement as a document."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from pbrlang.cli.documents import drawing_for, output_file
from pbrlang.cli.failures import PROVISIONAL
from pbrlang.cli.groups import Command
from pbrlang.cli.messages import tell
from pbrlang.cli.options import AS_AT, COMPLETE_TO, CONTRACT, DATA, NO_COLOUR
from pbrlang.cli.reading import need_day, read, told

if TYPE_CHECKING:
    from pbrlang.api import Contract
    from pbrlang.payment import Payment
    from pbrlang.render.statement import Sheet, SheetLine

_MOST = 40


@click.command(
    cls=Command,
    short_help="Write one period's statement as a document.",
    examples=[
        'pbr statement contract.pbr --period "February 2012" -o february.pdf',
        'pbr statement contract.pbr --period "year 1" --for P1 -o year-1.docx',
    ],
    statuses={
        0: "written",
        1: "mistakes in the contract or the data; nothing is written",
        2: "wrong usage, or nothing of that name",
        3: "written, but provisional: bad rows were set aside",
    },
)
@CONTRACT
@click.option("--period", metavar="NAME", required=True, help="The statement's period, as in 'February 2012'.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    required=True,
    callback=output_file,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; the end of its name says in which format.",
)
@DATA
@AS_AT
@COMPLETE_TO
@click.option(
    "--for", "keys", metavar="KEY", multiple=True, help="Explain the lines for this: P1, or Participant=P1; repeatable."
)
@click.option("--most", metavar="N", default=_MOST, show_default=True, help="How many lines of a clause to show.")
@click.option(
    "--set-aside",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write bad rows here and make the rest a provisional statement.",
)
@NO_COLOUR
@click.pass_context
def statement(ctx: click.Context, /, **options: Any) -> None:
    """Write one period's statement as a document that can be sent with an invoice.

    It has the lines and what limits and recoveries made of them, the total and the total to date, who bears it, why the
    largest amounts are what they are, and the SHA-256 of the contract and of each file of data. Where a clause has
    more lines than are shown, a CSV file beside the document has all of them.
    """
    from pbrlang.api import load

    wanted = Wanted(**options)
    drawing_for(wanted.output)
    contract = load(wanted.path)
    with told(ctx):
        _refuse_data(contract, wanted)
        need_day(contract, wanted.as_at or wanted.complete_to)
        payment = contract.pay(
            read(contract, wanted.data, wanted.complete_to),
            as_at=wanted.as_at,
            complete_to=wanted.complete_to,
            set_aside=wanted.set_aside,
        )
    tell(payment.reading.problems, err=True)
    sheet = _sheet(contract, payment, wanted)
    write(sheet, wanted.output, wanted.most)
    if payment.provisional:
        ctx.exit(PROVISIONAL)


def write(sheet: "Sheet", output: Path, most: int = _MOST) -> None:
    """Write a statement as a document, and where that does not show every line, all of them as CSV beside it."""
    from pbrlang.render.statement import is_short, lines_csv, statement_document

    table = output.with_suffix(".csv")
    output.write_bytes(drawing_for(output)(statement_document(sheet, table.name, most)))
    click.echo(f"{output}: written")
    if not is_short(sheet, most):
        table.write_text(lines_csv(sheet), encoding="utf-8-sig", newline="")
        click.echo(f"{table}: written, with all {len(sheet.every_line):,} lines")


class Wanted(NamedTuple):
    """What the command was asked for."""

    path: Path
    period: str
    output: Path
    data: Path | None
    as_at: date | None
    complete_to: date | None
    keys: tuple[str, ...]
    most: int
    set_aside: Path | None


def _refuse_data(contract: "Contract", wanted: Wanted) -> None:
    """Raise UsageError where what is written would stand among the files that are read, or in one's place."""
    folder = (wanted.data or contract.data).resolve()
    taken = {contract.path.resolve()}
    taken |= {
        (contract.path.parent / each.file).resolve() for each in contract.program.date_tables.values() if each.file
    }
    for option, file in (("--output", wanted.output), ("--set-aside", wanted.set_aside)):
        if file is None:
            continue
        if {folder, *taken} & {file.resolve(), file.resolve().parent, file.with_suffix(".csv").resolve()}:
            why = "it, or the CSV file beside it, would stand among the files that are read"
            raise click.BadParameter(f"`{file}` cannot be written, because {why}: name another", param_hint=option)


def _sheet(contract: "Contract", payment: "Payment", wanted: Wanted) -> "Sheet":
    from attrs import evolve

    from pbrlang import __version__
    from pbrlang.cli.period import find_statement
    from pbrlang.render.statement import explained, held, sheet_of

    found = find_statement(payment, wanted.period)
    sheet = sheet_of(payment.settlement, found, __version__)
    asked = _asked(sheet, wanted.keys)
    return evolve(
        sheet,
        explained=explained(payment.settlement, sheet, asked),
        asked=bool(asked),
        held=held(contract.path, wanted.data or contract.data, contract.program, payment.reading),
    )


def _asked(sheet: "Sheet", keys: tuple[str, ...]) -> "list[SheetLine]":
    """The lines that are to be explained; BadParameter for a key that none has."""
    from pbrlang.cli.why import key_asked
    from pbrlang.render.statement import lines_for

    found: list[SheetLine] = []
    for each in keys:
        lines = lines_for(sheet, key_asked((each,)))
        if not lines:
            advice = "`pbr why` says why something was not paid"
            raise click.BadParameter(
                f"the statement of {sheet.period} has no line for {each}; {advice}", param_hint="--for"
            )
        found += lines
    return found
