"""The money: what both pay on the same, by clause, period and group, and why something could not be tried."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbrlang.api import load
from pbrlang.compare import Comparison, Moneys, Wanted, compare
from pbrlang.compare.wording import verdict
from tests.cli.homes import CONTRACT, write
from tests.compare.versions import compared, version


def on(comparison: Comparison, words: str) -> Moneys:
    (found,) = (each for each in comparison.moneys if words in each.trial)
    return found


def test_a_changed_price_is_told_by_clause_and_period(tmp_path: Path) -> None:
    moneys = on(compared(tmp_path, ("pays £1,234.50", "pays £500")), "the data in")
    assert {each.name: each.more for each in moneys.clauses if each.more} == {"Home Found": Fraction(-1000)}
    assert {each.name: each.more for each in moneys.periods if each.more} == {
        "April 2020": Fraction("-734.5"),
        "July 2020": Fraction("-265.5"),
    }
    assert moneys.total.more == -1000


@settings(max_examples=25)
@given(price=st.integers(0, 2000), cap=st.integers(0, 5000))
def test_the_difference_is_what_the_newer_pays_less_what_the_older_pays(
    tmp_path_factory: pytest.TempPathFactory, price: int, cap: int
) -> None:
    folder = tmp_path_factory.mktemp("versions")
    old = version(folder / "old")
    new = version(folder / "new", ("pays £1,234.50", f"pays £{price}"), ("to £2,500 over", f"to £{cap} over"))
    moneys = on(compare(old, new, Wanted(grown=0)), "the data in")
    paid = [each.pay().settlement.total for each in (old, new)]
    assert (moneys.total.old, moneys.total.new) == tuple(paid)
    assert sum(each.more for each in moneys.clauses) == paid[1] - paid[0]
    assert sum(each.more for each in moneys.periods) == paid[1] - paid[0]


def test_what_falls_on_no_payer_is_told_so_that_clauses_come_to_the_total(repository: Path, tmp_path: Path) -> None:
    example = repository / "examples" / "peterborough"
    text = (example / "contract.pbr").read_text(encoding="utf-8")
    limited = text.replace('a payer\'s share falls on "Ministry of Justice"', "a payer's share is not paid")
    limited = limited.replace("£6,255,751 over", "£1,000 over")
    assert limited.count("£1,000 over") == 1
    (tmp_path / "contract.pbr").write_text(limited, encoding="utf-8")
    comparison = compare(load(example), load(tmp_path), Wanted(data=(example / "data",)))
    (moneys,) = comparison.moneys
    assert moneys.total.more < 0
    assert sum(each.more for each in moneys.clauses) == moneys.total.more
    assert any(each.name == "falls on no payer" and each.more for each in moneys.clauses)


def test_groups_are_the_words_that_a_line_is_for(repository: Path, tmp_path: Path) -> None:
    example = repository / "examples" / "work-programme"
    text = (example / "contract.pbr").read_text(encoding="utf-8")
    old_row = "| ESA Volunteers            | £1,000            |"
    assert old_row in text
    changed = text.replace(old_row, old_row.replace("£1,000", "£1,100"))
    new = shutil.copytree(example, tmp_path / "new")
    (new / "contract.pbr").write_text(changed, encoding="utf-8")
    comparison = compare(load(example), load(new), Wanted(data=(example / "data",)))
    (moneys,) = comparison.moneys
    ((name, rows),) = moneys.groups
    assert name == "Payment Group"
    assert [each.name for each in rows if each.more] == ["ESA Volunteers"]
    assert sum(each.more for each in rows) == moneys.total.more > 0


def test_a_change_that_moves_no_money_is_said_to_with_what_was_tried(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ('"A charity"', '"Another charity"'))
    (told,) = verdict(comparison)
    assert told.startswith("Pays the same on everything tried: the data in ")
    assert told.endswith('; the example "one home".')
    assert comparison.differs


def test_a_renamed_clause_pays_as_before(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("Home Found", "Home Kept"))
    assert comparison.moneys
    assert not any(each.differs for each in comparison.moneys)


def test_data_that_one_cannot_read_are_named_and_the_rest_is_compared(tmp_path: Path) -> None:
    renamed = ("Bedrooms", "Rooms")
    comparison = compared(tmp_path, renamed, ("£34.50", "£35"))
    assert not [each for each in comparison.moneys if "data" in each.trial]
    (reason,) = next(why for name, why in comparison.refused.items() if name.startswith("the data in"))
    assert reason.startswith("the newer contract cannot be applied to it: ")
    assert "Rooms" in reason
    assert any('the example "one home"' in name for name in comparison.refused)
    assert comparison.changes


def test_two_currencies_are_not_compared(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("currency GBP", "currency EUR"), ("£", "€"), ("penny", "cent"))
    assert not comparison.moneys
    assert verdict(comparison) == ["Amounts are not compared: the older contract pays in GBP and the newer in EUR."]


SCENARIO = """
scenario Busy Spring
    given Moves
        | Move | Moved On     | Bedrooms   |
        | M1   | 3 April 2020 | 2 bedrooms |
        | M2   | 4 April 2020 | 1 bedroom  |
