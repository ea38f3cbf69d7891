"""The evidence that payment rests on: each kind of row, its fields, who supplies and verifies it, and cohorts."""

from collections.abc import Iterator

from pbrlang.diagnostics.prose import article
from pbrlang.ir.program import Cohort
from pbrlang.ir.tables import Field, Table
from pbrlang.kinds.model import Category, Day, Identifier, Quantity, Text, YesNo
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import items, notes, paragraph, table
from pbrlang.render.english.saying import Words, fill, join, listed, parts, sentence, strong
from pbrlang.render.english.values import day_in_words, value_in_words
from pbrlang.render.model import Block, Clause, Inlines, Section, Strong
from pbrlang.render.model import Text as Plain
from pbrlang.syntax.tree.data import Unit
from pbrlang.values.units import Unit as Units
from pbrlang.values.wording import unit_words


def data(material: Material) -> Section | None:
    """The section, where payment rests on data."""
    program = material.program
    blocks: list[Block] = [_table(material, each) for each in program.tables.values()]
    blocks += [_cohort(material, each) for each in program.cohorts.values()]
    units = [each for each in material.tree.blocks if isinstance(each, Unit)]
    if units:
        blocks += [paragraph("Units in which things are counted:"), items(_unit(material, each) for each in units)]
    return Section("data", (Plain("Data and evidence"),), tuple(blocks)) if blocks else None


def _table(material: Material, found: Table) -> Clause:
    blocks = [*notes(material, found.name), items(_rules(material, found)), _fields(material, found)]
    return Clause(found.clause, material.anchors[found.name], (Plain(found.name),), tuple(blocks))


def _rules(material: Material, found: Table) -> Iterator[Words]:
    """What is said of a kind of row as a whole, one thing in each line."""
    keys = listed([_field_name(material, each) for each in found.key])
    if found.key:
        told = "There is one row for each {keys}; no two rows share it. Several rows are called {plural}."
        yield fill(told, keys=keys, plural=found.plural)
    if found.dated:
        name = _field_name(material, found.dated)
        told = "A row is dated by its {name}, and lies in the month, quarter and year that hold that day."
        yield fill(told, name=name)
    yield from _lasting(material, found)
    if found.recorded:
        name = _field_name(material, found.recorded)
        told = "It counts from its {name}, the day on which it was recorded: earlier statements do not know it."
        yield fill(told, name=name)
    if found.activity is not None:
        yield join("It records ", "activity: what the provider does." if found.activity else "results.")
    yield from _provenance(found)


def _lasting(material: Material, found: Table) -> Iterator[Words]:
    lasts = found.lasts
    if lasts is None:
        return
    last = "the last day is not counted" if lasts.noun == "night" else "both days are counted"
    pattern = f"A row lasts from its {{start}} to its {{end}}, counted in {lasts.noun}s: {last}."
    yield fill(pattern, start=_field_name(material, lasts.start), end=_field_name(material, lasts.end))
    if lasts.noun == "night":
        yield join("A night belongs to the day on which it begins.")
    if found.by_name[lasts.end].optional:
        yield fill("A blank {end} means that it still goes on.", end=_field_name(material, lasts.end))


def _provenance(found: Table) -> Iterator[Words]:
    if found.source:
        collected = ", which is already collected" if found.already_collected else ""
        yield join(f"Its source is “{found.source}”{collected}.")
    elif found.already_collected:
        yield join("It is already collected.")
    if found.supplier:
        yield join(f"It is supplied by {_party(found.supplier)}.")
    if found.verifier:
        against = f" against “{found.verified_against}”" if found.verified_against else ""
        yield join(f"It is verified by {_party(found.verifier)}{against}.")
    elif found.verified_against:
        yield join(f"It is verified against “{found.verified_against}”.")
    else:
        yield join("The contract names nobody who verifies it.")


def _party(called: str) -> str:
    if called.startswith("third party"):
        return f"a {called}"
    return f"the {called}" if called in ("commissioner", "provider") else called


def _field_name(material: Material, name: str) -> Inlines:
    return material.term(name)


