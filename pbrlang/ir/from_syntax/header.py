"""The contract's header: its terms, its currency, its calendars."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from attrs import frozen

from pbrlang.calendar.months import FIRST_YEAR, LAST_YEAR
from pbrlang.calendar.periods import Calendar, make_calendar, make_years, name_quarters
from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import HalfUnsaid, HeaderUnsaid, MonthEndUnsaid, OutsideTerm
from pbrlang.ir.from_syntax.lengths import read_length
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Money
from pbrlang.ir.program import Rounding, Terms
from pbrlang.kinds.errors import WrongKind, instead
from pbrlang.source import Span
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Node
from pbrlang.values.currencies import Currency, coin, currency
from pbrlang.values.nouns import Nouns
from pbrlang.values.wording import in_words

_CODES = {"pound": "GBP", "pounds": "GBP", "sterling": "GBP", "euro": "EUR", "euros": "EUR", "dollars": "USD"}
_COINS = ("penny", "cent", "pound", "dollar", "euro")
_HALVES = ("half up", "half down", "half to even")


@frozen(eq=False, repr=False)
class Header:
    """The terms, and the calendars that follow from them."""

    terms: Terms
    calendars: dict[str, Calendar]
    money: Money


def read_header(text: b.ContractText, complaints: list[Diagnostic]) -> Header | None:
    """The header; nothing, with a complaint, where there is no contract. What it lacks is complained about."""
    contracts = [each for each in text.blocks if isinstance(each, b.Contract)]
    node = only(contracts, "file", complaints)
    if node is None:
        place = Span(text.span.source, 0, 0)
        complaints.append(HeaderUnsaid(place, what="what it is: there is no `contract` block", answers=()))
        return None
    return _Reader(node, complaints).header()


@frozen(eq=False, repr=False)
class _Reader:
    node: b.Contract
    complaints: list[Diagnostic]

    def header(self) -> Header | None:
        runs = self._need("runs", "from when to when it runs", ("runs from 1 April 2030 to 31 March 2033",))
        if isinstance(runs, b.Term) and not self._within_reach(runs.span, runs.first, runs.last):
            runs = None
        money = self._money()
        until = self._until(runs)
        years = self._years(runs)
        step = self._need("settles", "how often it settles", tuple(f"settles every {x}" for x in _STEPS))
        rounding = self._rounding(money)
        for part in ("commissioner", "provider"):
            if not any(each.part == part for each in self.node.parties):
                self._unsaid(f"who the {part} is", (f'{part} "…"',))
        if not self.node.purposes:
            self._unsaid("what it is for", ('purpose "…"',))
        # What is missing is stood in for, so that the rest of the contract is still looked at; nothing is paid by it.
        term = runs if isinstance(runs, b.Term) and runs.first <= runs.last else _stand_in_term(self.node)
        money = money or Currency("GBP", "£", 2)
        terms = Terms(
            name=self.node.name.text,
            purposes=tuple(each.text for each in self.node.purposes),
            parties=tuple((each.part, each.called or "") for each in self.node.parties),
            currency=money.code,
            symbol=money.symbol,
            places=money.places,
            starts=term.first,
            ends=term.last,
            settles_until=max(until or _LAST, term.last),
            step=step.word if isinstance(step, b.Word) else "quarter",
            rounding=rounding or Rounding(Fraction(1, 10**money.places), "half up", self.node.span),
            part_periods=self._word(self.node.part_periods) or (None if years else "in full"),
            month_ends=self._word(self.node.month_ends),
            span=self.node.span,
            due_after=self._due_after(),
            examples_prevail=self._examples_prevail(),
        )
        calendars = self._calendars(terms, years or _stand_in_years(term))
        return Header(terms, calendars, Money(money.code, money.symbol, money.places))

    def _need(self, items: str, what: str, answers: tuple[str, ...]) -> Node | None:
        found = only(getattr(self.node, items), "contract", self.complaints)
        if found is None:
            self._unsaid(what, answers)
        return found

    def _unsaid(self, what: str, answers: tuple[str, ...]) -> None:
        self.complaints.append(HeaderUnsaid(self.node.span, what=what, answers=answers))

    def _word(self, items: Sequence[b.Word]) -> str | None:
        found = only(items, "contract", self.complaints)
        return found.word if found else None

    def _due_after(self) -> tuple[int, int] | None:
        length = only(self.node.payment_due, "contract", self.complaints)
        if length is None:
            return None
        days, months = read_length(length, Nouns(), self.complaints)
        if months and not self.node.month_ends:
            self.complaints.append(MonthEndUnsaid(length.span, header=length.span))
        return days, months

    def _examples_prevail(self) -> bool | None:
        word = self._word(self.node.examples_stand)
        return None if word is None else word.startswith("prevail")

    def _money(self) -> Currency | None:
        name = only(self.node.currency, "contract", self.complaints)
        if name is None:
            self._unsaid("in which currency it pays", ("currency GBP",))
            return None
        found = currency(name.text)
        if found is None:
            self.complaints.append(
                WrongKind(
                    name.span,
                    wanted="a currency's three letters, such as GBP",
                    found=f"`{name.text}`",
                    where="the currency",
                    fixes=instead(name.span, [_CODES[name.text.casefold()]] if name.text.casefold() in _CODES else ()),
                )
            )
        return found

    def _until(self, runs: Node | None) -> date | None:
        """The end of the run-off: until when results of the term are settled."""
        last = runs.last if isinstance(runs, b.Term) else None
        shown = in_words(last) if last else "31 March 2034"
        item = only(self.node.settle_until, "contract", self.complaints)
        if item is None:
            self._unsaid("until when results settle", (f"results settle until {shown}",))
            return None
        if not self._within_reach(item.span, item.day):
            return None
        if isinstance(runs, b.Term) and runs.last < runs.first:
            reason = f"the contract ends on {in_words(runs.last)}, before it begins on {in_words(runs.first)}"
            swapped = f"runs from {in_words(runs.last)} to {in_words(runs.first)}"
            self.complaints.append(OutsideTerm(runs.span, reason=reason, answer=swapped))
        elif last is not None and item.day < last:
            reason = f"results settle until {in_words(item.day)}, before the contract ends on {shown}"
            self.complaints.append(OutsideTerm(item.span, reason=reason, answer=f"results settle until {shown}"))
        return item.day

    def _years(self, runs: Node | None) -> b.Years | None:
        """When years start; a first year that does not begin with the term is written out."""
        item = only(self.node.years, "contract", self.complaints)
        if item is None:
            start = runs.first if isinstance(runs, b.Term) else date(2030, 4, 1)
            answers = dict.fromkeys((f"years start on {start.day} {start:%B}", "years start on 1 April"))
            self._unsaid("when its years start", tuple(answers))
            return None
        if not isinstance(runs, b.Term):
            return item
        starts = runs.first
        whole = item.first is None and (starts.day, starts.month) == (item.day, item.month)
        next_start = _anchor_after(item, starts)
        ends = next_start - timedelta(days=1)
        later = _anchor_after(item, next_start) - timedelta(days=1)
        if whole or _is_first_year(item, starts, (ends, later)):
            return item
        reason = f"the contract begins on {in_words(starts)}, between two starts of years: write out year 1"
        if item.first is not None:
            reason = "year 1 must be written out from the first day of the contract to the last before years start: "
            reason += f"{in_words(ends)}, or {in_words(later)}"
        words = f"year 1 is {in_words(starts)} to {in_words(ends)}"
        answer = f"{' '.join(item.span.text.split(';')[0].split())}; {words}"
        self.complaints.append(OutsideTerm(item.span, reason=reason, answer=answer))
        return None

    def _within_reach(self, span: Span, *days: date) -> bool:
        """Whether days lie in the years that data may have; a complaint where they do not."""
        if all(FIRST_YEAR <= day.year <= LAST_YEAR for day in days):
            return True
        reason = f"the years of a contract run from {FIRST_YEAR} to {LAST_YEAR}"
        self.complaints.append(OutsideTerm(span, reason=reason))
        return False

    def _rounding(self, money: Currency | None) -> Rounding | None:
        item = self._need("rounds", "how payments are rounded", _rounding_answers("nearest penny"))
        if item is None:
            return None
        rounding = self.node.rounds[0]
        if rounding.way == "nearest":
            said = " ".join(rounding.span.text.split())
            self.complaints.append(HalfUnsaid(rounding.span, said=said))
            return None
        unit = coin(rounding.coin.text, money.places if money else 2)
        if unit is None:
            self.complaints.append(
                WrongKind(
                    rounding.coin.span,
                    wanted="penny, cent, pound, dollar or euro",
                    found=f"`{rounding.coin.text}`",
                    where="what payments are rounded to",
                    fixes=instead(rounding.coin.span, nearest(rounding.coin.text, _COINS)),
                )
            )
            return None
        return Rounding(unit, rounding.way, rounding.span)

    def _calendars(self, terms: Terms, years: b.Years) -> dict[str, Calendar]:
        anchor = (years.day, years.month)
        first, last = terms.starts, terms.settles_until
        if years.first is not None:
            year = make_years(anchor, first, last, years.first.last)
        else:
            year = make_calendar("year", anchor, first, last)
        quarter = name_quarters(make_calendar("quarter", anchor, first, last), year)
        return {"month": make_calendar("month", anchor, first, last), "quarter": quarter, "year": year}


_FIRST, _LAST = date(1990, 1, 1), date(2120, 12, 31)
"""A term in which every likely date lies, for a contract that states none."""

_STEPS = ("month", "quarter", "year")


def _stand_in_term(node: b.Contract) -> b.Term:
    return b.Term(node.span, _FIRST, _LAST)


def _stand_in_years(term: b.Term) -> b.Years:
    return b.Years(term.span, min(term.first.day, 28), term.first.month, None, None)


def _rounding_answers(coin: str) -> tuple[str, ...]:
    return tuple(f"rounds each payment to the {coin}, {half}" for half in _HALVES)


def _is_first_year(years: b.Years, starts: date, ends: tuple[date, ...]) -> bool:
    """Whether year 1 is written out so that it begins with the contract, and year 2 on the day on which years start."""
    first = years.first
    return first is not None and years.first_number == 1 and first.first == starts and first.last in ends


def _anchor_after(years: b.Years, day: date) -> date:
    """The first start of a year after a day."""
    this = date(day.year, years.month, min(years.day, 28) if years.month == 2 else years.day)
    return this if this > day else this.replace(year=day.year + 1)
