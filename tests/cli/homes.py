"""A small contract with its data, written where a test wants it."""

from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from pbrlang.cli.main import pbr

CONTRACT = """\
contract Homes
    purpose "People leave shelters for homes of their own."
    commissioner "A council"
    provider "A charity"
    currency GBP
    runs from 1 April 2020 to 31 December 2020
    results settle until 31 December 2020
    years start on 1 April
    settles every month
    rounds each payment to the nearest penny, half up

data Move
    "One row for each person who leaves a shelter for a home of their own."
    Move        identifier
    Moved On    date
    Bedrooms    number of bedrooms
    one row for each Move
    dated Moved On
    records results
    supplied by provider
    verified by commissioner against "Signed tenancy agreement"

fee Home Found
    for each Move
    when Bedrooms is at least 1 bedroom
    pays £1,234.50

deduction Small Home
    for each Move
    when Bedrooms is 1 bedroom
    deducts £34.50

cap Yearly Budget
    limits Home Found to £2,500 over the contract
    cutting the latest first

example "one home"
    given Moves
        | Move | Moved On     | Bedrooms   |
        | M1   | 3 April 2020 | 2 bedrooms |
    expect Home Found in April 2020 is £1,234.50
    expect total to date is £1,234.50

always: Home Found paid never exceeds Most Of All

Most Of All means £2,500
"""
MOVES = """\
Move,Moved On,Bedrooms
M1,2020-04-03,2
M2,2020-07-01,1
M3,2020-07-09,3
M4,2020-07-09,0
"""
COMPLETE = "Data,Complete To\nMoves,2020-09-30\n"
BAD_MOVES = "Move,Moved On,Bedrooms\nM1,2020-04-03,2\nM2,1/7/2020,many\nM3,2020-07-09,3\n"


def write(folder: Path, contract: str = CONTRACT, moves: str | None = MOVES, complete: str | None = COMPLETE) -> Path:
    """The folder, with the contract and the files that are given."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    (folder / "contract.pbr").write_text(contract, encoding="utf-8")
    for name, text in (("moves.csv", moves), ("complete.csv", complete)):
        if text is not None:
            (folder / "data" / name).write_text(text, encoding="utf-8")
    return folder


def run(*words: str | Path | Sequence[str]) -> Result:
    """The command with these words; an exception that it lets through fails the test."""
    done = CliRunner().invoke(pbr, [str(word) for word in words], prog_name="pbr")
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done
