"""Clauses, caps and clawbacks as functions."""

from collections.abc import Collection

from attrs import define

from pbrlang.backends.common.backs import instalments
from pbrlang.backends.common.expressions import Expressions
from pbrlang.backends.common.language import Function, Gives
from pbrlang.backends.common.layout import Call, Doc, Joined, Text, flat
from pbrlang.backends.common.naming import called
from pbrlang.backends.common.operators import infix
from pbrlang.backends.common.scope import Scope
from pbrlang.backends.common.values import BOOKS, ValueWriter, call_of_lines, settled_name
from pbrlang.backends.common.words import clause_number, coins
from pbrlang.ir.program import Cap, Clause
from pbrlang.ir.recovering import Recovery
from pbrlang.lower.clauses import makes_later
from pbrlang.lower.forms import NUMBER
from pbrlang.lower.model import Ceiling, Due, Limit, Source
from pbrlang.lower.numbers import as_ratio
from pbrlang.names.homes import (
    CalendarHome,
    CohortHome,
    ContractHome,
    GroupHome,
    Home,
    LineHome,
    ListHome,
    PairHome,
    Path,
    TableHome,
    part_of,
)


@define(eq=False, repr=False)
class ClauseWriter:
    """Writes the functions that say what is due, what is left of it, and what is taken back."""

    scope: Scope
    values: ValueWriter

    # --- what is due

    def clause(self, due: Due) -> list[str]:
        """What a clause makes due for one element, all its lines, and what is left of each."""
        functions = [self._record(due), self._lines(due)]
        functions += [] if due.clause.recovery else [self._settled(due.clause)]
        return [*self.values.written(), *self._written(functions)]

    def _written(self, functions: list[Function]) -> list[str]:
        return [line for each in functions for line in self.scope.language.function(each)]

    def _record(self, due: Due) -> Function:
        clause = due.clause
        writer = Expressions(self.scope, clause.home, self.scope.naming.variable(clause.home))
        conditions = tuple(self._conditions(due, writer))
        books, on = self.scope.needs.of_due(due)
        whose = self.each(clause.home)
        return Function(
            self.scope.naming.of_clause(clause.name, "due"),
            self.values.parameters(clause.home, books, on),
            f"int{' | None' if conditions else ''}",
            f"What {self._told(clause)} makes due for {whose}, {self._coins}, before limits and caps.",
            Gives(writer.doc(due.amount), conditions),
            clause.span,
        )

    @property
    def _coins(self) -> str:
        terms = self.scope.program.terms
        return f"in {coins(terms.currency, terms.places)}"

    def _told(self, clause: Clause) -> str:
        return f"{clause.name} ({clause_number(clause.clause)})" if clause.clause else clause.name

    def each(self, home: Home) -> str:
        """An element of a home in words."""
        match home:
            case ContractHome():
                return "the whole contract"
            case _:
                return f"one {called(home)}"

    def _conditions(self, due: Due, writer: Expressions) -> list[Doc]:
        found, clause, language = [], due.clause, self.scope.language
        group = part_of(clause.home, GroupHome)
        if group is not None:
            row = self.scope.part(Text(writer.variable), clause.home, group)
            found.append(self.scope.reads(group.group, row, "on"))
        if due.when is not None:
            found.append(writer.doc(due.when))
        if due.whole_only:
            whole = Joined("", self.scope.period(Text(writer.variable), clause.home), ".whole")
            found.append(infix(language.operator("same"), writer.paid_days(clause.until), whole))
        return found

    def _lines(self, due: Due) -> Function:
        clause, naming = due.clause, self.scope.naming
        made = (
            self._to_date(due)
            if clause.to_date is not None
            else self.scope.kit(
                "make_stepped_lines" if clause.name in self.scope.program.stepped else "make_lines",
                Text("books"),
                self.scope.language.words(clause.name),
                Text("WINDOW"),
                self._elements(clause.home, clause),
                self._day(due),
                self._due(due),
                *([self._limit(due.limit, clause.home)] if due.limit else []),
                *self._in_instalments(due),
            )
        )
        return Function(
            naming.of_clause(clause.name, "lines"),
            (BOOKS,),
            f"Sequence[Line[{naming.type_of(clause.home)}]]",
            f"The lines of {self._told(clause)} by date and key.",
            Gives(made),
            remembered=True,
        )

    def _to_date(self, due: Due) -> Doc:
        """What makes the lines of a clause that pays what each settlement period adds."""
        clause, language = due.clause, self.scope.language
        return self.scope.kit(
            "lines_to_date",
            Text("books"),
            language.words(clause.name),
            Text("WINDOW"),
            Text(self.scope.calendar(self.scope.program.terms.step)),
            self._elements(clause.home, clause),
            self._due(due),
            language.truth(clause.to_date == "may fall"),
        )

    def _in_instalments(self, due: Due) -> list[Doc]:
        """What shares out the lines of a clawback over time."""
        how = due.clause.recovery.instalments if due.clause.recovery else None
        if how is None:
            return []
        of_lines = Joined("", instalments(self.scope, how), f".{self.scope.language.kit('of_lines')}")
        no_limit = [] if due.limit else [Text(self.scope.language.blank)]
        return [
            *no_limit,
            self.scope.language.lambda_(["lines", "until"], Call(of_lines, (Text("lines"), Text("until")))),
        ]

    def _elements(self, home: Home, clause: Clause) -> Doc:
        naming, language = self.scope.naming, self.scope.language
        match home:
            case TableHome(table=table) | GroupHome(table=table):
                return Text(f"books.data.{naming.tables[table].rows}")
            case CalendarHome(step=step):
                return Call(f"{self.scope.calendar(step)}.{language.kit('begun_by')}", (language.day(clause.until),))
            case CohortHome(cohort=cohort):
                return Text(f"{naming.cohorts[cohort]}.cohorts")
            case LineHome(clause=name):
                return call_of_lines(self.scope, name)
            case ListHome(list=words):
                return Text(f"{self.scope.words(words)}.words")
            case PairHome(parts=parts):
                return self.scope.kit("pairs_of", *(self._elements(each, clause) for each in parts))
            case _:
                return language.listed([Text("THE_CONTRACT")])

    def _day(self, due: Due) -> Doc:
        clause = due.clause
        variable = self.scope.naming.variable(clause.home)
        if due.day is not None:
            found = Expressions(self.scope, clause.home, variable, "EVER").doc(due.day)
        elif part_of(clause.home, CalendarHome) is not None:
            last = Joined("", self.scope.period(Text(variable), clause.home), ".last")
            found = self.scope.kit("lesser", last, self.scope.language.day(clause.until))
        else:
            found = self.scope.own_day(Text(variable), clause.home)
        return self._lambda(clause.home, [], found)

    def _lambda(self, home: Home, more: list[str], found: Doc) -> Doc:
        variable = "_" if isinstance(home, ContractHome) else self.scope.naming.variable(home)
        return self.scope.language.lambda_([variable, *more], found)

    def _due(self, due: Due) -> Doc:
        home = due.clause.home
        books, on = self.scope.needs.of_due(due)
        given = [Text(name) for name, _ in self.values.parameters(home, books, on)]
        found = Call(self.scope.naming.of_clause(due.clause.name, "due"), tuple(given))
        return self._lambda(home, ["on" if on else "_on"], found)

    def _limit(self, limit: Limit, home: Home) -> Doc:
        scope, language = self.scope, self.scope.language
        variable = scope.naming.variable(home)
        group = language.group([scope.follow(Text(variable), home, path, "EVER")[0] for path in limit.paths])
        writer = Expressions(scope, home, variable)
        if limit.most.form.what == NUMBER:
            scale, most = limit.most.form.scale, writer.doc(limit.most)
            more = infix("*", infix("+", Text("count"), language.whole(1)), language.whole(scale))
            room = infix("<", Text("count"), most) if scale == 1 else infix("<=", more, most)
        else:
            one_more = language.make("Ratio", [infix("+", Text("count"), language.whole(1)), language.whole(1)])
            room = infix("<=", scope.kit("compare", one_more, writer.doc(as_ratio(limit.most))), language.whole(0))
        first = [self._lambda(home, [], group), self._lambda(home, ["on", "count"], room)]
        return language.make("First", first)

    # --- what is left of it

    def _settled(self, clause: Clause) -> Function:
        cap = self.scope.lowered.last_cap[clause.name]
        word = "paid" if clause.sign > 0 else "deducted"
        return Function(
            settled_name(self.scope, clause.name),
            (BOOKS,),
            "Amounts",
            f"What is {word} of each line of {self._told(clause)}, {self._coins}.",
            Gives(self._finally(cap, clause.name)),
            remembered=True,
        )

    def _finally(self, cap: str | None, clause: str) -> Doc:
        """What is left of the lines of a clause in the end, and what becomes of them on later days."""
        if cap is None or not makes_later(self.scope.program.caps[cap]):
            return self._left(cap, clause)
        found = Call(self.scope.naming.caps[cap], (Text("books"),))
        return self.scope.kit("with_later", found, self.scope.language.words(clause))

    def _left(self, cap: str | None, clause: str) -> Doc:
        """What is left of each line of a clause after a cap, or without one."""
        lines = call_of_lines(self.scope, clause)
        if cap is None:
            return self.scope.kit("dues", lines)
        return self.scope.kit("of_lines", Call(self.scope.naming.caps[cap], (Text("books"),)), lines)

    def ceiling(self, ceiling: Ceiling) -> list[str]:
        """What is left of each line after a cap."""
        cap, naming, language = ceiling.cap, self.scope.naming, self.scope.language
        variable = naming.variable(cap.home)
        parts: list[Doc] = []
        for place, name in enumerate(self.scope.program.clauses):
            if name in ceiling.clauses:
                each = self._path(LineHome(name), cap.each[name] if cap.each else None)
                parts.append(language.group([Text(str(place)), self._left(ceiling.after[name], name), each]))
        most = Expressions(self.scope, cap.home, variable).doc(ceiling.most)
        _, on = self.scope.needs.of_nodes(ceiling.most)
        room = self._lambda(cap.home, ["on" if on else "_on"], most)
        made = self.scope.kit("limited", language.listed(parts), language.day(cap.until), room, self._cut(cap))
        if cap.carried:
            made = self._in_turn(cap, language.listed(parts), room)
        function = Function(
            naming.caps[cap.name],
            (BOOKS,),
            "Amounts",
            f"What is left of each line after {cap.name} ({clause_number(cap.clause)}), {self._coins}.",
            Gives(made),
            cap.span,
            True,
        )
        return [*self.values.written(), *language.function(function)]

    def _in_turn(self, cap: Cap, parts: Doc, room: Doc) -> Doc:
        """What limits periods one after the other, where something is carried from each to the next."""
        language, step = self.scope.language, part_of(cap.home, CalendarHome)
        periods = Text(f"{self.scope.calendar(step.step)}.periods") if step else language.listed([])
        said = [language.truth(each) for each in ("room" in cap.carried, "cut" in cap.carried, cap.limits == "number")]
        carrying = language.make("Carrying", [language.words(cap.name), periods, *said])
        until = self.scope.kit("lesser", language.day(cap.until), Text(f"books.{language.named(['as', 'at'])}"))
        return self.scope.kit("limited_in_turn", parts, until, room, carrying)

    def _cut(self, cap: Cap) -> Doc:
        language = self.scope.language
        if cap.limits == "alternatives":
            groups = {name: Text(str(place)) for place, names in enumerate(cap.alternatives) for name in names}
            given = [language.words(cap.name), language.mapping(groups), language.truth(cap.loser == "greatest")]
            return self.scope.kit("one_stands", *given)
        if cap.limits == "number":
            greatest = self.scope.kit("greatest_stand", language.words(cap.name))
            return greatest if cap.loser == "greatest" else Text(language.kit("first_so_many"))
        if cap.loser == "latest first":
            return Text(language.kit("latest_first"))
        settles = self.scope.calendar(self.scope.program.terms.step)
        statement = self.scope.kit("statement_of", Text("CLAUSES"), Text(settles), Text("line"))
        return self.scope.kit("in_proportion", self.scope.language.lambda_(["line"], statement))

    def _path(self, home: Home, path: Path | None) -> Doc:
        """A function from a line to what a path leads to."""
        if path is None:
            return self.scope.language.lambda_(["_"], Text("THE_CONTRACT"))
        variable = self.scope.naming.variable(home)
        found, _ = self.scope.follow(Text(variable), home, path, "EVER")
        return self.scope.language.lambda_(["_" if flat(found) == "THE_CONTRACT" else variable], found)

    # --- what is taken back

    def source(self, source: Source) -> list[str]:
        """What is recovered of what was paid under one clause, and each clawback's part of it."""
        scope, naming, language = self.scope, self.scope.naming, self.scope.language
        clauses = scope.program.clauses
        kept = {
            self._home(each.home): self._bound(source.clause, each.home, each.sources[source.clause])
            for _, each in source.recoveries
        }
        kept.setdefault("the contract", self._path(LineHome(source.clause), None))
        clawbacks = [self._clawback(name, each, kept) for name, each in source.recoveries]
        shared = naming.names.give(language.named(["recovered", "from", naming.clauses[source.clause]]))
        paid = Call(settled_name(scope, source.clause), (Text("books"),))
        told = f"What is recovered of {self._told(clauses[source.clause])}, {self._coins}; at most what was paid."
        made = scope.kit("recover", paid, language.mapping(kept), language.listed(clawbacks))
        functions = [Function(shared, (BOOKS,), "Amounts", told, Gives(made), remembered=True)]
        for name, _ in source.recoveries:
            told = f"What is recovered by each line of {self._told(clauses[name])}, {self._coins}."
            made = scope.kit("of_lines", Call(shared, (Text("books"),)), call_of_lines(scope, name))
            functions.append(Function(settled_name(scope, name), (BOOKS,), "Amounts", told, Gives(made), None, True))
        return self._written(functions)

    def _home(self, home: Home) -> str:
        return "the contract" if isinstance(home, ContractHome) else self.each(home).removeprefix("one ")

    def _bound(self, clause: str, home: Home, path: Path) -> Doc:
        """A function from a line of a clause to what a bound is kept for."""
        return self._path(LineHome(clause), None if isinstance(home, ContractHome) else path)

    def _clawback(self, name: str, recovery: Recovery, kept: Collection[str]) -> Doc:
        language = self.scope.language
        own = self._home(recovery.home)
        bounds = {own: self._bound(name, recovery.home, recovery.line)}
        others = {self._home(each.home): self._bound(name, each.home, each.line) for each in recovery.within}
        bounds |= {home: bound for home, bound in others.items() if home in kept}
        bounds["the contract"] = self._path(LineHome(name), None)
        place = Text(str(list(self.scope.program.clauses).index(name)))
        given = [place, call_of_lines(self.scope, name), language.words(own), language.mapping(bounds)]
        return language.make("Clawback", given)


__all__ = ["ClauseWriter", "Joined"]
