"""A contract with very many parts."""

from collections.abc import Iterator

from pbrlang.analysis.counting import EXAMPLES, Complexity, complexity
from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import listing, plural
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class ComplexContract(Advice):
    """A contract has more parts than any example of this project.

    ## Why
    Complexity is the enemy of payment by results: it takes time and money from the service, and its consequences are
    not foreseen. Counted are outcomes, measures, figures that somebody must begin to collect, clauses of money, their
    conditions, limits, prices and operations of arithmetic, with every name written out, so that naming a value or
    taking it apart changes nothing.

    The default limit, 120, is the judgement of this project: the Work Programme, with its seven groups, has 87. A
    project sets its own with `complexity` in `pbr.toml`.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), second to fourth commandment

    ## Example
    ```pbr
    data Learner
        Learner    identifier
        Subject    one of Bread, Cloth, Dye, Glass, Iron, Joinery, Lace, Masonry, Paper, Salt, Tiles
        Passed On  date
        one row for each Learner
        dated Passed On

    tariff Pass Prices by Subject
        | Subject | A Price | B Price | C Price | D Price | E Price | F Price | G Price | H Price | J Price | K Price |
        | Bread   | £101    | £201    | £301    | £401    | £501    | £601    | £701    | £801    | £901    | £111    |
        | Cloth   | £102    | £202    | £302    | £402    | £502    | £602    | £702    | £802    | £902    | £112    |
        | Dye     | £103    | £203    | £303    | £403    | £503    | £603    | £703    | £803    | £903    | £113    |
        | Glass   | £104    | £204    | £304    | £404    | £504    | £604    | £704    | £804    | £904    | £114    |
        | Iron    | £105    | £205    | £305    | £405    | £505    | £605    | £705    | £805    | £905    | £115    |
        | Joinery | £106    | £206    | £306    | £406    | £506    | £606    | £706    | £806    | £906    | £116    |
        | Lace    | £107    | £207    | £307    | £407    | £507    | £607    | £707    | £807    | £907    | £117    |
        | Masonry | £108    | £208    | £308    | £408    | £508    | £608    | £708    | £808    | £908    | £118    |
        | Paper   | £109    | £209    | £309    | £409    | £509    | £609    | £709    | £809    | £909    | £119    |
        | Salt    | £110    | £210    | £310    | £410    | £510    | £610    | £710    | £810    | £910    | £120    |
        | Tiles   | £121    | £221    | £321    | £421    | £521    | £621    | £721    | £821    | £921    | £140    |

    fee Teaching
        for each Learner
        pays A Price + B Price + C Price + D Price + E Price + F Price + G Price + H Price + J Price + K Price
    ```

    ## Instead
    ```pbr
    fee Teaching
        for each Session
        pays £30
    ```
    """

    code = "PBR717"
    name = "complex-contract"
    severity = Severity.NOTE

    counted: Complexity
    most: int

    def message(self) -> str:
        counts = self.counted.breakdown()
        told = listing((plural(number, what, _PLURALS.get(what)) for what, number in counts.items() if number), "and")
        return f"the contract has {self.counted.total} parts, more than {self.most}: {told}"

    def precedent(self) -> str:
        told = listing((f"{name} has about {number}" for name, number in EXAMPLES.items()), "and")
        return f"of the examples that come with pbrlang {told}"

    def help(self) -> str:
        return "begin with the largest number, and ask of each part what would be lost without it"


_PLURALS = {"figure to be collected": "figures to be collected", "clause of money": "clauses of money"}


def check(design: Design) -> Iterator[Advice]:
    """One finding where all parts together are more than the limit."""
    counted = complexity(design.program)
    if counted.total > design.settings.complexity:
        yield ComplexContract(design.header.span, "contract", counted, design.settings.complexity)
