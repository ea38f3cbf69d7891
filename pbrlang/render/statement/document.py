"""A statement as a document, fit to be the schedule of an invoice; and its lines as CSV."""

import csv
import io

from pbrlang.render.english import statement as said
from pbrlang.render.model import Document, Inlines, Section, Strong
from pbrlang.render.statement.sections import amounts, corrections, lines, rests, why, words
from pbrlang.render.statement.sheet import Sheet
from pbrlang.values.wording import in_words

MOST = 40
"""How many lines of a clause a document shows, unless another number is asked for."""

COLUMNS = ("Period", "From", "To", "Clause", "Number", "For", "Date", "Due", "Cut", "Amount", "Corrects")


def statement_document(sheet: Sheet, file: str, most: int = MOST) -> Document:
    """The document. Clauses with more than `most` lines show the largest, and say that `file` has all of them."""
    title = said.PROVISIONAL_TITLE if sheet.provisional else said.TITLE
    parts = (amounts(sheet), lines(sheet, most, file), corrections(sheet, most, file), why(sheet), rests(sheet))
    told = title.format(number=sheet.number, period=sheet.period)
    return Document(
        title=told,
        subtitle=said.SUBTITLE.format(contract=sheet.contract),
        facts=_facts(sheet),
        sections=_numbered([each for each in parts if each is not None]),
        running=f"{sheet.contract} · {told}",
        imprint=_imprint(sheet),
        day=sheet.as_at or sheet.complete_to,
    )


def lines_csv(sheet: Sheet) -> str:
    """All lines of a statement as CSV, in their order; amounts as in JSON, and only `Amount` has signs."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    period = (sheet.period, sheet.first.isoformat(), sheet.last.isoformat())
    for each in sheet.every_line:
        sums = map(sheet.currency.plain, (each.due, each.cut, each.amount))
        line = (each.clause, each.number, each.words, each.date.isoformat(), *sums, each.corrects or "")
        writer.writerow((*period, *line))
    return written.getvalue()


def _facts(sheet: Sheet) -> tuple[tuple[str, Inlines], ...]:
    day = in_words(sheet.first)
    if sheet.first != sheet.last:
        day = said.DAYS.format(first=day, last=in_words(sheet.last))
    payable = sheet.currency(abs(sheet.payable)) if sheet.payable else said.NOTHING
    told: list[tuple[str, Inlines]] = [(part.capitalize(), words(called)) for part, called in sheet.parties]
    told += [
        (said.CONTRACT, words(sheet.contract)),
        (said.STATEMENT, words(said.NUMBERED.format(number=sheet.number))),
        (said.PERIOD, words(day if day.endswith(sheet.period) else f"{sheet.period}: {day}")),
        (said.REPAYABLE if sheet.payable < 0 else said.PAYABLE, (Strong(words(payable)),)),
    ]
    if sheet.due_by is not None:
        told.append((said.DUE_BY, words(in_words(sheet.due_by))))
    made = said.MADE_FROM.format(complete_to=in_words(sheet.complete_to))
    if sheet.as_at is not None:
        made = said.MADE_AS_AT.format(as_at=in_words(sheet.as_at), made=made)
    told.append((said.MADE, words(made)))
    if sheet.ended is not None:
        told.append((said.ENDED, words(sheet.ended)))
    return tuple(told)


def _numbered(parts: list[Section]) -> tuple[Section, ...]:
    from pbrlang.source.late import changed

    return tuple(changed(each, number=str(place)) for place, each in enumerate(parts, 1))


def _imprint(sheet: Sheet) -> str:
    digest = sheet.digest or next((each.digest for each in sheet.held), "")
    made = said.MADE_BY.format(program=sheet.made_by)
    return f"{made} · contract SHA-256 {digest}" if digest else made
