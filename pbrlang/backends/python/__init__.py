"""`--to python`: one module that needs nothing but Python."""

from pbrlang.backends.python.module import file_name, module
from pbrlang.lower import Lowered


def build(lowered: Lowered) -> dict[str, str]:
    """The files of the target, by name."""
    return {file_name(lowered): module(lowered)}
