"""Clauses, caps and clawbacks as functions."""

from attrs import define

from pbrlang.backends.common.layout import Call, Doc, Joined, Text, flat, lay
from pbrlang.backends.common.words import clause_number, coins
from pbrlang.backends.python.expressions import Expressions, day, infix, whole, words
from pbrlang.backends.python.scope import Scope, call
from pbrlang.backends.python.values import ValueWriter, docstring, settled_name
from pbrlang.ir.program import Clause, Recovery
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
    Path,
    TableHome,
)


@define(eq=False, repr=False)
class ClauseWriter:
    """Writes the functions that say what is due, what is left of it, and what is taken back."""

    scope: Scope
    values: ValueWriter

    # --- what is due

    def clause(self, due: Due) -> list[str]:
        """What a clause makes due for one element, and all its lines."""
        record = self._record(due)
        lines = self._lines(due)
        settled = [] if due.clause.recovery else self._settled(due.clause)
        return [*self.values.written(), *record, *lines, *settled]

    def _record(self, due: Due) -> list[str]:
        clause, naming = due.clause, self.scope.naming
        variable = naming.variable(clause.home)
        writer = Expressions(self.scope, clause.home, variable)
        conditions = self._conditions(due, writer)
        amount = lay(writer.doc(due.amount), "return ", "", 8 if conditions else 4)
        body = amount
        if conditions:
            condition = conditions[0] if len(conditions) == 1 else infix("and", *conditions)
            body = [*lay(condition, "if ", ":", 4), *amount, "    return None"]
        books, on = self.scope.needs.of_due(due)
        given = ["books: Books"] if books else []
        given += [] if isinstance(clause.home, ContractHome) else [f"{variable}: {naming.type_of(clause.home)}"]
        given += ["on: date"] if on else []
        head = f"def {naming.clauses[clause.name]}_due({', '.join(given)}) -> int{' | None' if conditions else ''}:"
        told = f"What {self._told(clause)} makes due for {self._each(clause.home)}"
        return [head, *docstring(f"{told}, {self._coins}, before limits and caps.", clause.span), *body, "", ""]

    @property
    def _coins(self) -> str:
        terms = self.scope.program.terms
        return f"in {coins(terms.currency, terms.places)}"

    def _told(self, clause: Clause) -> str:
        return f"{clause.name} ({clause_number(clause.clause)})" if clause.clause else clause.name

    def _each(self, home: Home) -> str:
        match home:
            case TableHome(table=table) | GroupHome(table=table):
                return f"one {table}"
            case CalendarHome(step=step):
                return f"one {step}"
            case CohortHome(cohort=cohort):
                return f"one {cohort}"
            case LineHome(clause=clause):
                return f"one line of {clause}"
            case _:
                return "the whole contract"

    def _conditions(self, due: Due, writer: Expressions) -> list[Doc]:
        found = []
        clause = due.clause
        if isinstance(clause.home, GroupHome):
            found.append(self.scope.reads(clause.home.group, Text(writer.variable), "on"))
        if due.when is not None:
            found.append(writer.doc(due.when))
        if due.whole_only:
            paid = call(f"{writer.variable}.paid_days", day(clause.until))
            found.append(infix("==", paid, Text(f"{writer.variable}.whole")))
        return found

    def _lines(self, due: Due) -> list[str]:
        clause, naming = due.clause, self.scope.naming
        base, kind = naming.clauses[clause.name], naming.type_of(clause.home)
        limit = [self._limit(due.limit, clause.home)] if due.limit else []
        made = call(
            "make_lines",
            Text("books"),
            words(clause.name),
            Text("WINDOW"),
            self._elements(clause),
            self._day(due),
            self._due(due),
            *limit,
        )
        return [
            "@remembered",
            f"def {base}_lines(books: Books) -> Sequence[Line[{kind}]]:",
            *docstring(f"The lines of {self._told(clause)} by date and key."),
            *lay(made, "return ", "", 4),
            "",
            "",
        ]

    def _elements(self, clause: Clause) -> Doc:
        naming = self.scope.naming
        match clause.home:
            case TableHome(table=table) | GroupHome(table=table):
                return Text(f"books.data.{naming.tables[table].rows}")
            case CalendarHome(step=step):
                name = self.scope.calendar(step)
                return Text(f"[each for each in {name}.periods if each.first <= {flat(day(clause.until))}]")
            case CohortHome(cohort=cohort):
                return Text(f"{naming.cohorts[cohort]}.cohorts")
            case LineHome(clause=name):
                return Text(f"{naming.clauses[name]}_lines(books)")
            case _:
                return Text("(THE_CONTRACT,)")

    def _day(self, due: Due) -> Doc:
        clause = due.clause
        variable = self.scope.naming.variable(clause.home)
        if due.day is not None:
            found = Expressions(self.scope, clause.home, variable, "EVER").doc(due.day)
        elif isinstance(clause.home, CalendarHome):
            found = call("min", Text(f"{variable}.last"), day(clause.until))
        else:
            found = self.scope.own_day(Text(variable), clause.home)
        return self._lambda(clause.home, "", found)

    def _lambda(self, home: Home, more: str, found: Doc) -> Doc:
        variable = "_" if isinstance(home, ContractHome) else self.scope.naming.variable(home)
        return Joined(f"lambda {variable}{more}: ", found)

    def _due(self, due: Due) -> Doc:
        home = due.clause.home
        books, on = self.scope.needs.of_due(due)
        given: list[Doc] = [Text("books")] if books else []
        given += [] if isinstance(home, ContractHome) else [Text(self.scope.naming.variable(home))]
        given += [Text("on")] if on else []
        found = call(f"{self.scope.naming.clauses[due.clause.name]}_due", *given)
        return self._lambda(home, ", on" if on else ", _on", found)

    def _limit(self, limit: Limit, home: Home) -> Doc:
        variable = self.scope.naming.variable(home)
        ways = [self.scope.follow(Text(variable), home, path, "EVER")[0] for path in limit.paths]
        group = Joined("(", ways[0], ",)") if len(ways) == 1 else Call("", tuple(ways))
        most = Expressions(self.scope, home, variable).doc(limit.most)
        if limit.most.form.what == NUMBER:
            scale = limit.most.form.scale
            more = infix("*", infix("+", Text("count"), Text("1")), whole(scale))
            room = infix("<", Text("count"), most) if scale == 1 else infix("<=", more, most)
        else:
            most = Expressions(self.scope, home, variable).doc(as_ratio(limit.most))
            room = infix("<=", call("compare", Text("Ratio(count + 1, 1)"), most), Text("0"))
        return call("First", self._lambda(home, "", group), self._lambda(home, ", on, count", room))

    # --- what is left of it

    def _settled(self, clause: Clause) -> list[str]:
        cap = self.scope.lowered.last_cap[clause.name] if clause.sign > 0 else None
        lines = f"{self.scope.naming.clauses[clause.name]}_lines(books)"
        left = f"of_lines({self.scope.naming.caps[cap]}(books), {lines})" if cap else f"dues({lines})"
        word = "paid" if clause.sign > 0 else "deducted"
        return [
            "@remembered",
            f"def {settled_name(self.scope, clause.name)}(books: Books) -> Amounts:",
            *docstring(f"What is {word} of each line of {self._told(clause)}, {self._coins}."),
            f"    return {left}",
            "",
            "",
        ]

    def ceiling(self, ceiling: Ceiling) -> list[str]:
        """What is left of each line after a cap."""
        cap, naming = ceiling.cap, self.scope.naming
        variable = naming.variable(cap.home)
        parts: list[Doc] = []
        for place, name in enumerate(self.scope.program.clauses):
            if name in ceiling.clauses:
                each = self._path(LineHome(name), cap.each[name] if cap.each else None)
                parts.append(Call("", (Text(str(place)), self._before(ceiling, name), each)))
        most = Expressions(self.scope, cap.home, variable).doc(ceiling.most)
        _, on = self.scope.needs.of_nodes(ceiling.most)
        room = Joined(
            f"lambda {'_' if isinstance(cap.home, ContractHome) else variable}, {'on' if on else '_on'}: ", most
        )
        made = call("limited", _several(parts), day(cap.until), room, self._cut(cap.loser))
        told = f"What is left of each line after {cap.name} ({clause_number(cap.clause)}), {self._coins}."
        own = [
            "@remembered",
            f"def {naming.caps[cap.name]}(books: Books) -> Amounts:",
            *docstring(told, cap.span),
            *lay(made, "return ", "", 4),
            "",
            "",
        ]
        return [*self.values.written(), *own]

    def _cut(self, loser: str) -> Doc:
        if loser == "latest first":
            return Text("latest_first")
        settles = self.scope.calendar(self.scope.program.terms.step)
        return call("in_proportion", Text(f"lambda line: statement_of(CLAUSES, {settles}, line)"))

    def _before(self, ceiling: Ceiling, name: str) -> Doc:
        lines = Text(f"{self.scope.naming.clauses[name]}_lines(books)")
        earlier = ceiling.after[name]
        return (
            call("of_lines", Text(f"{self.scope.naming.caps[earlier]}(books)"), lines)
            if earlier
            else call("dues", lines)
        )

    def _path(self, home: Home, path: Path | None) -> Doc:
        """A function from a line to what a path leads to."""
        if path is None:
            return Text("lambda _: THE_CONTRACT")
        variable = self.scope.naming.variable(home)
        found, _ = self.scope.follow(Text(variable), home, path, "EVER")
        contract = flat(found) == "THE_CONTRACT"
        return Joined(f"lambda {'_' if contract else variable}: ", found)

    # --- what is taken back

    def source(self, source: Source) -> list[str]:
        """What is recovered of what was paid under one clause, and each clawback's part of it."""
        scope, naming = self.scope, self.scope.naming
        program = scope.program
        homes = {self._home(each.home): (each.home, each.source) for _, each in source.recoveries}
        kept = {
            name: self._path(LineHome(source.clause), None if isinstance(home, ContractHome) else path)
            for name, (home, path) in homes.items()
        }
        kept.setdefault("the contract", Text("lambda _: THE_CONTRACT"))
        clawbacks = [self._clawback(name, each) for name, each in source.recoveries]
        function = naming.names.give(f"recovered_from_{naming.clauses[source.clause]}")
        paid = Text(f"{settled_name(scope, source.clause)}(books)")
        made = call("recover", paid, _mapping(kept), _several(clawbacks))
        told = (
            f"What is recovered of {self._told(program.clauses[source.clause])}, {self._coins}; at most what was paid."
        )
        lines = [
            "@remembered",
            f"def {function}(books: Books) -> Amounts:",
            *docstring(told),
            *lay(made, "return ", "", 4),
            "",
            "",
        ]
        for name, _ in source.recoveries:
            lines += [
                "@remembered",
                f"def {settled_name(scope, name)}(books: Books) -> Amounts:",
                *docstring(f"What is recovered by each line of {self._told(program.clauses[name])}, {self._coins}."),
                f"    return of_lines({function}(books), {naming.clauses[name]}_lines(books))",
                "",
                "",
            ]
        return lines

    def _home(self, home: Home) -> str:
        if isinstance(home, ContractHome):
            return "the contract"
        return self._each(home).removeprefix("one ")

    def _clawback(self, name: str, recovery: Recovery) -> Doc:
        own = self._home(recovery.home)
        bounds = {own: self._path(LineHome(name), None if own == "the contract" else recovery.line)}
        for home, path in recovery.within:
            bounds[self._home(home)] = self._path(LineHome(name), path)
        bounds["the contract"] = Text("lambda _: THE_CONTRACT")
        place = list(self.scope.program.clauses).index(name)
        lines = Text(f"{self.scope.naming.clauses[name]}_lines(books)")
        return call("Clawback", Text(str(place)), lines, words(own), _mapping(bounds))


def _several(docs: list[Doc]) -> Doc:
    """Some things in order."""
    return Call("", tuple(docs), "[]")


def _mapping(docs: dict[str, Doc]) -> Doc:
    return Call("", tuple(Joined(f'"{name}": ', doc) for name, doc in docs.items()), "{}")
