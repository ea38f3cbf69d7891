from pbrlang.lints import find
from pbrlang.pipeline import compile_text
from tests.frame import above

FLOOR = """\
fee Support
    for each Visit
    pays £10

floor Least Sum
    tops up Support to £5 + 50% of total of Cost of Visits to date for each Client
    on 31 March 2031
"""


def test_a_floor_that_moves_with_what_is_no_measure_is_looked_at_like_any_other() -> None:
    made = compile_text("contract.pbr", above(FLOOR))
    assert made.program is not None
    assert "flat-part" not in {each.name for each in find(made.program, made.tree).open}
