"""What people write for the kind of a field from habit, and the words of the language for it."""

import re
from collections.abc import Callable, Iterator

from pbrlang.source import Span
from pbrlang.syntax.errors import UnreadField
from pbrlang.syntax.layout import RawItem

_FIELD = re.compile(r"(?P<name>[A-Z][\w'-]*(?: [A-Z][\w'-]*)*)\s+(?P<kind>[^\"]*?)\s*(?:\"|$)")

_BLANK = re.compile(
    r"\s*(?:[,(]\s*)?\b(?:optional|nullable|(?:which |that )?(?:may|can) be (?:left )?(?:blank|empty|missing)|"
    r"if (?:any|known)|or (?:empty|nothing|none|null|missing))\b\s*\)?|^optional\s+"
)
"""Ways of saying that a cell may be left blank."""

_TERM = r"(?P<term>[A-Z][\w'-]*(?: [A-Z][\w'-]*)*)"
_POINTING = r"(?:reference|link|pointer|key|foreign key|refers?|references|points|belongs)"
_SUM = r"(?:amount|sum)(?: of money| in pounds)?"

_SAID = tuple(
    (re.compile(rf"(?:an? )?(?:{pattern})"), instead)
    for pattern, instead in (
        (rf"{_POINTING} (?:to |of )?(?:an? |the )?{_TERM}", "refers to {term}"),
        (rf"(?:the )?{_TERM}", "refers to {term}"),
        (r"string|free text|words|comment|note|text", "text"),
        (r"boolean|bool|flag|true or false|true/false|yes/no|y/n|yes-no|tick ?box", "yes or no"),
        (r"percentage|percent|per cent|%|proportion|fraction|rate", "share"),
        (rf"{_SUM}|pounds|£|GBP|€|EUR|currency|price|cost", "money"),
        (r"whole number|integer|int|numeric|decimal|float|count|figure", "number"),
        (r"day|datetime|date and time|timestamp|calendar date|date", "date"),
        (r"(?:unique )?(?:id|ID|key|identification|reference|reference number|code|identifier|unique)", "identifier"),
        (r"(?P<noun>days|weeks|months|hours|nights|minutes)", "number of {noun}"),
        (r"(?:either|choice of|choice:|one of:|enum:?|list of) ?(?P<words>[A-Z].*)", "one of {words}"),
        (r"(?P<words>[A-Z][\w' -]*?(?:(?:, | or |/|, or )[A-Z][\w' -]*?)+)", "one of {words}"),
    )
)
"""Each way is for all that is said of the kind, in the order in which it is tried."""

_LIMITS = (
    (r",? ?(?:>=|≥|at least|not less than|no less than|minimum(?: of)?|min|from) ?(?=[£$€\d])", ", at least "),
    (r",? ?(?:<=|≤|at most|not more than|no more than|maximum(?: of)?|max|up to) ?(?=[£$€\d])", ", at most "),
    (r",? ?(?:with |up to |to )?(\d) (?:decimals|decimal places|dp|d\.p\.)", r", to \1 decimal places"),
)


def unread_field(item: RawItem, reads: Callable[[str], bool]) -> UnreadField | None:
    """The complaint about a field whose kind cannot be read; `reads` tries a changed item."""
    found = _FIELD.match(item.text)
    if found is None or not found["kind"]:
        return None
    said, start = found["kind"], item.span.start + found.start("kind")
    place = Span(item.span.source, start, start + len(said), item.span.clause)
    head, tail = item.text[: found.start("kind")], item.text[found.end("kind") :]
    instead = next((each for each in _otherwise(said) if each != said and reads(head + each + tail)), None)
    return UnreadField(place, field=found["name"], said=" ".join(said.split()), instead=instead)


def _otherwise(said: str) -> Iterator[str]:
    """The same in words of the language, as far as they are known."""
    blank = " or blank" if _BLANK.search(said) or said.endswith("or blank") else ""
    bare = _BLANK.sub("", said).removesuffix(" or blank").strip(" ,")
    for limit, instead in _LIMITS:
        bare = re.sub(limit, instead, bare)
    kind, comma, limits = bare.partition(",")
    for whole, rest in ((bare, ""), (kind.strip(), comma + limits)):
        yield f"{whole}{blank}{rest}"
        for pattern, instead in _SAID:
            match = pattern.fullmatch(whole)
            if match is not None:
                yield f"{instead.format(**_parts(match))}{blank}{rest}"


def _parts(match: re.Match[str]) -> dict[str, str]:
    parts = {name: each or "" for name, each in match.groupdict().items()}
    if "words" in parts:
        parts["words"] = ", ".join(each.strip() for each in re.split(r", or |,| or |/", parts["words"]))
    return parts
