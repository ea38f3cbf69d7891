"""What of a contract's text counts, and how a change is shown."""

import pytest

from pbrlang.ledger.terms import Difference, differences, terms_of, without_evidence
from pbrlang.pipeline import compile_text
from tests.cli.homes import CONTRACT

VARIATION = "variation First Variation\n    from 1 July 2020\n    pays £1,300\n"


def test_comments_blank_space_and_examples_do_not_count() -> None:
    spread = CONTRACT.replace(" is ", "  is  ").replace("\n\n", "\n\n# a remark\n\n\n")
    bare = CONTRACT[: CONTRACT.index("example ")] + CONTRACT[CONTRACT.rindex("Most Of All") :]
    assert terms_of(spread) == terms_of(bare) == terms_of(CONTRACT)
    assert differences(CONTRACT, spread) == ()


def test_prose_and_accepted_findings_count() -> None:
    assert differences(CONTRACT, CONTRACT.replace("leave shelters", "keep shelters"))


def test_a_block_that_is_taken_out_or_put_in_or_moved_is_shown() -> None:
    cap = CONTRACT[CONTRACT.index("cap Yearly") : CONTRACT.index("example ")]
    without = CONTRACT.replace(cap, "")
    assert differences(CONTRACT, without) == (Difference("clause 5, `cap Yearly Budget`", "cap Yearly Budget", ""),)
    assert differences(without, CONTRACT) == (Difference("clause 5, `cap Yearly Budget`", "", "cap Yearly Budget"),)
    moved = without.replace("fee Home Found", f"{cap}fee Home Found")
    assert {each.block for each in differences(CONTRACT, moved)} == {
        "clause 3, `cap Yearly Budget`",
        "clause 5, `cap Yearly Budget`",
    }


def test_a_cell_of_a_rate_card_is_shown_in_its_row() -> None:
    card = "tariff Price by Size\n    | Size  | Price |\n    | Small | £10   |\n    | Large | £20   |\n"
    dearer = card.replace("£20  ", "£25  ")
    assert differences(card, dearer) == (
        Difference("clause 1, `tariff Price by Size`", "| Large | £20 |", "| Large | £25 |"),
    )


def test_a_variation_may_be_added_and_none_may_be_changed() -> None:
    varied = f"{CONTRACT}\n{VARIATION}"
    assert differences(CONTRACT, varied) == ()
    assert differences(varied, f"{varied}\n{VARIATION.replace('First', 'Second')}") == ()
    assert differences(varied, varied.replace("£1,300", "£1,400"))
    assert differences(varied, CONTRACT)
    assert differences(CONTRACT, varied.replace("pays £1,234.50", "pays £1,235"))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_text_without_its_examples_says_the_same_on_the_same_lines(end: str) -> None:
    text = CONTRACT.replace("\n", end)
    bare = without_evidence(text)
    assert "one home" not in bare
    assert "always" not in bare
    found, whole = (compile_text("contract.pbr", each).program for each in (bare, text))
    assert found is not None
    assert whole is not None
    assert found.clauses.keys() == whole.clauses.keys()
    assert found.definitions["Most Of All"].span.line == whole.definitions["Most Of All"].span.line
