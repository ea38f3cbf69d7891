"""Operators between operands, in brackets where they need them."""

from pbrlang.backends.common.layout import Choice, Doc, Infix, Joined, Parens, flat

LOOSEST, OR, AND, COMPARED, SUM, PRODUCT, UNARY, ATOM = range(8)
_TIGHTNESS = {"or": OR, "||": OR, "and": AND, "&&": AND, "+": SUM, "-": SUM, "*": PRODUCT, "%": PRODUCT}


def tightness(doc: Doc) -> int:
    """How tightly the outermost operator of an expression binds."""
    match doc:
        case Infix(operator=operator):
            return _TIGHTNESS.get(operator, COMPARED)
        case Choice():
            return LOOSEST
        case Joined(before=before):
            return UNARY if before == "-" else LOOSEST if before.startswith(("lambda", "(")) else ATOM
        case _:
            return ATOM


def within(doc: Doc, least: int) -> Doc:
    """An expression in brackets unless it binds at least so tightly."""
    return doc if tightness(doc) >= least else Parens(doc)


def opposite(doc: Doc) -> Doc:
    """The opposite of a number; two signs never stand together, as they mean something else in some languages."""
    inner = within(doc, ATOM)
    return Joined("-", Parens(inner) if flat(inner).startswith("-") else inner)


def infix(operator: str, *operands: Doc) -> Doc:
    """Operands with an operator between them, in brackets where they need them."""
    level = _TIGHTNESS.get(operator, COMPARED)
    first, *rest = operands
    chained = operator in ("+", "*", "and", "or", "&&", "||")
    opened = [within(first, level + (level == COMPARED)), *(within(each, level + 1) for each in rest)]
    head = opened[0]
    if chained and isinstance(head, Infix) and head.operator == operator:
        return Infix(operator, (*head.operands, *opened[1:]))
    return Infix(operator, tuple(opened))
