"""The tables by which items are read: found ready made where they can be, built from the grammar where they must be.

Building takes most of a second. An installed package carries the tables; a checkout keeps them in the user's cache
directory. `reader` reads items at once; `parser` is Lark, and says why one cannot be read.
"""

import contextlib
import functools
import io
import os
import pickle
import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from lark import Lark

    from pbrlang.syntax.quick import Reader

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
_WHOLE, _QUICK = "pbr.tables", "pbr.quick"
_FORM = 1
"""Counts the forms that `compact_tables` has given its tables: those of another form are not read."""

_PARTS = frozenset({"patterns", "ignored", "scanners", "states", "rules", "starts"})
_DAMAGED = (pickle.UnpicklingError, AttributeError, EOFError, IndexError, KeyError, TypeError, ValueError)

T = TypeVar("T")


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
def reader() -> "Reader":
    """What reads an item without a mistake, the same one at every call."""
    from pbrlang.syntax.quick import Reader

    grammar = grammar_text()
    ready = _ready(_QUICK, lambda content: load_quick(content, grammar))
    if ready is None:
        from pbrlang.syntax.compact_tables import compact

        ready = compact(parser())
        _keep(_QUICK, dump_quick(ready, grammar))
    return Reader(ready)


@functools.cache
def parser() -> "Lark":
    """The parser for items that tells what is wrong with one, the same one at every call."""
    grammar = grammar_text()
    ready = _ready(_WHOLE, lambda content: load_tables(content, grammar))
    if ready is None:
        ready = parser_of(grammar)
        _keep(_WHOLE, dump_tables(ready, grammar))
    return ready


def _ready(name: str, load: Callable[[bytes], T | None]) -> T | None:
    """What was kept under a name, in the package or else in the cache, if it can be loaded."""
    for path in (_PACKAGED / name, cache_file(name)):
        with contextlib.suppress(OSError):
            if path and (ready := load(path.read_bytes())):
                return ready
    return None


def _keep(name: str, content: bytes) -> None:
    if path := cache_file(name):
        _write(path, content)


def dump_quick(tables: dict[str, Any], grammar: str) -> bytes:
    """What `compact_tables.compact` made of a parser, as bytes, under a line that says what it was made from."""
    return _quick_heading(grammar) + pickle.dumps(tables)


def load_quick(content: bytes, grammar: str) -> dict[str, Any] | None:
    """The tables that `dump_quick` wrote; `None` if they are another grammar's or damaged."""
    loaded = _plain(content, _quick_heading(grammar))
    return loaded if isinstance(loaded, dict) and loaded.keys() >= _PARTS else None


def dump_tables(built: "Lark", grammar: str) -> bytes:
    """A parser as bytes, under a line that says what they were made from."""
    body = io.BytesIO()
    built.save(body)
    return _heading(grammar) + body.getvalue()


def load_tables(content: bytes, grammar: str) -> "Lark | None":
    """The parser that `dump_tables` wrote; `None` if another grammar or another Lark made it, or if it is damaged."""
    from lark import Lark

    loaded = _plain(content, _heading(grammar))
    try:
        return Lark.load(loaded) if loaded else None
    except _DAMAGED:
        return None


def _plain(content: bytes, heading: bytes) -> Any:
    """The data under a heading; nothing where the heading is another, or the data cannot be read."""
    if not content.startswith(heading):
        return None
    try:
        return _PlainData(io.BytesIO(content[len(heading) :])).load()
    except _DAMAGED:
        return None


class _PlainData(pickle.Unpickler):
    """Reads numbers, words, lists and dictionaries, which are all that tables hold; nothing that could run."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"tables do not hold {module}.{name}")


def _heading(grammar: str) -> bytes:
    import lark

    return f"pbr tables, lark {lark.__version__}, grammar {_digest(grammar)}\n".encode()


def _quick_heading(grammar: str) -> bytes:
    return f"pbr quick tables, form {_FORM}, grammar {_digest(grammar)}\n".encode()


def _digest(grammar: str) -> str:
    return sha256(f"{sorted(_OPTIONS.items())}\n{grammar}".encode()).hexdigest()


def cache_file(name: str) -> Path | None:
    """Where a checkout keeps its tables; `None` for a user who has no home directory."""
    stated = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        folder = Path(stated) if stated else Path.home() / ".cache"
    except RuntimeError:
        return None
    return folder / "pbrlang" / name


def _write(path: Path, content: bytes) -> None:
    """Put a whole file in place at once; a cache that cannot be written is done without."""
    import tempfile

    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            beside = Path(file.name)
            try:
                file.write(content)
                file.close()
                beside.replace(path)
            except OSError:
                beside.unlink(missing_ok=True)
