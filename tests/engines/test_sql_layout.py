"""Scripts are laid out to be read: nothing of them is changed, long lines are broken, and steps have names."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbrlang import load
from pbrlang.backends.sql.script.layout import WIDTH, broken, laid_out

EXAMPLES = Path(__file__).parents[2] / "examples"


def without_space(text: str) -> str:
    """What stands in a text besides space; space within quotation marks stays."""
    return re.sub(r"('(?:[^']|'')*')|\s+", lambda each: each[1] or "", text)


def conditions(depth: int = 3) -> st.SearchStrategy[str]:
    """Conditions, sums and choices in each other."""
    name = st.sampled_from(('"paid (on) day"', "'it''s (a CASE, AND so on'", 't1."weeks"', "120000"))
    if not depth:
        return name
    inner = conditions(depth - 1)
    return st.one_of(
        name,
        st.tuples(inner, inner).map(lambda two: f"({two[0]} AND {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} BETWEEN 1 AND {two[1]} OR {two[0]})"),
        st.tuples(inner, inner, inner).map(lambda it: f"(CASE WHEN {it[0]} THEN {it[1]} ELSE {it[2]} END)"),
        st.tuples(inner, inner).map(lambda two: f"LEAST({two[0]}, {two[1]})"),
    )


@given(conditions(), st.sampled_from(("", "    ")))
def test_a_broken_text_says_the_same(text: str, pad: str) -> None:
    found = broken(text, pad)
    assert without_space(found) == without_space(text)
    if len(text) <= WIDTH - len(pad):
        assert found == text


def test_the_arms_of_a_choice_stand_one_below_the_other() -> None:
    arms = " ".join(f"WHEN 'A word of some length, number {number}' THEN {number}" for number in range(4))
    lines = laid_out(f'SELECT\n  (CASE "word" {arms} END) AS "price"').split("\n")
    assert lines[1] == '  (CASE "word"'
    assert lines[2:6] == [f"    WHEN 'A word of some length, number {number}' THEN {number}" for number in range(4)]
    assert lines[6] == '  END) AS "price"'


def test_the_and_of_a_between_is_no_place_to_break() -> None:
    days = "(\"the_first_of_all_days\" BETWEEN DATE '2011-06-01' AND DATE '2020-03-31')"
    lines = laid_out(f"WHERE {days} AND {days}").split("\n")
    assert lines == ["WHERE", f"  {days}", f"  AND {days}"]


@pytest.mark.parametrize("file", ["work_programme.duckdb.sql", "work_programme.spark.sql"])
def test_definitions_and_prices_are_steps_of_their_own_name(file: str) -> None:
    script = load(EXAMPLES / "work-programme").build("sql")[file].replace("`", '"')
    assert "-- Performance for each Payment Group and year (9.7)\n" in script
    assert '"performance" * 2000) > ("incentive_level" * "performance_divisor")' in script
    assert script.count('AS "job_outcome_price"') == 1
    assert '-- Incentive Level (9.4)\n    130 * "non_intervention_level" AS "incentive_level"' in script
    assert not [each for each in script.split("\n") if len(each) > WIDTH + 60]
