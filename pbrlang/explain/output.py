"""An explanation as JSON."""

import json
from datetime import date
from fractions import Fraction
from typing import Any

from pbrlang.data.rows import Row, Value
from pbrlang.explain.model import Counted, Explanation, Step
from pbrlang.explain.words import Words, of_clause, of_row, place_of
from pbrlang.interpret import Line, key_in_words
from pbrlang.ir.program import Program
from pbrlang.values.wording import decimal, exact

FORMAT = 1


def as_json(explanation: Explanation, program: Program) -> str:
    """An explanation with every step that its amount rests on: two spaces for each step in, a line end at the end.

    The amount is a decimal string with the places of the currency; other numbers are decimals where these end, else
    fractions such as `1/3`; dates are as in ISO 8601; `said` has a value in the units of the contract. `lines` are
    what a reader is told, in at most fifteen lines; `steps` leave nothing out, and `counted` has each row or line that
    a number or total was made of.
    """
    words = Words(program)
    told = {
        "format": FORMAT,
        "contract": program.terms.name,
        "currency": program.terms.currency,
        "clause": explanation.clause,
        "number": explanation.number,
        "for": explanation.key,
        "verdict": explanation.verdict.name.lower(),
        "amount": decimal(explanation.amount, program.terms.places, ""),
        "date": explanation.date.isoformat() if explanation.date else None,
        "lines": list(explanation.lines),
        "steps": [_step(each, words) for each in explanation.steps],
    }
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _step(step: Step, words: Words) -> dict[str, Any]:
    said = words.value(step.value, step.expr.kind)
    told: dict[str, Any] = {"text": step.text, "value": in_json(step.value), "said": said, "place": step.place}
    if step.counted is not None:
        told["counted"] = _counted(step.counted, words.program)
    return told | {"parts": [_step(each, words) for each in step.parts]}


def _counted(counted: Counted, program: Program) -> dict[str, Any]:
    days = {"from": counted.days[0].isoformat(), "to": counted.days[1].isoformat()} if counted.days else {}
    members = [{**_member(each, program), "adds": exact(adds)} for each, adds in counted.members]
    return days | {"members": members}


def _member(member: Row | Line, program: Program) -> dict[str, Any]:
    """The row that was counted, or the line of a clause."""
    if isinstance(member, Row):
        return {"place": of_row(member), "for": key_in_words(member)}
    number = program.clauses[member.clause].clause
    whose = {"for": key_in_words(member), "date": member.date.isoformat()}
    return {"place": place_of(member, number), "clause": of_clause(number), **whose}


def in_json(value: Value) -> str | bool | None:
    """A value as JSON has it: numbers exactly, as text, and dates as in ISO 8601."""
    if isinstance(value, Fraction):
        return exact(value)
    return value.isoformat() if isinstance(value, date) else value
