"""Who pays and who receives: a row for each statement and party, shared to the coin on what has come up to date."""

from collections.abc import Callable, Sequence

from attrs import define

from pbrlang.backends.excel.plan import Book
from pbrlang.backends.excel.settling import to_date
from pbrlang.backends.excel.sheets import (
    COINS,
    DAY,
    TOP,
    WHOLE,
    WORDS,
    Column,
    Held,
    Sheet,
    clause_words,
    day_number,
    letters,
)
from pbrlang.ir.sharing import Sharing
from pbrlang.lower.model import Part, Shared

NOBODY = "Nobody: beyond the limits"


def shares(book: Book, settlement: Sheet) -> None:
    """Share the statements, and leave out of their totals what falls on no payer."""
    lowered, program = book.basis.lowered, book.basis.program
    if lowered.payers is not None and program.payers is not None:
        whole = settlement.known["to date"]
        title = "Who pays"
        sheet = _Sharing(book, settlement, lowered.payers, whole, "payer").sheet(title, program.payers)
        book.shares.append(("payers", sheet, lowered.payers))
        if sheet.rows > settlement.rows * len(lowered.payers.parts):
            _less(settlement, sheet, len(lowered.payers.parts))
    for number, (split, told) in enumerate(zip(lowered.splits, program.splits, strict=True), start=1):
        amounts = [settlement.known["amount", name] for name in split.clauses]
        names = ", ".join(split.clauses)
        own = settlement.add(
            f"Split: {names}",
            COINS,
            "+".join(each.own for each in amounts),
            lambda at, amounts=amounts: sum(int(each.values[at]) for each in amounts),  # type: ignore[misc]
        )
        whole = to_date(settlement, f"Split to date: {names}", own)
        title = "Who receives" if len(lowered.splits) == 1 else f"Who receives {number}"
        sheet = _Sharing(book, settlement, split, whole, "receiver").sheet(title, told)
        book.shares.append(("splits", sheet, split))


def _less(settlement: Sheet, sheet: Sheet, parties: int) -> None:
    """The totals of statements without what is beyond the limits of all payers."""
    lines = parties + 1

    def less(title: str, of: Column, beyond: Column) -> Column:
        values = [int(held) - int(beyond.values[at * lines + parties]) for at, held in enumerate(of.values)]
        place = f"(ROW()-{TOP - 1})*{lines}"
        return settlement.add(title, COINS, f"{of.own}-INDEX({beyond.range},{place})", values.__getitem__)

    total, so_far = settlement.known["total"], settlement.known["to date"]
    settlement.known["total"] = less("Total within the payers' limits", total, sheet.known["amount"])
    settlement.known["to date"] = less("Within the payers' limits to date", so_far, sheet.known["to date"])


