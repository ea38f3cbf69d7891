"""Word by word: whatever is not removed is the newer text, and whatever is not inserted the older."""

from hypothesis import given
from hypothesis import strategies as st

from pbrlang.compare.aligning import align, longest_in_order
from pbrlang.compare.words import likeness, word_runs

TEXTS = st.lists(
    st.sampled_from(["pays", "£1,000", "£1,200", "at least", "for each", "Move", ",", '"a b"']), max_size=12
)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_the_runs(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    runs = word_runs(before, after)
    assert "".join(each.text for each in runs if each.how != "removed") == after
    assert "".join(each.text for each in runs if each.how != "inserted") == before
    assert all(each.text for each in runs)
    assert likeness(before, after) == likeness(after, before)


@given(st.lists(st.integers(0, 5), max_size=9), st.lists(st.integers(0, 5), max_size=9))
def test_an_alignment_names_each_member_once_and_in_order(old: list[int], new: list[int]) -> None:
    pairs = align(old, new, lambda each: each, lambda a, b: 0.5 if abs(a - b) == 1 else 0.0)
    assert [here for here, _ in pairs if here is not None] == list(range(len(old)))
    assert [there for _, there in pairs if there is not None] == list(range(len(new)))
    assert all(abs(old[a] - new[b]) <= 1 for a, b in pairs if a is not None and b is not None)


def test_long_tables_are_aligned_by_what_is_equal() -> None:
    old, new = list(range(3000)), [each for each in range(1, 3001) if each != 1500]
    pairs = align([*old, -1], [*new, -2], lambda each: each, lambda _a, _b: 0.5)
    assert sum(a is not None and b is not None for a, b in pairs) == 2998


@given(st.permutations(range(7)))
def test_what_stays_in_order_rises_and_cannot_be_made_longer(places: list[int]) -> None:
    chosen = sorted(longest_in_order(places))
    kept = [places[each] for each in chosen]
    assert kept == sorted(kept)
    for other in set(range(7)) - set(chosen):
        longer = [places[each] for each in sorted({*chosen, other})]
        assert longer != sorted(longer)
