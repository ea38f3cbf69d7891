"""Who bears what is due, and who receives it."""

from collections.abc import Iterator

from pbrlang.ir.sharing import Payers, Share, Sharing, Split
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import numbered, table
from pbrlang.render.english.saying import fill, join, listed
from pbrlang.render.english.values import digits, money
from pbrlang.render.model import Block, Clause, Inlines, Section, Text


def sharing(material: Material) -> Section | None:
    """The section, where sums are shared."""
    program = material.program
    found = [_payers(material, program.payers)] if program.payers is not None else []
    found += [_split(material, each, place) for place, each in enumerate(program.splits)]
    return Section("sharing", (Text("Who pays and who receives"),), tuple(found)) if found else None


def _payers(material: Material, payers: Payers) -> Clause:
    told = [join("What is due to the provider in each statement is borne by the payers in these shares.")]
    told += _rules(payers, "payer", "bears")
    liable = (
        "Each payer is liable to the provider for the whole of what is due; this changes no amount between the payers."
        if payers.joint
        else "Each payer is liable to the provider for its own share only."
    )
    return _clause(material, payers, "payers", "Payers", [*told, join(liable)], "Payer")


def _split(material: Material, split: Split, place: int) -> Clause:
    names = listed([material.term(each) for each in split.clauses])
    told = [fill("What {names} come to together in each statement is received in these shares.", names=names)]
    told += _rules(split, "receiver", "receives")
    return _clause(material, split, f"split-{place + 1}", "Split", told, "Receiver")


def _clause(material: Material, found: Sharing, anchor: str, heading: str, told: list[Inlines], who: str) -> Clause:
    rows = [(each.name, f"{digits(each.share * 100)}%", _most(material, each)) for each in found.shares]
    shares = table(((who, "left"), ("Share", "right"), ("Limit", "left")), rows, heading)
    blocks: tuple[Block, ...] = (shares, *numbered([(words, ()) for words in told]))
    return Clause(found.clause, anchor, (Text(heading),), blocks)


def _most(material: Material, share: Share) -> str:
    if share.most is None:
        return "no limit"
    over = f"for each {share.step}" if share.step else "over the whole contract"
    return f"{money(share.most, material.program)} {over}"


def _rules(found: Sharing, who: str, verb: str) -> Iterator[Inlines]:
    if any(each.most is not None for each in found.shares):
        taker = found.shares[found.taker].name if found.taker is not None else None
        beyond = f"falls on {taker}" if taker is not None else "is not paid"
        yield join(f"Beyond its limit, the share of a {who} {beyond}.")
        if any(each.step for each in found.shares):
            yield join("What was beyond the limit of one period stays where it fell; the next period starts afresh.")
    yield join(
        f"What is shared is the total to date, at the end of each statement: each {who} {verb} its share of it, cut to "
        "the smallest coin; the coins that are left over go to those that lost the largest part of one, of equal ones "
        f"to the first in the table. What a {who} {verb} in a statement is that less what it had in all earlier ones."
    )


def is_shared(material: Material) -> bool:
    """Whether sums are shared at all."""
    return material.program.payers is not None or bool(material.program.splits)
