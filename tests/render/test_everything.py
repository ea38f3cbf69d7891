import inspect
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from pbrlang.render import model
from pbrlang.render.lists import with_lists_set_in
from pbrlang.render.model import Column, Items, Paragraph, Table, Text
from pbrlang.render.model.blocks import Block
from pbrlang.render.model.formulae import Math
from pbrlang.render.model.inline import Inline
from pbrlang.render.places import places
from pbrlang.render.widths import shares
from tests.render.everything import EVERYTHING, INNER

BASES = (Block, Inline, Math)


def parts(of: object) -> Iterator[object]:
    yield of
    values: Iterator[object] = iter(
        of if isinstance(of, tuple) else vars(of).values() if hasattr(of, "__dict__") else ()
    )
    for value in values:
        yield from parts(value)


def test_holds_every_kind_of_block_inline_and_formula() -> None:
    made = {type(each) for each in parts(EVERYTHING)}
    kinds = [each for _, each in inspect.getmembers(model, inspect.isclass) if issubclass(each, BASES)]
    kinds = [each for each in kinds if each not in BASES]
    assert len(kinds) > 25
    assert [each for each in kinds if each not in made] == []


def test_places_have_numbers_where_there_are_any_and_words_elsewhere() -> None:
    found = places(EVERYTHING)
    assert {found["fee"], found["tables"], found["p-1"]} == {"4.1", "3", "1.1"}
    assert {found[INNER], found["term-fee"], found["table-due"], found["picture"], found["note-example"]} == {
        "A part within, with no number",
        "Fee",
        "What is due",
        "What is paid",
        "A example",
    }


def test_columns_are_as_wide_as_their_longest_amount() -> None:
    amounts = ("£1,234,567.89", "a long description that runs on and on " * 4, "1 September 2031")
    table = Table(
        tuple(Column((Text(each),)) for each in ("Amount", "What", "Day")), (tuple((Text(a),) for a in amounts),)
    )
    amount, what, day = shares(table)
    assert amount * 92 >= 13 * 1000
    assert day * 92 >= 16 * 1000
    assert what > amount + day


@given(st.lists(st.lists(st.text(max_size=90), min_size=3, max_size=3), min_size=1, max_size=4))
def test_columns_fill_the_table_and_none_vanishes(rows: list[list[str]]) -> None:
    headed = tuple(Column((Text(each),)) for each in rows[0])
    found = shares(Table(headed, tuple(tuple((Text(cell),) for cell in row) for row in rows[1:])))
    assert sum(found) == 1000
    assert min(found) > 0


def test_a_list_after_a_numbered_paragraph_is_set_in() -> None:
    one, other = Paragraph((Text("one"),), number="1"), Paragraph((Text("other"),))
    dots, letters = Items(((other,),)), Items(((other,),), ordered=True)
    told = with_lists_set_in((dots, one, dots, letters, other, dots))
    assert [set_in for _, set_in in told] == [False, False, True, True, False, False]
