"""A compiled contract out of JSON."""

import json
from typing import Any

from pbrlang.backends.json.schema import FORMAT, SCHEMA_FILE, VERSION
from pbrlang.backends.json.shapes import Nodes, Texts
from pbrlang.ir.program import Program
from pbrlang.source import Source


class NotCompiled(ValueError):
    """A text is no compiled contract of the version that is read here."""


def read(text: str) -> Program:
    """The compiled contract that a text holds; it settles as the contract did. Raises NotCompiled."""
    try:
        told = json.loads(text)
    except ValueError as fault:
        raise NotCompiled(f"it is no JSON: {fault}") from fault
    if not isinstance(told, dict) or (told.get("format"), told.get("version")) != (FORMAT, VERSION):
        raise NotCompiled(f"it does not begin with the format {FORMAT!r}, version {VERSION}")
    try:
        return _program(told)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as fault:
        raise NotCompiled(f"a part of it is not as {SCHEMA_FILE} has it: {fault}") from fault


def _program(told: dict[str, Any]) -> Program:
    texts = Texts([Source.of(each["name"], each["text"]) for each in told["texts"]])
    program = Nodes((Program,)).read(told["program"], texts)
    assert isinstance(program, Program)
    return program
