"""What became of each row that is in a database, told in numbers: used, or outside every clause and why."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from pbrlang.backends.sql.naming import relation
from pbrlang.backends.sql.reading import Touched
from pbrlang.backends.sql.sheets import Sheet
from pbrlang.backends.sql.sources import Source
from pbrlang.backends.sql.values import both, either
from pbrlang.backends.sql.walking import dated
from pbrlang.engines.bringing import NOTHING, Brought
from pbrlang.engines.databases import Database
from pbrlang.engines.judging import Judged
from pbrlang.engines.planning import Plan
from pbrlang.interpret import Fate
from pbrlang.ir.tables import Table
from pbrlang.settle import TableAccount
from pbrlang.settle.accounting import first_waiting
from pbrlang.settle.reckoning import Reckoned

Counts = dict[Fate, int]
_WAITING = Fate.EARNED + 1
"""Stands for lines of which none is issued yet."""


@frozen
class Accounts:
    """Counts the rows of each table by fate: those that earned a line, and the others only if there are any."""

    plan: Plan
    connection: Database
    world: Reckoned
    total_rows: dict[str, int]
    unasked: set[Source]
    together: Mapping[str, Sequence[Sequence[Any]]]
    brought: Brought = NOTHING

    def told(self) -> tuple[TableAccount, ...]:
        """What became of the rows of each table, in the order of the text."""
        found = []
        for table in self.plan.program.tables.values():
            counts = self._of_brought(table) if table.name in self.brought.rows else self._counts(table)
            ordered = {fate: counts[fate] for fate in sorted(counts, reverse=True) if counts[fate]}
            found.append(TableAccount(table.name, {}, ordered))
        return tuple(found)

    def _counts(self, table: Table) -> Counts:
        sheets = [each for each in self.plan.sheets if each.table == table.name]
        if not sheets:
            return self._read_or_not(table)
        if len(sheets) > 1:
            return self._by_row(table, sheets)
        sheet = sheets[0]
        counts: Counts = {}
        before: Counts = {}
        for first, fate, count in self._candidates(sheet):
            self._add(before, Fate(first), count)
            self._add(counts, Fate(fate), count)
        earned: Counts = {fate: count for fate, count in counts.items() if fate in (Fate.EARNED, Fate.LATER)}
        rows = self.total_rows[table.name]
        if sum(earned.values()) == rows or (sum(counts.values()) == rows and not self._is_used(table)):
            return counts
        if self._is_used(table):
            counts, before, query = earned, {}, self._others(table, sheet)
        else:
            query = sheet.by_days()
        for fate, count in self._all(query):
            self._add(counts, Fate(fate), count - before.get(Fate(fate), 0))
        return counts

    def _by_row(self, table: Table, sheets: Sequence[Sheet]) -> Counts:
        """The fates of the rows of a table that several sheets are for."""
        _, told, rows = self._of_rows(table, sheets)
        return {Fate(fate): count for fate, count in self._all(f"SELECT {told}, COUNT(*)\n{rows}\nGROUP BY 1")}

    def _of_rows(self, table: Table, sheets: Sequence[Sheet], later: int = Fate.LATER) -> tuple[str, str, str]:
        """For each row of a table what tells it apart, and the greatest fate that a sheet or a total gives it.

        `later` stands for the fate of a row that earned lines of which none is issued. Last comes what is read.
        """
        walker = self.plan.writer.emitter.walker
        row, named = walker.rows(table.name), walker.dialect.named
        own, key = row.source.row_id(row.alias), self._key(row.alias, table)

        def among(queries: Iterable[str], fate: int) -> list[str]:
            those = [f"{own} IN ({each})" for each in queries]
            return [f"WHEN {' OR '.join(those)} THEN {int(fate)}"] if those else []

        arms = [
            *among((each.earning(self._issued_to(each)) for each in sheets), Fate.EARNED),
            *among((each.earning() for each in sheets), later),
            *self._used(table, own, key),
            *among((each.candidates() for each in sheets if any(one.limit for one in each.clauses)), Fate.LIMIT),
        ]
        days = [f"o{number}" for number in range(len(sheets))]
        outside = ", ".join([f"{each}.{named('_fate')}" for each in days] or ["0"])
        outside = f"GREATEST({outside})" if len(days) > 1 else outside
        joins = [
            f"JOIN ({each.by_row()}) AS {day} ON {day}.{named('_id')} = {own}"
            for day, each in zip(days, sheets, strict=True)
        ]
        told = f"CASE {' '.join(arms)} ELSE {outside} END" if arms else outside
        return own, told, "\n".join([f"FROM {row.source.text()}", *joins])

    def _of_brought(self, table: Table) -> Counts:
        """The fates of the rows of a table that are here, by what is worked out here and by what is not."""
        sheets = [each for each in self.plan.sheets if each.table == table.name]
        own, told, rows = self._of_rows(table, sheets, _WAITING)
        here = Judged(self.world, self.plan.here.clauses, table)
        counts: Counts = {}
        for number, fate in self._all(f"SELECT {own}, {told}\n{rows}"):
            row = self.brought.by_id[table.name][number]
            self._add(counts, here.fate(row, Fate.EARNED if fate == _WAITING else Fate(fate), fate == _WAITING), 1)
        return counts

    def _candidates(self, sheet: Sheet) -> Iterable[tuple[int, int, int]]:
        """For candidates, the fate that their days give them, their own, and how many."""
        issued_to = self._issued_to(sheet)
        known = self.together.get(sheet.name)
        if known is None:
            yield from ((row[0], row[1], row[2]) for row in self._all(sheet.fates(issued_to).sql))
            return
        clauses = len(sheet.clauses)
        for day, *others in known:
            kept, count = others[:clauses], others[2 * clauses]
            issued = any(one and day <= to for one, to in zip(kept, issued_to, strict=True))
            fate = Fate.EARNED if issued else Fate.LATER if any(kept) else Fate.LIMIT
            yield Fate.CONDITION, fate, count

    def _is_used(self, table: Table) -> bool:
        """Whether rows may count, or be named, that earn nothing."""
        return table.name in {each.table for each in (*self.plan.book.counted, *self.plan.book.named)}

    @staticmethod
    def _add(counts: Counts, fate: Fate, count: int) -> None:
        counts[fate] = counts.get(fate, 0) + count

    def _all(self, query: str) -> list[tuple[int, ...]]:
        return list(self.connection.execute(query).fetchall())

    def _issued_to(self, sheet: Sheet) -> list[date]:
        """For each clause, the last day whose lines are in a statement."""
        program, settled_to = self.world.interpreter.program, self._settled_to
        periods = program.calendars[program.terms.step].periods
        last = max((each.last for each in periods if each.last <= settled_to), default=date.min)
        return [settled_to if each.clause.payable_on_its_date else last for each in sheet.clauses]

    @property
    def _settled_to(self) -> date:
        return self.world.interpreter.as_at or self.plan.program.terms.settles_until

    def _others(self, table: Table, sheet: Sheet) -> str:
        """The fates of the rows that earned nothing."""
        own = sheet.row.source.row_id(sheet.row.alias)
        key = self._key(sheet.row.alias, table)
        limited = [f"WHEN {own} IN ({sheet.candidates()}) THEN {Fate.LIMIT.value}"]
        limited = limited if any(each.limit for each in sheet.clauses) else []
        arms = " ".join([*self._used(table, own, key), *limited])
        fate = f"CASE {arms} ELSE {sheet.outside()} END" if arms else sheet.outside()
        earning = f"{own} NOT IN ({sheet.earning()})"
        return f"SELECT {fate}, COUNT(*)\nFROM {sheet.row.source.text(read=fate)}\nWHERE {earning}\nGROUP BY 1"

    def _key(self, alias: str, table: Table) -> str | None:
        return f"{alias}.{self.plan.writer.emitter.walker.column(table.key[0])}" if len(table.key) == 1 else None

    def _used(self, table: Table, own: str, key: str | None) -> list[str]:
        """The fates of rows that count, or are named."""
        counted = [each for each in self.plan.book.counted if self._is_read(each, table)]
        named = [each for each in self.plan.book.named if self._is_read(each, table)]
        found = [f"WHEN {own} IN ({self._members(each)}) THEN {Fate.COUNTED.value}" for each in counted]
        if key is not None:
            found += [f"WHEN {key} IN ({each.text(each.reference)}) THEN {Fate.NAMED.value}" for each in named]
        return list(dict.fromkeys(found))

    def _is_read(self, each: Touched, table: Table) -> bool:
        """Whether rows of a table may be read there: somebody asks."""
        return each.table == table.name and not any(frame.source in self.unasked for frame in each.frames)

    @staticmethod
    def _members(each: Touched) -> str:
        assert each.members is not None
        return each.text(each.members.row_id(each.members.alias))

    def _read_or_not(self, table: Table) -> Counts:
        """The fates of the rows of a table that no clause is for."""
        walker = self.plan.writer.emitter.walker
        source = walker.source(relation(table.name))
        own, key = walker.dialect.row.format(source.alias), self._key(source.alias, table)
        arms = " ".join(self._used(table, own, key))
        told = f"CASE {arms} {self._by_date(table, source.alias)} END"
        found = self._all(f"SELECT {told}, COUNT(*)\nFROM {source.text()}\nGROUP BY 1")
        return {Fate(fate): count for fate, count in found}

    def _by_date(self, table: Table, alias: str) -> str:
        """Why a row of which nothing was made may have been passed over."""
        walker, terms = self.plan.writer.emitter.walker, self.world.interpreter.program.terms
        name, literal = dated(table), walker.dialect.literal
        if name is None:
            return f"WHEN TRUE THEN {Fate.UNREAD.value}"
        day = f"{alias}.{walker.column(name)}"
        after = f"WHEN {day} > {literal(terms.settles_until)} THEN {Fate.AFTER_RUN_OFF.value}"
        if table.lasts is not None:
            return f"{after} {self._by_span(table, alias)}"
        later = f"WHEN {day} > {literal(self._settled_to)} THEN {Fate.LATER.value}"
        before = f"WHEN {day} < {literal(terms.starts)} THEN {Fate.BEFORE.value}"
        return f"{after} {later} {before} ELSE {Fate.UNREAD.value}"

    def _by_span(self, table: Table, alias: str) -> str:
        """The same of rows that last, by their nights or days."""
        walker, terms, lasts = self.plan.writer.emitter.walker, self.world.interpreter.program.terms, table.lasts
        assert lasts is not None
        start, end = (f"{alias}.{walker.column(each)}" for each in (lasts.start, lasts.end))
        sign = ">=" if lasts.noun == "day" else ">"

        def meets(first: date, last: date) -> str:
            """Whether some night or day lies in a stretch."""
            literal = walker.dialect.literal
            begins = f"GREATEST({start}, {literal(first)})"
            ends = either(f"({end} IS NULL)", f"({end} {sign} {begins})")
            return both(ends, f"({start} <= {literal(last)})")

        waiting = first_waiting(self.world.interpreter)
        found = [f"WHEN {meets(waiting, terms.settles_until)} THEN {Fate.LATER.value}"] if waiting else []
        found.append(f"WHEN {meets(terms.starts, terms.ends)} THEN {Fate.UNREAD.value}")
        return f"{' '.join(found)} ELSE {Fate.UNMEASURED.value}"
