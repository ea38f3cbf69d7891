"""JSON with what is short on one line."""

import json
from typing import Any

WIDTH = 110


def laid_out(value: Any) -> str:
    """The value as JSON, two spaces for each step in, a line end at the end."""
    return _lay(value, 0) + "\n"


def _lay(value: Any, depth: int) -> str:
    if isinstance(value, dict):
        parts = [f"{_said(name)}: {_lay(each, depth + 1)}" for name, each in value.items()]
        return _gathered("{}", parts, depth)
    if isinstance(value, list):
        return _gathered("[]", [_lay(each, depth + 1) for each in value], depth)
    return _said(value)


def _gathered(ends: str, parts: list[str], depth: int) -> str:
    room = WIDTH - 2 * depth
    if sum(map(len, parts)) + 2 * len(parts) <= room and not any("\n" in each for each in parts):
        return ends[0] + ", ".join(parts) + ends[1]
    step = "\n" + "  " * (depth + 1)
    return ends[0] + step + f",{step}".join(parts) + "\n" + "  " * depth + ends[1]


def _said(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
