"""`no Client has earned a Long Visit`, `any Client has earned a Long Visit`."""

from fractions import Fraction

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.expressions import Aggregate, Apply, Constant, Expr, InGroup, Lines
from pbrlang.ir.from_syntax.scope import Scope, Subject, broken, home_words
from pbrlang.ir.from_syntax.stretches import Reads
from pbrlang.ir.from_syntax.times import link, window
from pbrlang.kinds.model import YES_NO, Quantity
from pbrlang.names.errors import EarnedByOne, OutOfReach, UnknownName
from pbrlang.names.homes import CONTRACT, GroupHome, Home, as_rows
from pbrlang.names.paths import paths
from pbrlang.names.symbols import ClauseSymbol
from pbrlang.source.late import changed
from pbrlang.syntax.tree import expressions as ex
from pbrlang.values.units import Unit


def earned(scope: Scope, node: ex.Earned, subject: Subject, reads: Reads) -> Expr:
    """Whether a clause has no line, or any, that belongs to the subject; to date, where no time is said."""
    clause = scope.symbols.clauses.get(node.clause.text)
    earner = _home(scope, node)
    if clause is None:
        close = tuple(nearest(node.clause.text, list(scope.symbols.clauses)))
        scope.complain(UnknownName(node.clause.span, term=node.clause.text, wanted="payment", nearest=close))
    if clause is None or earner is None or not _is_earned_by(scope, node, clause, earner, subject.home):
        return broken(node.span)
    counted = ex.Aggregate(node.clause.span, "number", None, node.clause, node.times)
    counted = counted if node.times else changed(counted, times=(ex.TimeWord(node.span, "to date"),))
    met = link(scope, clause, subject, counted)
    if met is None:
        return broken(node.span)
    kind = Quantity(Unit.noun(clause.name))
    when = window(scope, counted, clause, subject, met[0], reads)
    where = _of_members(scope, node, clause, earner)
    lines = Aggregate(kind, node.span, "number", Lines(clause.name), *met, when, where)
    word, least = ("is", Fraction(0)) if node.word == "no" else ("at least", Fraction(1))
    return Apply(YES_NO, node.span, word, (lines, Constant(kind, node.span.at_end(), least)))


def _of_members(scope: Scope, node: ex.Earned, clause: ClauseSymbol, earner: Home) -> Expr | None:
    """Where members of a group earn: that the row of a line is one of them."""
    if not isinstance(earner, GroupHome):
        return None
    way = paths(scope.symbols, clause.lines, as_rows(earner))[0]
    return InGroup(YES_NO, node.of.span, way, earner.group)


def _home(scope: Scope, node: ex.Earned) -> Home | None:
    """What earns: the rows of some data, the members of a group, a cohort, or the words of a list."""
    symbols, name = scope.symbols, node.of.text
    for place in (symbols.tables, symbols.groups, symbols.cohorts, symbols.lists):
        if name in place:
            return place[name].home
    known = [*symbols.tables, *symbols.groups, *symbols.cohorts, *symbols.lists]
    close = tuple(nearest(name, known))
    scope.complain(UnknownName(node.of.span, term=name, wanted="data", nearest=close))
    return None


def _is_earned_by(scope: Scope, node: ex.Earned, clause: ClauseSymbol, earner: Home, home: Home) -> bool:
    """Whether the clause's lines are each of one earner, of whom the subject has many."""
    goal = as_rows(earner)
    if len(paths(scope.symbols, clause.lines, goal)) != 1:
        here = home_words(clause.home)
        scope.complain(OutOfReach(node.of.span, term=node.of.text, belongs_to=home_words(earner), here=here))
        return False
    if home != CONTRACT and paths(scope.symbols, as_rows(home), goal):
        time = node.times[0].span.text if node.times else "to date"
        test = "is 0" if node.word == "no" else "is at least 1"
        counted = f"number of {scope.symbols.plural(clause)} {time} {test}"
        scope.complain(EarnedByOne(node.span, said=node.of.text, here=home_words(home), counted=counted))
        return False
    return True
