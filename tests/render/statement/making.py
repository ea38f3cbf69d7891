"""Statements of the contracts that the how-to pages show, as documents."""

import re
from functools import cache
from pathlib import Path

import pbrlang
from pbrlang.payment import Payment
from pbrlang.render.model import Document, Section, Table, plain
from pbrlang.render.model.visiting import every
from pbrlang.render.statement import Sheet, sheet_of, statement_document

_BLOCK = re.compile(r"^```(pbr|csv)(?: title=\"(.+?)\")?\n(.*?)^```", re.MULTILINE | re.DOTALL)


EXAMPLES = Path(__file__).parents[3] / "examples"


@cache
def paid(example: str) -> Payment:
    """What an example pays on its data, worked out once."""
    return pbrlang.load(EXAMPLES / example).pay()


def written(page: Path, folder: Path) -> pbrlang.Contract:
    """The contract of a how-to page, with its data beside it."""
    (folder / "data").mkdir(parents=True)
    for kind, title, text in _BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "pbr" and text.startswith("contract "):
            (folder / "contract.pbr").write_text(text, encoding="utf-8")
        elif title:
            (folder / "data" / title).write_text(text, encoding="utf-8")
    return pbrlang.load(folder)


def sheet(payment: Payment, period: str) -> Sheet:
    """The statement of a period."""
    (found,) = (each for each in payment.settlement.statements if each.stretch.name == period)
    return sheet_of(payment.settlement, found, "0")


def document(of: Sheet, most: int = 40) -> Document:
    """The statement's document."""
    return statement_document(of, "lines.csv", most)


def cells(of: Document, anchor: str) -> list[list[list[str]]]:
    """The rows of each table in a section."""
    (section,) = (each for each in every(of.sections) if isinstance(each, Section) and each.anchor == anchor)
    tables = [each for each in every(section.blocks) if isinstance(each, Table)]
    return [[[plain(cell) for cell in row] for row in each.rows] for each in tables]


def facts(of: Document) -> dict[str, str]:
    """The lines of the title page."""
    return {name: plain(words) for name, words in of.facts}
