"""Frozen classes that cost next to nothing until they are used, and little then.

The compiler has some hundreds of classes of nodes and messages, of which a run uses a part. To write and compile a
constructor for each, as attrs does, would be a third of the time in which `pbr check` answers. So these have one in
common, and what it has to know of a class is looked up at its first instance. They keep what a reader knows classes
of attrs by: annotated attributes, `attrs.fields`, `attrs.evolve`, patterns. Where there is an object for each row of
the data, attrs makes the class.
"""

from collections.abc import Callable
from inspect import get_annotations
from operator import attrgetter
from typing import Any, ClassVar, TypeVar, dataclass_transform, get_origin

from attrs.exceptions import FrozenInstanceError

T = TypeVar("T")

_NOTHING: Any = object()


class Attribute:
    """One attribute of such a class: its default, if it has one, and whether it is handed over and compared."""

    __slots__ = ("alias", "default", "eq", "factory", "init", "name")

    def __init__(self, default: Any, factory: Callable[[], Any] | None, init: bool, eq: bool) -> None:
        self.name = self.alias = ""
        self.default = default
        self.factory = factory
        self.init = init
        self.eq = eq

    @property
    def required(self) -> bool:
        """Whether each instance has to be handed a value for it."""
        return self.init and self.default is _NOTHING and self.factory is None


def field(
    *, default: Any = _NOTHING, factory: Callable[[], Any] | None = None, init: bool = True, eq: bool = True
) -> Any:
    """An attribute of which more is to be said than its type and a default; the words are those of attrs."""
    return Attribute(default, factory, init, eq)


@dataclass_transform(eq_default=False, frozen_default=True, field_specifiers=(field,))
class Late(type):
    """The class of frozen classes that are finished at their first instance.

    They compare by identity, or, where a class says `by_value=True`, by what they hold, and so do those below it.
    """

    __attrs_attrs__: tuple[Attribute, ...]
    __late_by_value__: bool = False
    __late_names__: tuple[str, ...]
    __late_after__: Callable[[Any], None] | None

    def __new__(mcs, name: str, bases: tuple[type, ...], space: dict[str, Any], by_value: bool = False) -> "Late":
        made = super().__new__(mcs, name, bases, space)
        made.__late_by_value__ = by_value or any(getattr(base, "__late_by_value__", False) for base in bases)
        return made

    def __init__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any], **_by_value: bool) -> None:
        super().__init__(name, bases, space)

    def __call__(cls: type[T], *values: Any, **named: Any) -> T:
        if "__attrs_attrs__" not in cls.__dict__:
            finish(cls)
        record = object.__new__(cls)
        _fill(cls, record.__dict__, values, named)
        if cls.__late_after__ is not None:  # type: ignore[attr-defined]
            cls.__late_after__(record)  # type: ignore[attr-defined]
        return record


def finish(cls: type) -> None:
    """Look up what a class holds, and before it what those that it inherits from hold."""
    for base in reversed(cls.__mro__):
        if isinstance(base, Late) and "__attrs_attrs__" not in base.__dict__:
            _finish(base)


def _finish(cls: Any) -> None:
    own = cls.__late_own__ = _annotated(cls)
    inherited = [each.__dict__.get("__late_own__", ()) for each in reversed(cls.__mro__[1:])]
    every = tuple({each.name: each for some in (*inherited, own) for each in some}.values())
    cls.__attrs_attrs__ = every
    cls.__late_names__ = tuple(each.name for each in every if each.init)
    setattr(cls, "__match_args__", cls.__late_names__)  # noqa: B010  mypy has it for a constant
    cls.__late_after__ = getattr(cls, "__attrs_post_init__", None)
    cls.__setattr__ = cls.__delattr__ = _refuse
    if cls.__late_by_value__:
        _compare_by(cls, [each.name for each in every if each.eq])


def _annotated(cls: type) -> list[Attribute]:
    found = []
    for name, kind in get_annotations(cls).items():
        origin: object = get_origin(kind)
        if origin is ClassVar:
            continue
        given = cls.__dict__.get(name, _NOTHING)
        if type(given).__module__.startswith("attr"):
            raise TypeError(f"{cls.__name__}.{name}: the function field is that of {__name__} here")
        if isinstance(given, Attribute):
            delattr(cls, name)
        else:
            given = Attribute(given, None, init=True, eq=True)
        given.name, given.alias = name, name.lstrip("_")
        found.append(given)
    return found


def _compare_by(cls: type, names: list[str]) -> None:
    held: Callable[[Any], Any] = attrgetter(*names) if names else type

    def equal(self: Any, other: object) -> bool:
        return held(self) == held(other) if type(other) is cls else NotImplemented

    def digest(self: Any) -> int:
        return hash((cls, held(self)))

    for name, method in (("__eq__", equal), ("__hash__", digest)):
        if name not in cls.__dict__:
            setattr(cls, name, method)


def _fill(cls: Any, held: dict[str, Any], values: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Set what an instance holds, by attribute."""
    names = cls.__late_names__
    if len(values) == len(names) and not named and len(names) == len(cls.__attrs_attrs__):
        held.update(zip(names, values, strict=True))
        return
    if len(values) > len(names):
        raise TypeError(f"{cls.__name__} takes {len(names)} values, and {len(values)} were given")
    handed = dict(zip(names, values, strict=False))
    left = dict(named)
    for each in cls.__attrs_attrs__:
        if each.init and each.name in handed:
            held[each.name] = handed[each.name]
        elif each.init and each.alias in left:
            held[each.name] = left.pop(each.alias)
        elif each.required:
            raise TypeError(f"{cls.__name__} needs a value for {each.alias}")
        elif each.factory is not None:
            held[each.name] = each.factory()
        elif each.default is not _NOTHING:
            held[each.name] = each.default
    if left:
        raise TypeError(f"{cls.__name__} has no place for {', '.join(left)}, or is given it twice")


def _refuse(_record: object, _name: str, _value: object = None) -> None:
    raise FrozenInstanceError


def changed(record: T, **changes: Any) -> T:
    """A copy of such an object in which some values are others."""
    kept = {each.alias: getattr(record, each.name) for each in type(record).__attrs_attrs__ if each.init}  # type: ignore[attr-defined]
    return type(record)(**{**kept, **changes})
