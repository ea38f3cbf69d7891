"""Items of a clause that say nothing there, or contradict one another."""

from pbrlang.diagnostics.prose import article
from pbrlang.ir.errors import ItemOutOfPlace
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.syntax.tree import blocks as b


def check_items(scope: Scope, node: b.Clause) -> None:
    """Complain about each item that has no effect where it stands."""
    called = f"{article(node.keyword)} {node.keyword}"
    if node.keyword != "advance":
        for unearned in node.unearned:
            reason = f"what is unearned is said of an advance, and this is {called}"
            scope.complain(ItemOutOfPlace(unearned.span, reason=reason))
