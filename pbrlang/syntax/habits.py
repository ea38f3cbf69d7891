"""Ways of writing that readers take in two ways: found where an item cannot be read, with all their readings."""

import re
from collections.abc import Callable, Iterator

from pbrlang.calendar.months import MONTHS
from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.nearest import nearest
from pbrlang.source import Span
from pbrlang.syntax.errors import DateInFigures, MisplacedComma, MixedAndOr, UnexpectedWords, WithinUnsaid
from pbrlang.syntax.layout import RawItem

_QUOTED = re.compile(r'"[^"]*"')
_FIGURES = re.compile(r"(?<![\w/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\w/-])")
_ISO = re.compile(r"(?<![\w/-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\w/-])")
_DAY_FIRST = re.compile(r"(?<!\w)(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([A-Za-z]{3,9})\.?,? (\d{4})\b")
_MONTH_FIRST = re.compile(r"(?<!\w)([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_COMMAS = re.compile(r"(?P<sign>[£$€¥₹] ?)?(?P<figures>\d+(?:,\d+)+)(?P<rest>\.\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
LONG = re.compile(r"[0-9][0-9,.]{99,}")
"""A number of more figures than anything can be counted in."""
_WITHIN = re.compile(
    r"(?P<word>(?:with)?in)\s+(?:the\s+)?(?P<length>\d[\d,]*\s+[a-z]+)\s+"
    r"(?P<way>of|after|from|since|following|starting\s+on|before|preceding|prior\s+to|until|up\s+to|to)\b"
)
_BACKWARDS = frozenset(("before", "preceding", "prior", "until", "up", "to"))
_JOIN = re.compile(r"\b(and|or)\b")


def habit(item: RawItem, start: int, reads: Callable[[str], bool]) -> Diagnostic | None:
    """What is wrong at or about an offset of an item, if it is one of these; `reads` tries a changed item."""
    return _date(item, start) or _comma(item, start) or _within(item, start) or _and_or(item, start, reads)


def too_many_figures(item: RawItem) -> Diagnostic | None:
    """A number of more figures than anything can be counted in."""
    found = LONG.search(item.text)
    if found is None or item.text.count('"', 0, found.start()) % 2:
        return None
    return UnexpectedWords(_at(item, *found.span()), found=f"a number of {len(found[0]):,} figures", expected=())


def date_in_figures(item: RawItem) -> Diagnostic | None:
    """A date in figures anywhere in an item but in prose: it could be read as a division or a subtraction."""
    text = _QUOTED.sub(lambda match: " " * len(match[0]), item.text)
    for pattern, readings in _DATES[:2]:
        for match in pattern.finditer(text):
            if dates := tuple(dict.fromkeys(readings(match))):
                return DateInFigures(_at(item, *match.span()), readings=dates)
    return None


def _at(item: RawItem, start: int, end: int) -> Span:
    return Span(item.span.source, item.span.start + start, item.span.start + end, item.span.clause)


def _date(item: RawItem, start: int) -> Diagnostic | None:
    for pattern, readings in _DATES:
        for match in pattern.finditer(item.text):
            dates = tuple(dict.fromkeys(readings(match)))
            if match.start() <= start <= match.end() and dates and dates != (match[0],):
                return DateInFigures(_at(item, *match.span()), readings=dates)
    return None


def _in_figures(match: re.Match[str]) -> Iterator[str]:
    """Both orders of day and month that there are, the day first."""
    one, other, year = int(match[1]), int(match[3]), match[4]
    for day, month in ((one, other), (other, one)):
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield f"{day} {MONTHS[month - 1]} {year}"


def _in_iso(match: re.Match[str]) -> Iterator[str]:
    year, month, day = match[1], int(match[2]), int(match[3])
    if 1 <= month <= 12 and 1 <= day <= 31:
        yield f"{day} {MONTHS[month - 1]} {year}"


def _in_words(match: re.Match[str]) -> Iterator[str]:
    day, month, year = match.groups() if match[1].isdigit() else (match[2], match[1], match[3])
    known = next((each for each in MONTHS if each.lower().startswith(month.lower())), None)
    known = known or next(iter(nearest(month, MONTHS, limit=1)), None)
    if known and 1 <= int(day) <= 31:
        yield f"{int(day)} {known} {year}"


_DATES = ((_FIGURES, _in_figures), (_ISO, _in_iso), (_DAY_FIRST, _in_words), (_MONTH_FIRST, _in_words))


def _comma(item: RawItem, start: int) -> Diagnostic | None:
    for match in _COMMAS.finditer(item.text):
        figures = match["figures"]
        if match.start() <= start <= match.end() and not _THOUSANDS.fullmatch(figures):
            sign, rest = match["sign"] or "", match["rest"] or ""
            whole = f"{sign}{int(figures.replace(',', '')):,}{rest}"
            before, _, after = figures.rpartition(",")
            point = (f"{sign}{before}.{after}",) if not rest and len(after) <= 2 and "," not in before else ()
            return MisplacedComma(_at(item, *match.span()), readings=(*point, whole))
    return None


def _within(item: RawItem, start: int) -> Diagnostic | None:
    """`within 90 days of D`, `in the 90 days from D`: it is not said whether D is one of them."""
    for match in _WITHIN.finditer(item.text):
        if match.start() <= start <= match.end():
            length = " ".join(match["length"].split())
            return WithinUnsaid(
                _at(item, *match.span()), length=length, backwards=match["way"].split()[0] in _BACKWARDS
            )
    return None


def _and_or(item: RawItem, start: int, reads: Callable[[str], bool]) -> Diagnostic | None:
    """`A and B or C`: brackets around what comes before the word that does not fit, or around what it joins."""
    here = _JOIN.match(item.text, start)
    head = re.search(r"\b(?:when|where|always:)\s+", item.text[:start])
    if here is None or head is None:
        return None
    text, begin = item.text, head.end()
    before = text[:start].rstrip()
    last = [each for each in _JOIN.finditer(text, begin, start) if each[0] != here[0]]
    changes = [(begin, start, f"({text[begin : len(before)]}){text[len(before) : start]}")]
    if last:
        open_at = last[-1].end() + 1
        changes.append((open_at, len(text), f"({text[open_at:]})"))
    answers = tuple(
        Edit("put brackets around these", _at(item, left, right), new)
        for left, right, new in changes
        if reads(text[:left] + new + text[right:])
    )
    return MixedAndOr(_at(item, *here.span()), answers=answers) if answers else None
