"""Why an item cannot be read, and the smallest change after which it can: each offer has been tried."""

import re
from collections.abc import Iterator

from lark import Token, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from pbrlang.calendar.months import MONTHS
from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.nearest import nearest
from pbrlang.source import Span
from pbrlang.syntax import words
from pbrlang.syntax.bracketing import brackets_and_rates
from pbrlang.syntax.errors import TooDeep, UnexpectedWords, UnknownItem
from pbrlang.syntax.field_kinds import unread_field
from pbrlang.syntax.forms import form_of
from pbrlang.syntax.habits import habit
from pbrlang.syntax.layout import RawItem
from pbrlang.syntax.parser_tables import parser

_MOST_SHOWN = 6
_WHERE_NONE = "where there are no"
_FOUR_WORDS = re.compile(r"(?<![a-z])[a-z]+\s+[a-z]+\s+[a-z]+\s+no(?![a-z])")
_MONTH_AND_YEAR = len("September 2030")

_FRACTION = re.compile(r"(\d+/\d+)\s+of\b")

_FEW = 3
"""With so few words possible, the missing one may be offered; among more it would be a guess."""

_FILLERS = frozenset(("the", "a", "an", "any", "shall", "will", "must", "then", "also", ";", ",", ".", ":"))
"""What can be left out without a change of meaning; to leave out any other word might reverse a clause."""

_DESCRIBED = {
    "TERM": "a Defined Term",
    "NOUN": "a noun such as `nights`",
    "NUMBER": "a number",
    "MONEY": "an amount such as £1,200",
    "PERCENT": "a percentage",
    "DATE": "a date such as 1 April 2030",
    "DAY_MONTH": "a day such as 1 April",
    "MONTH_YEAR": "a month such as July 2030",
    "STRING": "words in quotation marks",
    "_POSSESSIVE": "`'s`",
    "_WHERE_NONE": "`where there are no`",
    "$END": "the end of the item",
}

# What people write from habit, and the words of the language for it.
_HABITS = (
    (">=", "is at least"),
    ("<=", "is at most"),
    ("==", "is"),
    ("!=", "is not"),
    ("<>", "is not"),
    (">", "is more than"),
    ("<", "is less than"),
    ("=", "is"),
    ("is greater than or equal to", "is at least"),
    ("is less than or equal to", "is at most"),
    ("is no less than", "is at least"),
    ("is no more than", "is at most"),
    ("is not less than", "is at least"),
    ("is not more than", "is at most"),
    ("is greater than", "is more than"),
    ("greater than", "is more than"),
    ("exceeds", "is more than"),
    ("equals", "is"),
    ("=", "means"),
    ("is", "means"),
    ("is equal to", "is"),
    ("is over", "is more than"),
    ("is under", "is less than"),
    ("is above", "is more than"),
    ("is below", "is less than"),
    ("per cent", "%"),
    ("percent", "%"),
    ("plus", "+"),
    ("minus", "-"),
    ("times", "*"),
    ("multiplied by", "*"),
    ("divided by", "/"),
    ("for every", "for each"),
    ("for all", "for each"),
    ("sum of", "total of"),
    ("count of", "number of"),
    ("pay", "pays"),
    ("if", "when"),
    ("up to", "at most"),
    ("until", "to"),
    ("monthly", "every month"),
    ("quarterly", "every quarter"),
    ("yearly", "every year"),
    ("annually", "every year"),
    ("half of", "50% of"),
    ("a quarter of", "25% of"),
    ("three quarters of", "75% of"),
    ("a third of", "1/3 *"),
    ("one third of", "1/3 *"),
    ("two thirds of", "2/3 *"),
    ("per", "for each"),
    (";", ","),
    (" x ", " * "),
    ("&", "and"),
    ("GBP", "£"),
    ("references", "refers to"),
    ("refer to", "refers to"),
    ("at most", "not more than"),
    ("at least", "not less than"),
    ("up to", "not more than"),
    ("pro rata", "all in proportion"),
    ("is never more than", "never exceeds"),
    ("latest first", "cutting the latest first"),
    ("in proportion", "cutting all in proportion"),
)


def explain(error: UnexpectedInput, item: RawItem, rule: str, block: str, level: int) -> Diagnostic:
    """The complaint about an item that cannot be read."""
    start, end = _where(error, item)
    place = _at(item, start, end)
    first = re.match(r"[\w-]+", item.text)
    deeper = _too_deep(item, start, rule, level)
    if deeper is not None:
        return deeper
    known_habit = habit(item, start, lambda text: _reads(text, rule))
    if known_habit is not None:
        return known_habit
    repair = _repair(error, item, rule, start, end)
    if rule == "data_item" and start > 0 and not _likely(repair):
        unread = unread_field(item, lambda text: _reads(text, rule))
        if unread is not None:
            return unread
    if start == 0 and rule.endswith("_item") and first and first[0][0].islower():
        return _unknown_item(item, rule, block, first[0], repair)
    if repair is not None and repair.span.text.strip() and not repair.title.startswith("put "):
        place = repair.span
    form = form_of(rule.rsplit("_", 1)[0], first[0] if first else "")
    found = f"`{place.text.strip()}`" if place.text.strip() else ""
    return UnexpectedWords(place, found=found, expected=_expected(error), repair=repair, form=form)


