"""The JSON Schema of a compiled contract, made from the same shapes as the contract itself."""

from inspect import cleandoc

from pbrlang.backends.json.nodes import NODES, UNIONS
from pbrlang.backends.json.records import shapes_of
from pbrlang.backends.json.shapes import EXACT_PATTERN, Schema, one_of, whole

FORMAT = "pbrlang compiled contract"
VERSION = 1
"""Raised when a reader of the last version would read something wrongly, or fail to read it."""

SCHEMA_FILE = f"compiled-contract-{VERSION}.schema.json"
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_TEXT: Schema = {"type": "string"}
_WHOLE: Schema = {"type": "integer", "minimum": 0}


def schema() -> Schema:
    """The whole schema."""
    members: Schema = {
        "$schema": _TEXT,
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "language": _TEXT | {"description": "The version of pbrlang that compiled it."},
        "contract": _TEXT | {"description": "The name of the contract."},
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "texts": {"type": "array", "minItems": 1, "items": whole({"name": _TEXT, "text": _TEXT})},
        "program": {"$ref": "#/$defs/program"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A compiled contract",
        **whole(members),
        "$defs": _SHARED
        | {name: one_of(nodes) for name, nodes in UNIONS.items()}
        | {name: _node(name, cls) for name, cls in NODES.items()},
    }


_SHARED: Schema = {
    "exact": {"type": "string", "pattern": EXACT_PATTERN, "description": "An exact number: a whole one or a quotient."},
    "date": {"type": "string", "pattern": _DATE, "description": "A date, as in ISO 8601."},
    "unit": {
        "type": "object",
        "additionalProperties": {"type": "integer"},
        "description": "A product of nouns, each with its power; a currency goes by its code.",
    },
    "place": {
        "type": "array",
        "prefixItems": [_WHOLE, _WHOLE, _WHOLE, _TEXT],
        "items": False,
        "minItems": 3,
        "description": "Where it was written: number of the text, first character, character after the last, clause.",
    },
    "literal": {
        "description": "A value that stands in the contract.",
        "anyOf": [
            {"type": "boolean"},
            whole({"number": {"$ref": "#/$defs/exact"}}),
            whole({"date": {"$ref": "#/$defs/date"}}),
            whole({"word": _TEXT}),
        ],
    },
}


def _node(name: str, cls: type) -> Schema:
    inside = {attribute: shape.schema() for attribute, shape in shapes_of(cls).items()}
    return {"description": cleandoc(cls.__doc__ or ""), **whole({"node": {"const": name}, **inside})}