@define(eq=False, repr=False)
class _Sharing:
    """One sharing: the parties in the order of the text, in each statement; last what falls on nobody."""

    book: Book
    settlement: Sheet
    shared: Shared
    whole: Column
    word: str

    @property
    def parties(self) -> int:
        """How many rows a statement has."""
        return len(self.shared.parts) + (self.shared.taker is None and self.is_limited)

    @property
    def is_limited(self) -> bool:
        """Whether some party has a limit."""
        return any(each.most is not None for each in self.shared.parts)

    def sheet(self, title: str, told: Sharing) -> Sheet:
        """The sheet of who has what of each statement."""
        rows = self.settlement.filled * self.parties
        what = "bears" if self.word == "payer" else "receives"
        about = f"What each {self.word} {what} of each statement, in pence, as shares of all that has come up to date."
        sheet = self.book.sheet(f"{title}, step by step", f"Shares: {title}", about, rows, rows)
        sheet.kind, sheet.note = "shares", clause_words(told.span, told.clause)
        self._of_statement(sheet, "Statement", self.settlement.known["period"], WORDS)
        self._of_statement(sheet, "To", self.settlement.known["last"], DAY)
        statement = sheet.given("Which", WHOLE, [at // self.parties + 1 for at in range(rows)])
        names = [*(each.name for each in self.shared.parts), NOBODY]
        sheet.given(self.word.capitalize(), WORDS, [names[at % self.parties] for at in range(rows)])
        raw = self._raw(sheet, statement)
        borne = self._borne(sheet, raw)
        now = self._taken(sheet, raw, borne, statement)
        sheet.known["to date"] = now
        before = self._before(now)
        sheet.known["amount"] = sheet.add(
            "Amount of this statement",
            COINS,
            f"{now.own}-{before}",
            lambda at: int(now.values[at]) - self._at(now.values, at - self.parties),
        )
        return sheet

    def _of_statement(self, sheet: Sheet, title: str, of: Column, look: str) -> Column:
        return sheet.given(title, look, [of.values[at // self.parties] for at in range(sheet.filled)])

    @staticmethod
    def _at(values: Sequence[Held], at: int) -> int:
        return int(values[at]) if at >= 0 else 0

    def _before(self, column: Column) -> str:
        """The same of the same party in the statement before."""
        return f"IF(ROW()<{TOP + self.parties},0,{column.up(self.parties)})"

    def _part(self, at: int) -> Part | None:
        place = at % self.parties
        return self.shared.parts[place] if place < len(self.shared.parts) else None

    # --- shares to the coin

    def _raw(self, sheet: Sheet, statement: Column) -> Column:
        """The share of each in what has come up to date, without limits."""
        every = sum(each.parts for each in self.shared.parts)
        parts = [each.parts if (each := self._part(at)) else 0 for at in range(sheet.filled)]
        share = sheet.given(f"Parts of {every}", WHOLE, parts)
        source = self.whole
        whole = sheet.add(
            "To be shared to date",
            COINS,
            f"INDEX({source.range},{statement.own})",
            lambda at: source.values[at // self.parties],
        )
        totals = [int(each) for each in whole.values]
        floors = [abs(total) * part // every for total, part in zip(totals, parts, strict=True)]
        rests = [abs(total) * part % every for total, part in zip(totals, parts, strict=True)]
        product = f"ABS({whole.own})*{share.own}"
        floor = sheet.add("Whole coins of it", COINS, f"INT({product}/{every})", floors.__getitem__)
        rest = sheet.add("Left over", WHOLE, f"{product}-{floor.own}*{every}", rests.__getitem__)
        over = [abs(totals[at]) - sum(self._block(floors, at)) for at in range(sheet.filled)]
        coins = sheet.add(
            "Coins left over",
            WHOLE,
            f"ABS({whole.own})-SUMIFS({floor.range},{statement.range},{statement.own})",
            over.__getitem__,
            "They go to those of whose share the largest part of a coin is left over; of equal ones to the first.",
        )
        ahead = f'COUNTIFS({statement.range},{statement.own},{rest.range},">"&{rest.own})'
        ahead += f"+COUNTIFS({statement.down_to_own},{statement.own},{rest.down_to_own},{rest.own})"
        signs = [(total > 0) - (total < 0) for total in totals]
        extra = [int(share_ and self._rank(rests, at) <= over[at]) for at, share_ in enumerate(parts)]
        return sheet.add(
            "Share to date",
            COINS,
            f"SIGN({whole.own})*({floor.own}+IF(AND({share.own}>0,{ahead}<={coins.own}),1,0))",
            lambda at: signs[at] * (floors[at] + extra[at]),
        )

    def _block(self, values: Sequence[int], at: int) -> Sequence[int]:
        first = at - at % self.parties
        return values[first : first + self.parties]

    def _rank(self, rests: Sequence[int], at: int) -> int:
        block, place = self._block(rests, at), at % self.parties
        return sum(each > rests[at] for each in block) + sum(each == rests[at] for each in block[: place + 1])

    # --- limits

    def _borne(self, sheet: Sheet, raw: Column) -> Column:
        """What each has of its share, up to its limit."""
        if not self.is_limited:
            return raw
        limits = [part.most if (part := self._part(at)) else None for at in range(sheet.filled)]
        most = sheet.given("Limit", COINS, ["" if each is None else each for each in limits])
        window = self._window(sheet)
        fresh = f"OR(ROW()<{TOP + self.parties},{window.own}<>{window.up(self.parties)})"
        start: list[int] = []
        raw_start: list[int] = []
        now: list[int] = []
        for at in range(sheet.filled):
            before = at - self.parties
            is_new = before < 0 or window.values[at] != window.values[before]
            start.append(self._at(now, before) if is_new else start[before])
            raw_start.append(self._at(raw.values, before) if is_new else raw_start[before])
            now.append(self._up_to(most.values[at], int(raw.values[at]), start[at], raw_start[at]))
        first = len(sheet.columns)
        columns: list[Column] = []

        def later(title: str, formula: str, values: list[int]) -> None:
            columns.append(sheet.add(title, COINS, formula, values.__getitem__))

        own, again = _cell(sheet, first), _cell(sheet, first + 1)
        borne = _cell(sheet, first + 2)
        parties = self.parties
        none = f"ROW()<{TOP + parties}"
        later("Borne before the limit's period", f"IF({fresh},IF({none},0,{borne(parties)}),{own(parties)})", start)
        later(
            "Share before the limit's period", f"IF({fresh},IF({none},0,{raw.up(parties)}),{again(parties)})", raw_start
        )
        here, beyond = f"({raw.own}-{again(0)})", f"({again(0)}-{own(0)})"
        within = f"IF({here}>=0,MIN({here},{most.own}),MIN({here}+{beyond},0))"
        later("Within the limit to date", f'IF({most.own}="",{raw.own},{own(0)}+{within})', now)
        return columns[-1]

    @staticmethod
    def _up_to(most: Held, raw: int, start: int, raw_start: int) -> int:
        if isinstance(most, str):
            return raw
        here, beyond = raw - raw_start, raw_start - start
        return start + (min(here, int(most)) if here >= 0 else min(here + beyond, 0))

    def _window(self, sheet: Sheet) -> Column:
        """The place of the period of a limit in which each statement ends; nought where it is over the contract."""
        calendars = self.book.basis.program.calendars

        def of(at: int) -> int:
            part = self._part(at)
            if part is None or part.step is None:
                return 0
            day = self.settlement.known["last"].values[at // self.parties]
            return sum(day_number(each.first) <= int(day) for each in calendars[part.step].periods)

        return sheet.given("Period of the limit", WHOLE, [of(at) for at in range(sheet.filled)])

    def _taken(self, sheet: Sheet, raw: Column, borne: Column, statement: Column) -> Column:
        """The same with what is beyond limits, which falls on one of them or on nobody."""
        if not self.is_limited:
            return borne
        beyond = [
            sum(map(int, self._block(raw.values, at))) - sum(map(int, self._block(borne.values, at)))  # type: ignore[arg-type]
            for at in range(sheet.filled)
        ]
        taker = self.shared.taker if self.shared.taker is not None else len(self.shared.parts)
        takers = [int(at % self.parties == taker) for at in range(sheet.filled)]
        takes = sheet.given("Takes what is beyond", WHOLE, takers)
        same = f"{statement.range},{statement.own}"
        text = f"{borne.own}+{takes.own}*(SUMIFS({raw.range},{same})-SUMIFS({borne.range},{same}))"
        return sheet.add(
            "Total to date", COINS, text, lambda at: int(borne.values[at]) + int(takes.values[at]) * beyond[at]
        )


def _cell(sheet: Sheet, index: int) -> Callable[[int], str]:
    """The cell so many rows above in a column that is not yet there."""
    return lambda up: f"{sheet.prefix}${letters(index)}{{up {up}}}" if up else f"{sheet.prefix}${letters(index)}{{r}}"
