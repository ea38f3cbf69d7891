"""What a floor found missing, in one sentence."""

from pbrlang.diagnostics.prose import listing
from pbrlang.explain.model import Step
from pbrlang.explain.words import Words
from pbrlang.explain.working import number
from pbrlang.ir.expressions import Apply


def missing(step: Step, words: Words) -> str:
    """The floor, what was paid under each clause that it tops up, and the difference if there is one."""
    least, paid = step.parts[1], []
    while isinstance(least.expr, Apply) and least.expr.span == step.expr.span:
        least, under = least.parts
        paid.append(f"{words.money(number(under))} paid under {under.text}")
    told = f"The floor is {words.money(number(least))}, with {listing(reversed(paid), 'and')}"
    left = f"{words.money(number(step))} is missing" if number(step) else "nothing is missing"
    return f"{told}: {left} ({step.place})."
