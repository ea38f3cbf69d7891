"""Caps: what is limited, for what, who loses, and in which order."""

from collections.abc import Iterator

from pbrlang.ir.expressions import Constant
from pbrlang.ir.program import Cap
from pbrlang.ir.program import Clause as IrClause
from pbrlang.names.homes import CalendarHome, ContractHome, part_of
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import formula, notes, numbered
from pbrlang.render.english.homes import for_each
from pbrlang.render.english.phrases import LOSERS
from pbrlang.render.english.places import Here
from pbrlang.render.english.saying import fill, join, listed, sentence
from pbrlang.render.english.values import day_in_words
from pbrlang.render.model import Block, Clause, Inlines, Section, Text
from pbrlang.syntax.tree.clauses import Cap as CapNode


def limits(material: Material) -> Section | None:
    """The section, where there are caps."""
    found = tuple(_cap(material, each) for each in material.program.caps.values())
    return Section("limits", (Text("Limits"),), found) if found else None


def limits_on(material: Material, clause: IrClause) -> Iterator[Inlines]:
    """The caps that limit a clause."""
    found = [each for each in material.program.caps.values() if clause.name in each.clauses]
    if found:
        names = listed([material.term(each.name) for each in found])
        yield join("It is limited by ", names, ".")


def floors_on(material: Material, clause: IrClause) -> Iterator[Inlines]:
    """The floors that top up a clause."""
    found = [
        each.name
        for each in material.program.clauses.values()
        if each.word == "floor" and clause.name in _topped(material, each.name)
    ]
    if found:
        yield join("It is topped up by ", listed([material.term(each) for each in found]), ".")


def _topped(material: Material, name: str) -> list[str]:
    tops = getattr(material.blocks.get(name), "tops", ())
    return [each.text for top in tops for each in top.clauses]


def _cap(material: Material, cap: Cap) -> Clause:
    told = [(words, ()) for words in _told(material, cap)]
    blocks: list[Block] = [*notes(material, cap.name), *numbered(told)]
    blocks += formula(material, cap.name, cap.most, Here(cap.home))
    return Clause(cap.clause, material.anchors[cap.name], (Text(cap.name),), tuple(blocks))


def _told(material: Material, cap: Cap) -> Iterator[Inlines]:
    yield sentence(_limited(material, cap))
    yield from _counted(material, cap)
    yield join(LOSERS[cap.loser])
    yield from _after(material, cap)
    yield from _carried(cap)


def _limited(material: Material, cap: Cap) -> Inlines:
    if cap.limits == "alternatives":
        told = listed([listed([material.term(name) for name in names]) for names in cap.alternatives], "or")
        return fill("only one of {told} is paid {over}", told=told, over=_over(material, cap))
    most = material.speaker.value(cap.most, Here(cap.home))
    names = listed([material.term(each) for each in cap.clauses])
    if cap.limits == "number":
        pattern = "under {names} together, no more sums than {most} are paid {over}"
        return fill(pattern, names=names, most=most, over=_over(material, cap))
    verb = "deducted" if _deducts(material, cap) else "paid"
    together = " together" if len(cap.clauses) > 1 else ""
    pattern = f"under {{names}}{together}, no more than {{most}} is {verb} {{over}}"
    return fill(pattern, names=names, most=most, over=_over(material, cap))


def _deducts(material: Material, cap: Cap) -> bool:
    return all(material.program.clauses[each].word == "deduction" for each in cap.clauses)


def _over(material: Material, cap: Cap) -> Inlines:
    if isinstance(cap.home, ContractHome):
        return join("over the whole contract")
    return join("for ", for_each(material.speaker.places, cap.home))


def _counted(material: Material, cap: Cap) -> Iterator[Inlines]:
    terms = material.program.terms
    if cap.term_only:
        until = day_in_words(terms.ends)
        yield join(f"Only sums that fall due in the term count and are cut: those dated on or before {until}.")
    elif cap.until < terms.settles_until:
        yield join(f"Only sums dated on or before {day_in_words(cap.until)} count and are cut.")
    else:
        until = day_in_words(terms.settles_until)
        yield join(f"Sums that fall due in the run-off count too: all dated on or before {until}.")
    yield join("What counts is what is due under each clause, bounded and rounded. Only sums above nought count.")
    calendar = part_of(cap.home, CalendarHome)
    if calendar is not None:
        yield join(f"A sum counts in the {calendar.step} in which it falls due.")
    if not isinstance(cap.most, Constant):
        when = "last day of each statement" if cap.loser == "in proportion" else "day of each sum"
        yield join(f"The limit is what it comes to on the {when}; a part of the smallest coin is left out.")
    if cap.net:
        yield join(
            "Sums that are taken back make room again: what is recovered, and sums below nought, from the day after "
            "their own date."
        )
    elif not _deducts(material, cap):
        yield join("Deductions, and sums that are taken back, make no room.")


def _after(material: Material, cap: Cap) -> Iterator[Inlines]:
    node = material.blocks.get(cap.name)
    if isinstance(node, CapNode) and node.after:
        names = listed([material.term(each.text) for each in node.after])
        yield join("It is applied after ", names, ": what that cuts no longer counts here.")


def _carried(cap: Cap) -> Iterator[Inlines]:
    if part_of(cap.home, CalendarHome) is None:
        return
    calendar = part_of(cap.home, CalendarHome)
    step = calendar.step if calendar else "period"
    room = "is carried forward to the next" if "room" in cap.carried else "is lost"
    cut = "is carried forward and paid as soon as there is room" if "cut" in cap.carried else "is lost"
    yield join(f"Room that is left unused at the end of a {step} {room}. Money that is cut {cut}.")
