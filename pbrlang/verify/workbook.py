"""The workbook that `pbr build --to excel` writes, reckoned by LibreOffice."""

import json
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import frozen

from pbrlang.backends.excel import Basis, build, heading
from pbrlang.backends.excel.sheets import TOP
from pbrlang.diagnostics import Diagnostic
from pbrlang.ir.program import Program
from pbrlang.lower import Lowered, lower
from pbrlang.settle import as_json, settle
from pbrlang.verify.office import OfficeFailed, Values, office, reckoned, unlike, values
from pbrlang.verify.ways import NotThere, Rows, WayFailed

_ROOM = 2


@frozen(eq=False)
class BuiltWorkbook:
    """A workbook is made of the rows, with the interpreter's statements in it, and reckoned from its formulae alone."""

    lowered: Lowered
    office: str

    @classmethod
    def of(cls, program: Program) -> "BuiltWorkbook | tuple[Diagnostic, ...]":
        """The way, or why no workbook is made even of no rows. Raises NotThere."""
        program_of_office = office()
        if program_of_office is None:
            raise NotThere("LibreOffice is not installed, and workbooks are reckoned by it: put `soffice` on the path")
        for library, extra in (("xlsxwriter", "workbook"), ("openpyxl", "files")):
            if find_spec(library) is None:
                raise NotThere(f"to compare a workbook, {library} is needed: pip install 'pbrlang[{extra}]'")
        lowered = lower(program)
        if not isinstance(lowered, Lowered):
            return lowered
        way, last = cls(lowered, program_of_office), program.terms.settles_until
        made = way.made(dict.fromkeys(program.tables, ()), last, last)
        return made[0] if isinstance(made[0], tuple) else way

    def made(self, rows: Rows, complete_to: date, as_at: date) -> tuple[bytes | tuple[Diagnostic, ...], str]:
        """The workbook, or why there is none, and the statements that the interpreter gives."""
        meant = as_json(settle(self.lowered.program, rows, as_at=as_at, complete_to=complete_to))
        return build(Basis(self.lowered, rows, min(as_at, complete_to), json.loads(meant), _ROOM)), meant

    def settled(self, rows: Rows, complete_to: date, as_at: date) -> str:
        """The statements as JSON: the interpreter's, with what LibreOffice gives in the place of each sum."""
        made, meant = self.made(rows, complete_to, as_at)
        if isinstance(made, tuple):
            raise WayFailed("declined: " + "; ".join(each.message() for each in made))
        with TemporaryDirectory() as folder:
            try:
                (found,) = reckoned({"workbook": made}, Path(folder), self.office).values()
            except OfficeFailed as failure:
                raise WayFailed(f"LibreOffice gave no workbook: {failure}") from None
        other = unlike(values(made), found)
        told = with_sums(self.lowered.program, meant, found)
        if other and told == meant:
            sheet, cell, shown, given = other[0]
            more = f", and {len(other) - 1} more" if len(other) > 1 else ""
            raise WayFailed(f"{sheet}!{cell} shows {shown}, and LibreOffice gives {given}{more}")
        return told

    def close(self) -> None:
        """Nothing is left open."""


def with_sums(program: Program, meant: str, found: Values) -> str:
    """Statements as JSON with the sums of a workbook in the place of their own; where all agree, the same text."""
    told = json.loads(meant)
    sheet = found["Settlement"]
    columns = {value: cell.rstrip("0123456789") for cell, value in sheet.items() if cell.endswith(str(TOP - 1))}
    rows = {value: cell.lstrip("A") for cell, value in sheet.items() if cell.startswith("A")}
    total = Decimal(0)
    for statement in told["statements"]:
        row = rows[statement["period"]]

        def sum_of(title: str, row: str = row) -> str:
            return _money(program, sheet.get(f"{columns[title]}{row}", 0))

        within = "Total within the payers' limits"
        statement["total"] = sum_of(within if within in columns else "Total")
        total += Decimal(statement["total"])
        for each in statement["clauses"]:
            clause = program.clauses[each["clause"]]
            each["due"] = sum_of(heading(clause, "due"))
            each["total"] = sum_of(heading(clause, "amount"))
    told["total"] = _money(program, int(total * 10**program.terms.places))
    return meant if told == json.loads(meant) else json.dumps(told, indent=2, ensure_ascii=False)


def _money(program: Program, coins: Any) -> str:
    """A number of coins as a decimal number of the main unit; what is no whole number as it stands."""
    if not isinstance(coins, int):
        return str(coins)
    return f"{Decimal(coins).scaleb(-program.terms.places):.{program.terms.places}f}"
