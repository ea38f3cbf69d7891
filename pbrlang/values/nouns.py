"""Nouns that are counted, in the singular and the plural."""

from attrs import define, field

from pbrlang.diagnostics.prose import plural_of, singular_of


@define
class Nouns:
    """Knows the plural of each noun: declared ones, and English ones by rule."""

    plurals: dict[str, str] = field(factory=dict)
    singulars: dict[str, str] = field(factory=dict)

    def declare(self, singular: str, plural: str) -> None:
        """Take a noun with its plural."""
        self.plurals[singular] = plural
        self.singulars[plural] = singular

    def singular(self, word: str) -> str:
        """The noun that a word is a form of."""
        if word in self.plurals:
            return word
        return self.singulars.get(word) or singular_of(word)

    def plural(self, noun: str) -> str:
        """More than one of a noun."""
        return self.plurals.get(noun) or plural_of(noun)
