"""Lines that do not line up, and quotations that do not end."""

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import plural
from pbrlang.source import Span


class UnclosedQuote(Diagnostic):
    """A quotation mark is opened and not closed.

    ## Why
    Prose stands between two quotation marks. Without the second one, the rest of the contract would be prose. A
    quotation may run over several lines if the later ones are indented further than the first.

    ## Example
    ```pbr
    outcome Better Health
        "People feel better.
    ```

    ## Instead
    ```pbr
    outcome Better Health
        "People feel better."
    ```
    """

    code = "PBR103"
    name = "unclosed-quote"

    def message(self) -> str:
        return "this quotation mark is not closed"

    def label(self) -> str:
        return "opened here"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit('close it at the end of the line: `"`', self.span.at_end(), '"'),)


class UnevenIndent(Diagnostic):
    """A line is indented, but lines up with nothing above it.

    ## Why
    How far a line is indented says what it belongs to: items of one block stand under one another, and a line
    that goes on from the one above is indented further. Anything else could be read in two ways.

    ## Example
    ```pbr
    payment Reward
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

    code = "PBR104"
    name = "uneven-indent"

    wanted: int
    found: int

    def message(self) -> str:
        if self.wanted == 0:
            return "the first line must begin at the margin"
        return "this line does not line up with the lines above it"

    def label(self) -> str:
        found = f"indented by {plural(self.found, 'space')}"
        return f"{found}, the others by {self.wanted}" if self.wanted else found

    def edits(self) -> tuple[Edit, ...]:
        return (_reindent(self.span, self.wanted),)


class IndentNeeded(Diagnostic):
    """An item stands at the margin, where only new blocks begin.

    ## Why
    What is not indented begins a new block. An item belongs to its block only if it is indented below it.

    ## Example
    ```pbr
    payment Reward
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

    code = "PBR105"
    name = "indent-needed"

    block: str
    wanted: int

    def message(self) -> str:
        return f"this item of the {self.block} must be indented below it"

    def label(self) -> str:
        return "at the margin only a new block can begin"

    def edits(self) -> tuple[Edit, ...]:
        return (_reindent(self.span, self.wanted),)


class TooDeep(Diagnostic):
    """An item is indented further than the others, and so reads as part of the one above.

    ## Why
    A line that is indented further than the item above it continues that item.

    ## Example
    ```pbr
    payment Reward
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

    code = "PBR106"
    name = "too-deep"

    wanted: int
    found: int

    def message(self) -> str:
        return "this line is indented further than the item above, so it reads as its continuation"

    def label(self) -> str:
        return f"indented by {self.found} spaces, the items by {self.wanted}"

    def edits(self) -> tuple[Edit, ...]:
        return (_reindent(self.span, self.wanted),)


class BlockIndented(Diagnostic):
    """A block is indented as if it were an item of the block above.

    ## Why
    How far a line is indented says what it belongs to. Only an outcome holds other blocks; all else begins at the
    margin.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        pays £5

        cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
        cutting the latest first
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        pays £5

    cap Ceiling
        limits Reward to £500 over the contract, including results settled after the term
        cutting the latest first
    ```
    """

    code = "PBR113"
    name = "block-indented"

    word: str
    above: str

    def message(self) -> str:
        return f"a new block begins with `{self.word}`, and so it cannot stand inside the {self.above} above it"

    def label(self) -> str:
        return "this must begin at the margin"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit("begin it at the margin", _margin(self.span), ""),)


def _reindent(line: Span, wanted: int) -> Edit:
    """Replace the space before a line's first word."""
    return Edit(f"indent it by {wanted} spaces", _margin(line), " " * wanted)


def _margin(line: Span) -> Span:
    source = line.source
    return Span(source, source.line_starts[line.line - 1], line.start, line.clause)
