"""Quotients whose divisor cancels out are numbers over one scale, and those whose divisor may be nought are not."""

from fractions import Fraction
from pathlib import Path

import pytest

from pbrlang.backends.sql.cancelling import over_one_scale
from pbrlang.lower import lower
from pbrlang.lower.forms import RATIO_FORM, number
from pbrlang.lower.model import Lowered
from pbrlang.lower.nodes import Literal, Node, Operation, ReadField
from tests.properties.paying import compiled

VALUES = {"Members": 7, "Reconvictions": 11, "Comparison Rate": 15_501}


def whole(node: Node) -> int:
    """The whole number of a node, for one row."""
    match node:
        case Literal(value=int(value)):
            return value
        case ReadField(field=name):
            return VALUES[name]
        case Operation(word="over", arguments=(of,)):
            return whole(of)
        case Operation(word=word, arguments=(left, right)):
            a, b = whole(left), whole(right)
            return {"plus": a + b, "minus": a - b, "times": a * b}[word]
        case _:
            raise TypeError(node)


def tried(repository: Path, body: str) -> Node | None:
    text = (repository / "examples" / "peterborough" / "contract.pbr").read_text(encoding="utf-8")
    text = text.replace("payment Pooled", f"Tried for each Cohort Result means {body}\n\n    payment Pooled", 1)
    lowered = lower(compiled(text))
    assert isinstance(lowered, Lowered)
    return over_one_scale(lowered.values["Tried"].body, lambda name: lowered.values[name].body)


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("(Comparison Rate - Reconviction Rate) * Members", Fraction(15_501, 10_000) * 7 - 11),
        (
            "(Reconvictions / Members + Comparison Rate) * (Members / 3)",
            (11 + Fraction(15_501 * 7, 10_000)) / 3,
        ),
        ("£5 per reconviction * Reconvictions Avoided", 500 * (Fraction(15_501, 10_000) * 7 - 11) / 100),
    ],
)
def test_what_cancels(repository: Path, body: str, value: Fraction) -> None:
    found = tried(repository, body)
    assert found is not None
    assert Fraction(whole(found), found.form.scale) == value


@pytest.mark.parametrize(
    "body",
    [
        "Reconvictions / Members",
        "(Reconvictions / Members) * (Reconvictions / Members) * Members",
        "(Comparison Rate - Reconvictions / (Members + 1 person)) * Members",
    ],
)
def test_what_does_not(repository: Path, body: str) -> None:
    assert tried(repository, body) is None


@pytest.mark.parametrize(("least", "cancels"), [(1, True), (0, False), (None, False)])
def test_only_what_is_never_nought_is_left_out(least: int | None, cancels: bool) -> None:
    field = ReadField(number(1, least), "", (), "Row", "Length", False)
    three, one = (Literal(number(1, each, each), "", each) for each in (3, 1))
    quotients = (
        Operation(RATIO_FORM, "", "quotient", (three, field)),
        Operation(RATIO_FORM, "", "quotient", (field, one)),
    )
    found = over_one_scale(Operation(RATIO_FORM, "", "ratio times", quotients), lambda _: three)
    assert (found is not None) is cancels
