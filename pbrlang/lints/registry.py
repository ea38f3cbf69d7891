"""All checks, by family and name."""

import functools
import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType

from attrs import frozen

from pbrlang.lints import (
    chance,
    complexity,
    creaming,
    deadweight,
    drafting,
    incentives,
    measurement,
    milestones,
    purpose,
    risk,
)
from pbrlang.lints.accepting import ABOUT_ACCEPTING
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design

FAMILIES: tuple[ModuleType, ...] = (
    purpose,
    complexity,
    milestones,
    deadweight,
    chance,
    creaming,
    incentives,
    risk,
    measurement,
    drafting,
)
"""The packages that hold the checks, in the order of their codes."""


@frozen(eq=False)
class Lint:
    """One check: the class of its message, and what gives the messages for a contract."""

    family: str
    message: type[Advice]
    check: Callable[[Design], Iterable[Advice]]

    @property
    def name(self) -> str:
        """The name by which it is accepted, run alone or left out."""
        return self.message.name

    def is_called(self, word: str) -> bool:
        """Whether a word names it, by its name, its code or its family."""
        return word.casefold() in (self.name, self.message.code.casefold(), self.family)


@functools.cache
def lints() -> tuple[Lint, ...]:
    """Every check, in the order of the codes."""
    found = [lint for family in FAMILIES for lint in _of(family)]
    return tuple(sorted(found, key=lambda each: each.message.code))


def called() -> frozenset[str]:
    """Every word by which a finding can be chosen or left out: names, codes and families, in small letters."""
    found = {word for each in lints() for word in (each.name, each.family, each.message.code.casefold())}
    accepting = {word for each in ABOUT_ACCEPTING for word in (each.name, each.code.casefold())}
    return frozenset(found | accepting | {"accepting"})


def _of(family: ModuleType) -> Iterator[Lint]:
    name = family.__name__.rpartition(".")[2]
    for each in pkgutil.iter_modules(family.__path__):
        module = importlib.import_module(f"{family.__name__}.{each.name}")
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Advice) and value.__module__ == module.__name__:
                yield Lint(name, value, module.check)
