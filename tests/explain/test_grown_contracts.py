from hypothesis import given, settings

from pbrlang.explain import Verdict
from tests.explain.checking import all_steps, check_all, explanations
from tests.properties.contracts import Grown, grown
from tests.properties.paying import compiled, pay


@settings(max_examples=60)
@given(grown())
def test_every_line_is_explained_to_the_penny_by_values_that_the_interpreter_reads(case: Grown) -> None:
    settlement = pay(compiled(case.text), case)
    check_all(settlement)
    for told in explanations(settlement):
        for step in all_steps(told.steps):
            on_another_day = step.text.endswith("to that day")
            if told.date is not None and step.counted is not None and not on_another_day:
                assert settlement.interpreter.evaluate(step.expr, step.element, told.date) == step.value, step.text


def test_the_generator_reaches_most_verdicts() -> None:
    seen: set[Verdict] = set()

    @settings(max_examples=60, database=None)
    @given(grown())
    def look(case: Grown) -> None:
        seen.update(each.verdict for each in explanations(pay(compiled(case.text), case)))

    look()
    assert {Verdict.EARNED, Verdict.CONDITION, Verdict.LIMIT, Verdict.UNDATED, Verdict.OUTSIDE_TERM} <= seen
