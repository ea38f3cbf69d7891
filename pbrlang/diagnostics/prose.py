"""Small helpers for the wording of messages."""

import re
from collections.abc import Iterable

_SILENT_H = ("hour", "honest", "honour", "heir")
# Words written with a vowel and spoken with a consonant: a user, a unit, a euro, a one-off.
_SPOKEN_WITH_CONSONANT = re.compile(r"UK|US|UN|[Uu](ni(?!n|m|d)|s[aeiu]|til)|[Ee]u|[Oo]n(e|ce)\b")
_LETTERS_WITH_VOWEL = "AEFHILMNORSX"


def plural(number: int, noun: str, plural: str | None = None) -> str:
    """A number and its noun: `1 row`, `2 rows`, `1,200 entries`; `plural` for a noun that is irregular."""
    return f"{number:,} {noun if number == 1 else plural or plural_of(noun)}"


_IRREGULAR = {"person": "people", "child": "children", "woman": "women", "man": "men"}
_SINGULARS = {plural: singular for singular, plural in _IRREGULAR.items()}


def _irregular(noun: str, forms: dict[str, str]) -> str | None:
    """The other form of an irregular noun, or of a term whose last word is one; nothing for all others."""
    start, _, last = noun.rpartition(" ")
    other = forms.get(last.lower())
    if other is None:
        return None
    other = other.capitalize() if last[0].isupper() else other
    return f"{start} {other}" if start else other


def plural_of(noun: str) -> str:
    """The plural of a noun or of a term whose last word is one."""
    if (irregular := _irregular(noun, _IRREGULAR)) is not None:
        return irregular
    if re.search(r"[^aeiou]y$", noun, re.IGNORECASE):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(s|x|z|ch|sh)$", noun, re.IGNORECASE) else "s")


def singular_of(noun: str) -> str:
    """The noun of which this is the plural; any other noun as it is."""
    if (irregular := _irregular(noun, _SINGULARS)) is not None:
        return irregular
    if re.search(r"[^aeiou]ies$", noun, re.IGNORECASE) and len(noun) > len("ties"):
        return noun[:-3] + "y"
    if re.search(r"(ss|x|z|ch|sh)es$", noun, re.IGNORECASE):
        return noun[:-2]
    return noun[:-1] if re.search(r"[^su]s$", noun, re.IGNORECASE) and len(noun) > len("gas") else noun


def listing(items: Iterable[str], word: str = "or") -> str:
    """Items as a reader lists them: `A`, `A or B`, `A, B or C`; ValueError if there are none."""
    told = list(items)
    if not told:
        raise ValueError("a listing has at least one item")
    *rest, last = told
    return f"{', '.join(rest)} {word} {last}" if rest else last


def quoted(name: str) -> str:
    """A name, or text to be written, between backticks."""
    return f"`{name}`"


def quoted_listing(names: Iterable[str], word: str = "or") -> str:
    """As `listing`, each name between backticks."""
    return listing(map(quoted, names), word)


def article(noun: str) -> str:
    """The indefinite article that the noun takes: `a` or `an`."""
    word = re.sub(r"^[^A-Za-z0-9]+", "", noun)
    return "an" if _begins_with_vowel_sound(word) else "a"


def _begins_with_vowel_sound(word: str) -> bool:
    if word[:1].isdigit():
        return re.match(r"8|1[18](?!\d)", word) is not None
    letters = re.match(r"[A-Z]+\b", word)
    if letters and not set(letters[0]) & set("AEIOU"):
        return letters[0][0] in _LETTERS_WITH_VOWEL
    if word.lower().startswith(_SILENT_H):
        return True
    return word.lower().startswith(tuple("aeiou")) and not _SPOKEN_WITH_CONSONANT.match(word)
