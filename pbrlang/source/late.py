"""Frozen attrs classes that are finished when they are first used.

To write the constructor of a class takes attrs some two tenths of a millisecond, and the compiler has two hundred
classes of nodes and messages, of which a run uses a part. So each is finished at its first instance: a fifth less
time until `pbr` says its first word.
"""

from typing import Any, TypeVar, dataclass_transform

import attrs

T = TypeVar("T")


@dataclass_transform(eq_default=False, frozen_default=True, field_specifiers=(attrs.field,))
class Late(type):
    """The class of frozen attrs classes that are finished at their first instance.

    They compare by identity, or, where a class says `by_value=True`, by what they hold, and so do those below it.
    """

    _by_value: bool = False

    def __new__(mcs, name: str, bases: tuple[type, ...], space: dict[str, Any], by_value: bool = False) -> "Late":
        made = super().__new__(mcs, name, bases, space)
        made._by_value = by_value or any(getattr(base, "_by_value", False) for base in bases)
        return made

    def __init__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any], **_by_value: bool) -> None:
        super().__init__(name, bases, space)

    def __call__(cls: type[T], *values: Any, **named: Any) -> T:
        if "__attrs_attrs__" not in cls.__dict__:
            finish(cls)
        return type.__call__(cls, *values, **named)  # type: ignore[no-any-return]


def finish(cls: type) -> None:
    """Have attrs finish a class, and before it those that it inherits from."""
    for base in reversed(cls.__mro__):
        if isinstance(base, Late) and "__attrs_attrs__" not in base.__dict__:
            attrs.frozen(eq=base._by_value, repr=False, slots=False)(base)


def changed(record: T, **changes: Any) -> T:
    """A copy of such an object in which some values are others."""
    return attrs.evolve(record, **changes)  # type: ignore[misc]
