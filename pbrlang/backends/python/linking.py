"""The kit: which of its functions a text needs, and each as it stands."""

import ast
import functools
from importlib.resources import files

from attrs import frozen

PARTS = (
    *("days", "rows", "known", "numbers", "tallies", "picks", "clauses", "running", "stepping", "instalments"),
    *("caps", "standing", "carrying", "proportion", "clawbacks", "statements", "advances", "sharing", "breaking"),
    *("accounting", "settling", "late", "cells", "reading", "command"),
)
_PACKAGE = "pbrlang.backends.python.kit"


@frozen
class Definition:
    """A definition of the kit: its source, the names that it uses, and the module that it stands in."""

    name: str
    source: str
    uses: frozenset[str]
    part: str


@frozen
class Kit:
    """All definitions, in their order, and from where each other name comes."""

    definitions: dict[str, Definition]
    imports: dict[str, tuple[str, str | None]]


@functools.cache
def kit() -> Kit:
    """The kit as it stands in its modules."""
    definitions: dict[str, Definition] = {}
    imports: dict[str, tuple[str, str | None]] = {}
    for part in PARTS:
        text = files(_PACKAGE).joinpath(f"{part}.py").read_text(encoding="utf-8")
        _take(part, text, definitions, imports)
    return Kit(definitions, imports)


def _take(part: str, text: str, definitions: dict[str, Definition], imports: dict[str, tuple[str, str | None]]) -> None:
    lines = text.splitlines()
    body = ast.parse(text).body[1:]
    for place, node in enumerate(body):
        if isinstance(node, ast.Import):
            imports.update({each.name: (each.name, None) for each in node.names})
        elif isinstance(node, ast.ImportFrom):
            if not (node.module or "").startswith(_PACKAGE):
                imports.update({each.name: (node.module or "", each.name) for each in node.names})
        elif (names := _names(node)) and not _is_note(node):
            end = node.end_lineno or node.lineno
            following = body[place + 1] if place + 1 < len(body) else None
            if following is not None and _is_note(following):
                end = following.end_lineno or end
            source = "\n".join(lines[_first_line(node, lines) : end])
            for name in names:
                definitions.setdefault(name, Definition(name, source, used_names(node), part))


def _is_note(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _first_line(node: ast.stmt, lines: list[str]) -> int:
    """The place of the first line of a definition, with its decorators and the comment above it."""
    decorators = getattr(node, "decorator_list", [])
    first: int = min([node.lineno, *(each.lineno for each in decorators)]) - 1
    while first and lines[first - 1].startswith("#"):
        first -= 1
    return first


def _names(node: ast.stmt) -> list[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Assign(targets=targets):
            return [each.id for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)]
        case ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
        case _:
            return []


def used_names(node: ast.AST) -> frozenset[str]:
    """The names that a piece of source uses."""
    return frozenset(each.id for each in ast.walk(node) if isinstance(each, ast.Name))


def kit_names() -> frozenset[str]:
    """All names that the kit gives or imports."""
    return frozenset((*kit().definitions, *kit().imports))


def needed(text: str) -> tuple[list[Definition], frozenset[str]]:
    """The definitions of the kit that a text needs, in their order, and all names that these and the text use."""
    found: dict[str, Definition] = {}
    names = set(used_names(ast.parse(text)))
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        definition = kit().definitions.get(name)
        if definition is not None and name not in found:
            found[name] = definition
            waiting += sorted(definition.uses)
            names |= definition.uses
    in_order = {found[name].source: found[name] for name in kit().definitions if name in found}
    return list(in_order.values()), frozenset(names)


def import_lines(names: frozenset[str]) -> list[str]:
    """The imports that some names need, sorted as they usually are."""
    plain: list[str] = []
    by_module: dict[str, list[str]] = {}
    for name, (module, member) in kit().imports.items():
        if name in names:
            if member is None:
                plain.append(f"import {module}")
            else:
                by_module.setdefault(module, []).append(member)
    members = {module: sorted(found, key=_member_order) for module, found in by_module.items()}
    return [*sorted(plain), *(f"from {module} import {', '.join(members[module])}" for module in sorted(members))]


def _member_order(name: str) -> tuple[int, str]:
    return (0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2), name
