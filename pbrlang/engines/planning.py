"""Which parts of a contract run in a database and which here, in which order, and what is declined."""

from collections.abc import Callable, Collection, Mapping

from attrs import define, field, frozen

from pbrlang.backends.sql.arithmetic import bounds
from pbrlang.backends.sql.clauses import Days
from pbrlang.backends.sql.dialects import Dialect
from pbrlang.backends.sql.expressions import Emitter, Seen
from pbrlang.backends.sql.naming import clashes, relation
from pbrlang.backends.sql.reading import Book
from pbrlang.backends.sql.sheets import Sheet, sheet_name
from pbrlang.backends.sql.steps import Step
from pbrlang.backends.sql.tallies import LinesOf, TallyWriter
from pbrlang.backends.sql.walking import Walker
from pbrlang.diagnostics import Diagnostic
from pbrlang.engines.errors import DeclinedByEngine
from pbrlang.engines.here import Here, late_tables, refuse_late
from pbrlang.engines.needs import Need, as_one, must_be_apart, needs_of, table_of, whole_of
from pbrlang.engines.questions import Question, covering, question
from pbrlang.engines.reads import Part, Reads, is_bulk
from pbrlang.engines.strata import Strata
from pbrlang.ir.program import Clause, Program
from pbrlang.lower.clauses import Clauses
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.lowering import Names
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import GroupHome, TableHome, rows_of
from pbrlang.source.room import TO_COMPILE, room


@define(eq=False)
class Plan:
    """How a contract is worked out in a database: sheets of clauses in their order, and questions that are asked of it.

    `needs` says for each clause for rows what is read of these where the contract is settled; those in `apart` are
    settled line by line. What is `here` is worked out here, of rows that are brought out.
    """

    program: Program
    days: Days
    writer: TallyWriter
    sheets: list[Sheet]
    questions: dict[object, Question]
    needs: dict[str, Need]
    apart: set[str]
    book: Book
    strata: Strata
    here: Here

    def sheet_of(self, clause: str) -> Sheet | None:
        """The sheet that has a clause; nothing for one that is worked out here."""
        return next((each for each in self.sheets if any(one.clause.name == clause for one in each.clauses)), None)

    def steps(self) -> list[Step]:
        """The statements to run before anything is asked."""
        read = [each for each in self.writer.lines.values() if each.sources]
        found = []
        for sheet in self.sheets:
            names = {each.clause.name for each in sheet.clauses}
            found += sheet.steps([each for each in read if each.clause in names])
        return found


@frozen
class Making:
    """What the SQL of a plan is made with, and what is found to be worked out here."""

    emitter: Emitter
    writer: TallyWriter
    strata: Strata
    book: Book
    here: Here


