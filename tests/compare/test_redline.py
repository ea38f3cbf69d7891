"""The redline: what is the same, changed, renamed, moved, new and left out, word by word and cell by cell."""

from pathlib import Path

import pytest

from pbrlang.api import load
from pbrlang.compare import Run, Wanted, compare
from pbrlang.compare.parts import parts_of
from pbrlang.compare.redline import redline
from pbrlang.compare.wording import marked, renumbered, status
from pbrlang.pipeline import compile_text
from tests.cli.homes import CONTRACT
from tests.compare.versions import change, compared, version

FEE = """fee Home Found
    for each Move
    when Bedrooms is at least 1 bedroom
    pays £1,234.50

"""


def shown(comparison_pieces: object) -> list[str]:
    return [marked(each.runs) for each in comparison_pieces if each.how != "same"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("example", sorted(Path("examples").glob("*/contract.pbr")), ids=lambda each: each.parent.name)
def test_a_contract_does_not_differ_from_itself(example: Path) -> None:
    parts = parts_of(load(example).compilation)
    blocks, renamed = redline(parts, parts)
    assert len(blocks) == len(parts)
    assert not [each for each in blocks if each.told]
    assert not renamed


@pytest.mark.parametrize("example", sorted(Path("examples").glob("*/contract.pbr")), ids=lambda each: each.parent.name)
def test_the_pieces_hold_every_word_of_the_text(example: Path) -> None:
    compilation = load(example).compilation
    kept = "".join(
        each.text + "".join(cell for row in each.rows for cell in row)
        for part in parts_of(compilation)
        for each in part.pieces
    )

    def signs(text: str) -> list[str]:
        return sorted(sign for sign in text if not sign.isspace() and sign != "|")

    assert signs(kept) == signs(compilation.source.text)


def test_a_changed_price_is_shown_word_by_word(tmp_path: Path) -> None:
    found = change(compared(tmp_path, ("pays £1,234.50", "pays £1,300")), "fee Home Found")
    assert status(found) == "changed"
    assert shown(found.pieces) == ["pays [-£1,234.50-]{+£1,300+}"]


def test_a_moved_threshold_keeps_the_words_around_it(tmp_path: Path) -> None:
    found = change(compared(tmp_path, ("at least 1 bedroom", "at least 2 bedrooms")), "fee Home Found")
    assert shown(found.pieces) == ["when Bedrooms is at least [-1 bedroom-]{+2 bedrooms+}"]


def test_a_renamed_clause_is_the_same_clause_and_what_reads_it_is_said_to_read_it(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("Home Found", "Home Kept"))
    found = change(comparison, "fee Home Kept")
    assert status(found) == "renamed, was Home Found"
    assert found.title == (Run("same", "fee Home "), Run("removed", "Found"), Run("inserted", "Kept"))
    assert status(change(comparison, "cap Yearly Budget")) == "only what it reads is called otherwise"
    assert not any(each.how in ("inserted", "removed") for each in comparison.changes)


def test_another_clause_under_another_name_is_new_and_the_old_one_left_out(tmp_path: Path) -> None:
    other = "fee Visit Made\n    on 1 June 2020\n    pays £7\n\n"
    comparison = compared(tmp_path, (FEE, other), ("limits Home Found", "limits Visit Made"), *_without_example())
    assert status(change(comparison, "fee Visit Made")) == "new"
    assert status(change(comparison, "fee Home Found")) == "left out"


def _without_example() -> list[tuple[str, str]]:
    start = CONTRACT.index('example "one home"')
    return [(CONTRACT[start : CONTRACT.index("Most Of All means")], "")]


def test_a_clause_that_stands_elsewhere_is_moved_and_not_rewritten(tmp_path: Path) -> None:
    text = CONTRACT.replace(FEE, "").replace('example "one home"', FEE + 'example "one home"')
    comparison = compared(tmp_path, text=text)
    (found,) = comparison.changes
    assert status(found) == "moved, was clause 3"
    assert all(each.how == "same" for each in found.pieces)
    assert renumbered(comparison) == "Numbers that follow from that: clauses 4 to 5 are now 3 to 4."


def test_items_in_another_order_are_moved_within_their_block(tmp_path: Path) -> None:
    swapped = (
        "    for each Move\n    when Bedrooms is at least 1 bedroom\n",
        "    when Bedrooms is at least 1 bedroom\n    for each Move\n",
    )
    found = change(compared(tmp_path, swapped), "fee Home Found")
    assert [each.how for each in found.pieces].count("moved") == 1
    assert not {"inserted", "removed"} & {each.how for each in found.pieces}


def test_a_comment_alone_is_shown_and_is_no_difference(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("    pays £1,234.50", "    pays £1,234.50    # agreed in May"))
    found = change(comparison, "fee Home Found")
    assert shown(found.pieces) == ["{+# agreed in May+}"]
    assert found.is_comment_only
    assert not comparison.differs


def test_a_comment_above_a_block_belongs_to_it(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("deduction Small Home", "# one bedroom is small\ndeduction Small Home"))
    assert [each.heading for each in comparison.changes] == ["deduction Small Home"]


def test_spaces_line_ends_and_curly_quotation_marks_are_no_difference(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("    Moved On    date", "    Moved On  date"), ('"A council"', "“A council”"))
    assert not comparison.changes


def test_a_header_term_and_a_field_are_changes_of_their_blocks(tmp_path: Path) -> None:
    comparison = compared(
        tmp_path,
        ("rounds each payment to the nearest penny, half up", "rounds each payment to the nearest penny, half down"),
        ("    Bedrooms    number of bedrooms", "    Bedrooms    number of bedrooms, at most 9 bedrooms"),
    )
    header = change(comparison, "contract Homes")
    assert shown(header.pieces) == ["rounds each payment to the nearest penny, half [-up-]{+down+}"]
    assert shown(change(comparison, "data Move").pieces) == ["Bedrooms number of bedrooms{+, at most 9 bedrooms+}"]


def test_an_outcome_into_which_a_clause_is_taken_says_so(tmp_path: Path) -> None:
    inside = "outcome Lasting Homes\n" + "".join(f"    {line}\n" if line else "\n" for line in FEE.splitlines())
    comparison = compared(tmp_path, (FEE, inside))
    assert status(change(comparison, "fee Home Found")) == "moved, was clause 3"
    assert status(change(comparison, "outcome Lasting Homes")) == "new"


BEFORE = """tariff Price by Kind
    | Kind  | Price | Point |
    | Short | £1    | 2     |
    | Long  | £3    | 4     |
"""
AFTER = """tariff Price by Kind
    | Kind  | Point | Bonus |
    | Short | 2     | £9    |
    | Great | 7     | £8    |
    | Long  | 5     | £6    |
"""


def test_a_table_is_compared_cell_by_cell() -> None:
    (block,), _ = redline(*(parts_of(compile_text("x", text)) for text in (BEFORE, AFTER)))
    table = next(each for each in block.pieces if each.rows)
    assert [[marked(cell) for cell in row.cells] for row in table.rows] == [
        ["Kind", "[-Price-]", "Point", "{+Bonus+}"],
        ["Short", "[-£1-]", "2", "{+£9+}"],
        ["{+Great+}", "", "{+7+}", "{+£8+}"],
        ["Long", "[-£3-]", "[-4-]{+5+}", "{+£6+}"],
    ]


def test_both_ways_round_the_same_blocks_change(tmp_path: Path) -> None:
    old = version(tmp_path / "old")
    new = version(tmp_path / "new", ("£34.50", "£35"), ("Yearly Budget", "Total Budget"))
    there, back = compare(old, new, Wanted(grown=0)), compare(new, old, Wanted(grown=0))
    assert [each.names for each in there.changes] == [each.names[::-1] for each in back.changes]


FIGURES = """
table Prices by month
    file "prices.csv", columns Month, Price
    source "Made up"
"""


def test_a_table_in_a_file_is_compared_row_by_row(tmp_path: Path) -> None:
    text = CONTRACT + FIGURES
    old, new = version(tmp_path / "old", text=text).path, version(tmp_path / "new", text=text).path
    (old.parent / "prices.csv").write_text("Month,Price\n2020-04,1\n2020-05,2\n", encoding="utf-8")
    (new.parent / "prices.csv").write_text("Month,Price\n2020-04,1\n2020-05,3\n", encoding="utf-8")
    (found,) = compare(load(old), load(new), Wanted(grown=0)).changes
    (piece,) = (each for each in found.pieces if each.how != "same")
    assert (found.heading, piece.sort) == ("table Prices", "file")
    assert [[marked(cell) for cell in row.cells] for row in piece.rows if row.how != "same"] == [
        ["2020-05", "[-2-]{+3+}"]
    ]


def test_an_outcome_under_a_new_name_is_known_by_what_it_holds_and_another_is_new(tmp_path: Path) -> None:
    inside = "outcome Lasting Homes\n" + "".join(f"    {line}\n" if line else "\n" for line in FEE.splitlines())
    text = CONTRACT.replace(FEE, inside)
    old = version(tmp_path / "old", text=text)
    named = compare(old, version(tmp_path / "named", ("Lasting Homes", "Safe Homes"), text=text), Wanted(grown=0))
    assert status(change(named, "outcome Safe Homes")) == "renamed, was Lasting Homes"
    other = "outcome Fewer Evictions\n    Evictions Known means 5\n\n"
    moved = text.replace(inside, other + FEE)
    comparison = compare(old, version(tmp_path / "other", text=moved), Wanted(grown=0))
    assert status(change(comparison, "outcome Fewer Evictions")) == "new"
    assert status(change(comparison, "outcome Lasting Homes")) == "left out"


def test_a_property_has_no_name_and_changes(tmp_path: Path) -> None:
    replaced = ("always: Home Found paid never exceeds Most Of All", "always: Home Found never exceeds Most Of All")
    (found,) = compared(tmp_path, replaced).changes
    assert status(found) == "changed"
    assert marked(found.title) == "always: Home Found[- paid-] never exceeds Most Of All"
