import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.diagnostics import Diagnostic, Edit
from pbrlang.diagnostics.apply import apply, first_edits
from pbrlang.source import Source, Span

TEXT = "pays Price for Plot"
SOURCE = Source.of("orchard.pbr", TEXT)


@frozen(eq=False)
class Repairable(Diagnostic):
    code = "PBR299"
    name = "repairable"

    answers: tuple[Edit, ...] = ()

    def message(self) -> str:
        return "this can be repaired"

    def edits(self) -> tuple[Edit, ...]:
        return self.answers


def edit(start: int, end: int, replacement: str, source: Source = SOURCE) -> Edit:
    return Edit("repair", Span(source, start, end), replacement)


def test_replace_insert_and_leave_out_in_any_order() -> None:
    edits = [edit(15, 19, "Tree"), edit(19, 19, " now"), edit(5, 11, ""), edit(0, 0, "It ")]
    assert apply(TEXT, edits) == "It pays for Tree now"
    assert apply(TEXT, []) == TEXT


def test_equal_edits_count_once() -> None:
    assert apply(TEXT, [edit(15, 19, "Tree"), edit(15, 19, "Tree")]) == "pays Price for Tree"


@pytest.mark.parametrize("second", [(12, 16), (15, 19), (16, 17), (16, 16), (0, 19)])
def test_overlapping_edits_are_refused(second: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply(TEXT, [edit(15, 19, "Tree"), edit(*second, "other")])


def test_different_texts_at_one_place_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        apply(TEXT, [edit(4, 4, " a"), edit(4, 4, " b")])


def test_byte_order_mark_and_windows_line_ends_stay() -> None:
    written = "\ufeffone\r\ntwo\r\nthree\n"
    source = Source.of("windows.pbr", written)
    edits = [edit(3, 3, ","), edit(4, 7, "2\n2"), edit(7, 8, " ", source)]
    assert apply(written, edits) == "\ufeffone,\r\n2\r\n2 three\n"


@given(st.lists(st.sampled_from(["a", "\r\n", "\n", "\u201c"]), max_size=40), st.data())
def test_editing_the_file_is_editing_the_text_that_was_read(rest: list[str], data: st.DataObject) -> None:
    raw = data.draw(st.sampled_from(["", "\ufeff"])) + "".join(rest)
    source = Source.of("any.pbr", raw)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(source.written))] * 2)))
    expected = source.written[:start] + "X" + source.written[end:]
    assert Source.of("any.pbr", apply(raw, [edit(start, end, "X", source)])).written == expected
    assert apply(source.written, [edit(start, end, "X", source)]) == expected


def test_first_edit_of_each_message_unless_it_overlaps() -> None:
    span = Span(SOURCE, 0, 4)
    plot, tree = edit(15, 19, "Plum"), edit(15, 19, "Tree")
    elsewhere = edit(0, 1, "x", Source.of("terms.pbr", "x"))
    price = edit(5, 10, "Fee")
    told = [
        Repairable(span),
        Repairable(span, (plot, tree)),
        Repairable(span, (tree,)),
        Repairable(span, (edit(15, 19, "Plum"),)),
        Repairable(span, (elsewhere, price)),
    ]
    chosen = first_edits(told, SOURCE)
    assert chosen == (plot, price)
    assert apply(TEXT, chosen) == "pays Fee for Plum"
