"""Blocks that lack something, say it twice, or say it where it cannot be."""

from pbrlang.diagnostics import Diagnostic, Edit, Remark
from pbrlang.diagnostics.prose import article, quoted_listing
from pbrlang.source import Span


class HeaderUnsaid(Diagnostic):
    """The contract's header leaves out something that every sum depends on.

    ## Why
    The term, the currency, the settlement period, the start of years, the run-off and the rounding decide every
    sum. No value is assumed for any of them.

    ## Example
    ```pbr
    contract Visits
        purpose "Fewer visits are needed."
        commissioner "A council"
        provider "A charity"
        currency GBP
        runs from 1 April 2030 to 31 March 2032
        results settle until 31 March 2032
        years start on 1 April
        settles every year
    ```

    ## Instead
    ```pbr
    contract Visits
        purpose "Fewer visits are needed."
        commissioner "A council"
        provider "A charity"
        currency GBP
        runs from 1 April 2030 to 31 March 2032
        results settle until 31 March 2032
        years start on 1 April
        settles every year
        rounds each payment to the nearest penny, half up
    ```
    """

    code = "PBR411"
    name = "header-unsaid"

    what: str
    answers: tuple[str, ...]

    def message(self) -> str:
        return f"the contract does not say {self.what}"

    def help(self) -> str | None:
        return f"add {quoted_listing(self.answers)}" if self.answers else None

    def edits(self) -> tuple[Edit, ...]:
        whole = [each for each in self.answers if "…" not in each]
        return tuple(Edit(f"add `{each}`", self.span.at_end(), f"\n    {each}") for each in whole)


class ItemMissing(Diagnostic):
    """A block lacks an item that it cannot do without.

    ## Why
    A clause that pays nothing, a measure that means nothing or a cap without a limit has no effect that a reader
    could work out.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        when Kind is Long
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        when Kind is Long
        pays £5
    ```
    """

    code = "PBR412"
    name = "item-missing"

    block: str
    lacks: str
    answers: tuple[str, ...] = ()

    def message(self) -> str:
        return f"this {self.block} does not say {self.lacks}"

    def help(self) -> str | None:
        return f"add {quoted_listing(self.answers)}" if self.answers else None

    def edits(self) -> tuple[Edit, ...]:
        column = self.span.source.position(self.span.start)[1] - 1
        indent = " " * (column + 4)
        whole = [each for each in self.answers if "…" not in each]
        return tuple(Edit(f"add `{each}`", self.span.at_end(), f"\n{indent}{each}") for each in whole)


class ItemTwice(Diagnostic):
    """A block says one thing twice.

    ## Why
    Of two dates, two amounts or two roundings, a reader cannot tell which holds.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5
        pays £6
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £6
    ```
    """

    code = "PBR413"
    name = "item-twice"

    block: str
    first: Span

    def message(self) -> str:
        return f"this {self.block} says this twice"

    def remarks(self) -> tuple[Remark, ...]:
        return (Remark(self.first, "first said here"),)

    def help(self) -> str | None:
        return "leave one of them out"

    def edits(self) -> tuple[Edit, ...]:
        source = self.span.source
        start = source.line_starts[source.position(self.span.start)[0] - 1]
        end = source.text.find("\n", self.span.end)
        whole = Span(source, start, len(source.text) if end < 0 else end + 1, self.span.clause)
        return (Edit("leave this one out", whole, ""),)


class WrongVerb(Diagnostic):
    """A clause uses the verb of another kind of clause.

    ## Why
    A payment, grant, fee, milestone or bonus *pays*; a deduction *deducts*; a clawback *recovers* from what was
    paid. The verb says which way the money goes.

    ## Example
    ```pbr
    deduction Late Visit
        for each Visit
        pays £5
    ```

    ## Instead
    ```pbr
    deduction Late Visit
        for each Visit
        deducts £5
    ```
    """

    code = "PBR414"
    name = "wrong-verb"

    block: str
    wanted: str
    found: str

    def message(self) -> str:
        return f"{article(self.block)} {self.block} {self.wanted}, and does not {self.found.removesuffix('s')}"

    def help(self) -> str | None:
        if self.wanted == "recovers":
            return "say out of what: `recovers £500 from Opening Grant, as a debt`"
        return None

    def edits(self) -> tuple[Edit, ...]:
        if self.wanted == "recovers":
            return ()
        place = Span(self.span.source, self.span.start, self.span.start + len(self.found), self.span.clause)
        return (Edit(f"write `{self.wanted}`", place, self.wanted),)


class OutsideTerm(Diagnostic):
    """A date or a period lies where the contract does not reach.

    ## Why
    A term that ends before it begins, a run-off that ends before the term, or a sum due outside both would never be
    paid.

    ## Example
    ```pbr
    grant Opening Grant
        pays £5,000 on 1 April 2020
    ```

    ## Instead
    ```pbr
    grant Opening Grant
        pays £5,000 on 1 April 2030
    ```
    """

    code = "PBR415"
    name = "outside-term"

    reason: str
    answer: str | None = None
    elsewhere: Edit | None = None

    def message(self) -> str:
        return self.reason

    def edits(self) -> tuple[Edit, ...]:
        if self.elsewhere:
            return (self.elsewhere,)
        return (Edit(f"write `{self.answer}`", self.span, self.answer),) if self.answer else ()


class HalfUnsaid(Diagnostic):
    """Rounding to the nearest does not say what becomes of a half.

    ## Why
    Half a penny is as near to the one above as to the one below. Over thousands of payments the choice is money.

    ## Example
    ```pbr
    contract Visits
        purpose "Fewer visits are needed."
        commissioner "A council"
        provider "A charity"
        currency GBP
        runs from 1 April 2030 to 31 March 2032
        results settle until 31 March 2032
        years start on 1 April
        settles every year
        rounds each payment to the nearest penny
    ```

    ## Instead
    ```pbr
    contract Visits
        purpose "Fewer visits are needed."
        commissioner "A council"
        provider "A charity"
        currency GBP
        runs from 1 April 2030 to 31 March 2032
        results settle until 31 March 2032
        years start on 1 April
        settles every year
        rounds each payment to the nearest penny, half up
    ```
    """

    code = "PBR416"
    name = "half-unsaid"

    said: str

    def message(self) -> str:
        return f"`{self.said}` does not say which way a half is rounded"

    def help(self) -> str | None:
        return "half up is away from nought, half down towards it, half to even to the even neighbour"

    def edits(self) -> tuple[Edit, ...]:
        ways = ("half up", "half down", "half to even")
        return tuple(Edit(f"add `, {way}`", self.span.at_end(), f", {way}") for way in ways)


class NoSuchFile(Diagnostic):
    """A worked example names a file that does not lie beside the contract.

    ## Why
    The rows of a worked example may stand in a CSV file in the contract's folder or below it, so that the two
    travel together.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

    example "two visits"
        given Visits from "worked/visits.csv"
        expect Reward to date is £10
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5

    example "two visits"
        given Visits
            | Visit | Client | Kind  | Length     | Cost | Visited On |
        expect Reward to date is £0
    ```
    """

    code = "PBR417"
    name = "no-such-file"

    file: str

    def message(self) -> str:
        return f"there is no file `{self.file}` beside the contract that can be read"

    def help(self) -> str | None:
        return "put it into the contract's folder, or write its rows here as a table"
