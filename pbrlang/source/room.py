"""Room on the stack for what is nested: brackets in brackets, definitions that read definitions."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

TO_COMPILE, TO_EVALUATE = 2_000, 6_000
"""Calls within calls. Whatever can be compiled can be evaluated, which takes half as many again."""


@contextmanager
def room(calls: int) -> Iterator[None]:
    """Let calls be nested at least so deeply; RecursionError where even that is not enough."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, calls))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
