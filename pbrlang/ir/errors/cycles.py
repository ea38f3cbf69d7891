"""Definitions that go round in a circle."""

from pbrlang.diagnostics import Diagnostic, Remark
from pbrlang.source import Span


class Cycle(Diagnostic):
    """Something is defined by itself, directly or by way of others.

    ## Why
    A sum that depends on itself has no value to begin with.

    ## Example
    ```pbr
    First Sum means Second Sum + £1
    Second Sum means First Sum * 2
    ```

    ## Instead
    ```pbr
    First Sum means £3
    Second Sum means First Sum * 2
    ```
    """

    code = "PBR451"
    name = "cycle"

    names: tuple[str, ...]
    others: tuple[Span, ...]
    caps: bool = False
    account: str | None = None

    def message(self) -> str:
        if self.caps:
            told = " and ".join(f"`{each}`" for each in self.names)
            return f"{told} are each applied after the other"
        if len(self.names) == 1:
            return f"`{self.names[0]}` is defined by itself"
        return f"`{self.names[0]}` is defined by itself, by way of {' and '.join(f'`{x}`' for x in self.names[1:])}"

    def remarks(self) -> tuple[Remark, ...]:
        return tuple(Remark(each, "part of the circle") for each in self.others)

    def help(self) -> str | None:
        if self.account:
            return f"read `{self.account} outstanding`, the balance before it is reduced, or `previous {self.account}`"
        return "leave out one of the `applied after`" if self.caps else "define one of them without the others"
