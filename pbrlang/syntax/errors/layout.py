"""Lines that do not line up, and quotations that do not end."""

from attrs import frozen

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.prose import plural
from pbrlang.source import Span


@frozen(eq=False)
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


@frozen(eq=False)
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
        return "this line does not line up with the lines above it"

    def label(self) -> str:
        return f"indented by {plural(self.found, 'space')}, the others by {self.wanted}"

    def edits(self) -> tuple[Edit, ...]:
        return (_reindent(self.span, self.wanted),)


@frozen(eq=False)
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


@frozen(eq=False)
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


def _reindent(line: Span, wanted: int) -> Edit:
    """Replace the space before a line's first word."""
    source = line.source
    margin = Span(source, source.line_starts[line.line - 1], line.start, line.clause)
    return Edit(f"indent it by {wanted} spaces", margin, " " * wanted)
