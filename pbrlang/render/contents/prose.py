"""Clauses that the contract carries in words and that compute nothing."""

from pbrlang.render.contents.material import Material
from pbrlang.render.model import Clause, Paragraph, Section, Text


def prose(material: Material) -> Section | None:
    """The section, where there are such clauses."""
    found = tuple(
        Clause(each.clause, material.anchors[each.name], (Text(each.name),), (Paragraph((Text(each.text),)),))
        for each in material.program.prose
    )
    return Section("prose", (Text("Further terms"),), found) if found else None
