"""What a contract of this kind has to choose, and how this one chose."""

from collections.abc import Iterator

from pbrlang.ir.expressions import Apply
from pbrlang.ir.program import Cap
from pbrlang.ir.program import Clause as IrClause
from pbrlang.ir.visit import walk
from pbrlang.names.homes import CalendarHome, part_of
from pbrlang.render.contents.material import Material
from pbrlang.render.contents.parts import paragraph, table
from pbrlang.render.english.places import Here
from pbrlang.render.english.reading import rounding
from pbrlang.render.english.saying import Words, listed
from pbrlang.render.english.values import day_in_words
from pbrlang.render.model import Section, Text
from pbrlang.syntax.tree.clauses import Cap as CapNode
from pbrlang.syntax.tree.clauses import Clause as ClauseNode
from pbrlang.syntax.tree.definitions import Tariff

Choice = tuple[str, Words, Words]
"""The question, how it is answered, and where."""

_MEANS = {
    "by deduction": "by deduction from the next sums due, otherwise as a debt",
    "as a debt": "as a debt",
    "instalments": "in instalments",
}
_LOSERS = {
    "latest first": "the latest sums are cut first",
    "in proportion": "all sums of a statement lose the same part",
    "first": "the first by date stands",
    "greatest": "the greatest stands",
}
_FALLBACKS = {
    "otherwise": "What holds where there is nothing to divide by, or nothing to pick from?",
    "at the start": "What holds in the first period, which none comes before?",
}
_BANDS = {
    "lump sum": "the band that is reached has one sum, whatever the quantity",
    "whole quantity": "the band that is reached prices the whole quantity",
    "slice by slice": "each band prices the part of the quantity that lies in it",
    "straight line": "between two points the price lies on the straight line",
}
_PARTS = {"by days": "paid by the days of the period", "in full": "paid in full", "not paid": "not paid"}
_FALLS = {
    "may fall": "it may fall, and is then paid back",
    "never falls": "it never falls",
    "not taken back": "what was paid is not taken back",
}


def choices(material: Material) -> Section:
    """The section: each question to which there were several answers, and the answer that the contract gives."""
    rows = [(question, answer, where) for question, answer, where in _every(material)]
    lead = paragraph(
        "Schedules of this kind have been read in two ways at these points. Each was left to the parties, and this is "
        "what they chose."
    )
    heads = (("Question", "left"), ("Answer", "left"), ("Where", "left"))
    return Section("choices", (Text("What was left to choice"),), (lead, table(heads, rows)))


def _every(material: Material) -> Iterator[Choice]:
    yield from _header(material)
    for clause in material.program.clauses.values():
        yield from _clause(material, clause)
    for cap in material.program.caps.values():
        yield from _cap(material, cap)
    yield from _values(material)
    yield from _data(material)
    yield from _payers(material)


def _header(material: Material) -> Iterator[Choice]:
    program = material.program
    terms = program.terms
    first = program.calendars["year"].periods[0]
    yield "Do the first and the last day of the term count?", "both do", "contract"
    yield "Until when do results settle?", f"until {day_in_words(terms.settles_until)}, that day included", "contract"
    yield "What is year 1?", f"{day_in_words(first.first)} to {day_in_words(first.last)}", "contract"
    yield "How often are there statements?", f"one for each {terms.step}", "contract"
    way = rounding(terms.rounding.way, terms.rounding.unit, program)
    yield "To what is a sum rounded, and when?", f"{way}; each sum once", "contract"
    if terms.part_periods is not None:
        yield "What does a part of a period pay?", _PARTS.get(terms.part_periods, terms.part_periods), "contract"
    if terms.month_ends is not None:
        missing = {"last": "the last day of its month", "next": "the first day of the next month"}[terms.month_ends]
        yield "Which day is meant where a month has no such day?", missing, "contract"
    if terms.due_after is not None:
        days, months = terms.due_after
        told = " and ".join(f"{number} {noun}" for number, noun in ((months, "months"), (days, "days")) if number)
        yield "When is a statement to be paid?", f"{told} after the last day that it covers", "contract"
    if program.examples:
        stand = {
            True: "the worked examples prevail",
            False: "the text prevails; the examples illustrate it",
            None: "the contract does not say; every worked example agrees with the text",
        }
        yield "Do the worked examples or the text prevail?", stand[terms.examples_prevail], "contract"


