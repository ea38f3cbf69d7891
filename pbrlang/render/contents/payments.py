"""Clauses that make money due, as numbered clauses with the formula beside them."""

from collections.abc import Iterator

from pbrlang.ir.program import Clause as IrClause
from pbrlang.render.contents.limits import floors_on, limits_on
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import formula, lettered, notes, numbered, paragraph
from pbrlang.render.english.clauses import ClauseSpeaker
from pbrlang.render.english.saying import join
from pbrlang.render.model import Block, Clause, Inlines, Section, Text
from pbrlang.syntax.tree.clauses import Clause as ClauseNode

_BACK = ("advance", "clawback")
Told = tuple[Inlines, tuple[Block, ...]]


def payments(material: Material) -> Section | None:
    """The section of what is paid and deducted."""
    found = [each for each in material.program.clauses.values() if each.word not in _BACK]
    return _section(material, "payments", "Payments and deductions", found)


def recoveries(material: Material) -> Section | None:
    """The section of what is paid early and what comes back."""
    found = [each for each in material.program.clauses.values() if each.word in _BACK]
    return _section(material, "recovery", "Advances and recovery", found)


def _section(material: Material, anchor: str, heading: str, found: list[IrClause]) -> Section | None:
    blocks = tuple(clause_block(material, each) for each in found)
    return Section(anchor, (Text(heading),), blocks) if blocks else None


def clause_block(material: Material, clause: IrClause) -> Clause:
    """One clause."""
    told = list(_told(material, clause))
    blocks = [*notes(material, clause.name), *numbered(told), *_formulae(material, clause)]
    return Clause(clause.clause, material.anchors[clause.name], (Text(clause.name),), tuple(blocks))


def _told(material: Material, clause: IrClause) -> Iterator[Told]:
    says = ClauseSpeaker(material.speaker, clause, _may_be_negative(material, clause))
    entitlement = says.entitlement()
    yield entitlement.words, (lettered(entitlement.conditions),) if entitlement.conditions else ()
    for words in (*says.bounds(), *says.dating(), *says.often(), *says.recovery(), *says.advance()):
        yield words, ()
    for words in (*limits_on(material, clause), *floors_on(material, clause), *_touched(material, clause)):
        yield words, ()


def _may_be_negative(material: Material, clause: IrClause) -> bool:
    node = material.blocks.get(clause.name)
    return isinstance(node, ClauseNode) and bool(node.negative)


def _touched(material: Material, clause: IrClause) -> Iterator[Inlines]:
    """What takes back of the clause, or sets its sums off."""
    for other in material.program.clauses.values():
        if other.recovery is not None and clause.name in other.recovery.clauses:
            yield join("What is paid under this clause may be recovered under ", material.term(other.name), ".")
        if other.advance is not None and clause.name in other.advance.clauses:
            yield join("What falls due under this clause is first set off against ", material.term(other.name), ".")


def _formulae(material: Material, clause: IrClause) -> list[Block]:
    here = ClauseSpeaker(material.speaker, clause).here
    found = formula(material, clause.name, clause.amount, here)
    if not found:
        return []
    bounded = "before the bounds above, and " if clause.clamps or clause.parts else ""
    return [paragraph(f"As a formula ({bounded}before rounding):"), *found]
