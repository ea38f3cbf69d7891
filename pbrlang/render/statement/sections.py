"""The parts of a statement's document."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from pbrlang.diagnostics.prose import plural
from pbrlang.render.english import statement as said
from pbrlang.render.model import (
    Block,
    Code,
    Column,
    Entry,
    Inlines,
    Items,
    Note,
    Paragraph,
    Section,
    Strong,
    Table,
    Terms,
    Text,
)
from pbrlang.render.statement.sheet import Currency, Held, Shared, Sheet, SheetClause, SheetLine
from pbrlang.values.wording import in_words

NOUGHT = Fraction(0)
SUMMARISED = 10
"""How many lines are shown of a clause that has too many."""
Row = tuple[Inlines, ...]


def words(text: str) -> Inlines:
    """Plain words."""
    return (Text(text),) if text else ()


def paragraph(text: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(words(text))


def amounts(sheet: Sheet) -> Section:
    """What each clause comes to, the total, who bears it, and what changes hands."""
    blocks: list[Block] = []
    if sheet.provisional:
        blocks.append(Note("problem", words(said.PROVISIONAL), (paragraph(said.PROVISIONAL_WHY),)))
    blocks.append(_clauses(sheet) if sheet.clauses else paragraph(said.NO_LINES))
    if any(each.total < 0 or each.cut or each.recovered for each in sheet.clauses):
        cut = (said.CUT,) if any(each.cut for each in sheet.clauses) else ()
        blocks.append(paragraph(" ".join((said.BELOW, said.DUE, *cut))))
    money, before = sheet.currency, sheet.to_date - sheet.total
    to_date = said.BEFORE.format(before=money(before), to_date=money(sheet.to_date))
    blocks.append(paragraph(said.FIRST if sheet.number == 1 else to_date))
    blocks += [_shared(each, money) for each in sheet.shares]
    if sheet.balance:
        rows = [(name, money(amount)) for name, amount in sheet.balance]
        blocks.append(table((said.SUM, said.AMOUNT), rows, text=1, caption=said.BALANCE))
    return Section("amounts", words(said.AMOUNTS), tuple(blocks))


def _clauses(sheet: Sheet) -> Table:
    money = sheet.currency
    cut = any(each.cut for each in sheet.clauses)
    recovered = any(each.recovered for each in sheet.clauses)
    kept = all(each.to_date is not None for each in sheet.clauses)
    shown = (True, True, True, cut, recovered, True, kept)
    headings = ("Clause", "Lines", "Due", "Cut by limits", "Recovered", "Total", "Total to date")
    rows = [_clause(each, money) for each in sheet.clauses]
    here, beyond = sheet.not_paid
    elsewhere = sheet.to_date + beyond - sum((each.to_date or NOUGHT for each in sheet.clauses), NOUGHT)
    if kept and elsewhere:
        rows.append((said.ELSEWHERE, "", "", "", "", money(NOUGHT), money(elsewhere)))
    if here or beyond:
        rows.append((said.BEYOND, "", "", "", "", money(-here), money(-beyond)))
    rows.append((said.TOTAL_OF, "", "", "", "", money(sheet.total), money(sheet.to_date)))
    return table(_picked(headings, shown), [_picked(row, shown) for row in rows], text=1, total=True)


def _clause(each: SheetClause, money: Currency) -> tuple[str, ...]:
    name = " ".join(filter(None, (each.number, each.clause)))
    due, cut, recovered = (money(amount) if amount else "" for amount in (each.due, each.cut, each.recovered))
    if each.due is not None:
        due = money(each.due)
    return name, f"{each.count:,}", due, cut, recovered, money(each.total), money(each.to_date or NOUGHT)


def _picked(cells: Sequence[str], shown: Iterable[bool]) -> tuple[str, ...]:
    return tuple(cell for cell, wanted in zip(cells, shown, strict=True) if wanted)


def table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], *, text: int, caption: str = "", total: bool = False
) -> Table:
    """A table of plain words, of which the first columns are text and the others numbers."""
    columns = [Column(words(each), "left" if place < text else "right") for place, each in enumerate(headings)]
    cells: list[Row] = [tuple(map(words, row)) for row in rows]
    return Table(tuple(columns), tuple(cells), words(caption), row_headings=True, total=total)


def _shared(shared: Shared, money: Currency) -> Table:
    kept = all(to_date is not None for _, _, to_date in shared.parts)
    headings = (said.PARTY, "This statement", *(["To date"] if kept else []))
    rows = [
        (name, money(amount), *([money(to_date)] if kept and to_date is not None else []))
        for name, amount, to_date in shared.parts
    ]
    return table(headings, rows, text=1, caption=shared.of)


def lines(sheet: Sheet, most: int, file: str) -> Section | None:
    """Each line, by clause; of a clause with more than `most` the largest, and what the rest comes to."""
    by_clause: dict[tuple[str, str], list[SheetLine]] = {}
    for each in sheet.lines:
        by_clause.setdefault((each.number, each.clause), []).append(each)
    parts = tuple(
        Section(f"lines-{place}", words(f"{number} {name}"), _lines(found, sheet.currency, most, file))
        for place, ((number, name), found) in enumerate(by_clause.items(), 1)
    )
    return Section("lines", words(said.LINES), parts) if parts else None


def is_short(sheet: Sheet, most: int) -> bool:
    """Whether every line of a statement stands in its document."""
    counts: dict[str, int] = {}
    for each in sheet.every_line:
        counts[each.clause] = counts.get(each.clause, 0) + 1
    return all(count <= most for count in counts.values())


def _lines(found: list[SheetLine], money: Currency, most: int, file: str) -> tuple[Block, ...]:
    shown = found if len(found) <= most else largest(found, min(most, SUMMARISED))
    wanted = (True, True, True, any(each.cut for each in found), True)
    rows = [(each.words or "—", in_words(each.date), *_sums([each], money)) for each in shown]
    if len(shown) < len(found):
        kept = set(map(id, shown))
        rest = [each for each in found if id(each) not in kept]
        rows.append((plural(len(rest), "further line"), "", *_sums(rest, money)))
    rows.append((said.TOTAL, "", *_sums(found, money)))
    headings = ("For", "Date", "Due", "Cut by limits", "Amount")
    drawn = table(_picked(headings, wanted), [_picked(row, wanted) for row in rows], text=2, total=True)
    if len(shown) == len(found):
        return (drawn,)
    told = said.LARGEST.format(shown=len(shown), count=f"{len(found):,}", file=file)
    return (paragraph(told), drawn)


def _sums(lines: Sequence[SheetLine], money: Currency) -> tuple[str, str, str]:
    """What falls due of lines, what is cut of that, and what they come to."""
    due = [each for each in lines if not each.taken_back]
    cut = sum((each.cut for each in due), NOUGHT)
    fallen = money(sum((each.due for each in due), NOUGHT)) if due else ""
    return fallen, money(cut) if cut else "", money(sum((each.amount for each in lines), NOUGHT))


def largest(found: Sequence[SheetLine], most: int) -> list[SheetLine]:
    """The lines of the largest amounts, in the order of the statement."""
    order = sorted(range(len(found)), key=lambda place: (-abs(found[place].amount), place))
    return [found[place] for place in sorted(order[:most])]


def corrections(sheet: Sheet, most: int, file: str) -> Section | None:
    """The lines that put earlier periods right, and why."""
    found = sheet.put_right
    if not found:
        return None
    shown = found if len(found) <= most else largest(found, min(most, SUMMARISED))
    money = sheet.currency
    rows = [
        (each.corrects or "", f"{each.number} {each.clause}", each.words, in_words(each.date), money(each.amount))
        for each in shown
    ]
    headings = ("Statement put right", "Clause", "For", "Date", "Difference")
    blocks: list[Block] = [paragraph(said.CORRECTED), table(headings, rows, text=4)]
    if len(shown) < len(found):
        kept = set(map(id, shown))
        rest = money(sum((each.amount for each in found if id(each) not in kept), NOUGHT))
        blocks.append(paragraph(said.FURTHER.format(count=f"{len(found) - len(shown):,}", amount=rest, file=file)))
    reasons = [(Paragraph(words(_told(each))),) for each in shown if each.why]
    return Section("corrections", words(said.CORRECTIONS), (*blocks, *([Items(tuple(reasons))] if reasons else [])))


def _told(each: SheetLine) -> str:
    return f"{each.clause}{f' for {each.words}' if each.words else ''}: {'; '.join(each.why)}."


def why(sheet: Sheet) -> Section | None:
    """The explanations."""
    if not sheet.explained:
        return None
    blocks: list[Block] = [paragraph(said.WHY_ASKED if sheet.asked else said.WHY_LARGEST)]
    for each in sheet.explained:
        blocks.append(Paragraph((Strong(words(each.headline)),)))
        if each.lines:
            blocks.append(Items(tuple((paragraph(line),) for line in each.lines)))
    return Section("why", words(said.WHY), tuple(blocks))


def rests(sheet: Sheet) -> Section:
    """The files that it was made from, with their digests, and what they were read as."""
    entries = tuple(Entry((Code(each.name),), _held(each)) for each in sheet.held)
    told = tuple(Entry(words(name), (Paragraph((Code(value),)),)) for name, value in sheet.extra)
    blocks = (paragraph(said.LEDGER_RESTS_ON if sheet.extra else said.RESTS_ON), Terms((*told, *entries)))
    return Section("rests", words(said.RESTS), blocks)


def _held(each: Held) -> tuple[Block, ...]:
    digest = Paragraph((Code(each.digest),))
    if each.read is None:
        return (digest,)
    told = said.ROWS.format(rows=f"{plural(each.read, 'row')} {was(each.read)}")
    if each.set_aside:
        told += said.SET_ASIDE.format(count=f"{each.set_aside:,}", were=was(each.set_aside))
    return digest, paragraph(f"{told}.")


def was(count: int) -> str:
    """The verb that follows so many."""
    return "was" if count == 1 else "were"
