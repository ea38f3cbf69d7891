"""The views that `pbr build --to sql` writes, run in an embedded DuckDB, and what the interpreter says of the same.

Views work out the whole contract, as if all data were complete to the end of the run-off, and give sums: of each
clause in each statement, of each line, and of each party.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Any

from attrs import frozen

from pbrlang.backends.sql.naming import column, quoted, relation
from pbrlang.backends.sql.script.inputs import input_name
from pbrlang.data.rows import Row, Value
from pbrlang.ir.program import Program
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Quantity
from pbrlang.verify.ways import NotThere, Rows, WayFailed

_AT_ONCE = 1000
"""How many rows are put into a table by one statement."""
_STATEMENT = "SELECT period, clause, number, line_count, due, cut, amount FROM statement WHERE {} ORDER BY {}"
_IN_ORDER = "last_day, first_day DESC, number"
Told = dict[str, Any]


@frozen(eq=False)
class BuiltViews:
    """The script for DuckDB, run once; its input tables are filled anew for each data."""

    program: Program
    connection: Any

    @classmethod
    def of(cls, program: Program, files: Mapping[str, str]) -> "BuiltViews":
        try:
            import duckdb
        except ImportError:
            raise NotThere(
                "DuckDB is not installed, and the views are run in it: `pip install 'pbrlang[bulk]'`"
            ) from None
        made = cls(program, duckdb.connect())
        made.connection.execute(next(text for name, text in files.items() if name.endswith(".duckdb.sql")))
        return made

    def settled(self, rows: Rows, complete_to: date, as_at: date) -> str:  # noqa: ARG002
        """The sums as JSON, as `sums` gives them; of no day but the end of the run-off."""
        import duckdb

        try:
            for name, table in self.program.tables.items():
                self._fill(table, rows.get(name, ()))
            return _written(self._sums())
        except duckdb.Error as failed:
            told = self._query("SELECT input, row_key, problem FROM problems LIMIT 1")
            raise WayFailed(": ".join(map(str, told[0])) if told else str(failed)) from None

    def close(self) -> None:
        self.connection.close()

    def _query(self, text: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.connection.execute(text).fetchall()
        return found

    def _fill(self, table: Table, rows: Sequence[Row]) -> None:
        own = quoted(input_name(table))
        names = ", ".join(quoted(column(each.name)) for each in table.fields)
        self._query(f"DELETE FROM {own}")
        for first in range(0, len(rows), _AT_ONCE):
            told = ", ".join(
                f"({', '.join(_literal(row.values[each.name], each) for each in table.fields)})"
                for row in rows[first : first + _AT_ONCE]
            )
            self._query(f"INSERT INTO {own} ({names}) VALUES {told}")

    # --- sums

    def _sums(self) -> Told:
        rows = self._query(_STATEMENT.format("TRUE", _IN_ORDER))
        statements: list[Told] = []
        shares = self._shares()
        for period, those in groupby(rows, key=lambda row: row[0]):
            clauses = list(those)
            own = shares.get(period, {})
            total = sum((row[-1] for row in clauses), Decimal(0)) - own.pop("beyond", Decimal(0))
            lines = [self._line(row[1], row[2], "", row[4:]) for row in clauses if row[3]]
            statements.append({"period": period, "total": self._money(total), "lines": _sorted(lines), **own})
        lines = [self._line(name, each.clause, row[0].isoformat(), row[1:]) for name, each, row in self._lines()]
        total = sum((Decimal(each["total"]) for each in statements), Decimal(0))
        return {"total": self._money(total), "statements": [*statements, _all_lines(lines)]}

    def _lines(self) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
        for name, clause in self.program.clauses.items():
            view = quoted(f"{relation(name)}_lines")
            for row in self._query(f"SELECT line_date, due, cut, amount FROM {view}"):
                yield name, clause, row

    def _line(self, clause: str, number: str, day: str, amounts: Sequence[Decimal]) -> Told:
        due, cut, amount = map(self._money, amounts)
        return {"clause": clause, "number": number, "for": {}, "date": day, "due": due, "cut": cut, "amount": amount}

    def _money(self, amount: Decimal) -> str:
        return f"{amount:.{self.program.terms.places}f}"

    def _shares(self) -> dict[str, Told]:
        """What each party has of each statement, by period."""
        found: dict[str, Told] = {}
        if self.program.payers is not None:
            for period, party, amount, to_date in self._query("SELECT period, payer, amount, to_date FROM payers"):
                told = {"payer": party, "amount": self._money(amount), "to_date": self._money(to_date)}
                found.setdefault(period, {}).setdefault("payers", []).append(told)
            if self.program.payers.taker is None:
                for period, amount in self._query("SELECT period, amount FROM not_paid"):
                    found[period]["beyond"] = amount
        if self.program.splits:
            rows = self._query("SELECT period, clauses, receiver, amount, to_date FROM receivers")
            for period, clauses, party, amount, to_date in rows:
                told = {"receiver": party, "amount": self._money(amount), "to_date": self._money(to_date)}
                found.setdefault(period, {}).setdefault("receivers", []).append({"clauses": clauses, **told})
        return {period: _ordered(each) for period, each in found.items()}


def sums(meant: str) -> str:
    """What views give of a result of the interpreter, both as JSON."""
    told = json.loads(meant)
    statements, lines = [], []
    for each in told["statements"]:
        totals = [{**_own(one), "for": {}, "date": "", "amount": one["total"]} for one in each["clauses"]]
        own = {"period": each["period"], "total": each["total"], "lines": _sorted(totals)}
        if "payers" in each:
            own["payers"] = each["payers"]
        if "splits" in each:
            own["receivers"] = [
                {"clauses": ", ".join(split["clauses"]), **one}
                for split in each["splits"]
                for one in split["receivers"]
            ]
        statements.append(_ordered(own))
        lines += [_plain_line(line) for line in each["lines"]]
    return _written({"total": told["total"], "statements": [*statements, _all_lines(lines)]})


def _own(told: Told) -> Told:
    return {name: told[name] for name in ("clause", "number", "due", "cut")}


def _plain_line(line: Told) -> Told:
    """A line; by one that takes back what was paid in advance nothing is due."""
    own = {**_own(line), "for": {}, "date": line["date"], "amount": line["amount"]}
    if "sets_off" in line or "unearned" in line:
        own["due"] = own["cut"] = f"{0:.{len(line['due'].partition('.')[2])}f}"
    return own


def _all_lines(lines: list[Told]) -> Told:
    """All lines, as they would stand in one statement."""
    return {"period": "", "total": "", "lines": _sorted(lines)}


def _sorted(lines: list[Told]) -> list[Told]:
    return sorted(lines, key=lambda line: (line["clause"], line["date"], line["due"], line["cut"], line["amount"]))


def _ordered(told: Told) -> Told:
    """The same with parties in the order of their names."""
    parties = {name: sorted(told[name], key=json.dumps) for name in ("payers", "receivers") if name in told}
    return told | parties


def _written(told: Told) -> str:
    return json.dumps(told, sort_keys=True)


def _literal(value: Value, field: Field) -> str:
    match value:
        case None:
            return "NULL"
        case bool():
            return str(value).upper()
        case Fraction() | int():
            share = isinstance(field.kind, Quantity) and field.kind.share
            whole = Fraction(value) * (100 if share else 1) * 10**field.places
            return f"{Decimal(int(whole)).scaleb(-field.places):f}"
        case date():
            return f"DATE '{value.isoformat()}'"
        case _:
            return "'" + str(value).replace("'", "''") + "'"