"""


def test_a_scenario_that_one_contract_has_is_tried_on_both(tmp_path: Path) -> None:
    comparison = compared(tmp_path, ("£34.50", "£44.50"), text=CONTRACT + SCENARIO)
    assert on(comparison, "the scenario Busy Spring").total.more == -10


def test_a_scenario_that_differs_is_tried_as_each_has_it(tmp_path: Path) -> None:
    old = load(write(tmp_path / "old", CONTRACT + SCENARIO))
    new = load(write(tmp_path / "new", CONTRACT + SCENARIO.replace("1 bedroom ", "2 bedrooms")))
    comparison = compare(old, new, Wanted(scenarios=("Busy Spring",)))
    assert [each.trial for each in comparison.moneys] == [
        "the scenario Busy Spring of the older contract",
        "the scenario Busy Spring of the newer contract",
    ]


def test_a_renamed_definition_that_an_example_gives_is_given_to_both(tmp_path: Path) -> None:
    given = ('example "one home"\n', 'example "one home"\n    given Most Of All is £1\n')
    old = version(tmp_path / "old", given)
    new = version(tmp_path / "new", given, ("Most Of All", "Most There Is"))
    comparison = compare(old, new, Wanted(grown=0))
    assert not comparison.refused
    assert len([each for each in comparison.moneys if "example" in each.trial]) == 1


def test_data_made_up_at_the_limits_shows_what_no_data_at_hand_does(tmp_path: Path) -> None:
    old, new = version(tmp_path / "old"), version(tmp_path / "new", MOVED)
    for each in (old, new):
        shutil.rmtree(each.data)
    comparison = compare(old, new)
    assert [each.trial for each in comparison.moneys if not each.differs] == ['the example "one home"']
    (grown,) = (each for each in comparison.moneys if each.differs)
    assert grown.trial.startswith("data made up at the limits of both contracts: ")
    assert {each.name for each in grown.clauses if each.more} == {"Home Found"}
    assert len(compare(old, new, Wanted(grown=0)).moneys) == 1
    (same,) = verdict(compare(old, old))
    assert same.endswith("; 20 sets of data made up at the limits of both contracts.")


MOVED = ("at least 1 bedroom", "at least 2 bedrooms")


def test_made_up_data_reach_a_renamed_kind_of_data(tmp_path: Path) -> None:
    renamed = (("data Move", "data Relocation"), ("each Move", "each Relocation"), ("given Moves", "given Relocations"))
    key = ("one row for each Relocation", "one row for each Move")
    old = version(tmp_path / "old")
    new = version(tmp_path / "new", *renamed, key, MOVED)
    grown = [each for each in compare(old, new).moneys if "made up" in each.trial]
    assert [each.differs for each in grown] == [True]
