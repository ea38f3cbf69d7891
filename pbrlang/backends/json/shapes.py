"""How each type of a compiled contract is held in JSON: written, read back, and described in a schema.

A shape is made from the type that an attribute is declared with, so that nothing of a contract can be forgotten.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from pbrlang.backends.json.nodes import NAMES, NODES, UNIONS
from pbrlang.source import Source, Span
from pbrlang.values.units import Unit

Schema = dict[str, Any]
EXACT_PATTERN = r"^-?[0-9]+(/[1-9][0-9]*)?$"


@frozen
class Texts:
    """The texts that places point into, in the order in which they were met."""

    sources: list[Source] = field(factory=list)

    def number(self, source: Source) -> int:
        """The place of a text among them."""
        for number, known in enumerate(self.sources):
            if known is source:
                return number
        self.sources.append(source)
        return len(self.sources) - 1


class Shape:
    """How a type is held in JSON."""

    def write(self, value: Any, texts: Texts) -> Any:
        """The value as JSON holds it; most are held as they are."""
        return value

    def read(self, told: Any, texts: Texts) -> Any:
        """The value again."""
        return told

    def schema(self) -> Schema:
        """What JSON Schema says of it."""
        raise NotImplementedError


@frozen
class Plain(Shape):
    """Text, whole numbers, yes or no."""

    types: tuple[str, ...]

    def schema(self) -> Schema:
        return {"type": self.types[0] if len(self.types) == 1 else list(self.types)}


@frozen
class Exact(Shape):
    """An exact number: `"5"` or `"1/3"`, in lowest terms."""

    def write(self, value: Any, texts: Texts) -> Any:
        return str(Fraction(value))

    def read(self, told: Any, texts: Texts) -> Any:
        return Fraction(told)

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/exact"}


@frozen
class Dated(Shape):
    """A date as in ISO 8601."""

    def write(self, value: Any, texts: Texts) -> Any:
        return value.isoformat()

    def read(self, told: Any, texts: Texts) -> Any:
        return date.fromisoformat(told)

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/date"}


@frozen
class Literal(Shape):
    """A value of any kind, which says what it is."""

    def write(self, value: Any, texts: Texts) -> Any:
        if isinstance(value, bool):
            return value
        if isinstance(value, date):
            return {"date": value.isoformat()}
        return {"word": value} if isinstance(value, str) else {"number": str(Fraction(value))}

    def read(self, told: Any, texts: Texts) -> Any:
        if isinstance(told, bool):
            return told
        ((what, value),) = told.items()
        if what == "date":
            return date.fromisoformat(value)
        return {"word": str, "number": Fraction}[what](value)

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/literal"}


@frozen
class InUnit(Shape):
    """A unit: the power of each of its nouns."""

    def write(self, value: Any, texts: Texts) -> Any:
        return dict(value.powers)

    def read(self, told: Any, texts: Texts) -> Any:
        return Unit.of(told)

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/unit"}


@frozen
class Place(Shape):
    """A place in a text: the number of the text, the first character and the one after the last, the clause."""

    def write(self, value: Any, texts: Texts) -> Any:
        place = [texts.number(value.source), value.start, value.end]
        return [*place, value.clause] if value.clause is not None else place

    def read(self, told: Any, texts: Texts) -> Any:
        number, start, end, *clause = told
        return Span(texts.sources[number], start, end, *clause)

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/place"}


@frozen
class Maybe(Shape):
    """What there may be none of: null."""

    of: Shape

    def write(self, value: Any, texts: Texts) -> Any:
        return None if value is None else self.of.write(value, texts)

    def read(self, told: Any, texts: Texts) -> Any:
        return None if told is None else self.of.read(told, texts)

    def schema(self) -> Schema:
        return {"if": {"type": "null"}, "else": self.of.schema()}


@frozen
class Many(Shape):
    """Any number of things, in their order; those of a set in the order of the alphabet."""

    of: Shape
    ordered: bool = True

    def write(self, value: Any, texts: Texts) -> Any:
        return [self.of.write(each, texts) for each in (value if self.ordered else sorted(value))]

    def read(self, told: Any, texts: Texts) -> Any:
        found = [self.of.read(each, texts) for each in told]
        return tuple(found) if self.ordered else frozenset(found)

    def schema(self) -> Schema:
        return {"type": "array", "items": self.of.schema()}


@frozen
class Fixed(Shape):
    """So many things, each of its own type."""

    of: tuple[Shape, ...]

    def write(self, value: Any, texts: Texts) -> Any:
        return [shape.write(each, texts) for shape, each in zip(self.of, value, strict=True)]

    def read(self, told: Any, texts: Texts) -> Any:
        return tuple([shape.read(each, texts) for shape, each in zip(self.of, told, strict=True)])

    def schema(self) -> Schema:
        return {"type": "array", "prefixItems": [each.schema() for each in self.of], "items": False} | {
            "minItems": len(self.of)
        }


@frozen
class ByName(Shape):
    """Things that know their names, in the order of the contract."""

    of: Shape

    def write(self, value: Any, texts: Texts) -> Any:
        unlike = [name for name, each in value.items() if each.name != name]
        if unlike:
            raise ValueError(f"{unlike[0]} is not the name that it has")
        return [self.of.write(each, texts) for each in value.values()]

    def read(self, told: Any, texts: Texts) -> Any:
        found = [self.of.read(each, texts) for each in told]
        return {each.name: each for each in found}

    def schema(self) -> Schema:
        return {"type": "array", "items": self.of.schema()}


@frozen
class Mapped(Shape):
    """Things by a text."""

    of: Shape

    def write(self, value: Any, texts: Texts) -> Any:
        return {name: self.of.write(each, texts) for name, each in value.items()}

    def read(self, told: Any, texts: Texts) -> Any:
        return {name: self.of.read(each, texts) for name, each in told.items()}

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.of.schema()}


@frozen
class Keyed(Shape):
    """Things by a key that is no text: a list of key and value."""

    key: Shape
    of: Shape

    def write(self, value: Any, texts: Texts) -> Any:
        return [{"key": self.key.write(key, texts), "value": self.of.write(each, texts)} for key, each in value.items()]

    def read(self, told: Any, texts: Texts) -> Any:
        return {self.key.read(each["key"], texts): self.of.read(each["value"], texts) for each in told}

    def schema(self) -> Schema:
        members = {"key": self.key.schema(), "value": self.of.schema()}
        return {"type": "array", "items": whole(members)}


@frozen
class Nodes(Shape):
    """A node of one of some classes, which says by `node` which it is."""

    classes: tuple[type, ...]

    def write(self, value: Any, texts: Texts) -> Any:
        from pbrlang.backends.json.records import shapes_of

        cls: type = type(value)
        if cls not in self.classes:
            raise TypeError(f"there is no node for {cls.__name__} here")
        inside = {name: shape.write(getattr(value, name), texts) for name, shape in shapes_of(cls).items()}
        return {"node": NAMES[cls], **inside}

    def read(self, told: Any, texts: Texts) -> Any:
        from pbrlang.backends.json.records import shapes_of

        cls = NODES[told["node"]]
        if cls not in self.classes:
            raise ValueError(f"{told['node']} cannot stand here")
        return cls(**{name: shape.read(told[name], texts) for name, shape in shapes_of(cls).items()})

    def schema(self) -> Schema:
        names = [NAMES[each] for each in self.classes]
        if len(names) == 1:
            return {"$ref": f"#/$defs/{names[0]}"}
        known = next((union for union, nodes in UNIONS.items() if set(nodes) == set(names)), None)
        return {"$ref": f"#/$defs/{known}"} if known else one_of(names)


def one_of(names: Iterable[str]) -> Schema:
    """One of some nodes, told by name: with `oneOf` each alternative would be tried to the bottom."""
    names = list(names)
    choices = [{"if": {"properties": {"node": {"const": name}}}, "then": {"$ref": f"#/$defs/{name}"}} for name in names]
    return {"type": "object", "required": ["node"], "properties": {"node": {"enum": names}}, "allOf": choices}


def whole(members: Schema) -> Schema:
    """An object of these members and no other."""
    return {"type": "object", "properties": members, "required": list(members), "additionalProperties": False}
