"""The compiler on one screen: text, tree, names, compiled contract."""

from attrs import frozen

from pbrlang.diagnostics import Diagnostic, Severity
from pbrlang.ir.from_syntax.assemble import compile_tree
from pbrlang.ir.from_syntax.evidence import Beside
from pbrlang.ir.program import Program
from pbrlang.names.from_syntax import declare
from pbrlang.names.symbols import Symbols
from pbrlang.source import Source, Span
from pbrlang.source.room import TO_COMPILE, room
from pbrlang.syntax.from_layout import read_contract
from pbrlang.syntax.tree.blocks import ContractText


@frozen(eq=False)
class Compilation:
    """What the compiler made of a contract. `program` is nothing where an error stands in the way."""

    source: Source
    tree: ContractText
    symbols: Symbols
    program: Program | None
    diagnostics: tuple[Diagnostic, ...]


def _nothing_beside(_name: str) -> str | None:
    return None


def compile_text(name: str, text: str, beside: Beside = _nothing_beside) -> Compilation:
    """Compile a contract. All mistakes are told at once; none is raised.

    `name` is how messages call the file. `beside` gives the text of a file that lies beside the contract
    (`given Participants from "worked/participants.csv"`) by the name written there, or nothing if there is none.
    """
    source = Source.of(name, text)
    try:
        with room(TO_COMPILE):
            return _compile(source, beside)
    except RecursionError:
        return _too_deep(source)


def _compile(source: Source, beside: Beside) -> Compilation:
    tree, complaints = read_contract(source)
    symbols, about_names = declare(tree)
    complaints += about_names
    program = compile_tree(tree, symbols, beside, complaints)
    failed = any(each.severity is Severity.ERROR for each in complaints)
    if failed:
        complaints = _without_echoes(source, complaints)
    return Compilation(source, tree, symbols, None if failed else program, tuple(complaints))


def _too_deep(source: Source) -> Compilation:
    from pbrlang.syntax.errors import UnexpectedWords  # a contract without mistakes starts sooner

    place = Span(source, 0, 0)
    tree = ContractText(place, ())
    told = UnexpectedWords(place, found="a chain of definitions or of brackets as long as there is here", expected=())
    return Compilation(source, tree, declare(tree)[0], None, (told,))


def _without_echoes(source: Source, complaints: list[Diagnostic]) -> list[Diagnostic]:
    from pbrlang.ir.from_syntax.echoes import without_echoes  # a contract without mistakes starts sooner

    return list(without_echoes(source, complaints))
