"""Many prices."""

from collections.abc import Iterator

from pbrlang.analysis.counting import prices
from pbrlang.diagnostics.prose import listing, quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class ManyPrices(Advice):
    """There are more prices on rate cards than anybody can set with reason.

    ## Why
    Each price is a guess at what a case costs and at what a result is worth. Dozens of them are not known better than a
    few, cannot be checked against evidence, and invite moving people from one row to another. In the Work Programme
    there was little evidence that prices by group had the effect that was intended.

    The default limit, fifty, is the judgement of this project. A project sets its own with `prices` in `pbr.toml`.

    ## Source
    - House of Commons Work and Pensions Committee, *Welfare-to-work* (HC 363, 2015-16), on differential payment
    - Government Outcomes Lab, University of Oxford, guidance on pricing outcomes: segment the tariff where chances
      differ

    ## Example
    ```pbr
    data Learner
        Learner    identifier
        Subject    one of Bread, Cloth, Dye, Glass, Iron, Joinery, Lace, Masonry, Paper, Salt, Tiles
        Grade      one of First, Second, Third, Fourth, Fifth
        Passed On  date
        one row for each Learner
        dated Passed On

    tariff Pass Price by Subject and Grade
        | Subject | First | Second | Third | Fourth | Fifth |
        | Bread   | £101  | £201   | £301  | £401   | £501  |
        | Cloth   | £102  | £202   | £302  | £402   | £502  |
        | Dye     | £103  | £203   | £303  | £403   | £503  |
        | Glass   | £104  | £204   | £304  | £404   | £504  |
        | Iron    | £105  | £205   | £305  | £405   | £505  |
        | Joinery | £106  | £206   | £306  | £406   | £506  |
        | Lace    | £107  | £207   | £307  | £407   | £507  |
        | Masonry | £108  | £208   | £308  | £408   | £508  |
        | Paper   | £109  | £209   | £309  | £409   | £509  |
        | Salt    | £110  | £210   | £310  | £410   | £510  |
        | Tiles   | £111  | £211   | £311  | £411   | £511  |

    fee Teaching
        for each Learner
        pays Pass Price
    ```

    ## Instead
    ```pbr
    data Learner
        Learner    identifier
        Grade      one of First, Second, Third, Fourth, Fifth
        Passed On  date
        one row for each Learner
        dated Passed On

    tariff Pass Prices by Grade
        | Grade  | Pass Price |
        | First  | £106       |
        | Second | £206       |
        | Third  | £306       |
        | Fourth | £406       |
        | Fifth  | £506       |

    fee Teaching
        for each Learner
        pays Pass Price
    ```
    """

    code = "PBR714"
    name = "many-prices"

    cards: tuple[tuple[str, int], ...]
    most: int

    def message(self) -> str:
        number = sum(count for _, count in self.cards)
        told = listing((f"{count} on {quoted(card)}" for card, count in self.cards), "and")
        return f"there are {number} prices, more than {self.most}: {told}"

    def precedent(self) -> str:
        return "the Work Programme had prices for up to nine groups, and little evidence that they had any effect"

    def help(self) -> str:
        return "keep the rows whose cases differ in what they cost, and join the others"


def check(design: Design) -> Iterator[Advice]:
    """One finding where the cells of all rate cards are more than the limit."""
    cards = tuple(prices(design.program).items())
    if sum(count for _, count in cards) > design.settings.prices:
        yield ManyPrices(design.header.span, "contract", cards, design.settings.prices)
