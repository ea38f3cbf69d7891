"""A group for which nothing is paid."""

from collections.abc import Iterator

from pbrlang.diagnostics.prose import quoted, quoted_listing
from pbrlang.ir.program import Tariff
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design


class GroupWithoutPrice(Advice):
    """A rate card pays nothing for one of its groups.

    ## Why
    Nobody is paid to help those people, and a provider that may choose will not. If that is meant, they do not belong
    on the card, and the contract should say who helps them.

    ## Source
    - House of Commons Work and Pensions Committee, *Welfare-to-work* (HC 363, 2015-16), on parking

    ## Example
    ```pbr
    data Learner
        Learner     identifier
        Need        one of Low, High, Very High
        Enrolled On date
        one row for each Learner
        dated Enrolled On

    tariff Prices by Need
        | Need      | Teaching Price |
        | Low       | £400           |
        | High      | £1,300         |
        | Very High | £0             |

    fee Teaching
        for each Learner
        pays Teaching Price
    ```

    ## Instead
    ```pbr
    data Learner
        Learner     identifier
        Need        one of Low, High, Very High
        Enrolled On date
        one row for each Learner
        dated Enrolled On

    tariff Prices by Need
        | Need      | Teaching Price |
        | Low       | £400           |
        | High      | £1,300         |
        | Very High | £2,900         |

    fee Teaching
        for each Learner
        pays Teaching Price
    ```
    """

    code = "PBR763"
    name = "group-without-price"

    groups: tuple[str, ...]

    def message(self) -> str:
        return f"{quoted(self.about)} pays nothing at all for {quoted_listing(self.groups, 'and')}"

    def help(self) -> str:
        return "give them a price, or take them out of the data"


def check(design: Design) -> Iterator[Advice]:
    """Words of a first key all of whose prices are nought, on cards that pay for others."""
    for tariff in design.program.tariffs.values():
        groups = tuple(_unpaid(design, tariff))
        if groups:
            yield GroupWithoutPrice(tariff.span, tariff.name, groups)


def _unpaid(design: Design, tariff: Tariff) -> Iterator[str]:
    prices = {name for name, kind in tariff.columns.items() if design.has_money(kind)}
    rows: dict[str, list[bool]] = {}
    for (column, keys), value in tariff.cells.items():
        if column in prices and isinstance(keys[0], str):
            rows.setdefault(keys[0], []).append(value != 0)
    if any(any(paid) for paid in rows.values()):
        yield from (key for key, paid in rows.items() if not any(paid))
