"""Worked examples with every step, and scenarios."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from pbrlang.explain import Explainer
from pbrlang.explain.facts import facts
from pbrlang.explain.tracing import Tracer
from pbrlang.explain.words import Words as Told
from pbrlang.ir.program import Clause, Example, Expected, GivenRows, GivenValue, Scenario
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import items, paragraph, table
from pbrlang.render.english.saying import fill, join, listed, sentence, strong
from pbrlang.render.english.values import literal_in_words, value_in_words
from pbrlang.render.model import Block, Inlines, Items, Paragraph, Section, Text
from pbrlang.settle import Settlement
from pbrlang.settle.examples import Outcome, expected_elements, expected_lines

MOST_LINES = 6
"""How many sums of one expectation are explained one by one; the others are counted."""
MOST_COLUMNS = 6
"""How many columns a table of rows has; where there are more, and few rows, each row stands in a column of its own."""
MOST_UNDUE = 2
"""How many things are explained for which no sum falls due."""


def examples(material: Material) -> Section | None:
    """The section, where there are worked examples or scenarios."""
    program = material.program
    blocks: list[Block] = [_example(material, each, place) for place, each in enumerate(program.examples, 1)]
    blocks += [_scenario(material, each, place) for place, each in enumerate(program.scenarios.values(), 1)]
    if not blocks:
        return None
    return Section("examples", (Text("Worked examples"),), (*_standing(material), *blocks))


def _standing(material: Material) -> tuple[Block, ...]:
    told = {
        True: "Where the text and a worked example differ, the worked example prevails.",
        False: "The worked examples illustrate the text; where they differ, the text prevails.",
        None: "The contract does not say whether the worked examples or the text prevail.",
    }
    return (paragraph(told[material.program.terms.examples_prevail]),) if material.program.examples else ()


def _example(material: Material, example: Example, place: int) -> Section:
    heading = f"Example {place}: {example.title}"
    blocks = [*_given(material, example), *_worked(material, example)]
    return Section(f"example-{place}", (Text(heading),), tuple(blocks))


def _scenario(material: Material, scenario: Scenario, place: int) -> Section:
    blocks = tuple(_given(material, scenario))
    return Section(f"scenario-{place}", (Text(f"Scenario: {scenario.name}"),), blocks)


def _given(material: Material, found: Example | Scenario) -> Iterator[Block]:
    for rows in found.rows:
        yield _rows(material, rows)
    if found.values:
        yield paragraph("It is supposed that:")
        yield items(_supposed(material, each) for each in found.values)
    if not found.rows and not found.values:
        yield paragraph("Nothing is supposed.")


def _rows(material: Material, given: GivenRows) -> Block:
    plural = material.program.tables[given.table].plural
    if not given.rows:
        return paragraph(join("There are no ", material.term(given.table, plural), "."))
    caption = material.term(given.table, plural)
    names = [name for name, _ in given.headings]
    rows = [tuple(text for text, _ in row) for row in given.rows]
    if len(names) > MOST_COLUMNS >= len(rows):
        first, *others = zip(names, *rows, strict=True)
        return table([(each, "left") for each in first], others, caption)
    return table([(each, "left") for each in names], rows, caption)


def _supposed(material: Material, given: GivenValue) -> Inlines:
    program = material.program
    kind = program.definitions[given.definition].kind
    value = literal_in_words(given.value, kind, given.span, program)
    where = _where(given.keys, given.period.name if given.period else None)
    return sentence(
        fill("{name}{where} is {value}", name=material.speaker.defined(given.definition), where=where, value=value)
    )


def _where(keys: tuple[tuple[str, str], ...], period: str | None) -> str:
    told = f" for {' and '.join(f'{name} {text}' for name, text in keys)}" if keys else ""
    return f"{told} in {period}" if period else told


def _worked(material: Material, example: Example) -> Iterator[Block]:
    result = material.worked.of(example)
    if result.settlement is None:
        yield from (paragraph(each.fault.message()) for each in result.faults)
        return
    yield paragraph("Then:")
    steps = _Steps(material, result.settlement)
    yield Items(tuple(tuple(steps.outcome(each)) for each in result.outcomes))


class _Steps:
    """Says each step of a worked example."""

    def __init__(self, material: Material, settlement: Settlement) -> None:
        self._material = material
        self._settlement = settlement
        self._explainer = Explainer(settlement)
        self._words = Told(settlement.program)
        self._tracer = Tracer(settlement.interpreter)

    def outcome(self, outcome: Outcome) -> Iterator[Block]:
        """What comes of one expectation, and how."""
        expected = outcome.expected
        yield Paragraph(self._said(outcome))
        told = list(self._steps(expected))
        if told:
            yield Items(tuple(told))

    def _said(self, outcome: Outcome) -> Inlines:
        expected = outcome.expected
        program = self._material.program
        value = literal_in_words(expected.value, expected.kind, expected.span, program)
        exact = ""
        if expected.within and outcome.found is not None:
            exact = f" ({value_in_words(outcome.found, expected.kind, program)} exactly)"
        words = fill(
            "{what} is {about}{value}{exact}",
            what=self._what(expected),
            about="about " if expected.within else "",
            value=strong(value),
            exact=exact,
        )
        return sentence(words)

    def _what(self, expected: Expected) -> Inlines:
        program = self._material.program
        period = expected.period.name if expected.period else None
        if expected.name is None:
            return join("the total", f" in {period}" if period else " to date")
        where = _where(expected.keys, period)
        name = self._material.speaker.defined(expected.name)
        if expected.name in program.clauses:
            word = expected.settled or "due"
            date = "" if period else " to date"
            return join("what is ", word, " under ", self._material.term(expected.name), where, date)
        return join(name, where)

    def _steps(self, expected: Expected) -> Iterator[tuple[Block, ...]]:
        if expected.name is None:
            yield from self._total(expected)
        elif expected.name in self._material.program.clauses:
            yield from self._lines(expected.name, expected)
        else:
            yield from self._value(expected.name, expected)

    def _total(self, expected: Expected) -> Iterator[tuple[Block, ...]]:
        """The sums that a total is made of, clause by clause."""
        sums: dict[str, Fraction] = {}
        for each in self._settlement.settled.values():
            if expected.period is None or expected.period.first <= each.line.date <= expected.period.last:
                sums[each.line.clause] = sums.get(each.line.clause, Fraction(0)) + each.amount
        told = [join(self._material.term(name), " ", self._money(amount)) for name, amount in sums.items()]
        if told:
            yield (paragraph(join("That is ", listed(told), ".")),)

    def _money(self, amount: Fraction) -> str:
        return self._words.money(amount)

    def _lines(self, name: str, expected: Expected) -> Iterator[tuple[Block, ...]]:
        lines = [line for line, _ in expected_lines(self._settlement, name, expected)]
        clause = self._settlement.program.clauses[name]
        for line in lines[:MOST_LINES]:
            head, _rule, *rest = self._explainer.of(clause, line.element, line).lines
            yield (paragraph(self._clean(head)), *((items(map(self._clean, rest)),) if rest else ()))
        if len(lines) > MOST_LINES:
            yield (paragraph(f"… and {len(lines) - MOST_LINES:,} more sums, worked out in the same way."),)
        if not lines:
            yield from self._nothing(clause, expected)

    def _nothing(self, clause: Clause, expected: Expected) -> Iterator[tuple[Block, ...]]:
        """Why no sum falls due, for the first few things for which one could."""
        elements = expected_elements(self._settlement, clause.home, expected)
        if not elements:
            yield (paragraph("No sum falls due: there is nothing for which one could."),)
        for element in elements[:MOST_UNDUE]:
            head, _rule, *rest = self._explainer.of(clause, element).lines
            yield (paragraph(self._clean(head)), *((items(map(self._clean, rest)),) if rest else ()))
        if len(elements) > MOST_UNDUE:
            yield (paragraph(f"… and {len(elements) - MOST_UNDUE:,} more for which no sum falls due."),)

    def _value(self, name: str, expected: Expected) -> Iterator[tuple[Block, ...]]:
        home = self._settlement.program.definitions[name].home
        elements = expected_elements(self._settlement, home, expected)
        if len(elements) != 1:
            return
        definition = self._settlement.program.definitions[name]
        day: date = self._settlement.program.terms.settles_until
        if self._settlement.interpreter.value(name, elements[0], day) is None:
            return
        step = self._tracer.trace(definition.body, elements[0], day)
        for fact in facts((step,), self._words):
            yield (paragraph(self._clean(fact.sentence)),)

    def _clean(self, text: str) -> str:
        """A step without the name of the contract's file: its rows stand above."""
        name = rf"{re.escape(self._material.source.name)}(?:, line \d+)?"
        text = re.sub(rf"; {name}|, as {name} has it| \({name}\)", "", text)
        text = re.sub(rf"counted in {name}", "counted above", text)
        return re.sub(name, "as above", text).replace("`", "").replace(" * ", " × ")
