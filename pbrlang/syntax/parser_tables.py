"""The parser for items: found ready made where it can be, built from the grammar where it must be.

Building takes most of a second, loading a twentieth of one. An installed package carries the
tables; a checkout keeps them in the user's cache directory.
"""

import contextlib
import functools
import io
import os
import pickle
import re
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lark import Lark

_OPTIONS: dict[str, Any] = {
    "parser": "lalr",
    "lexer": "contextual",
    "propagate_positions": True,
    "maybe_placeholders": True,
    "keep_all_tokens": False,
}
_PACKAGED = Path(__file__).parents[1] / "_grammar"
_RULE = re.compile(r"^[!?]*([a-z][a-z0-9_]*)(?:\.-?\d+)?\s*:", re.MULTILINE)
_ENDINGS = ("_header", "_item")
_OTHER_STARTS = frozenset({"expression", "condition", "cell", "bound", "part", "part_limit"})


def grammar_text() -> str:
    """The grammar of an item, in Lark's notation, from the installed package or from the checkout.

    Raises `FileNotFoundError` if the package is in neither form.
    """
    packaged = _PACKAGED / "pbr.lark"
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (Path(__file__).parents[2] / "grammar" / "pbr.lark").read_text(encoding="utf-8")


def start_rules(grammar: str) -> tuple[str, ...]:
    """The rules at which parsing may start: every `…_header` and `…_item`, and `expression`, `condition` and `cell`."""
    names = dict.fromkeys(_RULE.findall(grammar))
    return tuple(name for name in names if name.endswith(_ENDINGS) or name in _OTHER_STARTS)


def build_parser(strict: bool = False) -> "Lark":
    """Build the parser from the grammar; `strict` refuses conflicts and terminals that collide.

    Raises `lark.GrammarError` or `lark.LexError` if the grammar is faulty.
    """
    return parser_of(grammar_text(), strict)


def parser_of(grammar: str, strict: bool = False) -> "Lark":
    """Build a parser from the text of a grammar, as `build_parser` does."""
    from lark import Lark

    return Lark(grammar, start=list(start_rules(grammar)), strict=strict, **_OPTIONS)


@functools.cache
def parser() -> "Lark":
    """The parser for items, the same one at every call."""
    grammar = grammar_text()
    packaged = _PACKAGED / "pbr.tables"
    if packaged.is_file() and (ready := load_tables(packaged.read_bytes(), grammar)):
        return ready
    cache = cache_file()
    with contextlib.suppress(OSError):
        if cache and (ready := load_tables(cache.read_bytes(), grammar)):
            return ready
    built = parser_of(grammar)
    if cache:
        _write(cache, dump_tables(built, grammar))
    return built


def dump_tables(built: "Lark", grammar: str) -> bytes:
    """A parser as bytes, under a line that says what they were made from."""
    body = io.BytesIO()
    built.save(body)
    return _heading(grammar) + body.getvalue()


def load_tables(content: bytes, grammar: str) -> "Lark | None":
    """The parser that `dump_tables` wrote; `None` if another grammar or another Lark made it, or if it is damaged."""
    from lark import Lark

    heading = _heading(grammar)
    if not content.startswith(heading):
        return None
    try:
        return Lark.load(_PlainData(io.BytesIO(content[len(heading) :])).load())
    except (pickle.UnpicklingError, AttributeError, EOFError, IndexError, KeyError, TypeError, ValueError):
        return None


class _PlainData(pickle.Unpickler):
    """Reads numbers, words, lists and dictionaries, which are all that tables hold; nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"tables do not hold {module}.{name}")


def _heading(grammar: str) -> bytes:
    import lark

    made_from = sha256(f"{sorted(_OPTIONS.items())}\n{grammar}".encode()).hexdigest()
    return f"pbr tables, lark {lark.__version__}, grammar {made_from}\n".encode()


def cache_file() -> Path | None:
    """Where a checkout keeps its tables; `None` for a user who has no home directory."""
    stated = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        folder = Path(stated) if stated else Path.home() / ".cache"
    except RuntimeError:
        return None
    return folder / "pbrlang" / "pbr.tables"


def _write(path: Path, content: bytes) -> None:
    """Put a whole file in place at once; a cache that cannot be written is done without."""
    import tempfile

    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(content)
        Path(file.name).replace(path)
