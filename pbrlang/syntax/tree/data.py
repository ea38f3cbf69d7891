"""Data, units and cohorts."""

from pbrlang.syntax.tree.base import Name, Node, Note
from pbrlang.syntax.tree.block import Block
from pbrlang.syntax.tree.expressions import Expression, Noun, Number
from pbrlang.syntax.tree.header import Party, Term, Word


class FieldKind(Node):
    """The kind of a field: its word, the noun counted, the table referred to or the choices, as the word wants."""

    word: str
    noun: Noun | None = None
    per: Noun | None = None
    table: Name | None = None
    choices: tuple[Name | Note, ...] = ()


class Limit(Node):
    """`to N decimal places`, `at least V` or `at most V`."""

    word: str
    value: Expression


class Field(Node):
    """One field of a data block."""

    name: Name
    kind: FieldKind
    optional: bool
    limits: tuple[Limit, ...]
    note: Note | None


class Lasts(Node):
    """`lasts from A to B, in nights, blank means still …`; the last part may be missing."""

    start: Name
    end: Name
    noun: Noun
    blank_means: str | None


class Provenance(Node):
    """Who supplies or verifies, or the source: `word` says which."""

    word: str
    party: Party | None = None
    text: str | None = None
    already_collected: bool = False


class Keys(Node):
    """Names joined by `and`."""

    names: tuple[Name, ...]


class Data(Block):
    """One kind of row."""

    name: Name
    plural: Name | None
    fields: tuple[Field, ...]
    keys: tuple[Keys, ...]
    dated: tuple[Name, ...]
    recorded: tuple[Name, ...]
    lasts: tuple[Lasts, ...]
    records: tuple[Word, ...]
    provenance: tuple[Provenance, ...]


class WordList(Block):
    """`list X is one of A, B`: words that several fields share, and that a clause may be for each of."""

    name: Name
    kind: FieldKind


class Unit(Block):
    """A noun, its plural, and the data whose rows it counts."""

    singular: Noun
    plural: Noun | None
    counts: tuple[Name, ...]


class Groups(Node):
    """`groups Xs by Field every year, from A to B`."""

    members: Name
    by: Name
    every: str
    term: Term | None


class Observed(Node):
    """`each X is observed for N weeks from Field`."""

    member: Name
    length: Number
    start: Name


class Confirmed(Node):
    """How long after the last observation a result is confirmed; nothing for at once."""

    length: Number | None


class Cohort(Block):
    """Rows grouped by the date on which they enter."""

    name: Name
    groups: tuple[Groups, ...]
    observed: tuple[Observed, ...]
    confirmed: tuple[Confirmed, ...]
