"""A value as SQL, with what is known of it; and conditions put together."""

from pbrlang.source.late import Late

ALWAYS, NEVER = "TRUE", "FALSE"


class Sql(metaclass=Late):
    """A value as SQL text.

    A number is whole, over the scale of its node's form, from `low` to `high` where they are known; a ratio has
    `under`, its divisor, above nought wherever the ratio is defined. `blank` says whether it may be null.
    `fault` is the condition under which it cannot be read, `undefined` that under which it divides by nought:
    these are never null, and the text means nothing where they hold. `uses` has the aliases that the text names.
    `small` says that it is made of numbers of the contract alone, which databases hold in 32 bits where they fit.
    """

    text: str
    low: int | None = None
    high: int | None = None
    under: "Sql | None" = None
    blank: bool = False
    fault: str = NEVER
    undefined: str = NEVER
    uses: frozenset[str] = frozenset()
    small: bool = False


class Called(metaclass=Late):
    """What a text is, in the words of the contract, and by which clause."""

    words: str
    clause: str


class Joined(str):
    """A condition that joins others with a word; it knows them."""

    __slots__ = ("parts", "word")
    parts: tuple[str, ...]
    word: str

    @classmethod
    def of(cls, parts: tuple[str, ...], word: str) -> str:
        """Conditions joined; one alone is itself."""
        if len(parts) == 1:
            return parts[0]
        made = cls(f"({f' {word} '.join(parts)})")
        made.parts, made.word = parts, word
        return made


def _parts(condition: str, word: str) -> tuple[str, ...]:
    return condition.parts if isinstance(condition, Joined) and condition.word == word else (condition,)


def both(*conditions: str) -> str:
    """Whether all conditions hold."""
    left = tuple(dict.fromkeys(part for each in conditions for part in _parts(each, "AND") if part != ALWAYS))
    if NEVER in left:
        return NEVER
    return Joined.of(left, "AND") if left else ALWAYS


def either(*conditions: str) -> str:
    """Whether one of them holds; what holds only where another does is left out."""
    left = tuple(dict.fromkeys(part for each in conditions for part in _parts(each, "OR") if part != NEVER))
    if ALWAYS in left:
        return ALWAYS
    sets = {each: frozenset(_parts(each, "AND")) for each in left}
    kept = tuple(each for each in left if not any(sets[other] < sets[each] for other in left))
    return Joined.of(kept, "OR") if kept else NEVER


def neither(condition: str) -> str:
    """Whether a condition does not hold."""
    opposite = {ALWAYS: NEVER, NEVER: ALWAYS}.get(condition)
    return opposite or f"(NOT {condition})"


def uses_of(*values: Sql) -> frozenset[str]:
    """The aliases that several values name."""
    return frozenset().union(*(each.uses for each in values))
