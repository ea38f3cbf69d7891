"""Runs a case of the reference: what its contract, with its data, really gives."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from pbrlang.data.dates import MONTHS
from pbrlang.data.folder import read_folder
from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.draw import draw
from pbrlang.diagnostics.finding import Finding
from pbrlang.diagnostics.order import in_order
from pbrlang.interpret import key_in_words
from pbrlang.ir.program import Program
from pbrlang.pipeline import Compilation, compile_text
from pbrlang.settle import ClauseTotal, SettledLine, Settlement, Statement, settle
from pbrlang.values.wording import amount, in_words
from tests.frame import CLIENTS, above, is_whole
from tests.language.pages import Case, Fence

_AS_AT = re.compile(r"as at (\d+) (\w+) (\d{4})\n")
_GAP = "  "


def compiled(case: Case) -> Compilation:
    """The contract of a case; its data may also be read as files that lie beside it."""
    return compile_text("contract.pbr", above(case.contract.text), case.files().get)


def mistakes(compilation: Compilation) -> list[Finding]:
    """The errors of a contract, in the order of the text."""
    return in_order(each for each in compilation.diagnostics if each.severity is Severity.ERROR)


def drawn(findings: Iterable[Finding]) -> str:
    """Messages as the command shows them."""
    return "\n\n".join(draw(each) for each in findings) + "\n"


def actual(case: Case, expected: Fence) -> str:
    """What really comes of a case where a fence says what is expected."""
    compilation = compiled(case)
    if compilation.program is None or (expected.language == "diagnostic" and case.is_mistaken):
        return drawn(mistakes(compilation)) if mistakes(compilation) else "there is no mistake\n"
    program = compilation.program
    as_at = _as_at(expected) or program.terms.settles_until
    frame = {} if is_whole(case.contract.text) else {"clients.csv": CLIENTS}
    found = settled(program, frame | case.files(expected), as_at)
    head = "" if as_at == program.terms.settles_until else f"as at {in_words(as_at)}\n"
    if not isinstance(found, Settlement):
        return head + drawn(found)
    if expected.language == "diagnostic":
        return "there is no mistake\n"
    return head + (_statement(found) if expected.language == "statement" else _lines(found))


def _as_at(expected: Fence) -> date | None:
    found = _AS_AT.match(expected.text)
    return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])) if found else None


def settled(program: Program, files: dict[str, str], as_at: date) -> Settlement | list[Finding]:
    """The settlement over the files given, or the faults of the data; data that is not given has no rows."""
    tables = tuple(program.tables.values())
    empty = {f"{each.plural}.csv": ",".join(field.name for field in each.fields) for each in tables}
    given = {_squeezed(name) for name in files}
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, text in {**{n: t for n, t in empty.items() if _squeezed(n) not in given}, **files}.items():
            if "/" not in name:
                (folder / name).write_text(text, encoding="utf-8")
        plurals = program.nouns.plurals
        reading = read_folder(folder, tables, symbol=program.terms.symbol, plurals=plurals, complete_to=as_at)
    faults: list[Finding] = [*reading.errors, *(each.fault for each in reading.bad)]
    if faults:
        return in_order(faults)
    settlement = settle(program, reading.rows, as_at=as_at)
    return in_order(each.fault for each in settlement.faults) if settlement.faults else settlement


def _squeezed(name: str) -> str:
    return re.sub(r"[ _-]", "", name).casefold()


def _statement(settlement: Settlement) -> str:
    """Each statement with its clauses; the columns `Cut` and `Recovered` only where there is something in them."""
    told = [(statement, each) for statement in settlement.statements for each in statement.clauses]
    if not told:
        return "nothing is due\n"
    cut, recovered = any(each.cut for _, each in told), any(each.recovered for _, each in told)

    def figures(each: ClauseTotal) -> list[str]:
        shown = [each.due, *([each.cut] if cut else []), *([each.recovered] if recovered else []), each.total]
        return [str(each.count), *(_money(settlement, value) for value in shown)]

    extra = [*(["Cut"] if cut else []), *(["Recovered"] if recovered else [])]
    rows = [["Period", "Clause", "Lines", "Due", *extra, "Total"]]
    period = ""
    for statement, each in told:
        name = statement.stretch.name
        rows.append(["" if name == period else name, each.clause, *figures(each)])
        period = name
        if each is statement.clauses[-1]:
            rows += [
                ["", label, *[""] * (len(rows[0]) - 3), amount] for label, amount in _shares(settlement, statement)
            ]
    rows.append(["total", *[""] * (len(rows[0]) - 2), _money(settlement, settlement.total)])
    return _table(rows, words=2)


def _shares(settlement: Settlement, statement: Statement) -> Iterator[tuple[str, str]]:
    """What each payer bears of a statement, and each receiver gets."""
    if statement.payers is not None:
        for each in statement.payers.parts:
            yield f"  borne by {each.name}", _money(settlement, each.amount)
        if statement.payers.not_paid.amount:
            yield "  not paid", _money(settlement, statement.payers.not_paid.amount)
    for parts in statement.splits:
        for each in parts.parts:
            yield f"  to {each.name}", _money(settlement, each.amount)


def _lines(settlement: Settlement) -> str:
    """Every line of the statements: for what, dated when, what is due, and what the statement has of it."""
    issued = [each for statement in settlement.statements for each in statement.lines]
    rows = [["Clause", "For", "Dated", "Due", "In the statement"]]
    rows += [
        [each.clause.name, _key(each), in_words(each.line.date), *_amounts(settlement, each)]
        for each in sorted(issued, key=lambda each: each.line.date)
    ]
    return _table(rows, words=3) if issued else "nothing is due\n"


def _amounts(settlement: Settlement, each: SettledLine) -> tuple[str, str]:
    return _money(settlement, each.due), _money(settlement, each.amount)


def _key(each: SettledLine) -> str:
    key = key_in_words(each.line.element).items()
    named = (value if value.startswith(f"{name} ") or name in ("month",) else f"{name} {value}" for name, value in key)
    return (", ".join(named) or "the contract") + "".join(f"; {told}" for told in each.told)


def _money(settlement: Settlement, value: Fraction) -> str:
    terms = settlement.program.terms
    return amount(value, terms.symbol, terms.places)


def _table(rows: Sequence[Sequence[str]], words: int) -> str:
    """Columns in line: the first so many to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell.ljust(width) if place < words else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append(_GAP.join(cells).rstrip())
    return "".join(f"{line}\n" for line in lines)