def _fields(material: Material, found: Table) -> Block:
    heads = (("Field", "left"), ("Holds", "left"), ("Bounds", "left"), ("Note", "left"))
    rows: list[tuple[Words, ...]] = [
        (Strong(parts(each.name)), _holds(material, each, found), _bounds(material, each), each.note or "")
        for each in found.fields
    ]
    return table(heads, rows, f"Fields of {found.name}")


def _holds(material: Material, found: Field, owner: Table) -> Inlines:
    blank = ", or blank" if found.optional else ""
    return join(_kind(material, found, owner), blank)


def _kind(material: Material, found: Field, owner: Table) -> Inlines:
    """What a field may hold."""
    program = material.program
    match found.kind:
        case Identifier(table=named) if named == owner.name and owner.key == (found.name,):
            return join("the name or number by which the row is known")
        case Identifier(table=named):
            return join(f"the name of {article(named)} ", material.term(named))
        case Category(field=called, values=values):
            if called in program.lists:
                return join("one of the list ", material.term(called))
            return join("one of ", listed([join(each) for each in values], "or"))
        case Day():
            return join("a date")
        case YesNo():
            return join("yes or no")
        case Text():
            return join("words, with which nothing is computed")
        case Quantity(unit=unit, share=share):
            return join("a percentage" if share else _quantity(material, unit))
        case _:
            return join("a value")


def _quantity(material: Material, unit: Units) -> str:
    program = material.program
    if dict(unit.powers) == {program.terms.currency: 1}:
        return f"an amount in {program.terms.currency}"
    words = unit_words(unit, program.nouns, plural=True).strip()
    if words.startswith(program.terms.currency):
        return f"an amount in {words}"
    return f"a number of {words}" if words else "a number"


def _bounds(material: Material, found: Field) -> str:
    told = []
    program = material.program
    if found.least is not None:
        told.append(f"at least {value_in_words(found.least, found.kind, program)}")
    if found.most is not None:
        told.append(f"at most {value_in_words(found.most, found.kind, program)}")
    if isinstance(found.kind, Quantity) and found.places:
        noun = "decimal place" if found.places == 1 else "decimal places"
        told.append(f"up to {found.places} {noun}")
    elif isinstance(found.kind, Quantity) and not found.kind.share:
        told.append("a whole number")
    return "; ".join(told)


def _unit(material: Material, unit: Unit) -> Words:
    plural = unit.plural.text if unit.plural else material.program.nouns.plural(unit.singular.text)
    counted = listed([material.term(each.text) for each in unit.counts])
    told = join(strong(unit.singular.text), f", in the plural {plural}")
    return sentence(join(told, ": counts ", counted) if counted else told)


def _cohort(material: Material, cohort: Cohort) -> Clause:
    members = cohort.group or cohort.table
    length = f"{cohort.months} months" if cohort.months else _days(cohort.days)
    told: list[Words] = [
        fill(
            "{members} are grouped into cohorts, called {name}, by the {step} in which their {entry} lies, as the "
            "table says. One whose {entry} lies in none of these stretches belongs to no cohort.",
            members=material.speaker.places.plural(members),
            name=cohort.name,
            step=cohort.step,
            entry=material.term(cohort.entry),
        ),
        fill(
            "Each is observed for {length} beginning with its {start}, that day included.",
            length=length,
            start=material.term(cohort.observed_from),
        ),
        join("The result of a cohort is confirmed on the day that the table says; sums for a cohort are dated by it."),
    ]
    rows = [
        (str(each.number), day_in_words(each.first), day_in_words(each.last), day_in_words(confirmed))
        for each, confirmed in zip(cohort.periods, cohort.confirmed, strict=True)
    ]
    heads = (
        (cohort.name, "left"),
        ("Entered from", "left"),
        ("Entered until", "left"),
        ("Result confirmed on", "left"),
    )
    made = table(heads, rows, f"{cohort.name}: first and last day of entry, both included")
    return Clause(
        cohort.clause,
        material.anchors[cohort.name],
        (Plain(cohort.name),),
        (*notes(material, cohort.name), items(told), made),
    )


def _days(days: int) -> str:
    weeks, rest = divmod(days, 7)
    return f"{weeks} weeks" if weeks and not rest else f"{days} days"
