"""A small contract, and variations of it written where a test wants them."""

from pathlib import Path

from pbrlang.api import Contract, load
from pbrlang.compare import BlockChange, Comparison, Wanted, compare
from tests.cli.homes import CONTRACT, write


def version(folder: Path, *replaced: tuple[str, str], text: str = CONTRACT) -> Contract:
    """The contract with words replaced, each of which must be there, and the data beside it."""
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return load(write(folder, text))


def compared(folder: Path, *replaced: tuple[str, str], text: str = CONTRACT) -> Comparison:
    """The contract against itself with words replaced, without made-up data."""
    return compare(version(folder / "old"), version(folder / "new", *replaced, text=text), Wanted(grown=0))


def change(comparison: Comparison, heading: str) -> BlockChange:
    """The one change of a block with this heading."""
    (found,) = (each for each in comparison.changes if each.heading == heading)
    return found
