"""What `pbr build --to excel` writes: a workbook over the contract's data, or over a worked example."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pbrlang.cli.failures import stop
from pbrlang.cli.reading import read

if TYPE_CHECKING:
    from pbrlang.api import Contract
    from pbrlang.backends.excel import Basis
    from pbrlang.settle import Settlement

MISSING = "a workbook needs the library XlsxWriter: pip install 'pbrlang[workbook]'"


def workbook(contract: "Contract", data: Path | None, complete_to: date | None, room: int) -> dict[str, bytes]:
    """The file by its name. Raises CannotBeBuilt, and what `pay` raises; ends the command without the library."""
    from pbrlang.api import CannotBeBuilt
    from pbrlang.backends.common.words import words
    from pbrlang.backends.excel import NotInstalled, build
    from pbrlang.lower import Lowered, lower

    program = contract.program
    lowered = lower(program)
    if not isinstance(lowered, Lowered):
        raise CannotBeBuilt(lowered)
    try:
        made = build(_basis(contract, lowered, data, complete_to, room))
    except NotInstalled:
        stop(MISSING)
    if isinstance(made, tuple):
        raise CannotBeBuilt(made)
    return {f"{'_'.join(words(program.terms.name)).lower()}.xlsx": made}


def _basis(contract: "Contract", lowered: Any, data: Path | None, complete_to: date | None, room: int) -> "Basis":
    from pbrlang.backends.excel import Basis

    if data is not None or contract.data.is_dir():
        reading = read(contract, data, complete_to)
        payment = contract.pay(reading, as_at=None if contract.program.tables else complete_to)
        return Basis(lowered, reading.rows, payment.settlement.as_at, json.loads(payment.as_json()), room)
    rows, settlement = _without_data(contract)
    from pbrlang.settle import as_json

    return Basis(lowered, rows, settlement.as_at, json.loads(as_json(settlement)), room)


def _without_data(contract: "Contract") -> tuple[dict[str, Any], "Settlement"]:
    """The rows of the first worked example that gives rows and supposes nothing; else no rows."""
    from pbrlang.settle import settle, suppose

    program = contract.program
    for example in program.examples:
        supposed = suppose(program, example)
        if supposed.given or supposed.faults or not any(supposed.rows.values()):
            continue
        settlement = settle(program, supposed.rows, as_at=program.terms.settles_until)
        if not settlement.faults:
            return supposed.rows, settlement
    rows: dict[str, Any] = dict.fromkeys(program.tables, ())
    return rows, settle(program, rows, as_at=program.terms.settles_until)
