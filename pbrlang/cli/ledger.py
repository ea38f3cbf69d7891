"""`pbr ledger`: what a ledger holds, whether it is as it was written, and why a line is what it is."""

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pbrlang.cli.documents import output_file
from pbrlang.cli.failures import MISTAKES
from pbrlang.cli.groups import Command, Group
from pbrlang.cli.messages import put_json, tell
from pbrlang.cli.options import NO_COLOUR, day

if TYPE_CHECKING:
    from pbrlang.ledger import Issued, Ledger

FILE = click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
STATUSES = {0: "done", 1: "the file is no ledger, or was altered", 2: "wrong usage"}


@click.group(
    cls=Group,
    short_help="Show, verify, explain or export a ledger.",
    examples=["pbr ledger show contract.ledger", "pbr ledger verify contract.ledger"],
    statuses=STATUSES,
)
def ledger() -> None:
    """Show what a ledger holds, verify that it is as it was written, say why its lines are what they are, export it.

    None of these writes to the ledger.
    """


@contextlib.contextmanager
def _opened(ctx: click.Context, file: Path) -> Iterator["Ledger"]:
    """A ledger that is as it was written; what is wrong with it is told, and ends the command."""
    from pbrlang.ledger import LedgerRefused, read

    try:
        yield read(file)
    except LedgerRefused as refused:
        tell(refused.findings, err=True)
        ctx.exit(MISTAKES)


@ledger.command(
    cls=Command,
    short_help="List the statements of a ledger, or show one.",
    examples=["pbr ledger show contract.ledger", "pbr ledger show contract.ledger --statement 9"],
    statuses=STATUSES,
)
@FILE
@click.option("--statement", "number", metavar="N", type=int, help="Show this statement with each of its lines.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    callback=output_file,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write that statement as a document; the end of the name says in which format.",
)
@NO_COLOUR
@click.pass_context
def show(ctx: click.Context, file: Path, number: int | None, output: Path | None) -> None:
    """List the statements of a ledger with what each comes to, or show one of them with each of its lines."""
    from pbrlang.cli.issued import hash_of, listed, one

    if output is not None and number is None:
        raise click.UsageError("a document holds one statement: say which, with --statement N")
    with _opened(ctx, file) as found:
        if output is not None and number is not None:
            _write(found, _statement(found, number), output)
            return
        if number is not None:
            statement = _statement(found, number)
            click.echo("\n".join([*one(statement, each_line=True), hash_of(statement)]))
        elif found.statements:
            click.echo(f"{found.statements[-1].document['contract']}\n")
            click.echo("\n".join(listed(found.statements)))
        else:
            click.echo(f"{file} has no statements yet")


def _write(found: "Ledger", issued: "Issued", output: Path) -> None:
    """Write a statement of a ledger as a document."""
    from pbrlang.cli.issued import Money, reasons
    from pbrlang.cli.past import compiled
    from pbrlang.cli.statements import write
    from pbrlang.render.statement import issued_sheet

    program = compiled(found.contracts[str(issued.document["contract_hash"])])
    parties = program.terms.parties if program is not None else ()
    money = Money(issued)
    write(issued_sheet(issued, parties, lambda why: reasons(why, money)), output)


def _statement(found: "Ledger", number: int) -> "Issued":
    for each in found.statements:
        if each.number == number:
            return each
    many = len(found.statements)
    there = f"there are statements 1 to {many}" if many > 1 else "there is one" if many else "there is none yet"
    raise click.BadParameter(f"there is no statement {number}: {there}", param_hint="--statement")


@ledger.command(
    cls=Command,
    short_help="Verify that a ledger is as it was written.",
    examples=[
        "pbr ledger verify contract.ledger",
        "pbr ledger verify contract.ledger --holds 9f86d081884c7d65",
    ],
    statuses=STATUSES | {0: "it is as it was written"},
)
@FILE
@click.option("--holds", "hashes", metavar="HASH", multiple=True, help="Also that it holds the statement of this hash.")
@click.option("--again", is_flag=True, help="Also that each statement comes out the same when it is worked out again.")
@NO_COLOUR
@click.pass_context
def verify(ctx: click.Context, file: Path, hashes: tuple[str, ...], again: bool) -> None:
    """Verify that no statement was altered, left out, put in or moved, and that all figures add up.

    Statements cut off at the end leave no trace: keep the hash of the last one, and ask whether it is still there.
    Its first twelve figures are enough. With --again, each statement is worked out anew from the contract and the
    rows that the ledger holds, which takes as long as `pbr pay` for each.
    """
    from pbrlang.cli.issued import hash_of
    from pbrlang.diagnostics.prose import plural

    with _opened(ctx, file) as found:
        many = plural(len(found.statements), "statement")
        click.echo(f"{file}: {many}, as written")
        for each in found.statements[-1:]:
            click.echo(hash_of(each))
        missing = [wanted for wanted in hashes if not _told(found, wanted)]
        differing = _worked_out_again(found) if again else []
    if missing or differing:
        ctx.exit(MISTAKES)


