"""Advances and instalments as constants and functions."""

from attrs import define

from pbrlang.backends.common.expressions import Expressions
from pbrlang.backends.common.language import Function, Gives
from pbrlang.backends.common.layout import Call, Doc, Text, flat
from pbrlang.backends.common.scope import Scope
from pbrlang.backends.common.values import BOOKS, settled_name, uses
from pbrlang.backends.common.words import clause_number
from pbrlang.ir.recovering import Instalments
from pbrlang.lower.model import Back
from pbrlang.names.homes import ContractHome, LineHome, Path

TAKEN_BACK = ["taken", "back", "of", "advances"]


def instalments(scope: Scope, how: Instalments) -> Doc:
    """How a sum is shared out over time."""
    language = scope.language
    missing = language.words(scope.program.terms.month_ends or "last")
    first = [language.day(how.first)] if how.first is not None else []
    given = [Text(str(how.count)), Text(str(how.months)), missing, Text("WINDOW"), *first]
    return language.make("Instalments", given)


def back_name(scope: Scope, clause: str) -> str:
    """The function that says what is set off against an advance and recovered of it."""
    return scope.language.named([scope.naming.clauses[clause], "taken", "back"])


@define(eq=False, repr=False)
class BackWriter:
    """Writes what becomes of advances."""

    scope: Scope

    def written(self) -> list[str]:
        """What is set off and recovered of all advances, and of each."""
        scope, language = self.scope, self.scope.language
        advances = scope.lowered.advances
        if not advances:
            return []
        name = language.named(TAKEN_BACK)
        made = scope.kit(
            "take_back",
            language.listed([self._advance(each) for each in advances.values()]),
            Text("WINDOW"),
            Text(f"books.{language.named(['as', 'at'])}"),
        )
        told = "What is set off against each advance, and what is recovered of it because it was not earned."
        functions = [Function(name, (BOOKS,), "Mapping[str, Amounts]", told, Gives(made), remembered=True)]
        for clause in advances:
            number = clause_number(scope.program.clauses[clause].clause)
            told = f"What is set off against {clause} ({number}), and recovered of it."
            of = language.of_line(Call(name, (Text("books"),)), flat(language.words(clause)))
            functions.append(Function(back_name(scope, clause), (BOOKS,), "Amounts", told, Gives(of)))
        return [line for each in functions for line in language.function(each)]

    def _advance(self, back: Back) -> Doc:
        scope, language, advance = self.scope, self.scope.language, back.advance
        home = scope.program.clauses[back.clause].home
        variable = "_element" if isinstance(home, ContractHome) else scope.naming.variable(home)
        writer = Expressions(scope, home, variable, "EVER")
        closes = writer.doc(back.closes)
        against = [
            language.group(
                [language.words(name), self._place(name), self._paid(name), self._path(name, advance.sources[name])]
            )
            for name in advance.clauses
        ]
        how = advance.unearned.instalments
        given = [
            language.words(back.clause),
            self._place(back.clause),
            self._paid(back.clause),
            self._path(back.clause, advance.line),
            language.lambda_([writer.variable if uses(closes, writer.variable) else "_element"], closes),
            language.listed(against),
            *([instalments(scope, how)] if how is not None else []),
        ]
        return language.make("Advance", given)

    def _place(self, clause: str) -> Doc:
        return Text(str(list(self.scope.program.clauses).index(clause)))

    def _paid(self, clause: str) -> Doc:
        return Call(settled_name(self.scope, clause), (Text("books"),))

    def _path(self, clause: str, path: Path) -> Doc:
        home = LineHome(clause)
        variable = self.scope.naming.variable(home)
        found, _ = self.scope.follow(Text(variable), home, path, "EVER")
        return self.scope.language.lambda_([variable if uses(found, variable) else "_line"], found)
