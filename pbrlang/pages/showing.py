"""A contract shown as what it says: its clauses, a rate card, a curve, a worked example, its findings."""

import re
from collections.abc import Callable
from hashlib import sha256
from html import escape

from pbrlang.compare.parts import Rows, parts_of
from pbrlang.diagnostics.prose import listing
from pbrlang.ir.program import Program
from pbrlang.pages.reading import Contract, NotShown
from pbrlang.render.model import Block, Clause, Column, Document, Note, Paragraph, Table, Text, plain
from pbrlang.render.model.visiting import every, numbers
from pbrlang.site.findings import open_notes

KINDS = ("source", "document", "clauses", "tariff", "curve", "example", "findings")


def shown(contract: Contract, wanted: str, prefix: str, only: str = "") -> str:
    """What a block asks to be shown, as HTML; `prefix` begins the ids in it, so that several stand on one page.

    `wanted` is one of `KINDS`, perhaps with the name of what to show: `curve Bed Nights`. `only` names the blocks
    that are wanted of many, with commas between. Raises NotShown.
    """
    kind, _, name = wanted.strip().partition(" ")
    writers: dict[str, Callable[[], str]] = {
        "document": lambda: _blocks(_document(contract), _document(contract).sections),
        "clauses": lambda: _clauses(_document(contract), _names(only)),
        "tariff": lambda: _tariff(contract, name.strip()),
        "curve": lambda: _curve(_program(contract), name.strip()),
        "example": lambda: _example(_program(contract), name.strip()),
        "findings": lambda: _findings(contract, _names(only)),
    }
    if kind not in writers:
        raise NotShown(f"there is nothing called `{kind}` to show: there are {listing(KINDS, 'and')}")
    return f'<div class="pbr-shown pbr-{kind}">\n{_prefixed(writers[kind](), prefix)}\n</div>'


def _names(only: str) -> list[str]:
    return [each.strip().casefold() for each in only.split(",") if each.strip()]


def _prefixed(html: str, prefix: str) -> str:
    """The HTML with every id in it, and all that leads there, begun by the prefix."""
    html = re.sub(r'\b(id|for)="([^"]+)"', rf'\1="{prefix}-\2"', html)
    html = re.sub(r'\bhref="#([^"]+)"', rf'href="#{prefix}-\1"', html)

    def each_of(found: re.Match[str]) -> str:
        return f'{found[1]}="{" ".join(f"{prefix}-{one}" for one in found[2].split())}"'

    return re.sub(r'\b(aria-labelledby|aria-describedby)="([^"]+)"', each_of, html)


def _program(contract: Contract) -> Program:
    if contract.compilation.program is None:
        raise NotShown("only a whole contract without errors can be shown so")
    return contract.compilation.program


def _document(contract: Contract) -> Document:
    from pbrlang import __version__
    from pbrlang.render.contents import Material, document

    made, program = contract.compilation, _program(contract)
    digest = sha256(contract.text.encode()).hexdigest()
    return document(Material(program, made.tree, made.source, digest, __version__))


def _blocks(document: Document | None, blocks: tuple[Block, ...]) -> str:
    from pbrlang.render.furniture import furniture
    from pbrlang.render.html.blocks import Blocks
    from pbrlang.render.html.programs import running

    known = numbers(document) if document is not None else {}
    return Blocks(known, furniture("en-GB"), running).write(blocks, 3)


def _clauses(document: Document, only: list[str]) -> str:
    found = [each for each in every(document.sections) if isinstance(each, Clause)]
    if only:
        found = [each for each in found if plain(each.heading).casefold() in only]
    if not found:
        raise NotShown("the contract has no such clause" if only else "the contract has no clauses")
    inside = {id(inner) for each in found for inner in every(each.blocks)}
    return _blocks(document, tuple(each for each in found if id(each) not in inside))


def _tariff(contract: Contract, name: str) -> str:
    cards = [each for each in parts_of(contract.compilation) if each.keyword in ("tariff", "table")]
    chosen = [each for each in cards if not name or each.name.casefold() == name.casefold()]
    if not chosen:
        names = listing([f"`{each.name}`" for each in cards], "and") if cards else "none"
        raise NotShown(f"the contract has no rate card called `{name}`: there are {names}")
    tables = [
        _table(piece.rows, f"{part.number} {part.name}" if part.number else part.name)
        for part in chosen
        for piece in part.pieces
        if piece.rows
    ]
    return _blocks(None, tuple(tables))


def _table(rows: Rows, caption: str) -> Table:
    heading, *body = rows
    cells = tuple(tuple((Text(cell),) for cell in row) for row in body)
    return Table(tuple(Column((Text(cell),)) for cell in heading), cells, (Text(caption),), row_headings=True)


def _curve(program: Program, name: str) -> str:
    from pbrlang.analysis.held import cases_of
    from pbrlang.analysis.incentive import incentives
    from pbrlang.cli.picture import picture_of

    found = list(incentives(program, cases_of(program)))
    chosen = [each for each in found if not name or each.variable.name.casefold() == name.casefold()]
    if not chosen:
        names = listing([f"`{each.variable.name}`" for each in found], "and") if found else "nothing else"
        raise NotShown(f"nothing is paid by a measure `{name}`: there are {names}")
    figures = []
    for each in chosen:
        supposed = f", supposing {'; '.join(each.supposed)}" if each.supposed else ""
        said = f"What is paid by {each.variable.name}{supposed}"
        figures.append(f"<figure>{picture_of(each, program)}<figcaption>{escape(said)}</figcaption></figure>")
    return "\n".join(figures)


def _example(program: Program, title: str) -> str:
    from pbrlang.settle import run_example

    chosen = [each for each in program.examples if each.title.casefold().startswith(title.strip('"').casefold())]
    if not chosen:
        titles = "; ".join(each.title for each in program.examples) or "none"
        raise NotShown(f"no worked example begins with `{title}`: there are {titles}")
    notes = []
    for example in chosen:
        result = run_example(program, example)
        if not result.held:
            raise NotShown(f"the worked example “{example.title}” does not come out")
        inner: list[Block] = []
        for given in example.rows:
            rows = (tuple(text for text, _ in given.headings), *(tuple(text for text, _ in row) for row in given.rows))
            inner.append(_table(rows, f"Given: {given.table}"))
        said = [each.span.text for each in example.values] + [each.span.text for each in example.expects]
        inner += [Paragraph((Text(" ".join(each.split())),)) for each in said]
        notes.append(Note("example", (Text(f"Worked example: {example.title}"),), tuple(inner)))
    return _blocks(None, tuple(notes))


def _findings(contract: Contract, only: list[str]) -> str:
    from pbrlang.lints import find

    found = find(_program(contract), contract.compilation.tree, only=tuple(only))
    nothing = Paragraph((Text("Nothing was found that the contract does not accept."),))
    return _blocks(None, open_notes(found.open) or (nothing,))
