"""Payers and splits: rows of who, which share, and up to what limit."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import define

from pbrlang.diagnostics.nearest import nearest
from pbrlang.ir.errors import (
    BeyondUnsaid,
    IdleItem,
    ItemMissing,
    LiabilityUnsaid,
    SharesNotWhole,
    TakerLimited,
    UnreadableCell,
)
from pbrlang.ir.from_syntax.only import only
from pbrlang.ir.from_syntax.scope import Scope, home_words
from pbrlang.ir.program import Terms
from pbrlang.ir.sharing import Payers, Share, Split
from pbrlang.kinds.errors import WrongCurrency, WrongKind
from pbrlang.names.errors import DeclaredTwice, UnknownName
from pbrlang.names.homes import CalendarHome
from pbrlang.names.reading_homes import read_homes
from pbrlang.source import Span
from pbrlang.source.late import changed
from pbrlang.syntax.cells import parse_limit, parse_part
from pbrlang.syntax.tree import blocks as b
from pbrlang.syntax.tree.base import Cell, Grid
from pbrlang.values.wording import share

_LENGTHS = ("month", "quarter", "year")
_SAID = {
    "payers": "who pays, which share, and up to what limit",
    "split": "who receives, which share, and up to what limit",
}


@define(eq=False, repr=False)
class SharingReader:
    """Reads payers and splits."""

    scope: Scope
    terms: Terms

    def payers(self, blocks: Sequence[b.Payers]) -> Payers | None:
        """Who bears what is due; nothing where the contract does not say, or says it so that it is not understood."""
        node = blocks[0] if blocks else None
        for each in blocks[1:]:
            self.scope.complain(DeclaredTwice(each.span, term="payers", first=blocks[0].span))
        shares = self._shares(node, node.grid) if node is not None else ()
        if node is None or not shares:
            return None
        beyond = only(node.beyond, "payers", self.scope.complaints)
        taker = self._taker(node, beyond, shares)
        liability = only(node.liability, "payers", self.scope.complaints)
        if len(shares) > 1 and liability is None:
            self.scope.complain(LiabilityUnsaid(node.span, item=_rows_span(node)))
        if len(shares) == 1 and liability is not None:
            self.scope.complain(IdleItem(liability.span, why="there is one payer, and it is liable for the whole"))
        joint = liability is not None and liability.word == "joint"
        return Payers(shares, taker, node.number or "", node.span, joint)

    def split(self, node: b.Split, taken: set[str]) -> Split | None:
        """Who receives what some clauses pay; `taken` are the clauses of splits that came before."""
        clauses = []
        for name in node.clauses:
            known = self.scope.symbols.clauses
            if name.text not in known:
                close = tuple(nearest(name.text, list(known)))
                self.scope.complain(UnknownName(name.span, term=name.text, wanted="payment", nearest=close))
            elif name.text in taken:
                found, where = f"`{name.text}` again", "what is split"
                self.scope.complain(WrongKind(name.span, wanted="in one split only", found=found, where=where))
            else:
                taken.add(name.text)
                clauses.append(name.text)
        shares = self._shares(node, node.grid)
        if not shares:
            return None
        rest = next((place for place, row in enumerate(_rows(node.grid)) if row[1].text == "the rest"), None)
        limited = next((each for each in shares if each.most is not None), None)
        if limited is not None and rest is None:
            self.scope.complain(BeyondUnsaid(limited.span, who=_called(limited.name), item=None, takers=()))
        if limited is not None and rest is not None and shares[rest].most is not None:
            place = _rows(node.grid)[rest][2].span
            self.scope.complain(
                TakerLimited(place, who=_called(shares[rest].name), limit=place, others=(), outcome=None)
            )
        return Split(shares, rest if limited is not None else None, node.number or "", node.span, tuple(clauses))

    # --- beyond the limits

    def _taker(self, node: b.Payers, beyond: b.Beyond | None, shares: Sequence[Share]) -> int | None:
        names = [each.name for each in shares]
        free = tuple(each.name for each in shares if each.most is None)
        limited = next((each for each in shares if each.most is not None), None)
        if limited is None:
            if beyond is not None:
                self.scope.complain(IdleItem(beyond.span, why="no payer has a limit"))
            return None
        if beyond is None:
            who = _called(limited.name)
            self.scope.complain(BeyondUnsaid(node.span, who=who, item=_rows_span(node), takers=free))
            return None
        if beyond.payer is None:
            return None
        if beyond.payer not in names:
            close = tuple(f'falls on "{each}"' for each in nearest(beyond.payer, names) or free)
            self.scope.complain(UnknownName(beyond.span, term=beyond.payer, wanted="payer", nearest=close))
            return None
        place = names.index(beyond.payer)
        if shares[place].most is not None:
            row = _rows(node.grid)[place]
            told = TakerLimited(
                beyond.span, who=_called(beyond.payer), limit=row[2].span, others=free, outcome=beyond.span
            )
            self.scope.complain(told)
        return place

    # --- rows

    def _shares(self, node: b.Payers | b.Split, grid: Grid | None) -> tuple[Share, ...]:
        keyword = node.keyword
        if grid is None:
            answer = '| "A council" | 100% | no limit |' if keyword == "payers" else '| "A partner" | 1/3 | no limit |'
            self.scope.complain(
                ItemMissing(node.span, block=f"{keyword} block", lacks=_SAID[keyword], answers=(answer,))
            )
            return ()
        found: list[Share] = []
        for row in _rows(grid):
            if len(row) != len(_SAID[keyword].split(",")):
                self.scope.complain(UnreadableCell(row[0].span.to(row[-1].span), expected=_SAID[keyword]))
                return ()
            read = self._share(keyword, row)
            if read is None:
                return ()
            twice = next((each for each in found if each.name == read.name), None)
            if twice is not None:
                self.scope.complain(DeclaredTwice(row[0].span, term=read.name, first=twice.span))
            found.append(read)
        return self._whole(found, _rows(grid))

    def _whole(self, shares: Sequence[Share], rows: Sequence[Sequence[Cell]]) -> tuple[Share, ...]:
        """The shares with the rest worked out; nothing where they do not come to the whole."""
        rests = [place for place, row in enumerate(rows) if row[1].text == "the rest"]
        said = sum((each.share for each in shares), Fraction(0))
        if len(rests) == 1 and said < 1:
            return tuple(changed(each, share=1 - said) if n == rests[0] else each for n, each in enumerate(shares))
        if said != 1 or rests:
            last = rows[-1][1].span if not rests and said - shares[-1].share < 1 else None
            told = "the whole and the rest" if rests else share(said)
            self.scope.complain(SharesNotWhole(rows[-1][1].span, found=told, last=last))
            return ()
        return tuple(shares)

    def _share(self, keyword: str, row: Sequence[Cell]) -> Share | None:
        name = self._name(keyword, row[0])
        part, limit = parse_part(row[1]), parse_limit(row[2])
        if part is None:
            self.scope.complain(UnreadableCell(row[1].span, expected="a share, as in `60%` or `1/3`, or `the rest`"))
        if limit is None:
            expected = "`no limit`, or an amount and its window, as in `£5,000 over the contract`"
            self.scope.complain(UnreadableCell(row[2].span, expected=expected))
        if name is None or part is None or limit is None:
            return None
        if part.share is not None and part.share <= 0:
            self.scope.complain(UnreadableCell(row[1].span, expected="a share of more than nought"))
            return None
        span = row[0].span.to(row[-1].span)
        step = self._step(limit)
        most = limit.most if limit.symbol in (None, self.scope.money.symbol) else None
        if limit.most is not None and most is None:
            money = self.scope.money
            written = row[2].text.split()[0]
            self.scope.complain(WrongCurrency(row[2].span, currency=money.code, symbol=money.symbol, written=written))
        return Share(name, part.share or Fraction(0), most, step, span)

    def _name(self, keyword: str, cell: Cell) -> str | None:
        text = cell.text
        if len(text) > len('""') and text[0] == text[-1] == '"':
            return " ".join(text[1:-1].split())
        if keyword == "split" and text == "the provider":
            return text
        either = " or `the provider`" if keyword == "split" else ""
        close = (f'"{text}"',) if text and '"' not in text else ()
        self.scope.complain(UnreadableCell(cell.span, expected=f"a name in quotation marks{either}", nearest=close))
        return None

    def _step(self, limit: b.PartLimit) -> str | None:
        """The period that a limit is for each of; nothing for the contract."""
        if limit.each is None:
            return None
        home = read_homes(self.scope.symbols, limit.each.homes, self.scope.complaints)
        if isinstance(home, CalendarHome) and _LENGTHS.index(home.step) >= _LENGTHS.index(self.terms.step):
            return home.step
        if home is not None:
            wanted = f"a period that is no shorter than the {self.terms.step}s that are settled"
            found, where = f"each {home_words(home)}", "what a share is limited for"
            self.scope.complain(WrongKind(limit.each.span, wanted=wanted, found=found, where=where))
        return None


def _rows(grid: Grid | None) -> tuple[tuple[Cell, ...], ...]:
    """All rows: such a table has no heading."""
    return (grid.heading, *grid.rows) if grid is not None else ()


def _rows_span(node: b.Payers) -> Span:
    """Where the rows of a table stand, after which an answer can be added."""
    return node.grid.span if node.grid is not None else node.span


def _called(name: str) -> str:
    return name if name == "the provider" else f"“{name}”"


def read_sharing(scope: Scope, terms: Terms, blocks: Iterable[object]) -> tuple[Payers | None, tuple[Split, ...]]:
    """The payers and the splits of a contract."""
    every, reader = list(blocks), SharingReader(scope, terms)
    taken: set[str] = set()
    splits = [reader.split(each, taken) for each in every if isinstance(each, b.Split)]
    payers = reader.payers([each for each in every if isinstance(each, b.Payers)])
    return payers, tuple(each for each in splits if each is not None)
