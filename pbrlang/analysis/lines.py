"""Totals of what another clause pays for the same element, written out as what it pays."""

from fractions import Fraction

from attrs import frozen

from pbrlang.analysis.inlining import Inlined
from pbrlang.ir.expressions import Aggregate, Apply, Choose, Constant, Expr, Lines
from pbrlang.ir.program import Clause, Program
from pbrlang.names.homes import CalendarHome, ContractHome, Home
from pbrlang.source.late import changed


@frozen(eq=False)
class Outright:
    """Writes out, in expressions that are read for elements of a home, what clauses for each of the same pay.

    Limits over several clauses are left out. A total over lines of anything else stays as it is.
    """

    program: Program
    inlined: Inlined

    def parts(self, clause: Clause) -> list[Expr]:
        """The condition, the amount and the bounds of a clause, written out."""
        every = (clause.when, clause.amount, *(each.value for each in clause.clamps))
        return [self.of(each, clause) for each in every if each is not None]

    def of(self, expr: Expr, clause: Clause) -> Expr:
        """An expression of a clause."""
        return self._inside(self.inlined.of(expr), clause.home, frozenset((clause.name,)))

    def _inside(self, expr: Expr, home: Home, opened: frozenset[str]) -> Expr:
        match expr:
            case Aggregate():
                source = self._same(expr, home, opened)
                return expr if source is None else self._paid(source, opened | {source.name})
            case Apply():
                sides = tuple(self._inside(each, home, opened) for each in expr.arguments)
                same = all(one is other for one, other in zip(sides, expr.arguments, strict=True))
                return expr if same else changed(expr, arguments=sides)
            case Choose():
                when, then, otherwise = (
                    self._inside(each, home, opened) for each in (expr.when, expr.then, expr.otherwise)
                )
                same = when is expr.when and then is expr.then and otherwise is expr.otherwise
                return expr if same else changed(expr, when=when, then=then, otherwise=otherwise)
            case _:
                return expr

    def _same(self, expr: Aggregate, home: Home, opened: frozenset[str]) -> Clause | None:
        """The clause whose one line for the reader's own element is what is totalled."""
        if not isinstance(expr.over, Lines) or expr.word != "total" or expr.body is not None or expr.where is not None:
            return None
        source = self.program.clauses.get(expr.over.clause)
        if source is None or source.name in opened or source.home != home or expr.keys:
            return None
        window = expr.window
        match home:
            case CalendarHome(step=step) if window is not None and window.word == "in" and window.step == step:
                return source
            case ContractHome() if window is None or window.word == "to date":
                return source
            case _:
                return None

    def _paid(self, clause: Clause, opened: frozenset[str]) -> Expr:
        amount = self._inside(self.inlined.of(clause.amount), clause.home, opened)
        for clamp in clause.clamps:
            bound = self._inside(self.inlined.of(clamp.value), clause.home, opened)
            word = "lesser" if "more" in clamp.word else "greater"
            amount = Apply(amount.kind, amount.span, word, (amount, bound))
        if clause.when is None:
            return amount
        when = self._inside(self.inlined.of(clause.when), clause.home, opened)
        return Choose(amount.kind, amount.span, when, amount, Constant(amount.kind, amount.span, Fraction(0)))
