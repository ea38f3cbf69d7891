"""What a reader is told of a contract with one mistake in it: the message, its place, and an answer that mends it."""

import pytest

from tests.diagnostics.variants import (
    Variant,
    all_variants,
    compiled,
    contract,
    drawn,
    errors_of,
    mended,
)

VARIANTS = all_variants()
EXAMPLES = ("work-programme", "west-yorkshire-custody", "care-review")


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_themselves_are_free_of_errors(example: str) -> None:
    assert errors_of(compiled(example, contract(example))) == []


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda each: each.path.stem)
def test_a_mistake_is_told_in_these_words_at_its_own_line(variant: Variant, rewrite: bool) -> None:
    text, touched = variant.broken()
    found = compiled(variant.example, text)
    if rewrite:
        variant.path.write_text(variant.rewritten(drawn(found)), encoding="utf-8")
        return
    assert drawn(found) == variant.told
    first = errors_of(found)[0]
    named = first.span.line in touched
    assert named is not bool(variant.elsewhere), f"line {first.span.line} is named, {sorted(touched)} were changed"
    assert bool(first.edits()) is variant.offers_an_edit


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda each: each.path.stem)
def test_one_mistake_gives_one_error(variant: Variant) -> None:
    text, _ = variant.broken()
    assert len(errors_of(compiled(variant.example, text))) == 1


def test_nine_of_ten_first_answers_make_a_contract_that_compiles() -> None:
    failing = []
    for variant in VARIANTS:
        answer = mended(compiled(variant.example, variant.broken()[0]))
        if answer is None or errors_of(compiled(variant.example, answer)):
            failing.append(variant.path.stem)
    assert len(VARIANTS) >= 120
    assert len(failing) * 10 <= len(VARIANTS), f"{len(failing)} of {len(VARIANTS)}: {', '.join(failing)}"
