"""The contracts that the kept programs are built from: examples, and a Work Programme of words that can be built."""

from pathlib import Path

import pbrlang
from pbrlang.api import Contract

_OWN = Path(__file__).parent / "contracts"


def contract(repository: Path, example: str) -> Contract:
    """The contract of an example, or the one that is kept here in its place."""
    own = _OWN / example
    return pbrlang.load(own if own.is_dir() else repository / "examples" / example)


def data(repository: Path, example: str) -> Path:
    """The folder of data of an example."""
    return repository / "examples" / example / "data"
