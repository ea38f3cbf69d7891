"""Every message that the compiler can give."""

import functools
import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import TypeGuard

from pbrlang.data import errors as data_errors
from pbrlang.data.errors import DataDiagnostic
from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.page import Told
from pbrlang.engines import errors as engine_errors
from pbrlang.explain import errors as explain_errors
from pbrlang.interpret import card_errors
from pbrlang.interpret import errors as interpret_errors
from pbrlang.ir import errors as ir_errors
from pbrlang.kinds import errors as kinds_errors
from pbrlang.ledger import errors as ledger_errors
from pbrlang.lints import accepting
from pbrlang.lints.registry import FAMILIES
from pbrlang.lower import errors as lower_errors
from pbrlang.names import errors as names_errors
from pbrlang.syntax import errors as syntax_errors

ROOMS = (
    syntax_errors,
    names_errors,
    kinds_errors,
    ir_errors,
    data_errors,
    interpret_errors,
    card_errors,
    explain_errors,
    lower_errors,
    engine_errors,
    ledger_errors,
    accepting,
    *FAMILIES,
)
"""The modules and packages that hold messages: every class with a code that is in one of them is a message."""


@functools.cache
def messages() -> tuple[type[Told], ...]:
    """The class of every message, in the order of their codes."""
    modules = [module for room in ROOMS for module in _modules(room)]
    found = {each: None for module in modules for each in vars(module).values() if _is_message(each)}
    return tuple(sorted(found, key=lambda each: each.code))


def _modules(room: ModuleType) -> Iterator[ModuleType]:
    """A module, and where it is a package, those in it."""
    yield room
    for each in pkgutil.iter_modules(getattr(room, "__path__", ())):
        yield importlib.import_module(f"{room.__name__}.{each.name}")


def _is_message(value: object) -> TypeGuard[type[Told]]:
    return isinstance(value, type) and issubclass(value, Diagnostic | DataDiagnostic) and "code" in vars(value)
