"""What a spreadsheet leaves in a file instead of a value, and words that stand for nothing."""

import re

from pbrlang.data.errors import BlankValue, SpreadsheetLeftover
from pbrlang.data.expected import Expected
from pbrlang.data.misread import Misread

_NOTHING = frozenset({"n/a", "na", "nan", "null", "none", "nil", "-", "--", "(blank)"})
_LEFT = (
    (r"#{2,}", "the column was too narrow to show its values when the file was saved: widen it and save again"),
    (
        r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)",
        "it is the mark of a formula that failed: mend the formula in the spreadsheet and save again",
    ),
    (
        r"-?[0-9](?:\.[0-9]+)?E\+[0-9]+",
        "a spreadsheet has shortened it and digits may be lost: show the column with all its digits and save again",
    ),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), hint) for pattern, hint in _LEFT)


def leftover(text: str, wanted: Expected) -> Misread | None:
    """The misreading of a cell that a spreadsheet spoilt or that says there is nothing, with what to do there."""
    for pattern, hint in _PATTERNS:
        if pattern.fullmatch(text):
            return Misread(wanted.phrase, hint, SpreadsheetLeftover)
    if text.lower() not in _NOTHING:
        return None
    empty = "leave the cell empty"
    return Misread(wanted.phrase, empty if wanted.blank else f"write it as in `{wanted.example}`", BlankValue)
