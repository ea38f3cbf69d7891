"""Which parts of a contract run in a database and which here, in which order, and what is declined."""

from collections.abc import Callable, Collection, Mapping

from attrs import define, field

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
from pbrlang.engines.needs import Need, as_one, must_be_apart, needs_of
from pbrlang.engines.questions import Question, question
from pbrlang.engines.reads import Part, Reads, is_bulk
from pbrlang.engines.strata import Strata
from pbrlang.ir.program import Clause, Program
from pbrlang.lower.clauses import Clauses
from pbrlang.lower.known import refuse_unknown
from pbrlang.lower.lowering import Names
from pbrlang.lower.refusals import Refusal
from pbrlang.names.homes import rows_of
from pbrlang.source.room import TO_COMPILE, room


@define(eq=False)
class Plan:
    """How a contract is worked out in a database: sheets of clauses in their order, and questions that are asked of it.

    `needs` says for each clause for rows what is read of these where the contract is settled; those in `apart` are
    settled line by line.
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

    def plan(self) -> Plan | tuple[Diagnostic, ...]:
        """The plan, or all that is declined: a message for each part, with its clause."""
        with room(TO_COMPILE):
            return self._plan()

    def _plan(self) -> Plan | tuple[Diagnostic, ...]:
        program = self.program
        names = Names(program)
        emitter = Emitter(Walker(program, self.dialect), names, self.seen)
        writer = TallyWriter(emitter, {}, self.counts)
        emitter.tallies = writer
        strata, book = Strata(program), Book()
        self._tables()
        reads = Reads(program).gather()
        for part, refusal in reads.refused:
            self._decline(part, refusal)
        sheets = self._sheets(emitter, writer, strata, book, reads)
        questions: dict[object, Question] = {}
        for aggregate, part in reads.asked.items():
            made = self._attempt(
                part,
                lambda a=aggregate, p=part: question(writer, a, p, len(questions) + 1, book),  # type: ignore[misc]
            )
            if isinstance(made, Question):
                questions[aggregate] = made
                if aggregate in reads.many and not made.tally.still:
                    self._attempt(part, lambda: _refuse("a limit for each row that depends on the day"))
        if self.declined:
            return tuple({each.message(): each for each in self.declined}.values())
        needs, apart = {}, set()
        for clause in program.clauses.values():
            if is_bulk(program, clause):
                needs[clause.name] = needs_of(program, clause.name, reads.settled.get(clause.name, []))
                if must_be_apart(program, clause.name) or clause.name in self.apart:
                    apart.add(clause.name)
                    needs[clause.name].whole = True
        self._attempt(Part(program.terms.name, "", program.terms.span), lambda: as_one(list(needs.values())))
        if self.declined:
            return tuple(self.declined)
        watched = {each.table for each in (*book.named, *book.counted)}
        tables = [each.table for each in sheets]
        for sheet in sheets:
            # Rows of which several sheets tell are told apart, to say what became of each.
            sheet.watched = sheet.watched or sheet.table in watched or tables.count(sheet.table) > 1
        return Plan(program, self.days, writer, sheets, questions, needs, apart, book, strata)

    # --- clauses

    def _sheets(self, emitter: Emitter, writer: TallyWriter, strata: Strata, book: Book, reads: Reads) -> list[Sheet]:
        sheets: dict[tuple[int, str], Sheet] = {}
        bulk = [each for each in self.program.clauses.values() if is_bulk(self.program, each)]
        for clause in sorted(bulk, key=lambda each: strata.of(each.name)):
            home = rows_of(clause.home)
            part = Part(clause.name, clause.clause, clause.span)
            if home is None:
                self._attempt(part, lambda: _refuse("a clause for each line of another"))
                continue
            key = (strata.of(clause.name), home.table)
            if key not in sheets:
                sheets[key] = Sheet(emitter, home.table, sheet_name(home.table, key[0]), self.days, book)
            self._attempt(
                part,
                lambda c=clause, s=sheets[key]: self._clause(emitter, writer, s, c, reads),  # type: ignore[misc]
            )
        return [sheets[key] for key in sorted(sheets)]

    def _clause(self, emitter: Emitter, writer: TallyWriter, sheet: Sheet, clause: Clause, reads: Reads) -> None:
        program = self.program
        if clause.name in program.stepped:
            raise Refusal("not in SQL", clause.span, "a balance that is read for each row")
        if clause.recovery is not None:
            if clause.recovery.instalments is not None:
                raise Refusal("not in SQL", clause.span, "what is recovered in instalments for each row")
            refuse_unknown(clause.recovery, clause.name)
        needs_of(program, clause.name, reads.settled.get(clause.name, []))
        found = sheet.add(Clauses(emitter.names).due(clause))
        lines = f"_{relation(clause.name)}_lines"
        writer.lines[clause.name] = LinesOf(clause.name, sheet.table, lines, bounds(found.amount))

    # --- what is declined

    def _tables(self) -> None:
        terms = self.program.terms
        for name in clashes(self.program.tables):
            self._attempt(Part(name, "", terms.span), lambda: _refuse("two names that differ in capitals alone"))
        for table in self.program.tables.values():
            part = Part(table.name, table.clause, table.span)
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
        advice = "`pbr pay --engine python` works it out"
        reason = refusal.reason.replace("`pbr build`", "SQL")
        self.declined.append(DeclinedByEngine(refusal.span or part.span, part.name, part.clause, reason, advice))


def _refuse(what: str) -> None:
    raise Refusal("not in SQL", None, what)
