"""The examples on the site: a page for each, and its documents to read and to download."""

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from pbrlang.api import CannotBeBuilt, Contract, load
from pbrlang.render.formats import FORMATS
from pbrlang.site import document_files

INDEX = "examples/index.md"
SOURCE = "contract.pbr"
_PACKAGE = Path(__file__).parents[1]


def example_pages(examples: Path) -> dict[str, str]:
    """The page of each example, by path in the site, the index first."""
    pages = {f"examples/{each.parent.name}/index.md": _page(each.parent) for each in _contracts(examples)}
    return {INDEX: _index(pages), **pages}


def example_files(examples: Path, cache: Path) -> dict[str, bytes]:
    """What the pages lead to: the documents of each example in every format, and its text.

    What was drawn before from the same contract by the same code is read from `cache`, a folder.
    """
    code = _digest(_PACKAGE.rglob("*"))
    found: dict[str, bytes] = {}
    for each in _contracts(examples):
        drawn = _cached(each, cache / f"{code}-{_digest(each.parent.rglob('*'))}")
        found |= {f"examples/{each.parent.name}/{name}": content for name, content in drawn.items() if _stands(name)}
        found[f"examples/{each.parent.name}/{SOURCE}"] = each.read_bytes()
    return found


def _stands(name: str) -> bool:
    """Whether a file stands on the site as it is: MkDocs would make a page of Markdown, in the place of our own."""
    return not name.endswith(".md")


def _contracts(examples: Path) -> list[Path]:
    return sorted(examples.glob(f"*/{SOURCE}"))


def _digest(files: Iterable[Path]) -> str:
    known = sha256()
    for each in sorted(files):
        if each.is_file() and each.suffix != ".pyc":
            known.update(json.dumps([each.name, sha256(each.read_bytes()).hexdigest()]).encode())
    return known.hexdigest()[:20]


def _cached(file: Path, folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        drawn = document_files(load(file))
        folder.mkdir(parents=True)
        for name, content in drawn.items():
            (folder / name).write_bytes(content)
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir())}


def _index(pages: dict[str, str]) -> str:
    lines = [
        "# Examples",
        "",
        "Ten contracts after real schemes, each with its sources, its data, and what the checker",
    ]
    lines += ["says about it. Each is here as a document to read, and to download for Word and as PDF.", ""]
    for path, text in pages.items():
        title, about = _about(text)
        lines.append(f"- [{title}]({path.removeprefix('examples/')}): {about}")
    return "\n".join(lines) + "\n"


def _about(page: str) -> tuple[str, str]:
    """The title of a page, and the first sentence of its first paragraph."""
    title, _, rest = page.partition("\n")
    first = " ".join(rest.strip().partition("\n\n")[0].split())
    return title.removeprefix("# "), first.partition(". ")[0].rstrip(".") + "."


def _page(folder: Path) -> str:
    """What the example's own README says, with its documents and its contract."""
    text = (folder / "README.md").read_text(encoding="utf-8")
    heading, _, rest = text.partition("\n## ")
    contract = load(folder)
    rest = f"## {rest.rstrip()}" if rest else ""
    parts = [heading.rstrip(), "", *_downloads(contract), "", *_shown(folder, contract), "", rest]
    return "\n".join(parts) + "\n"


def _downloads(contract: Contract) -> Iterator[str]:
    calculator = ", with a calculator" if _can_run(contract) else ""
    yield f"As a document: [the payment schedule](schedule.html), to read here{calculator}."
    kinds = [f"[{each.name}](schedule{suffix})" for suffix, each in FORMATS.items() if suffix not in (".html", ".md")]
    yield f"To download: {', '.join([*kinds, f'[the contract as it is written]({SOURCE})'])}."


def _shown(folder: Path, contract: Contract) -> Iterator[str]:
    yield "## The contract"
    yield ""
    yield f'```pbr file="examples/{folder.name}"'
    yield "```"
    if _moves(contract):
        yield from ("", "## What is paid as results move", "")
        yield f'```pbr file="examples/{folder.name}" show="curve"'
        yield "```"


def _can_run(contract: Contract) -> bool:
    """Whether the contract can be built as a program that a web page runs."""
    try:
        contract.build("javascript")
    except CannotBeBuilt:
        return False
    return True


def _moves(contract: Contract) -> bool:
    """Whether there is a measure by which anything is paid."""
    from pbrlang.analysis.held import cases_of
    from pbrlang.analysis.incentive import incentives

    return any(True for _ in incentives(contract.program, cases_of(contract.program)))
