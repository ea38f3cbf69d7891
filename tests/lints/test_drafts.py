"""A bad draft of an invented scheme, improved by following what is found until only what is accepted remains."""

from pathlib import Path

import pytest

from pbrlang.api import load

DRAFTS = Path(__file__).parent / "drafts"
FOUND = {
    "1-first-thoughts": {
        *("many-purposes", "savings-beside-outcomes", "cut-without-quality", "milestone", "paid-for-activity"),
        *("different-people", "no-baseline", "cliff", "no-cap", "self-verified", "no-verifier"),
        *("unused-field", "never-used", "no-example"),
    },
    "2-after-the-findings": {"after-the-end", "paid-by-chance"},
    "3-agreed": set[str](),
}


@pytest.mark.parametrize(("draft", "names"), FOUND.items(), ids=FOUND)
def test_each_draft_has_what_the_next_one_mends(draft: str, names: set[str]) -> None:
    assert {each.name for each in load(DRAFTS / f"{draft}.pbr").review().open} == names


def test_the_last_draft_accepts_what_remains_with_a_reason_and_holds_its_example() -> None:
    contract = load(DRAFTS / "3-agreed.pbr")
    assert [(each.name, bool(reason.because)) for each, reason in contract.review().accepted] == [
        ("after-the-end", True)
    ]
    assert contract.test().passed == len(contract.program.examples) == 1
