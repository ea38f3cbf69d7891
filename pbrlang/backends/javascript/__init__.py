"""`--to javascript`: one module of JavaScript for browsers and Node, and the types of what it gives."""

from pbrlang.backends.javascript.module import file_name, module
from pbrlang.lower import Lowered


def build(lowered: Lowered) -> dict[str, str]:
    """The files of the target, by name."""
    source, declarations = module(lowered)
    name = file_name(lowered)
    return {f"{name}.mjs": source, f"{name}.d.mts": declarations}
