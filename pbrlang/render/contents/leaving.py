"""Leaving early."""

from collections.abc import Iterator

from pbrlang.ir.leaving import Break
from pbrlang.names.homes import CONTRACT
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import notes, numbered
from pbrlang.render.english.places import Here
from pbrlang.render.english.saying import fill, join, listed
from pbrlang.render.english.values import day_in_words
from pbrlang.render.model import Clause, Inlines, Section, Text


def leaving(material: Material) -> Section | None:
    """The section, where the term may end early."""
    found = tuple(_break(material, each) for each in material.program.breaks.values())
    return Section("leaving", (Text("Leaving early"),), found) if found else None


def _break(material: Material, found: Break) -> Clause:
    told = [(words, ()) for words in _told(material, found)]
    blocks = (*notes(material, found.name), *numbered(told))
    return Clause(found.clause, material.anchors[found.name], (Text(found.name),), blocks)


def _told(material: Material, found: Break) -> Iterator[Inlines]:
    day = day_in_words(found.day)
    if found.when is None:
        yield join(f"The term ends early, on {day}, that day included.")
    else:
        condition = material.speaker.value(found.when, Here(CONTRACT))
        yield fill(
            "The term ends early, on {day}, that day included, if on that day {condition}.",
            day=day,
            condition=condition,
        )
    yield join(
        "Clauses for each period then run to that day, and a period that it cuts is a part of one. Cohorts that begin "
        "after it do not exist; one that has begun goes on. A limit for the term only ends with it. The run-off is "
        f"unchanged: results settle until {day_in_words(material.program.terms.settles_until)}."
    )
    if found.keeps:
        names = listed([material.term(each) for each in found.keeps])
        yield fill("After that day nothing is recovered of what was paid under {names}.", names=names)
    if len(material.program.breaks) > 1:
        yield join("The first break that holds ends the term, and the others are then void.")
