"""Balances that are stepped once a period: each is a value of its own, made of the one before it and what moves it."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from pbrlang.ir.errors import ItemMissing, ItemOutOfPlace
from pbrlang.ir.expressions import Apply, Choose, Constant, DayOf, Expr, FieldOf, PreviousOf
from pbrlang.ir.from_syntax.elaborate import Elaborator
from pbrlang.ir.from_syntax.money import check_money
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope, Subject, broken
from pbrlang.ir.program import Definition
from pbrlang.kinds.errors import WrongKind
from pbrlang.kinds.model import DAY, SHARE, UNKNOWN, YES_NO, money
from pbrlang.names.homes import CalendarHome, GroupHome, TableHome, part_of
from pbrlang.names.paths import paths
from pbrlang.names.symbols import ValueSymbol, outstanding
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree import expressions as ex

_STEPS = ("steps each month", "steps each quarter", "steps each year")


@frozen(eq=False, repr=False)
class AccountReader:
    """Reads one account: its closing balance in each period, and the balance before the first reduction."""

    scope: Scope
    symbol: ValueSymbol
    node: b.Account

    def read(self) -> Iterator[Definition]:
        """The two values that an account has; complaints about what it leaves out."""
        scope, node = self.scope, self.node
        kind = money(scope.money.code)
        names = (self.symbol.name, outstanding(self.symbol.name))
        scope.values.update(dict.fromkeys(names, kind))  # it is known before what it reads, which may read it
        self._check()
        balance = self._opening()
        before: Expr | None = None
        for movement in node.movements:
            if movement.word == "reduced by" and before is None:
                before = balance
            balance = self._moved(movement, balance)
        for name, body in zip(names, map(self._begun, (balance, before or balance)), strict=True):
            yield Definition(
                name=name,
                role="account",
                home=self.symbol.home,
                kind=kind,
                body=body,
                clause=node.number or "",
                span=node.name.span,
                note=" ".join(each.text for each in node.notes) or None,
            )

    def _check(self) -> None:
        node, scope = self.node, self.scope
        if only(node.steps, "account", scope.complaints) is None:
            scope.complain(ItemMissing(node.span, block="account", lacks="how often it steps", answers=_STEPS))
        if not node.movements:
            answers = ("grows by …", "increased by …", "reduced by …")
            scope.complain(ItemMissing(node.span, block="account", lacks="what moves its balance", answers=answers))
        for home in node.homes:
            if home.period is not None:
                reason = f"what an account is for each of is no {home.period}: it has a balance for each step already"
                scope.complain(ItemOutOfPlace(home.span, reason=reason, advice="leave it out, and say `steps each …`"))

    def _opening(self) -> Expr:
        """The closing balance of the period before, or what it opens at."""
        opens = only(self.node.opens, "account", self.scope.complaints)
        if opens is None:
            zero = f"opens at {self.scope.money.symbol}0"
            self.scope.complain(ItemMissing(self.node.span, block="account", lacks="what it opens at", answers=(zero,)))
            return broken(self.node.span)
        first = self._amount(opens)
        if first.kind == UNKNOWN:
            return first
        before = PreviousOf(first.kind, self.node.name.span, (), self.symbol.name)
        rest = Apply(first.kind, opens.span, "at the start", (before, first))
        begins = self._begins()
        if begins is None:
            return rest
        earlier = Apply(YES_NO, opens.span, "before", (begins, self._day("first day")))
        return Choose(first.kind, opens.span, earlier, rest, first)

    def _begun(self, balance: Expr) -> Expr:
        """A balance for each row that has a date is nought before the step that holds the date."""
        begins = self._begins()
        if begins is None or balance.kind == UNKNOWN:
            return balance
        later = Apply(YES_NO, balance.span, "after", (begins, self._day("last day")))
        return Choose(balance.kind, balance.span, later, Constant(balance.kind, balance.span, Fraction(0)), balance)

    def _begins(self) -> Expr | None:
        """The date of the row that an account is for each of, if it is and has one."""
        home = self.symbol.home
        row = part_of(home, TableHome) or part_of(home, GroupHome)
        if row is None:
            return None
        table = self.scope.symbols.tables[row.table].node
        name = table.dated[0] if table.dated else table.lasts[0].start if table.lasts else None
        ways = paths(self.scope.symbols, home, TableHome(row.table))
        if name is None or len(ways) != 1:
            return None
        return FieldOf(DAY, self.node.name.span, ways[0], row.table, name.text)

    def _day(self, which: str) -> Expr:
        calendar = part_of(self.symbol.home, CalendarHome)
        ways = paths(self.scope.symbols, self.symbol.home, calendar) if calendar is not None else []
        return DayOf(DAY, self.node.name.span, which, ways[0])

    def _moved(self, movement: b.Movement, balance: Expr) -> Expr:
        if movement.word == "grows by":
            rate = self._expression(movement.value)
            if rate.kind not in (SHARE, UNKNOWN):
                found, where = self.scope.words(rate.kind), "what a balance grows by"
                return self.scope.complain(WrongKind(rate.span, wanted="a share, such as 5%", found=found, where=where))
            interest = Apply(balance.kind, rate.span, "multiply", (balance, rate))
            return Apply(balance.kind, movement.span, "add", (balance, interest))
        amount = self._amount(movement.value)
        word = "subtract" if movement.word == "reduced by" else "add"
        return Apply(balance.kind, movement.span, word, (balance, amount))

    def _expression(self, node: ex.Expression) -> Expr:
        return Elaborator(self.scope, Subject(self.symbol.home)).expression(node)

    def _amount(self, node: ex.Expression) -> Expr:
        return check_money(self.scope, self._expression(node))
