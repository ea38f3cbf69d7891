"""Words of a contract as words of a program, and as they are cited."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable

from pbrlang.kinds.model import Category, Day, Identifier, Kind, Quantity, YesNo
from pbrlang.lower.forms import RATIO, Form
from pbrlang.source import Span
from pbrlang.values.nouns import Nouns


def words(name: str) -> list[str]:
    """The words of a term, without marks."""
    plain = unicodedata.normalize("NFKC", name)
    return re.findall(r"\w+", re.sub("['\u2019]", "", plain)) or ["x"]


class Names:
    """Gives each thing a name of its own; those that are taken already are given to nothing."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def give(self, wanted: str) -> str:
        """The wanted name, or, where that is taken, one like it."""
        wanted = f"n_{wanted}" if wanted[:1].isdigit() else wanted
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}_{number}"
        self._taken.add(name)
        return name


def cited(span: Span) -> list[str]:
    """A part of a contract as it stands there: its first line and those below it that lie deeper."""
    lines = span.source.text.splitlines()
    first = span.line - 1
    margin = _margin(lines[first])
    after = next((n for n in range(first + 1, len(lines)) if lines[n].strip() and _margin(lines[n]) <= margin), None)
    text = textwrap.dedent("\n".join(line.expandtabs(4) for line in lines[first:after]))
    return [line.rstrip() for line in text.rstrip().splitlines()]


def _margin(line: str) -> int:
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())


def clause_number(number: str) -> str:
    """`clause 4.2`; empty outside all clauses."""
    return f"clause {number}" if number else ""


def unit_of(kind: Kind, form: Form, nouns: Nouns, currency: str, places: int) -> str:
    """What a value is held in: `in pence`, `in weeks`, `a date`."""
    match kind:
        case Day():
            return "a date"
        case YesNo():
            return "yes or no"
        case Category() | Identifier():
            return "a word"
        case Quantity():
            return _quantity(kind, form, nouns, currency, places)
        case _:
            return "text"


def _quantity(kind: Quantity, form: Form, nouns: Nouns, currency: str, places: int) -> str:
    if form.what == RATIO:
        return "a quotient"
    above = [noun for noun, power in kind.unit.powers for _ in range(power)]
    below = "".join(f" per {noun}" for noun, power in kind.unit.powers for _ in range(-power))
    if kind.share:
        parts = {1: "in wholes", 100: "in per cent"}.get(form.scale)
        return parts or (f"in {_parts(form.scale // 100)} of a per cent" if form.scale % 100 == 0 else _of_one(form))
    if above == [currency]:
        return f"in {coins(currency, places)}{below}" if form.scale == 10**places else _of(form, currency) + below
    if not above:
        return _of_one(form) + below
    what = " ".join([*above[:-1], nouns.plural(above[-1])])
    return f"in {what}{below}" if form.scale == 1 else _of(form, what) + below


def _of(form: Form, what: str) -> str:
    return f"in {_parts(form.scale)} of {what}"


def _of_one(form: Form) -> str:
    return "a number" if form.scale == 1 else f"a number, in {_parts(form.scale)}"


def coins(currency: str, places: int) -> str:
    """The smallest coins of a currency: `pence`."""
    if currency == "GBP" and places == 2:
        return "pence"
    return "cents" if currency in ("EUR", "USD") and places == 2 else f"{_parts(10**places)} of {currency}"


def _parts(scale: int) -> str:
    return {10: "tenths", 100: "hundredths", 1000: "thousandths"}.get(scale, f"parts of {scale:,}")
