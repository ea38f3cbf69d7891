"""A contract shown as what it says: its clauses, a rate card, a curve, a worked example, its findings."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import sha256

from pbrlang.diagnostics.prose import listing
from pbrlang.pages.reading import Contract, NotShown
from pbrlang.pipeline import Compilation
from pbrlang.render.model import Block, Clause, Document, Note, Program, Section, plain
from pbrlang.render.model.visiting import every, numbers
from pbrlang.site.findings import open_notes

KINDS = ("source", "document", "clauses", "tariff", "curve", "example", "findings")
_PARTS = {"tariff": ("tariffs", "rate card"), "curve": ("curves", "curve"), "example": ("examples", "example")}
"""Of which section of the document each kind shows parts, and what such a part is."""


def shown(contract: Contract, wanted: str, prefix: str, only: str = "") -> str:
    """What a block asks to be shown, as HTML; `prefix` begins the ids in it, so that several stand on one page.

    `wanted` is one of `KINDS`, perhaps with the name of what to show: `curve Bed Nights`. `only` names the clauses or
    findings that are wanted of many, with commas between. Raises NotShown.
    """
    kind, _, name = wanted.strip().partition(" ")
    names = [each.strip().casefold() for each in only.split(",") if each.strip()]
    writers: dict[str, Callable[[Document], Iterable[Block]]] = {
        "document": lambda document: document.sections,
        "clauses": lambda document: _clauses(document, names),
        "findings": lambda _document: _findings(contract, names),
        **{each: lambda document: _part(document, kind, name.strip()) for each in _PARTS},
    }
    if kind not in writers:
        raise NotShown(f"there is nothing called `{kind}` to show: there are {listing(KINDS, 'and')}")
    document = _document(contract)
    return f'<div class="pbr-shown pbr-{kind}">\n{_prefixed(_html(document, writers[kind](document)), prefix)}\n</div>'


def _document(contract: Contract) -> Document:
    if contract.compilation.program is None:
        raise NotShown("only a whole contract without errors can be shown so")
    return _document_of(contract.compilation, contract.text)


@lru_cache(maxsize=32)
def _document_of(made: Compilation, text: str) -> Document:
    from pbrlang import __version__
    from pbrlang.render.contents import Material, document

    if made.program is None:
        raise ValueError("a contract with errors has no document")
    digest = sha256(text.encode()).hexdigest()
    return document(Material(made.program, made.tree, made.source, digest, __version__))


def _html(document: Document, blocks: Iterable[Block]) -> str:
    from pbrlang.render.furniture import furniture
    from pbrlang.render.html.blocks import Blocks

    return Blocks(numbers(document), furniture(document.language), _no_program).write(blocks, 3)


def _no_program(_program: Program, _instead: str) -> None:
    """Nothing runs inside a page that is not its own; what stands for it is shown."""


def _prefixed(html: str, prefix: str) -> str:
    """The HTML with every id in it, and all that leads there, begun by the prefix; what leads elsewhere is words."""
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    html = re.sub(
        r'<a href="#([^"]+)">(.*?)</a>',
        lambda found: found[0] if found[1] in ids else found[2],
        html,
        flags=re.DOTALL,
    )
    html = re.sub(r' href="#([^"]+)"', lambda found: found[0] if found[1] in ids else "", html)
    html = re.sub(r'\b(id|for)="([^"]+)"', rf'\1="{prefix}-\2"', html)
    html = re.sub(r'\bhref="#([^"]+)"', rf'href="#{prefix}-\1"', html)

    def each_of(found: re.Match[str]) -> str:
        return f'{found[1]}="{" ".join(f"{prefix}-{one}" for one in found[2].split())}"'

    return re.sub(r'\b(aria-labelledby|aria-describedby)="([^"]+)"', each_of, html)


def _clauses(document: Document, only: list[str]) -> tuple[Block, ...]:
    found = [each for each in every(document.sections) if isinstance(each, Clause)]
    if only:
        found = [each for each in found if plain(each.heading).casefold() in only]
    if not found:
        raise NotShown("the contract has no such clause" if only else "the contract has no clauses")
    inside = {id(inner) for each in found for inner in every(each.blocks)}
    return tuple(each for each in found if id(each) not in inside)


def _part(document: Document, kind: str, name: str) -> tuple[Block, ...]:
    """The parts of a section that have a name, or, where none is asked for, all of it but its heading."""
    anchor, what = _PARTS[kind]
    section = next((each for each in document.sections if each.anchor == anchor), None)
    blocks = section.blocks if section is not None else ()
    parts = {_name(each): each for each in blocks if isinstance(each, Clause | Section)}
    wanted = name.strip('"').casefold()
    found = tuple(each for called, each in parts.items() if called.casefold().startswith(wanted))
    if not found:
        there = f"there are {listing([f'`{each}`' for each in parts], 'and')}" if parts else "it has none of them"
        raise NotShown(f"the contract has no {what} `{name}`: {there}")
    if not name:
        return blocks
    return tuple(block for each in found for block in (each.blocks if kind == "curve" else (each,)))


def _name(block: Clause | Section) -> str:
    """What a part is called, without the number of an example."""
    return re.sub(r"^Example \d+: ", "", plain(block.heading))


def _findings(contract: Contract, only: list[str]) -> tuple[Note, ...]:
    from pbrlang.lints import find

    if contract.compilation.program is None:
        raise ValueError("a contract with errors has no findings")
    notes = open_notes(find(contract.compilation.program, contract.compilation.tree, only=only).open)
    if not notes:
        raise NotShown("the checker finds nothing of that kind that is not accepted")
    return notes
