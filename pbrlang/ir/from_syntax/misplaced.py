"""Items of a clause that say nothing there, or contradict one another."""

from pbrlang.diagnostics.prose import article
from pbrlang.ir.errors import ItemOutOfPlace
from pbrlang.ir.from_syntax.scope import Scope
from pbrlang.syntax.tree import blocks as b

_OF_TO_DATE = "is said of what a clause pays to date"


def check_items(scope: Scope, node: b.Clause) -> None:
    """Complain about each item that has no effect where it stands."""
    called = f"{article(node.keyword)} {node.keyword}"
    if node.keyword != "advance":
        for unearned in node.unearned:
            reason = f"what is unearned is said of an advance, and this is {called}"
            scope.complain(ItemOutOfPlace(unearned.span, reason=reason))
    if node.amounts and node.amounts[0].to_date:
        _check_to_date(scope, node)
    else:
        for word in node.falls:
            reason = f"`{word.span.text}` {_OF_TO_DATE}, and this clause says nothing `to date`"
            scope.complain(ItemOutOfPlace(word.span, reason=reason))


def _check_to_date(scope: Scope, node: b.Clause) -> None:
    """What is paid to date has its own dates, is due in every period, and falls in one way."""
    for on in node.on:
        reason = "what is paid to date is dated by the end of each settlement period, not `on` a day"
        scope.complain(ItemOutOfPlace(on.span, reason=reason))
    for times in node.times:
        reason = "what is paid to date is due in every settlement period, and not so many times"
        scope.complain(ItemOutOfPlace(times.span, reason=reason))
    said = [*node.falls, *node.negative]
    for word in said[1:]:
        reason = f"`{word.span.text}` contradicts `{said[0].span.text}`"
        scope.complain(ItemOutOfPlace(word.span, reason=reason, advice="leave one of them out"))
    if node.keyword == "advance":
        reason = "an advance is paid at once, and not to date: what it is set off against falls due over time"
        scope.complain(ItemOutOfPlace(node.amounts[0].span, reason=reason, advice="leave out `to date`"))


def to_date(node: b.Clause) -> str | None:
    """How what a clause pays to date may fall; nothing where it pays each sum by itself."""
    if not node.amounts or not node.amounts[0].to_date:
        return None
    return node.falls[0].word if node.falls else "may fall"