def _likely(repair: Edit | None) -> bool:
    """Whether a change is near to what was written, and not just the one word that could follow."""
    return repair is not None and bool(repair.span.text.strip()) and repair.replacement not in {"", "per", "blank"}


def _unknown_item(item: RawItem, rule: str, block: str, word: str, repair: Edit | None) -> UnknownItem:
    """The complaint about an item that begins with a word of no item of its block."""
    known = words.ITEMS.get(rule.removesuffix("_item"), ("accept",))
    misspelt = repair is not None and repair.title.startswith("write ")
    others = () if misspelt else tuple(name for name, items in words.ITEMS.items() if word in items)
    if others:
        repair = Edit("leave it out", _whole_lines(item), "")
    return UnknownItem(_at(item, 0, len(word)), word=word, block=block, known=known, repair=repair, others=others)


def _whole_lines(item: RawItem) -> Span:
    source = item.span.source
    end = source.text.find("\n", item.span.end)
    start = source.line_starts[item.span.line - 1]
    return Span(source, start, len(source.text) if end < 0 else end + 1, item.span.clause)


def _where(error: UnexpectedInput, item: RawItem) -> tuple[int, int]:
    """Start and end, in the item, of the word that does not fit."""
    if isinstance(error, UnexpectedToken) and isinstance(error.token, Token) and error.token.type != "$END":
        start = _word_start(item.text, error.token.start_pos or 0)
        return start, max(error.token.end_pos or 0, _word_end(item.text, start))
    if isinstance(error, UnexpectedCharacters):
        start = _word_start(item.text, error.pos_in_stream or 0)
        word = re.compile(r"[\w-]+|[<>=!]+|\S").match(item.text, start)
        return start, word.end() if word else start + 1
    return len(item.text), len(item.text)


def _word_start(text: str, at: int) -> int:
    """Where the word starts that a word of the language was the beginning of."""
    while 0 < at < len(text) and text[at].islower() and text[at - 1].isalpha():
        at -= 1
    return at


def _word_end(text: str, start: int) -> int:
    word = re.compile(r"[a-z-]+").match(text, start)
    return word.end() if word else start


def _at(item: RawItem, start: int, end: int) -> Span:
    span = item.span
    return Span(span.source, span.start + start, span.start + end, span.clause)


def _too_deep(item: RawItem, start: int, rule: str, level: int) -> Diagnostic | None:
    """The complaint that a new item was indented too far, if the word that does not fit begins a line and an item."""
    line_start = item.text.rfind("\n", 0, start) + 1
    if line_start == 0 or item.text[line_start:start].strip():
        return None
    word = re.match(r"[a-z]+", item.text[start:])
    if word is None or word[0] not in words.ITEMS.get(rule.rsplit("_", 1)[0], ()):
        return None
    end = item.text.find("\n", start)
    found = start - line_start
    return TooDeep(_at(item, start, len(item.text) if end < 0 else end), wanted=level, found=found)


def _expected(error: UnexpectedInput) -> tuple[str, ...]:
    """What could have stood there, in words; nothing where it would be a long list."""
    shown = sorted({_describe(name) for name in _accepted(error)})
    return tuple(shown) if len(shown) <= _MOST_SHOWN else ()


def _accepted(error: UnexpectedInput) -> set[str]:
    if isinstance(error, UnexpectedToken):
        return set(error.accepts or error.expected or ())
    if isinstance(error, UnexpectedCharacters):
        return set(error.allowed or ()) & set(_terminal_names())  # the end of an item has a name of its own there
    return set()


def _describe(name: str) -> str:
    if name in _DESCRIBED:
        return _DESCRIBED[name]
    return " or ".join(f"`{each}`" for each in _literals(name)) or name.lower()


def _literals(name: str) -> list[str]:
    """The words that a terminal of the grammar stands for, if it stands for some."""
    if name in _DESCRIBED:
        return []
    pattern = parser().get_terminal(name).pattern
    if pattern.type == "str":
        return [pattern.value]
    return []


def _repair(error: UnexpectedInput, item: RawItem, rule: str, start: int, end: int) -> Edit | None:
    """The first of the likely changes after which the item can be read."""
    seen = set()
    for title, left, right, text in _candidates(error, item, start, end):
        changed = item.text[:left] + text + item.text[right:]
        if changed not in seen and _reads(changed, rule):
            return Edit(title, _at(item, left, right), text)
        seen.add(changed)
    return None


