"""Quotients of which the divisor cancels out, so that they can be added up over one scale.

`(Comparison Rate - Reconvictions / Members) * Members` is a quotient as it is written; what it comes to is not.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from attrs import frozen

from pbrlang.lower.forms import NUMBER, RATIO, number
from pbrlang.lower.nodes import Literal, Needed, Node, Operation, ReadField, ReadValue
from pbrlang.lower.numbers import combined
from pbrlang.names.homes import ToRow
from pbrlang.source.late import changed

Meaning = Callable[[str], Node]


@frozen
class _Quotient:
    """A product of whole numbers over others and a scale; those below stand in fields and are never nought."""

    over: tuple[Node, ...]
    below: tuple[Node, ...] = ()
    scale: int = 1


def over_one_scale(node: Node, meaning: Meaning) -> Node | None:
    """A quotient as a number over one scale; nothing where its divisor is not the same for all that hold it.

    `meaning` gives the body of a definition.
    """
    found = _quotient(node, meaning)
    if found is None or found.below:
        return None
    product = _product(found.over, node.clause)
    return changed(product, form=changed(product.form, scale=found.scale))


def _quotient(node: Node, meaning: Meaning) -> _Quotient | None:
    match node:
        case Needed(of=of):
            return None if of.form.blank else _quotient(of, meaning)
        case ReadValue(path=path, name=name) if path in ((), (ToRow(),)) and node.form.what == RATIO:
            return _quotient(meaning(name), meaning)
        case Operation(word="quotient", arguments=(over, under)):
            return _divided(_whole(over), under)
        case Operation(word="ratio times", arguments=arguments):
            parts = [_quotient(each, meaning) for each in arguments]
            return _times([each for each in parts if each is not None]) if None not in parts else None
        case Operation(word="ratio plus" | "ratio minus" as word, arguments=arguments):
            parts = [_quotient(each, meaning) for each in arguments]
            known = [each for each in parts if each is not None]
            how = "add" if word == "ratio plus" else "subtract"
            return _together(how, known[0], known[1], node.clause) if len(known) == len(parts) else None
        case _:
            return _Quotient((_whole(node),), scale=node.form.scale) if node.form.what == NUMBER else None


def _divided(over: Node, under: Node) -> _Quotient | None:
    if isinstance(under, Literal) and isinstance(under.value, int):
        return _Quotient((over,), scale=under.value) if under.value > 0 else None
    under = _bare(under)
    return _Quotient((over,), (under,)) if _is_never_nought(under) else None


def _is_never_nought(node: Node) -> bool:
    """Whether a number is a field of the row itself that is filled in and above nought."""
    own = isinstance(node, ReadField) and node.path in ((), (ToRow(),)) and not node.ends and not node.form.blank
    return own and node.form.least is not None and node.form.least > 0


def _times(parts: Iterable[_Quotient]) -> _Quotient:
    over: list[Node] = []
    below: Counter[Node] = Counter()
    scale = 1
    for part in parts:
        over += part.over
        below.update(part.below)
        scale *= part.scale
    left = []
    for each in over:
        if below[_bare(each)]:
            below[_bare(each)] -= 1
        else:
            left.append(each)
    return _Quotient(tuple(left), tuple(below.elements()), scale)


def _together(how: str, one: _Quotient, other: _Quotient, clause: str) -> _Quotient:
    """The sum or difference, over what both are over."""
    below = Counter(one.below) | Counter(other.below)
    left, right = (
        _product((*each.over, *(below - Counter(each.below)).elements(), _literal(scale, clause)), clause)
        for each, scale in ((one, other.scale), (other, one.scale))
    )
    return _Quotient((_whole(combined(how, left, right, clause)),), tuple(below.elements()), one.scale * other.scale)


def _product(factors: Iterable[Node], clause: str) -> Node:
    found = _literal(1, clause)
    for each in factors:
        found = _whole(combined("multiply", found, each, clause))
    return found


def _literal(value: int, clause: str) -> Node:
    return Literal(number(1, value, value), clause, value)


def _whole(node: Node) -> Node:
    """The whole number that a number is held as."""
    bare = node.arguments[0] if isinstance(node, Operation) and node.word == "over" else node
    return changed(bare, form=changed(bare.form, scale=1))


def _bare(node: Node) -> Node:
    """The same wherever it is read."""
    whole = _whole(node)
    return (
        changed(whole, clause="", path=())
        if isinstance(whole, ReadField) and whole.path == (ToRow(),)
        else (changed(whole, clause=""))
    )
