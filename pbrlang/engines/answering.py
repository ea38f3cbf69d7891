"""Answers for a settlement out of a database: the lines of clauses for rows, and what rows add to totals."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import define, field

from pbrlang.backends.sql.sheets import Sheet
from pbrlang.calendar.periods import Period
from pbrlang.data.rows import Row, Value
from pbrlang.engines.accounting import Accounts
from pbrlang.engines.bringing import NOTHING, Brought
from pbrlang.engines.databases import Database
from pbrlang.engines.errors import DataDeclinedByEngine, Declined
from pbrlang.engines.part_rows import Columns, Rows, Shape
from pbrlang.engines.planning import Plan
from pbrlang.engines.questions import Question
from pbrlang.engines.series import Exact, Lengths, Sums, exact, lengths_by_key, of_quotients, sums_by_key
from pbrlang.interpret import CohortElement, Element, Line, ListElement, PairElement, TheContract
from pbrlang.interpret.bulk import Batch
from pbrlang.interpret.coverage import Interval
from pbrlang.interpret.faults import Undefined
from pbrlang.interpret.windows import Days
from pbrlang.ir.expressions import Aggregate, Cover, Covered
from pbrlang.settle import TableAccount
from pbrlang.settle.reckoning import Reckoned

_ROUNDS = 8
"""So often at the most it is looked who asks what, before the rest is asked one by one."""
Reader = tuple[tuple[Any, ...], Days, date]
"""Who asks: what tells the element, the days that count, and the date."""


def linked(element: Element) -> tuple[Any, ...]:
    """What tells an element from the others of its home, as a database has it."""
    match element:
        case Period(number=number) | CohortElement(number=number):
            return (number,)
        case ListElement(word=word):
            return (word,)
        case PairElement(parts=parts):
            return tuple(each for part in parts for each in linked(part))
        case TheContract():
            return ()
        case _:
            raise TypeError(f"{element} is in the database")


def prepared_shapes(plan: Plan) -> dict[str, tuple[list[str], Shape]]:
    """The columns that are read of the lines of each clause, and how rows are made of them; before any statement."""
    found = {}
    for clause, need in plan.needs.items():
        sheet = plan.sheet_of(clause)
        assert sheet is not None
        columns = Columns(plan.program, sheet)
        shape = columns.shape(need)
        found[clause] = (columns.names, shape)
    return found


@define(eq=False)
class Answers:
    """What a database answers while a contract is settled; `brought` are rows here, and `world` what came of it."""

    plan: Plan
    connection: Database
    total_rows: dict[str, int]
    brought: Brought = NOTHING
    rows: Rows = field(init=False)
    shapes: dict[str, tuple[list[str], Shape]] = field(factory=dict)
    known_lines: dict[str, tuple[Line, ...]] = field(factory=dict)
    sums: dict[int, dict[tuple[Any, ...], Sums]] = field(factory=dict)
    lengths: dict[int, dict[tuple[Any, ...], Lengths]] = field(factory=dict)
    stretches: dict[int, dict[tuple[Any, ...], list[Interval]]] = field(factory=dict)
    asked: dict[int, dict[Reader, tuple[int, Exact]]] = field(factory=dict)
    questions: dict[int, Question | None] = field(factory=dict)
    together: dict[str, list[tuple[Any, ...]]] = field(factory=dict)
    guessed: dict[int, dict[Reader, None]] | None = None
    world: Reckoned | None = None

    def __attrs_post_init__(self) -> None:
        self.rows = Rows(self.plan.program, self.brought.by_key)
        self.shapes = prepared_shapes(self.plan)

    def prepare(self) -> None:
        """Run the statements of the plan; Declined where some row cannot be read as the contract asks."""
        for step in self.plan.steps():
            self.connection.execute(step.sql)
        at_fault = [self._number(sheet.faults()) for sheet in self.plan.sheets]
        at_fault += [self._number(f"SELECT COUNT(*)\nFROM {check}") for check in self.plan.writer.checks]
        if any(at_fault):
            span = self.plan.program.terms.span
            raise Declined((DataDeclinedByEngine(span, "some rows cannot be read as the contract asks"),))

    def _number(self, query: str) -> int:
        found = self.connection.execute(query).fetchone()
        return int(found[0]) if found else 0

    def _all(self, query: str) -> list[tuple[Any, ...]]:
        return list(self.connection.execute(query).fetchall())

    # --- lines

    def lines(self, clause: str, last: date) -> Sequence[Line] | None:
        """The lines of a clause up to a day, by date and key; nothing for one that is worked out elsewhere."""
        if clause not in self.plan.needs:
            return None
        if clause not in self.known_lines:
            self.known_lines[clause] = tuple(self._lines(clause))
        known = self.known_lines[clause]
        return known if last >= self.plan.days.last else tuple(each for each in known if each.date <= last)

    def _lines(self, clause: str) -> Iterable[Line]:
        sheet = self.plan.sheet_of(clause)
        assert sheet is not None
        names, shape = self.shapes[clause]
        scale = 10**self.plan.program.terms.places
        if clause in self.plan.apart:
            key = self.plan.program.tables[shape.table].key
            step = sheet.one_by_one(clause, names, [names[shape.fields[each]] for each in key])
            for day, *values, due in self._all(step.sql):
                yield Line(clause, self.rows.made(shape, values), day, Fraction(int(due), scale))
            return
        if sheet.same_day and not names:
            found = in_days(self.together_of(sheet), sheet.place(clause) - 1, len(sheet.clauses))
        else:
            found = self._all(sheet.added_up(clause, names).sql)
        for day, *values, _negative, count, due in sorted(found, key=lambda row: row[0]):
            yield Batch(clause, self.rows.made(shape, values), day, Fraction(int(due), scale), count)

    def together_of(self, sheet: Sheet) -> list[tuple[Any, ...]]:
        """What the clauses of a sheet come to by day, asked for once."""
        if sheet.name not in self.together:
            self.together[sheet.name] = self._all(sheet.together().sql)
        return self.together[sheet.name]

    # --- totals

    def answers(self, aggregate: Aggregate) -> bool:
        """Whether an aggregate ranges over rows, or over what is due under clauses for rows."""
        if id(aggregate) not in self.questions:
            self.questions[id(aggregate)] = self.plan.questions.get(aggregate)
        return self.questions[id(aggregate)] is not None

    def add_up(self, aggregate: Aggregate, subject: Element, days: Days, t: date) -> tuple[int, Fraction]:
        """How many things that belong to an element count in a stretch of days for a reader, and what they add."""
        question = self.questions[id(aggregate)]
        assert question is not None
        reader = self._reader(question, subject, days, t)
        noted = self.asked.setdefault(question.number, {})
        if reader not in noted:
            if question.series:
                noted[reader] = self._series(question, reader)
            elif self.guessed is not None:
                self.guessed.setdefault(question.number, {})[reader] = None
                return 0, Fraction(0)
            else:
                self._ask(question, [reader])
        count, total = noted[reader]
        return count, Fraction(total, question.tally.scale)

    def pick(self, aggregate: Aggregate, subject: Element, days: Days, t: date) -> tuple[int, Value]:
        """How many things count as for `add_up`, and which of the values that they hold, or how many different ones."""
        question = self.questions[id(aggregate)]
        assert question is not None
        self.readers(question, [self._reader(question, subject, days, t)])
        found = self._all(question.answers.sql)
        if not found:
            return 0, Fraction(0)
        _, count, value = found[0]
        return int(count), value if isinstance(value, date) else Fraction(int(value), question.picked_scale)

    def _reader(self, question: Question, subject: Element, days: Days, t: date) -> Reader:
        return self._linked(subject), days, date.max if question.tally.still else t

    def _linked(self, subject: Element) -> tuple[Any, ...]:
        if isinstance(subject, Row):
            return tuple(self.rows.stored(subject, name) for name in subject.table.key)
        return linked(subject)

    def _series(self, question: Question, reader: Reader) -> tuple[int, Exact]:
        """An answer out of sums by day, which are asked for once."""
        key, days, _ = reader
        assert question.series is not None
        if question.tally.length:
            if question.number not in self.lengths:
                found = self._all(question.series.sql)
                self.lengths[question.number] = lengths_by_key(found, question.keys)
            lengths = self.lengths[question.number].get(key)
            return 0, lengths.between(days) if lengths else 0
        if question.number not in self.sums:
            found = self._all(question.series.sql)
            rows = of_quotients(found) if question.of_quotients else found
            self.sums[question.number] = sums_by_key(rows, question.keys)
        sums = self.sums[question.number].get(key)
        return sums.between(days) if sums else (0, 0)

    def foresee(self, settling: Callable[[], object]) -> None:
        """Put questions that settling would ask one after the other into few statements, where a statement is dear.

        It is settled with nought for what is not known, to see who asks; then all of them are answered, and what is
        asked further on their account is found likewise. What comes of it means nothing.
        """
        questions = {each.number: each for each in self.plan.questions.values() if not each.series}
        if not self.plan.writer.emitter.walker.dialect.dear or not questions:
            return
        for _ in range(_ROUNDS):
            self.guessed = {}
            try:
                settling()
            except (ArithmeticError, Undefined):
                pass
            finally:
                guessed, self.guessed = self.guessed, None
            if not guessed:
                return
            for number, readers in guessed.items():
                self._ask(questions[number], list(readers))

    def _ask(self, question: Question, readers: Sequence[Reader]) -> None:
        """Answer those who ask, all at once."""
        self.readers(question, readers)
        rows: Iterable[Sequence[Any]] = self._all(question.answers.sql)
        found: list[tuple[int, Exact]] = [(0, 0)] * len(readers)
        for place, count, total in of_quotients(rows) if question.of_quotients else rows:
            before, added = found[place], exact(total or 0)
            found[place] = (before[0] + int(count), before[1] + added)
        self.asked.setdefault(question.number, {}).update(zip(readers, found, strict=True))

    def readers(self, question: Question, readers: Sequence[Reader]) -> None:
        """Write those who ask a question into its relation."""
        dialect = self.plan.writer.emitter.walker.dialect
        keys = [f"_k{number}" for number in range(1, question.keys + 1)]
        names = ", ".join(map(dialect.named, ["_id", *keys, "_first", "_last", "_t"]))
        literal = dialect.literal
        told = [
            f"({', '.join([str(number), *map(literal, key), *map(literal, (*days, t))])})"
            for number, (key, days, t) in enumerate(readers)
        ]
        make = dialect.temporary.format(dialect.named(question.readers))
        self.connection.execute(f"{make} SELECT * FROM (VALUES {', '.join(told)}) AS r({names})")

    def covers(self, covered: Covered) -> bool:
        """Whether the database unites what rows cover."""
        return all(each in self.plan.questions for each in (*covered.by, *covered.without))

    def intervals(self, cover: Cover, subject: Element) -> Sequence[Interval]:
        """The stretches that rows which belong to an element cover, each day once."""
        question = self.plan.questions[cover]
        if question.number not in self.stretches:
            assert question.series is not None
            found = self.stretches[question.number] = {}
            for *key, first, last in self._all(question.series.sql):
                found.setdefault(tuple(key), []).append((int(first), int(last)))
        return self.stretches[question.number].get(self._linked(subject), ())

    # --- rows

    def accounting(self, world: Reckoned) -> tuple[TableAccount, ...]:
        """What became of the rows of each table."""
        if self.guessed is not None:
            return ()
        self.world = world
        unasked = set()
        asked: dict[int, dict[Reader, None]] = {}
        for aggregate, subject, days, t in world.interpreter.bulk_reads():
            question = self.plan.questions[aggregate]
            asked.setdefault(question.number, {})[self._reader(question, subject, days, t)] = None
        for question in self.plan.questions.values():
            readers = list(asked.get(question.number, ()))
            if readers:
                self.readers(question, readers)
            else:
                unasked.add(question.source)
        accounts = Accounts(self.plan, self.connection, world, self.total_rows, unasked, self.together, self.brought)
        return accounts.told()


def in_days(rows: Iterable[Sequence[Any]], place: int, clauses: int) -> list[tuple[Any, ...]]:
    """The days of one clause out of those of several: day, whether below nought, how many, and the sum."""
    found: dict[tuple[Any, bool], tuple[int, int]] = {}
    for day, *others in rows:
        kept, below, (count, *sums) = others[:clauses], others[clauses : 2 * clauses], others[2 * clauses :]
        if kept[place]:
            before = found.get((day, below[place]), (0, 0))
            found[day, below[place]] = (before[0] + count, before[1] + int(sums[place]))
    return [(*key, *sums) for key, sums in found.items()]
