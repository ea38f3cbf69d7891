"""What two results differ in, sum by sum."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import frozen

_SUMS = ("amount", "due", "cut")
Told = Mapping[str, Any]


@frozen
class Difference:
    """One thing that is told otherwise: where, what the interpreter says, what the other says; nothing for no such."""

    where: str
    meant: str | None
    found: str | None

    @property
    def pence(self) -> Decimal | None:
        """By how much the sum is too great, in the currency's main unit; nothing if it is no sum."""
        if self.meant is None or self.found is None:
            return None
        try:
            return Decimal(self.found) - Decimal(self.meant)
        except ArithmeticError:
            return None


def differences(meant: str, found: str) -> list[Difference]:
    """Where two results in JSON differ: lines first, then totals, then all else. None where they are the same."""
    if meant == found:
        return []
    one, other = json.loads(meant), json.loads(found)
    told = [*_lines(one, other), *_totals(one, other)]
    return told or _elsewhere(one, other) or [Difference("the order or the writing of what they say", None, None)]


def _lines(one: Told, other: Told) -> Iterator[Difference]:
    ours, theirs = _all_lines(one), _all_lines(other)
    for where in [*ours, *(each for each in theirs if each not in ours)]:
        line, their = ours.get(where), theirs.get(where)
        if line is None or their is None:
            yield Difference(where, line and line["amount"], their and their["amount"])
            continue
        for name in _SUMS:
            if line[name] != their[name]:
                yield Difference(where if name == "amount" else f"{where}, {name}", line[name], their[name])


def _all_lines(told: Told) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for statement in told["statements"]:
        for line in statement["lines"]:
            whose = ", ".join(f"{name} {key}" for name, key in line["for"].items())
            parts = [statement["period"], f"{line['clause']} (clause {line['number']})", whose, line["date"]]
            where = ", ".join(each for each in parts if each)
            while where in found:
                where += ", again"
            found[where] = line
    return found


def _totals(one: Told, other: Told) -> Iterator[Difference]:
    ours, theirs = ({each["period"]: each for each in told["statements"]} for told in (one, other))
    for period in [*ours, *(each for each in theirs if each not in ours)]:
        mine, their = (each.get(period, {}).get("total") for each in (ours, theirs))
        if mine != their:
            yield Difference(f"{period}, total", mine, their)
    if one["total"] != other["total"]:
        yield Difference("total of all statements", one["total"], other["total"])


def _elsewhere(one: Any, other: Any, where: str = "") -> list[Difference]:
    """Every value that is told otherwise, by its place in the JSON."""
    if one == other:
        return []
    if isinstance(one, dict) and isinstance(other, dict):
        names = [*one, *(each for each in other if each not in one)]
        parts = [(f"{where}/{name}", one.get(name), other.get(name)) for name in names]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        parts = [(f"{where}/{place}", *each) for place, each in enumerate(zip(one, other, strict=True))]
    else:
        return [Difference(where, json.dumps(one, ensure_ascii=False), json.dumps(other, ensure_ascii=False))]
    return [found for place, mine, their in parts for found in _elsewhere(mine, their, place)]
