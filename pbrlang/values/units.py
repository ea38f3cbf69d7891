"""Units as products of nouns: nights, £ per night, reoffences per person."""

from collections.abc import Iterable, Mapping

from attrs import field, frozen


@frozen
class Unit:
    """A product of nouns with whole powers; a currency is a noun named by its three-letter code.

    `Unit.of({"GBP": 1, "night": -1})` is pounds per night. Nouns are in the singular.
    """

    powers: tuple[tuple[str, int], ...] = field(default=())

    @classmethod
    def of(cls, powers: Mapping[str, int] | Iterable[tuple[str, int]]) -> "Unit":
        """The unit with these powers; powers of nought are left out."""
        items = powers.items() if isinstance(powers, Mapping) else powers
        return cls(tuple(sorted((noun, power) for noun, power in items if power)))

    @classmethod
    def noun(cls, noun: str) -> "Unit":
        """A noun by itself."""
        return cls(((noun, 1),))

    def __mul__(self, other: "Unit") -> "Unit":
        powers = dict(self.powers)
        for noun, power in other.powers:
            powers[noun] = powers.get(noun, 0) + power
        return Unit.of(powers)

    def __truediv__(self, other: "Unit") -> "Unit":
        return self * Unit(tuple((noun, -power) for noun, power in other.powers))

    def __bool__(self) -> bool:
        return bool(self.powers)


POINT = "percentage point"
"""What a share is counted in where a price is `per percentage point`."""

PLAIN = Unit()
"""The unit of a bare number, and of a share."""
