"""Measures, with what each is compared with."""

from collections.abc import Iterator
from fractions import Fraction

from pbrlang.ir.expressions import Constant, Expr
from pbrlang.ir.program import Definition
from pbrlang.kinds.model import Quantity
from pbrlang.render.contents.definitions import meaning
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import formula, notes, numbered, paragraph
from pbrlang.render.english.phrases import BASELINES, BETTER
from pbrlang.render.english.places import Here
from pbrlang.render.english.saying import fill, join
from pbrlang.render.english.values import digits
from pbrlang.render.model import Block, Clause, Inlines, Paragraph, Section, Text
from pbrlang.syntax.tree.definitions import Measure


def measures(material: Material) -> Section | None:
    """The section, where there are measures."""
    found = [each for each in material.program.definitions.values() if each.role == "measure"]
    blocks = tuple(_measure(material, each) for each in found)
    return Section("measures", (Text("Measures and baselines"),), blocks) if blocks else None


def _measure(material: Material, measure: Definition) -> Clause:
    blocks: list[Block] = [*notes(material, measure.name), *_meaning(material, measure)]
    blocks += numbered([(words, ()) for words in _told(material, measure)])
    baseline = material.program.definitions.get(measure.baseline or "")
    if baseline is not None:
        blocks += formula(material, baseline.name, baseline.body, Here(baseline.home))
    return Clause(measure.clause, material.anchors[measure.name], (Text(measure.name),), tuple(blocks))


def _meaning(material: Material, measure: Definition) -> list[Block]:
    first, *rest = meaning(material, measure)
    words = first.words if isinstance(first, Paragraph) else ()
    return [paragraph(join("“", measure.name, "” ", words)), *rest]


def _told(material: Material, measure: Definition) -> Iterator[Inlines]:
    if measure.better is not None:
        yield join(BETTER[measure.better])
    yield from _baseline(material, measure)
    yield from _noise(material, measure)
    node = material.blocks.get(measure.name)
    if isinstance(node, Measure) and node.noun is not None:
        yield join(f"It is counted in {node.noun.text}.")
    if measure.other_people:
        yield join(
            "The contract says that those counted above the line of the fraction are not the same people as those "
            "counted below it",
            *_remark(material, measure),
            ".",
        )


def _baseline(material: Material, measure: Definition) -> Iterator[Inlines]:
    baseline = material.program.definitions.get(measure.baseline or "")
    if baseline is None:
        return
    value = material.speaker.value(baseline.body, Here(baseline.home))
    kind = BASELINES.get(baseline.baseline_kind or "", baseline.baseline_kind or "")
    told = fill("Its baseline is {value}", value=value)
    told = join(told, f": {kind}" if kind else "")
    source = f" (source: “{baseline.baseline_source}”)" if baseline.baseline_source else ""
    yield join(told, source, ".")


def _noise(material: Material, measure: Definition) -> Iterator[Inlines]:
    own = material.program.definitions.get(f"noise of {measure.name}")
    if own is not None:
        words = _points(own.body) or material.speaker.value(own.body, Here(own.home))
        told = fill("A change of up to {words} either way may be chance", words=words)
        yield join(told, _source(material, measure), f" This is called the noise of {measure.name}.")
    ends = [material.program.definitions.get(f"{side} noise of {measure.name}") for side in ("lower", "upper")]
    low, high = (material.speaker.value(each.body, Here(each.home)) if each else () for each in ends)
    if low and high:
        yield join(fill("A value from {low} to {high} may be chance", low=low, high=high), _source(material, measure))


def _points(expr: Expr) -> Inlines:
    """A share as a number of percentage points; nothing for any other value."""
    share = isinstance(expr.kind, Quantity) and expr.kind.share
    if not share or not isinstance(expr, Constant) or not isinstance(expr.value, Fraction):
        return ()
    return join(f"{digits(expr.value * 100)} percentage points")


def _remark(material: Material, measure: Definition) -> Inlines:
    """What is said where other people are counted above than below."""
    node = material.blocks.get(measure.name)
    words = node.other_people[0].word if isinstance(node, Measure) and node.other_people else ""
    return join(f": “{words}”") if words else ()


def _source(material: Material, measure: Definition) -> Inlines:
    node = material.blocks.get(measure.name)
    notes = [each.source.text for each in node.noises if each.source] if isinstance(node, Measure) else []
    return join(f" (source: “{notes[0]}”)." if notes else ".")
