"""A language for contracts that pay by results, and its compiler."""

from typing import TYPE_CHECKING, Any

from pbrlang.version import __version__

if TYPE_CHECKING:
    from pbrlang.api import (
        CannotBeBuilt,
        Contract,
        ContractMistakes,
        DataMistakes,
        Evidence,
        NoSuchAmount,
        load,
    )
    from pbrlang.files import UnreadableContract
    from pbrlang.payment import Payment

__all__ = [
    "CannotBeBuilt",
    "Contract",
    "ContractMistakes",
    "DataMistakes",
    "Evidence",
    "NoSuchAmount",
    "Payment",
    "UnreadableContract",
    "__version__",
    "load",
]


def __getattr__(name: str) -> Any:
    """The names of the Python interface, imported when one is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pbrlang import api, files

    return getattr(files if name == "UnreadableContract" else api, name)
