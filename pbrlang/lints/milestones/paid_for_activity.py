"""A payment for what the provider does."""

from collections.abc import Iterator

from pbrlang.diagnostics import Edit
from pbrlang.diagnostics.prose import quoted, quoted_listing
from pbrlang.ir.program import Clause
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.source import Span


class PaidForActivity(Advice):
    """A payment or bonus depends on nothing but what the provider does.

    ## Why
    Sessions, visits and attendances are outputs. Paid for as results they grow, whether or not anybody is helped by
    them, and the provider is bound to one way of working. A sum for activity may be right: then it is a fee, and the
    contract should call it so.

    What a payment rests on is followed through every definition and group to the data, and what that records is what
    the contract says: `records activity` or `records results`. Which rows there are counts too; data of which nothing
    is said, such as a list of people, does not.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fourth and seventh commandment
    - Department for Education, children's centre trials (2011 to 2013): outputs paid as outcomes

    ## Example
    ```pbr
    payment Support Given
        for each Session
        pays £15
    ```

    ## Instead
    ```pbr
    fee Support Given
        for each Session
        pays £15
    ```
    """

    code = "PBR722"
    name = "paid-for-activity"

    word: str
    tables: tuple[str, ...]

    def message(self) -> str:
        records = "records" if len(self.tables) == 1 else "record"
        on = quoted_listing(self.tables, "and")
        return f"the {self.word} {quoted(self.about)} depends on {on} alone, which {records} activity"

    def precedent(self) -> str:
        return "the children's centre trials paid for outputs, such as sustained contact, as if they were outcomes"

    def help(self) -> str:
        return "pay for what came of it, or call it a `fee`"

    def edits(self) -> tuple[Edit, ...]:
        word = Span(self.span.source, self.span.start, self.span.start + len(self.word), self.span.clause)
        return (Edit("call it what it is", word, "fee"),)


def check(design: Design) -> Iterator[Advice]:
    """Payments and bonuses whose rows, amount and condition depend on data of activity, and on none of results."""
    for clause in design.clauses("payment", "bonus"):
        if rests_on_activity(design, clause):
            tables = sorted(design.flows[clause.name].money.tables)
            activity = tuple(each for each in tables if design.program.tables[each].activity)
            yield PaidForActivity(clause.span, clause.name, clause.word, activity)


def rests_on_activity(design: Design, clause: Clause) -> bool:
    """Whether money depends on data of activity, and else only on who or what that data is about."""
    tables = [design.program.tables[each] for each in design.flows[clause.name].money.tables]
    activity = [each for each in tables if each.activity]
    about = {field.refers_to for each in activity for field in each.fields}
    return bool(activity) and all(each.activity or (each.activity is None and each.name in about) for each in tables)