def _worked_out_again(found: "Ledger") -> list[str]:
    """Say which statements come out otherwise, from the contract and the rows that the ledger holds."""
    from pbrlang.cli.past import compiled
    from pbrlang.ledger.again import Workshop

    differing = list(Workshop(found, compiled).differing())
    if not differing:
        click.echo("Worked out again from the contract and the rows in it, each statement is the same")
    for each in differing:
        click.echo(f"{each[:1].upper()}{each[1:]}", err=True)
    return differing


_ENOUGH = 12


def _told(found: "Ledger", wanted: str) -> bool:
    """Say whether there is a statement of a hash, or of one that begins so."""
    plain = wanted.strip().lower()
    if len(plain) < _ENOUGH:
        raise click.BadParameter(f"{wanted} is too short: give at least {_ENOUGH} figures", param_hint="--holds")
    for each in found.statements:
        if each.hash.startswith(plain):
            click.echo(f"Holds {wanted}: it is statement {each.number}, for {each.period}")
            return True
    click.echo(f"Does not hold {wanted}: statements were cut off, or it is of another ledger", err=True)
    return False


@ledger.command(
    cls=Command,
    short_help="Say what was believed when a line was paid, and what is known now.",
    examples=[
        "pbr ledger why contract.ledger --clause 8.1 --for P1",
        'pbr ledger why contract.ledger --clause "Job Outcome" --for Participant=P1 --for "Weeks In Work=26"',
    ],
    statuses=STATUSES | {2: "wrong usage, or nothing of that name"},
)
@FILE
@click.option("--clause", metavar="NAME", required=True, help="The clause, by its name or its number.")
@click.option(
    "--for", "keys", metavar="KEY", multiple=True, help="For what: P1, or Participant=P1; once for each part."
)
@click.option("--date", "on", metavar="DATE", type=day, help="The date of the line, where there are several.")
@NO_COLOUR
@click.pass_context
def why(ctx: click.Context, file: Path, clause: str, keys: tuple[str, ...], on: date | None) -> None:
    """Say, for each statement that has a line, what it was paid, what was believed then, and what changed.

    All of it comes from the ledger, which keeps the contract and the rows that each statement was made from.
    """
    from pbrlang.cli.past import told_lines

    with _opened(ctx, file) as found:
        click.echo("\n".join(told_lines(found, clause, keys, on)))


@ledger.command(
    cls=Command,
    short_help="Write a ledger for other programs.",
    examples=[
        "pbr ledger export contract.ledger --as csv --output lines.csv",
        "pbr ledger export contract.ledger --as journal",
    ],
    statuses=STATUSES,
)
@FILE
@click.option(
    "--as",
    "form",
    type=click.Choice(["csv", "json", "journal", "contract"]),
    default="csv",
    show_default=True,
    help="Lines as CSV, statements as JSON, a journal for hledger or Ledger, or the contract's text.",
)
@click.option(
    "--output",
    metavar="OUT",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write, in the place of standard output.",
)
@NO_COLOUR
@click.pass_context
def export(ctx: click.Context, file: Path, form: str, output: Path | None) -> None:
    """Write the statements of a ledger for other programs, or the contract that they were made by."""
    from pbrlang.files import decoded
    from pbrlang.ledger import exports

    if output is not None and output.resolve() == file.resolve():
        raise click.BadParameter("it is the ledger: name another file", param_hint="--output")
    with _opened(ctx, file) as found:
        if form == "contract":
            text = decoded(found.contract or b"")
        else:
            makers = {"csv": exports.as_csv, "json": exports.as_json, "journal": exports.as_journal}
            text = makers[form](found.statements)
    if output is None:
        put_json(text)
    else:
        output.write_text(text, encoding="utf-8", newline="")
