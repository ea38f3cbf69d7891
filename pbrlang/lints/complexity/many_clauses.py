"""Many clauses of money."""

from collections import Counter
from collections.abc import Iterator

from pbrlang.diagnostics.prose import listing, plural
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class ManyClauses(Advice):
    """There are more clauses of money than a reader can keep in mind.

    ## Why
    Every clause is paid, explained, audited and disputed by itself. With many of them nobody on either side can say
    what a change in the service would bring, and so the price of nothing guides anybody.

    The default limit, ten, is the judgement of this project. A project sets its own with `clauses` in `pbr.toml`.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), second and third commandment
    - Audit Commission, *Local payment by results* (April 2012): a well-designed payment and reward structure

    ## Example
    ```pbr
    fee Rent
        for each quarter
        pays £901
    fee Heating
        for each quarter
        pays £902
    fee Water
        for each quarter
        pays £903
    fee Insurance
        for each quarter
        pays £904
    fee Telephones
        for each quarter
        pays £905
    fee Post
        for each quarter
        pays £906
    fee Travel
        for each quarter
        pays £907
    fee Training
        for each quarter
        pays £908
    fee Cleaning
        for each quarter
        pays £909
    fee Printing
        for each quarter
        pays £910
    fee Software
        for each quarter
        pays £911
    ```

    ## Instead
    ```pbr
    fee Service Fee
        for each quarter
        pays £9,966
    ```
    """

    code = "PBR713"
    name = "many-clauses"

    words: tuple[tuple[str, int], ...]
    most: int

    def message(self) -> str:
        number = sum(count for _, count in self.words)
        told = listing((plural(count, word) for word, count in self.words), "and")
        return f"{number} clauses make money due, more than {self.most}: {told}"

    def help(self) -> str:
        return "put sums that fall due together into one clause, and pay for fewer things"


def check(design: Design) -> Iterator[Advice]:
    """One finding where the clauses of money are more than the limit."""
    words = Counter(each.word for each in design.clauses())
    if sum(words.values()) > design.settings.clauses:
        yield ManyClauses(design.header.span, "contract", tuple(words.items()), design.settings.clauses)
