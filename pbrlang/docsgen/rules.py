"""A page for each message, and an index of them by stage."""

from collections.abc import Iterable, Iterator

from pbrlang.catalog import messages
from pbrlang.diagnostics.page import Page

STAGES = {
    "1": ("The writing of a contract", "Words, layout and tables, before their meaning is looked at."),
    "2": ("Names", "What each term stands for, and whether it can be read where it stands."),
    "3": ("Kinds and units", "What can be added, compared and paid."),
    "4": ("Meaning", "What must be said so that an amount has only one reading."),
    "5": ("Data", "Files, headings and rows that the contract does not allow for."),
    "6": ("Targets", "What cannot be said in another language."),
    "7": (
        "Findings: what is paid for",
        "Weaknesses of a design without errors: purpose, proxies, deadweight, incentives.",
    ),
    "8": ("Ledgers", "Files that are no ledger, were altered, or cannot be written."),
    "9": (
        "Findings: risk and evidence",
        "More weaknesses: money at risk, who says what happened, drafting, accepting.",
    ),
}
"""The stages at which messages are given, by the first figure of their codes: a title, and what it is about."""

INDEX = "rules/index.md"


def pages() -> list[Page]:
    """The page of every message, in the order of the codes."""
    return [Page.of(each) for each in messages()]


def rule_pages(every: Iterable[Page]) -> dict[str, str]:
    """The pages of the site by path, the index first."""
    every = list(every)
    found = {INDEX: "\n".join(_index(every)) + "\n"}
    return found | {f"rules/{each.name}.md": _page(each) for each in every}


def _page(page: Page) -> str:
    stage = STAGES[_stage(page)][0]
    anchor = stage.lower().replace(" ", "-")
    return f"{page.markdown()}\n[All messages about {stage[0].lower()}{stage[1:]}](index.md#{anchor})\n"


def _index(every: list[Page]) -> Iterator[str]:
    yield "# Messages"
    yield ""
    yield "Everything that the compiler can say, by stage. `pbr rule NAME` prints the same page."
    for figure, (title, about) in STAGES.items():
        here = [each for each in every if _stage(each) == figure]
        if not here:
            continue
        yield from ("", f"## {title}", "", about, "", "| message | code | what it says |", "| --- | --- | --- |")
        for each in here:
            yield f"| [{each.name}]({each.name}.md) | {each.code} | {each.title} |"


def _stage(page: Page) -> str:
    return page.code.removeprefix("PBR")[0]
