"""A value as SQL, with what is known of it; and conditions put together."""

from pbrlang.source.late import Late

ALWAYS, NEVER = "TRUE", "FALSE"


class Sql(metaclass=Late):
    """A value as SQL text.

    A number is whole, over the scale of its node's form, from `low` to `high` where they are known; a ratio has
    `under`, its divisor, above nought wherever the ratio is defined. `blank` says whether it may be null.
    `fault` is the condition under which it cannot be read, `undefined` that under which it divides by nought:
    these are never null, and the text means nothing where they hold. `uses` has the aliases that the text names.
    """

    text: str
    low: int | None = None
    high: int | None = None
    under: "Sql | None" = None
    blank: bool = False
    fault: str = NEVER
    undefined: str = NEVER
    uses: frozenset[str] = frozenset()


def both(*conditions: str) -> str:
    """Whether all conditions hold."""
    left = list(dict.fromkeys(each for each in conditions if each != ALWAYS))
    if NEVER in left:
        return NEVER
    return _joined(left, " AND ") if left else ALWAYS


def either(*conditions: str) -> str:
    """Whether one of them holds."""
    left = list(dict.fromkeys(each for each in conditions if each != NEVER))
    if ALWAYS in left:
        return ALWAYS
    return _joined(left, " OR ") if left else NEVER


def neither(condition: str) -> str:
    """Whether a condition does not hold."""
    opposite = {ALWAYS: NEVER, NEVER: ALWAYS}.get(condition)
    return opposite or f"(NOT {condition})"


def _joined(conditions: list[str], word: str) -> str:
    return conditions[0] if len(conditions) == 1 else f"({word.join(conditions)})"


def uses_of(*values: Sql) -> frozenset[str]:
    """The aliases that several values name."""
    return frozenset().union(*(each.uses for each in values))
