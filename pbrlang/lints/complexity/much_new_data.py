"""Many figures that somebody must begin to collect."""

from collections import Counter
from collections.abc import Iterator

from pbrlang.analysis.counting import new_figures
from pbrlang.diagnostics.prose import listing, quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class MuchNewData(Advice):
    """Many figures must be collected that nobody collects yet.

    ## Why
    Staff who fill in forms do not help people, and a figure that is collected only to be paid by has no other use that
    would show it to be wrong. The custody pathfinder in West Yorkshire owed much of its success to a measure that was
    already being counted.

    Fields count here unless their data says `already collected`; keys and references do not. The default limit, twelve,
    is the judgement of this project. A project sets its own with `new_figures` in `pbr.toml`.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), third and fourth commandment
    - Audit Commission, *Local payment by results* (April 2012): effective and robust measurement

    ## Example
    ```pbr
    data Interview
        Interview   identifier
        Sleep       number of hours
        Steps       number of steps
        Meals       number of meals
        Calls       number of calls
        Outings     number of outings
        Visitors    number of visitors
        Letters     number of letters
        Books       number of books
        Songs       number of songs
        Walks       number of walks
        Naps        number of naps
        Baths       number of baths
        Held On     date
        one row for each Interview
        dated Held On
    ```

    ## Instead
    ```pbr
    data Interview
        Interview   identifier
        Steps       number of steps
        Held On     date
        one row for each Interview
        dated Held On
    ```
    """

    code = "PBR712"
    name = "much-new-data"

    figures: tuple[tuple[str, int], ...]
    most: int

    def message(self) -> str:
        number = sum(count for _, count in self.figures)
        told = listing((f"{count} of each {quoted(table)}" for table, count in self.figures), "and")
        return f"{number} figures are to be collected that nobody collects yet: {told}"

    def help(self) -> str:
        return "look for a measure that is already collected, and say `already collected` where it is"


def check(design: Design) -> Iterator[Advice]:
    """One finding where newly collected figures are more than the limit."""
    figures = new_figures(design.program)
    if len(figures) > design.settings.new_figures:
        counts = Counter(table for table, _ in figures)
        yield MuchNewData(design.header.span, "contract", tuple(counts.items()), design.settings.new_figures)
