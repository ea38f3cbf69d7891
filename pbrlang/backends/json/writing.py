"""A compiled contract as JSON."""

from hashlib import sha256
from pathlib import PurePath

from pbrlang.backends.common.words import words
from pbrlang.backends.json.layout import laid_out
from pbrlang.backends.json.schema import FORMAT, SCHEMA_FILE, VERSION, schema
from pbrlang.backends.json.shapes import Nodes, Texts
from pbrlang.ir.program import Program
from pbrlang.version import __version__


def compiled(program: Program) -> str:
    """The contract as JSON; the same contract gives the same bytes."""
    source = program.terms.span.source
    texts = Texts([source])
    written = Nodes((Program,)).write(program, texts)
    return laid_out(
        {
            "$schema": SCHEMA_FILE,
            "format": FORMAT,
            "version": VERSION,
            "language": __version__,
            "contract": program.terms.name,
            "sha256": sha256(source.written.encode()).hexdigest(),
            "texts": [{"name": PurePath(each.name).name, "text": each.written} for each in texts.sources],
            "program": written,
        }
    )


def build(program: Program) -> dict[str, str]:
    """The files of the target, by name: the contract, and the schema that describes it."""
    name = "_".join(words(program.terms.name)).lower()
    return {f"{name}.json": compiled(program), SCHEMA_FILE: laid_out(schema())}