def _candidates(error: UnexpectedInput, item: RawItem, start: int, end: int) -> Iterator[tuple[str, int, int, str]]:
    """Likely changes: habits, misspelt words, a word missing, a word too many."""
    text = item.text
    yield from _said_otherwise(text, start, end)
    yield from brackets_and_rates(text, start)
    literals = [each for name in sorted(_accepted(error)) for each in _literals(name)]
    found = text[start:end]
    for word in nearest(found, literals):
        yield f"write `{word}`", start, end, word
    for word in nearest(found, _all_words()):
        yield f"write `{word}`", start, end, word
    yield from _phrases(text, start, end)
    yield from _plural(text, start)
    if "TERM" in _accepted(error):
        yield from (each for each in _capitals(text, start) if _is_used(each[3], item))
    before = re.search(r"[\w-]+\s*$", text[:start])
    if before:
        yield from _previous_word(before[0].strip(), before.start())
    if len(literals) == 1 and found[:1].islower():
        yield f"write `{literals[0]}`", start, end, literals[0]
    if text.count("(") > text.count(")"):
        yield "add `)`", start, start, ")"
        yield "add `)`", len(text), len(text), ")"
    for word in literals if len(literals) <= _FEW else ():
        gap = " " if start < len(text) else ""
        lead = "" if start == 0 or text[start - 1].isspace() else " "
        yield f"put `{word}` before it" if gap else f"add `{word}`", start, start, f"{lead}{word}{gap}"
    previous = before[0].strip() if before else ""
    if found in _FILLERS or (found and found == previous):
        after = end + (1 if text[end : end + 1] == " " else 0)
        yield f"leave out `{found}`", start, after, ""
    if before and previous in _FILLERS:
        yield f"leave out `{previous}`", before.start(), start, ""
    if start > 0 and _accepted(error) == {"STRING"}:
        yield "put it in quotation marks", start, len(text), f'"{text[start:]}"'


def _capitals(text: str, start: int) -> Iterator[tuple[str, int, int, str]]:
    """A Defined Term may have been written with small letters: as many words as can be read."""
    small = re.compile(r"[a-z][\w-]*(?: [a-z][\w-]*)*").match(text, start)
    parts = small[0].split(" ") if small else []
    for count in range(len(parts), 0, -1):
        written = " ".join(parts[:count])
        term = " ".join(each[0].upper() + each[1:] for each in parts[:count])
        yield f"write `{term}`", start, start + len(written), term


def _is_used(term: str, item: RawItem) -> bool:
    """Whether the contract knows a term; a header may be the first to name it."""
    header = item.text.split(maxsplit=1)[0] in words.BLOCKS
    return header or re.search(rf"(?<![\w-]){re.escape(term)}", item.span.source.text) is not None


def _plural(text: str, start: int) -> Iterator[tuple[str, int, int, str]]:
    """A plural may have been written with an apostrophe."""
    owner = re.search(r"([A-Z][\w-]*(?: [A-Z][\w-]*)*)'s?\s*$", text[:start])
    if owner:
        end = owner.start() + len(owner[0].rstrip())
        yield f"write `{owner[1]}s`", owner.start(), end, f"{owner[1]}s"


def _said_otherwise(text: str, start: int, end: int) -> Iterator[tuple[str, int, int, str]]:
    """Words of habit at the place or just before it."""
    for match in _FRACTION.finditer(text, 0, end):
        if match.end() + 1 >= start:  # `of` may have been taken for the noun of a number
            yield f"write `{match[1]} *`", match.start(), match.end(), f"{match[1]} *"
    for said, instead in _HABITS:
        bounded = rf"(?<![\w-]){re.escape(said)}(?![\w-])" if said[0].isalpha() else re.escape(said)
        for match in re.finditer(bounded, text):
            if match.start() <= end and match.end() >= start - len("greater than or equal to ") - 1:
                yield f"write `{instead.strip()}`", match.start(), match.end(), instead


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[str, int, int, str]]:
    """A month may be misspelt in a date, or a word of `where there are no`."""
    for match in re.compile(r"[A-Za-z]{3,9}").finditer(text, max(0, start - _MONTH_AND_YEAR), end + _MONTH_AND_YEAR):
        for month in nearest(match[0], MONTHS, limit=1):
            yield f"write `{month}`", match.start(), match.end(), month
    for match in _FOUR_WORDS.finditer(text, max(0, start - len(_WHERE_NONE)), end + len(_WHERE_NONE)):
        if nearest(" ".join(match[0].split()), [_WHERE_NONE]):
            yield f"write `{_WHERE_NONE}`", match.start(), match.end(), _WHERE_NONE


def _previous_word(word: str, start: int) -> Iterator[tuple[str, int, int, str]]:
    """The word before may be the misspelt one: try the words of the language that are near it."""
    for near in nearest(word, _all_words()):
        yield f"write `{near}`", start, start + len(word), near
    if word[:1].islower():
        capital = word[0].upper() + word[1:]
        yield f"write `{capital}`", start, start + len(word), capital


def _all_words() -> list[str]:
    return sorted({each for name in _terminal_names() for each in _literals(name) if each.isalpha()})


def _terminal_names() -> list[str]:
    return [each.name for each in parser().terminals]


def _reads(text: str, rule: str) -> bool:
    try:
        parser().parse(text, start=rule)
    except UnexpectedInput:
        return False
    return True
