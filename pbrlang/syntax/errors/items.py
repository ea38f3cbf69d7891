"""Blocks and items whose words do not fit."""

from pbrlang.calendar.months import MONTHS
from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.nearest import nearest
from pbrlang.diagnostics.prose import article, listing, quoted_listing
from pbrlang.source import Span


class Mistake(Exception):
    """Carries a diagnostic out of the depth of one item; caught where the item is read."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message())
        self.diagnostic = diagnostic


class UnexpectedWords(Diagnostic):
    """An item cannot be read: a word stands where another was expected.

    ## Why
    Each item of a contract has a fixed form, so that every reader reads it in the same way. Where the words
    leave that form, nothing is guessed.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        when Length is more £10 than
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        when Cost is more than £10
        pays £5
    ```
    """

    code = "PBR101"
    name = "unexpected-words"

    found: str
    expected: tuple[str, ...]
    repair: Edit | None = None
    form: str | None = None

    def message(self) -> str:
        return f"{self.found} cannot be read here" if self.found else "something is missing at the end of this item"

    def label(self) -> str:
        if self.repair:
            return meant(self.repair)
        return f"expected {listing(self.expected)}" if self.expected else ""

    def help(self) -> str | None:
        return f"an item of this sort is written like this: `{self.form}`" if self.form and not self.repair else None

    def edits(self) -> tuple[Edit, ...]:
        return (self.repair,) if self.repair else ()


class UnknownItem(Diagnostic):
    """A block has no item that begins with this word.

    ## Why
    Each kind of block has its own items. A word that begins none of them is misspelt, or belongs to another block.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5
        kappa £3
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5
        not more than £3
    ```
    """

    code = "PBR102"
    name = "unknown-item"

    word: str
    block: str
    known: tuple[str, ...]
    repair: Edit | None = None
    others: tuple[str, ...] = ()

    def message(self) -> str:
        if self.others:
            blocks = listing([f"{article(each)} {each}" for each in self.others])
            return f"`{self.word}` begins an item of {blocks}, and this is {article(self.block)} {self.block}"
        return f"no item of {article(self.block)} {self.block} begins with `{self.word}`"

    def label(self) -> str:
        return meant(self.repair) if self.repair else f"not an item of {article(self.block)} {self.block}"

    def help(self) -> str | None:
        if self.repair and self.repair.replacement:
            return None
        return f"items of {article(self.block)} {self.block} begin with {quoted_listing(self.known)}"

    def edits(self) -> tuple[Edit, ...]:
        return (self.repair,) if self.repair else ()


class UnknownBlock(Diagnostic):
    """A line at the margin begins no block that the language knows.

    ## Why
    A contract is made of blocks: `contract`, `data`, `outcome`, `payment` and so on, and of definitions, which
    begin with the term that they define.

    ## Example
    ```pbr
    paymnt Reward
        for each Visit
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5
    ```
    """

    code = "PBR107"
    name = "unknown-block"

    word: str
    nearest: tuple[str, ...]

    def message(self) -> str:
        return f"no block begins with `{self.word}`"

    def label(self) -> str:
        return f"did you mean {quoted_listing(self.nearest)}?" if self.nearest else ""

    def help(self) -> str | None:
        if self.nearest:
            return None
        return (
            "blocks are contract, data, unit, cohort, tariff, outcome, measure, payment, grant, fee, milestone, "
            "bonus, deduction, clawback, cap, example, always and accept; a definition begins with a Capital Letter"
        )

    def edits(self) -> tuple[Edit, ...]:
        return tuple(Edit(f"write `{each}`", self.span, each) for each in self.nearest)


class NoSuchDay(Diagnostic):
    """A date names a day that its month does not have.

    ## Why
    30 February is no day; a contract that names it would leave open which day is meant.

    ## Example
    ```pbr
    grant Opening Grant
        pays £5,000 on 30 February 2031, payable on its date
    ```

    ## Instead
    ```pbr
    grant Opening Grant
        pays £5,000 on 28 February 2031, payable on its date
    ```
    """

    code = "PBR111"
    name = "no-such-day"

    def message(self) -> str:
        return f"there is no {self.span.text}"

    def help(self) -> str | None:
        return None if self.edits() else "a date has a day, the name of a month and a year: `1 April 2030`"

    def edits(self) -> tuple[Edit, ...]:
        words = self.span.text.split()
        unknown = next(word for word in words if word.isalpha())
        if unknown not in MONTHS:
            right = (self.span.text.replace(unknown, month) for month in nearest(unknown, MONTHS))
            return tuple(Edit(f"write `{each}`", self.span, each) for each in right)
        last = _last_day(unknown, words[2:])
        return (Edit(f"write `{last}`, the last day of that month", self.span, last),)


class BracketsNeeded(Diagnostic):
    """Two readings are possible; brackets must say which is meant.

    ## Why
    After `where`, a reader cannot tell whether what follows belongs to the condition or to the whole amount.

    ## Example
    ```pbr
    payment Reward
        for each year
        pays £5 per Visit * number of Visits in the year where Kind is Short + £10
    ```

    ## Instead
    ```pbr
    payment Reward
        for each year
        pays £5 per Visit * (number of Visits in the year where Kind is Short) + £10
    ```
    """

    code = "PBR112"
    name = "brackets-needed"

    aggregate: Span

    def message(self) -> str:
        return "it is not clear where the condition after `where` ends"

    def help(self) -> str | None:
        return f"put brackets around what belongs together: `({' '.join(self.aggregate.text.split())})`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit("put it in brackets", self.aggregate, f"({self.aggregate.text})"),)


def _last_day(month: str, year: list[str]) -> str:
    thirty = ("April", "June", "September", "November")
    day = 30 if month in thirty else 31
    if month == "February":
        leap = bool(year) and int(year[0]) % 4 == 0 and (int(year[0]) % 100 != 0 or int(year[0]) % 400 == 0)
        day = 29 if leap else 28
    return " ".join([str(day), month, *year])


def meant(repair: Edit) -> str:
    """A repair as a few words beside the place that it mends."""
    return f"did you mean `{repair.replacement.strip()}`?" if repair.title.startswith("write ") else repair.title
