"""Something that is defined and never used."""

from collections.abc import Iterator

from pbrlang.diagnostics import Edit, Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design
from pbrlang.lints.rewriting import without_block
from pbrlang.source import Span


class NeverUsed(Advice):
    """Something is defined and never used.

    ## Why
    A reader looks for what it does, and a court may find something. Often it is what is left of an earlier draft, or
    the clause that should use it says something else by mistake. Measures, and what worked examples or properties
    speak of, are not told of: they may be there to be reported.

    ## Source
    - Office of the Parliamentary Counsel, *Drafting Guidance* (June 2020), part 1: no more words than necessary

    ## Example
    ```pbr
    Agreed Hours means 1,200 hours

    fee Session Fee
        for each Session
        pays £30
    ```

    ## Instead
    ```pbr
    Session Price means £30

    fee Session Fee
        for each Session
        pays Session Price
    ```
    """

    code = "PBR940"
    name = "never-used"
    severity = Severity.NOTE

    what: str
    edit: tuple[Edit, ...]

    def message(self) -> str:
        return f"the {self.what} {quoted(self.about)} is never used"

    def help(self) -> str:
        return "leave it out, or use it where it was meant"

    def edits(self) -> tuple[Edit, ...]:
        return self.edit


def check(design: Design) -> Iterator[Advice]:
    """Definitions, groups, rate cards and cohorts that no clause, limit, measure, example or property reads."""
    program = design.program
    read = _read(design)
    for own in program.definitions.values():
        if own.role == "definition" and own.name not in read:
            yield NeverUsed(own.span, own.name, "definition", without_block(design, own.clause))
    for group in program.groups.values():
        if group.name not in read:
            yield NeverUsed(group.span, group.name, "group", without_block(design, group.clause))
    for tariff in program.tariffs.values():
        if tariff.name not in read:
            yield NeverUsed(tariff.span, tariff.name, "rate card", without_block(design, tariff.clause))
    for cohort in program.cohorts.values():
        if cohort.name not in read and cohort.name not in _written(cohort.span, cohort.name):
            yield NeverUsed(cohort.span, cohort.name, "cohort", without_block(design, cohort.clause))


def _read(design: Design) -> set[str]:
    """The names that clauses, limits, measures, examples and properties depend on."""
    program, reader = design.program, design.reader
    reads = [flow.all for flow in design.flows.values()]
    reads += [design.apart]
    reads += [reader.definition(each.name) for each in program.definitions.values() if each.role != "definition"]
    reads += [reader.expression(each.condition) for each in program.always]
    told = {each.definition for example in program.examples for each in example.values}
    told |= {each.name for example in program.examples for each in example.expects if each.name is not None}
    told |= {name for each in program.always for name in (each.cause, each.effect) if name is not None}
    reads += [reader.definition(name) for name in told if name in program.definitions]
    found = {name for each in reads for name in (*each.definitions, *each.groups, *(card for card, _ in each.prices))}
    return found | told | _cohorts(design)


def _cohorts(design: Design) -> set[str]:
    """The cohorts that something is for each of, or whose members something observes."""
    program = design.program
    homes = [each.home for each in program.clauses.values()] + [each.home for each in program.definitions.values()]
    return {name for each in homes if (name := getattr(each, "cohort", None)) is not None}


def _written(own: Span, name: str) -> set[str]:
    """The name itself where the text has it in some other place than its own block."""
    text = own.source.text
    return {name} if text.count(name) > own.text.count(name) else set()