def _clause(material: Material, clause: IrClause) -> Iterator[Choice]:
    where = material.term(clause.name, f"{clause.clause} {clause.name}".strip())
    if clause.often is None and (node := material.blocks.get(clause.name)) is not None:
        if isinstance(node, ClauseNode) and node.times:
            yield "How often is it paid for one of something?", "every time", where
    elif clause.often is not None:
        yield "Which sums stand where it is paid only so often?", "the first by date and key", where
    if clause.recovery is not None:
        yield "How does recovered money come back?", _MEANS.get(clause.recovery.means, clause.recovery.means), where
    if clause.advance is not None:
        unearned = clause.advance.unearned
        yield "How is what is not earned of it recovered?", _MEANS.get(unearned.means, unearned.means), where
    if clause.to_date is not None:
        yield "What happens where a sum to date falls?", _FALLS[clause.to_date], where
    for clamp in clause.clamps:
        if clamp.word == "not less than":
            least = material.speaker.value(clamp.value, Here(clause.home))
            yield "What is due where the sum would come to less than its least?", least, where
    if isinstance(node := material.blocks.get(clause.name), ClauseNode) and node.negative:
        yield "Does the provider pay where the sum is below nought?", "yes", where


def _values(material: Material) -> Iterator[Choice]:
    """What holds where a value cannot be worked out, whom a rate compares, and what bands do."""
    for own in material.program.definitions.values():
        if own.role not in ("definition", "measure"):
            continue
        where = material.term(own.name, f"{own.clause} {own.name}".strip())
        for each in walk(own.body):
            if isinstance(each, Apply) and each.operation in _FALLBACKS:
                yield _FALLBACKS[each.operation], material.speaker.value(each.arguments[1], Here(own.home)), where
        if own.other_people:
            yield "Are those above the line of the fraction among those below it?", "not necessarily", where
    for node in material.blocks.values():
        if isinstance(node, Tariff) and node.band is not None:
            where = material.term(node.name.text, f"{node.number or ''} {node.name.text}".strip())
            yield "What does a band of the rate card price?", _BANDS[node.band.word], where


def _cap(material: Material, cap: Cap) -> Iterator[Choice]:
    where = material.term(cap.name, f"{cap.clause} {cap.name}".strip())
    yield "Who loses when the limit is reached?", _LOSERS[cap.loser], where
    node = material.blocks.get(cap.name)
    if isinstance(node, CapNode) and node.after:
        earlier = listed([material.term(each.text) for each in node.after])
        yield "Which limit is applied first?", earlier, where
    tail = "no" if cap.term_only or cap.until < material.program.terms.settles_until else "yes"
    yield "Do sums that settle after the term count towards it?", tail, where
    if cap.taken or cap.net:
        yield "Do sums that are taken back make room again?", "yes" if cap.net else "no", where
    if _is_periodic(cap):
        yield "What becomes of unused room?", "carried forward" if "room" in cap.carried else "lost", where
        yield "What becomes of money that is cut?", "carried forward" if "cut" in cap.carried else "lost", where


def _is_periodic(cap: Cap) -> bool:
    return part_of(cap.home, CalendarHome) is not None


def _data(material: Material) -> Iterator[Choice]:
    for found in material.program.tables.values():
        where = material.term(found.name, f"{found.clause} {found.name}".strip())
        if found.key:
            yield "When are two rows one and the same?", listed([material.term(each) for each in found.key]), where
        if found.lasts is not None and found.by_name[found.lasts.end].optional:
            yield "What does a blank end mean?", "that it still goes on", where
    for dated in material.program.date_tables.values():
        where = material.term(dated.name, f"{dated.clause} {dated.name}".strip())
        if dated.until_published:
            yield "What holds until a figure is published?", "the latest published before it", where


def _payers(material: Material) -> Iterator[Choice]:
    payers = material.program.payers
    if payers is None:
        return
    where = f"clause {payers.clause}"
    liable = "each for the whole" if payers.joint else "each for its own share only"
    yield "For how much is a payer liable?", liable, where
    if any(each.most is not None for each in payers.shares):
        taker = payers.shares[payers.taker].name if payers.taker is not None else None
        yield "Who bears what is beyond a payer's limit?", taker or "nobody: it is not paid", where