@define(eq=False)
class Planner:
    """Plans a contract for a dialect. `seen` and `counts` tell of the data: bounds of columns, and numbers of rows."""

    program: Program
    dialect: Dialect
    days: Days
    seen: Seen = field(factory=dict)
    counts: Mapping[str, int] = field(factory=dict)
    apart: Collection[str] = ()
    declined: list[Diagnostic] = field(factory=list)
    late: set[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.late = late_tables(self.program)

    def plan(self) -> Plan | tuple[Diagnostic, ...]:
        """The plan, or all that is declined: a message for each part, with its clause."""
        with room(TO_COMPILE):
            self._tables()
            here = Here(self.program)
            while True:
                # What is found to be worked out here leaves nothing behind in the SQL of the others.
                found, before = self._round(here), len(here.why)
                if self.declined:
                    return tuple({each.message(): each for each in self.declined}.values())
                if len(here.why) == before:
                    return self._settled(found)

    def _settled(self, plan: Plan) -> Plan | tuple[Diagnostic, ...]:
        """The plan, if any of it runs in the database."""
        if plan.sheets or plan.questions or not plan.here.why:
            return plan
        for part, refusal in plan.here.why:
            self._decline(part, refusal)
        return tuple({each.message(): each for each in self.declined}.values())

    def _round(self, here: Here) -> Plan:
        program = self.program
        names = Names(program)
        emitter = Emitter(Walker(program, self.dialect), names, self.seen)
        writer = TallyWriter(emitter, {}, self.counts)
        emitter.tallies = writer
        strata, book = Strata(program), Book()
        reads = Reads(program).gather()
        for each in reads.refused:
            here.refuse(*each)
        sheets = self._sheets(Making(emitter, writer, strata, book, here))
        questions = self._questions(Making(emitter, writer, strata, book, here), reads)
        needs, apart = self._needs(here, reads)
        self._attempt(Part(program.terms.name, "", program.terms.span), lambda: as_one(list(needs.values())))
        watched = {each.table for each in (*book.named, *book.counted)} | set(here.tables)
        tables = [each.table for each in sheets]
        for sheet in sheets:
            # Rows of which several sheets tell are told apart, to say what became of each.
            sheet.watched = sheet.watched or sheet.table in watched or tables.count(sheet.table) > 1
        return Plan(program, self.days, writer, sheets, questions, needs, apart, book, strata, here)

    def _questions(self, making: "Making", reads: Reads) -> dict[object, Question]:
        found: dict[object, Question] = {}
        for aggregate, part in reads.asked.items():
            if aggregate in making.here.aggregates:
                continue
            try:
                refuse_late(self.program, self.late, aggregate)
                made = question(making.writer, aggregate, part, len(found) + 1, making.book)
                if aggregate in reads.many and (made.pick or not made.tally.still):
                    raise Refusal("not in SQL", aggregate.span, "a limit for each row that depends on the day")
                found[aggregate] = made
            except Refusal as refusal:
                making.here.refuse(part, refusal, aggregate, reads.many.get(aggregate))
        for covered, part in reads.covered.items():
            if covered in making.here.aggregates:
                continue
            try:
                refuse_late(self.program, self.late, covered)
                found |= covering(making.writer, covered, part, found, making.book)
            except Refusal as refusal:
                making.here.refuse(part, refusal, covered)
        return found

    def _needs(self, here: Here, reads: Reads) -> tuple[dict[str, Need], set[str]]:
        """What is read of the rows of each clause that runs in the database, and which clauses come line by line."""
        program = self.program
        needs, apart = {}, set[str]()
        for clause in program.clauses.values():
            if not is_bulk(program, clause) or clause.name in here.clauses:
                continue
            try:
                need = needs_of(program, clause.name, reads.settled.get(clause.name, []))
            except Refusal as refusal:
                here.refuse_lines(clause, refusal)
                need = Need(table_of(program, clause.name))
            if must_be_apart(program, clause.name) or clause.name in self.apart or clause.name in here.lines:
                apart.add(clause.name)
                need.whole = True
            needs[clause.name] = whole_of(need, here.tables)
        return needs, apart

    # --- clauses

    def _sheets(self, making: "Making") -> list[Sheet]:
        sheets: dict[tuple[int, str], Sheet] = {}
        here, strata = making.here, making.strata
        bulk = [each for each in self.program.clauses.values() if is_bulk(self.program, each)]
        for clause in sorted(bulk, key=lambda each: strata.of(each.name)):
            home = rows_of(clause.home)
            if clause.name in here.clauses:
                continue
            if home is None:
                here.refuse_clause(clause, Refusal("not in SQL", None, "a clause for each line of another"))
                continue
            key = (strata.of(clause.name), home.table)
            if key not in sheets:
                sheets[key] = Sheet(making.emitter, home.table, sheet_name(home.table, key[0]), self.days, making.book)
            try:
                self._clause(making, sheets[key], clause)
            except Refusal as refusal:
                here.refuse_clause(clause, refusal)
        return [sheets[key] for key in sorted(sheets) if sheets[key].clauses]

    def _clause(self, making: "Making", sheet: Sheet, clause: Clause) -> None:
        refuse_late(self.program, self.late, clause)
        if not isinstance(clause.home, TableHome | GroupHome):
            raise Refusal("not in SQL", clause.span, "a clause for each combination of a row with something else")
        if clause.name in self.program.stepped:
            raise Refusal("not in SQL", clause.span, "a balance that is read for each row")
        if clause.recovery is not None:
            if clause.recovery.instalments is not None:
                raise Refusal("not in SQL", clause.span, "what is recovered in instalments for each row")
            refuse_unknown(clause.recovery, clause.name)
        found = sheet.add(Clauses(making.emitter.names).due(clause))
        lines = f"_{relation(clause.name)}_lines"
        making.writer.lines[clause.name] = LinesOf(clause.name, sheet.table, lines, bounds(found.amount))

    # --- what is declined

    def _tables(self) -> None:
        terms = self.program.terms
        for name in clashes(self.program.tables):
            self._attempt(Part(name, "", terms.span), lambda: _refuse("two names that differ in capitals alone"))
        for table in self.program.tables.values():
            part = Part(table.name, table.clause, table.span)
            if table.name not in self.late:
                self._attempt(part, lambda t=table: refuse_unknown(t, t.name))  # type: ignore[misc]
            for each in table.fields:
                self._attempt(part, lambda f=each, t=table: refuse_unknown(f, t.name))  # type: ignore[misc]

    def _attempt(self, part: Part, making: Callable[[], object]) -> object:
        try:
            return making()
        except Refusal as refusal:
            self._decline(part, refusal)
            return None

    def _decline(self, part: Part, refusal: Refusal) -> None:
        self.declined.append(declined_by(part, refusal))


def declined_by(part: Part, refusal: Refusal) -> Diagnostic:
    """The message that a part is not worked out in a database."""
    advice = "`pbr pay --engine python` works it out"
    reason = refusal.reason.replace("`pbr build`", "SQL")
    return DeclinedByEngine(refusal.span or part.span, part.name, part.clause, reason, advice)


def _refuse(what: str) -> None:
    raise Refusal("not in SQL", None, what)
