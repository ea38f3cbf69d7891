"""Laying out expressions of a programming language: on one line where they fit, else one part to a line."""

from attrs import frozen

WIDTH = 110
_STEP = 4


@frozen
class Text:
    """Words that are not broken."""

    text: str


@frozen
class Call:
    """A head with arguments in brackets."""

    head: "Doc | str"
    arguments: tuple["Doc", ...]
    brackets: str = "()"


@frozen
class Infix:
    """Operands with an operator between them."""

    operator: str
    operands: tuple["Doc", ...]


@frozen
class Choice:
    """`a if b else c`, in the words of a language: parts with words before all but the first."""

    first: "Doc"
    rest: tuple[tuple[str, "Doc"], ...]


@frozen
class Parens:
    """Something in brackets."""

    inner: "Doc"


@frozen
class Joined:
    """Words before and after something."""

    before: str
    inner: "Doc"
    after: str = ""


Doc = Text | Call | Infix | Choice | Parens | Joined


def flat(doc: "Doc | str") -> str:
    """Everything on one line."""
    match doc:
        case str():
            return doc
        case Text(text=text):
            return text
        case Call(head=head, arguments=arguments, brackets=brackets):
            return f"{flat(head)}{brackets[0]}{', '.join(map(flat, arguments))}{brackets[1]}"
        case Infix(operator=operator, operands=operands):
            return f" {operator} ".join(map(flat, operands))
        case Choice(first=first, rest=rest):
            return " ".join([flat(first), *(f"{word} {flat(part)}" for word, part in rest)])
        case Parens(inner=inner):
            return f"({flat(inner)})"
        case Joined(before=before, inner=inner, after=after):
            return f"{before}{flat(inner)}{after}"


def lay(doc: Doc, before: str = "", after: str = "", indent: int = 0) -> list[str]:
    """The lines of an expression, with words before and after it."""
    margin = " " * indent
    line = f"{margin}{before}{flat(doc)}{after}"
    if len(line) <= WIDTH:
        return [line]
    match doc:
        case Call(head=head, arguments=arguments, brackets=brackets) if arguments:
            end = "" if head and brackets == "[]" and len(arguments) == 1 else ","
            inner = [each for part in arguments for each in lay(part, "", end, indent + _STEP)]
            return [f"{margin}{before}{flat(head)}{brackets[0]}", *inner, f"{margin}{brackets[1]}{after}"]
        case Infix() | Choice():
            return [f"{margin}{before}(", *_parts(doc, indent + _STEP), f"{margin}){after}"]
        case Parens(inner=inner) if isinstance(inner, Infix | Choice):
            return [f"{margin}{before}(", *_parts(inner, indent + _STEP), f"{margin}){after}"]
        case Parens(inner=inner):
            return lay(inner, f"{before}(", f"){after}", indent)
        case Joined(before=words, inner=inner, after=more):
            return lay(inner, f"{before}{words}", f"{more}{after}", indent)
        case _:
            return [line]


def _parts(doc: Infix | Choice, indent: int) -> list[str]:
    """Each part on a line of its own, with the words that lead to it."""
    if isinstance(doc, Infix):
        first, *rest = doc.operands
        led = [(f"{doc.operator} ", each) for each in rest]
    else:
        first, led = doc.first, [(f"{word} ", each) for word, each in doc.rest]
    return [line for word, each in [("", first), *led] for line in lay(each, word, "", indent)]
