"""The files of a site: an index, and for each contract a page, its document in every format, and its text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import frozen

from pbrlang.api import Contract, DataMistakes
from pbrlang.render.formats import FORMATS, Draw, LacksPackage, drawing
from pbrlang.render.model import (
    Block,
    Document,
    Inlines,
    Items,
    Link,
    Paragraph,
    Picture,
    Section,
    Terms,
    Text,
)
from pbrlang.render.model import Entry as Term
from pbrlang.render.model.visiting import every
from pbrlang.settle import Settlement
from pbrlang.site.findings import accepted_notes, counted, open_notes
from pbrlang.site.statements import all_statements, settled, statements_section, total
from pbrlang.values.wording import in_words

PAGE, STATEMENTS, SOURCE, DOCUMENT = "index.html", "statements.html", "contract.pbr", "schedule"
_WEB = ".html"


@frozen(eq=False)
class Entry:
    """A contract of the site: the name of its folder, and what its page says."""

    folder: str
    contract: Contract
    payment: Settlement | DataMistakes | None


@frozen
class Written:
    """What was written: the files, and why a format is missing, where one is."""

    files: tuple[Path, ...]
    missing: tuple[str, ...]


def write_site(contracts: Sequence[Contract], folder: Path, title: str = "Contracts") -> Written:
    """Write the site into a folder, which is made if it is not there.

    Raises ContractMistakes if a contract has errors, before anything is written; LacksPackage where web pages cannot
    be written, while another format that lacks its packages is left out and told.
    """
    web = drawing(_WEB)
    others, missing = _formats()
    entries = [Entry(name, each, settled(each)) for name, each in zip(_folders(contracts), contracts, strict=True)]
    found = {each.folder: dict(_files(each, web, others)) for each in entries}
    files = {Path(PAGE): web(_index(entries, title))}
    for name, inside in found.items():
        files |= {Path(name) / file: content for file, content in inside.items()}
    for file, content in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)
    return Written(tuple(folder / each for each in files), tuple(missing))


def _formats() -> tuple[dict[str, Draw], list[str]]:
    """What draws the formats besides web pages, and why some cannot be had."""
    found: dict[str, Draw] = {}
    missing = []
    for suffix in FORMATS:
        if suffix != _WEB:
            try:
                found[suffix] = drawing(suffix)
            except LacksPackage as lacks:
                missing.append(str(lacks))
    return found, missing


def _folders(contracts: Iterable[Contract]) -> Iterator[str]:
    """A name for the folder of each contract, made of the contract's own; two of one name are numbered."""
    taken: set[str] = set()
    for each in contracts:
        plain = re.sub(r"[^a-z0-9]+", "-", each.program.terms.name.casefold()).strip("-") or "contract"
        name, number = plain, 2
        while name in taken:
            name, number = f"{plain}-{number}", number + 1
        taken.add(name)
        yield name


def document_files(contract: Contract) -> dict[str, bytes]:
    """The document of a contract in every format, by the name of its file. Raises as `write_site`, and LacksPackage."""
    document = contract.document()
    return {f"{DOCUMENT}{suffix}": drawing(suffix)(document) for suffix in FORMATS}


def _files(entry: Entry, web: Draw, others: dict[str, Draw]) -> Iterator[tuple[str, bytes]]:
    document = entry.contract.document()
    yield SOURCE, entry.contract.path.read_bytes()
    yield f"{DOCUMENT}{_WEB}", web(document)
    for suffix, draw in others.items():
        yield f"{DOCUMENT}{suffix}", draw(document)
    yield PAGE, web(_page(entry, document, others))
    if isinstance(entry.payment, Settlement):
        yield STATEMENTS, web(_statements(entry.payment, document))


def _statements(found: Settlement, document: Document) -> Document:
    back = ("The contract", (_away(PAGE, "back to its page"),))
    sections = all_statements(found)
    return Document(document.title, "Statements", (*document.facts, back), sections, document.running, document.imprint)


def _page(entry: Entry, document: Document, others: Iterable[str]) -> Document:
    found = entry.contract.review()
    sections = [Section("documents", (Text("The contract"),), (_downloads(others),))]
    if pictures := tuple(each for each in every(document.sections) if isinstance(each, Picture)):
        sections.append(Section("curves", (Text("What is paid as results move"),), pictures))
    notes: tuple[Block, ...] = (*open_notes(found.open), *accepted_notes(found.accepted))
    nothing = Paragraph((Text("Nothing was found that the contract does not accept."),))
    sections.append(Section("findings", (Text("Findings"),), notes or (nothing,)))
    if entry.payment is not None:
        sections.append(statements_section(entry.payment, (_away(STATEMENTS, "all statements, by clause"),)))
    back = ("All contracts", (_away("../" + PAGE, "back to the index"),))
    name = entry.contract.program.terms.name
    return Document(
        name, "Contract that pays by results", (*document.facts, back), tuple(sections), name, document.imprint
    )


def _downloads(others: Iterable[str]) -> Items:
    told: list[Inlines] = [(_away(f"{DOCUMENT}{_WEB}", "The payment schedule"), Text(", to read here"))]
    told += [(_away(f"{DOCUMENT}{each}", f"The payment schedule as {FORMATS[each].name}"),) for each in others]
    told.append((_away(SOURCE, "The contract as it is written"), Text(", for pbr")))
    return Items(tuple((Paragraph(each),) for each in told))


def _away(address: str, words: str) -> Link:
    return Link(address, (Text(words),), outside=True)


def _index(entries: Sequence[Entry], title: str) -> Document:
    """The index: under the name of each contract a few lines, which a phone shows as well as a wide screen."""
    terms = Terms(tuple(_listed(each) for each in entries))
    section = Section("contracts", (Text("Contracts"),), (terms,))
    return Document(title, "Contracts that pay by results", (), (section,), title, "Made by pbrlang")


def _listed(entry: Entry) -> Term:
    terms = entry.contract.program.terms
    parties = " and ".join(called for _, called in terms.parties)
    said = (
        *terms.purposes,
        f"{parties}, {in_words(terms.starts)} to {in_words(terms.ends)}",
        f"Findings: {counted(entry.contract.review())}. Due on its data: {total(entry.payment)}.",
    )
    name = (_away(f"{entry.folder}/{PAGE}", terms.name),)
    return Term(name, tuple(Paragraph((Text(each),)) for each in said))
