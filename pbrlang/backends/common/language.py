"""What back ends differ in: how a language writes what is worked out, which is planned once for all of them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from attrs import frozen

from pbrlang.backends.common.layout import Doc
from pbrlang.source import Span


@frozen
class Gives:
    """A function gives `value`, where all `conditions` hold; nothing else where there are some."""

    value: Doc
    conditions: tuple[Doc, ...] = ()


@frozen
class Attempts:
    """A function gives `value`, or `instead` where that divides by nought."""

    value: Doc
    instead: Doc


@frozen
class Adds:
    """A function gives a tally of a kind: of `members`, each named `variable`, what `inner` says that it adds.

    `gives` is the type of what each adds, where it counts.
    """

    kind: str
    members: Doc
    variable: str
    variable_type: str
    inner: Gives
    gives: str = "int"


@frozen
class Function:
    """A function: what it is handed, each with its type, the type of what it gives, and what is told of it.

    `told` is a sentence, `cited` the part of the contract that says so. What is `remembered` is worked out once.
    """

    name: str
    parameters: tuple[tuple[str, str], ...]
    returns: str
    told: str
    body: Gives | Attempts | Adds
    cited: Span | None = None
    remembered: bool = False


class Language(Protocol):
    """How a language writes names, values, operators and functions."""

    @property
    def blank(self) -> str:
        """The word for no value."""

    def taken(self) -> frozenset[str]:
        """The names that nothing in a contract can be given."""

    def taken_in_rows(self) -> frozenset[str]:
        """The names that no field of a row can be given."""

    def named(self, words: Sequence[str]) -> str:
        """Words as the name of a function, a variable or a field."""

    def kit(self, name: str) -> str:
        """A function of the kit; `name` is as it is in Python."""

    def whole(self, number: int) -> Doc:
        """A whole number."""

    def words(self, text: str) -> Doc:
        """Words in quotation marks."""

    def day(self, value: date) -> Doc:
        """A date."""

    def truth(self, value: bool) -> Doc:
        """Yes or no."""

    def operator(self, word: str) -> str:
        """The operator for `and`, `or`, `same` and `other`; any other is its own."""

    def is_blank(self, doc: Doc, blank: bool) -> Doc:
        """Whether there is no value, or whether there is one."""

    def exactly(self, doc: Doc, value: bool, same: bool) -> Doc:
        """Whether a yes or no, which may be blank, is one of the two; or, where not `same`, whether it is not."""

    def one_of(self, doc: Doc, listed: Sequence[Doc]) -> Doc:
        """Whether a word is among some."""

    def lambda_(self, parameters: Sequence[str], body: Doc) -> Doc:
        """A function without a name."""

    def cell(self, column: str, keys: Sequence[Doc]) -> Doc:
        """A cell of a rate card."""

    def choice(self, when: Doc, then: Doc, otherwise: Doc) -> Doc:
        """One value where a condition holds, another where it does not."""

    def or_else(self, doc: Doc, other: Doc) -> Doc:
        """A value, or another where it is blank."""

    def make(self, kind: str, arguments: Sequence[Doc]) -> Doc:
        """A new object of the kit."""

    def listed(self, docs: Sequence[Doc]) -> Doc:
        """Things in order."""

    def group(self, docs: Sequence[Doc]) -> Doc:
        """Things that together are a key."""

    def link(self, docs: Sequence[Doc]) -> Doc:
        """What members and a subject share: a key, or nothing where one is blank."""

    def mapping(self, docs: Mapping[str, Doc]) -> Doc:
        """Things by name."""

    def counted(self, doc: Doc) -> Doc:
        """One where something holds, else nought."""

    def of_line(self, amounts: Doc, line: str) -> Doc:
        """What is told of a line."""

    def constant(self, name: str, doc: Doc, told: str) -> list[str]:
        """A constant."""

    def column(self, name: str, cells: Mapping[tuple[str | int, ...], int], told: str) -> list[str]:
        """A column of a rate card."""

    def function(self, function: Function) -> list[str]:
        """A function."""
