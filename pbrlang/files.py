"""Finding a contract's file, and reading its text."""

from pathlib import Path

CONTRACT_FILE = "contract.pbr"
_DATA = frozenset({".csv", ".json", ".jsonl", ".ndjson", ".ods", ".parquet", ".tsv", ".xls", ".xlsm", ".xlsx"})
_WORD_DOCUMENT = b"PK\x03\x04"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class UnreadableContract(ValueError):
    """A file is not the plain text that a contract is written in; the message says what it is and what to do."""


class NotContract(UnreadableContract):
    """A file is one of data, by the end of its name."""


def find_contract(path: Path) -> Path:
    """The file of a contract that is named by itself or by its folder.

    Raises FileNotFoundError if there is none, and NotContract if the name is that of a file of data.
    """
    if not path.exists():
        raise FileNotFoundError(f"there is no file or folder `{path}`")
    if not path.is_dir():
        if path.suffix.lower() in _DATA:
            raise NotContract(f"`{path}` is a file of data: name the contract's file, or the folder that holds it")
        return path
    if (path / CONTRACT_FILE).exists():
        return path / CONTRACT_FILE
    others = sorted(each.name for each in path.glob("*.pbr"))
    advice = f"; name one of its files: {', '.join(others)}" if others else ""
    raise FileNotFoundError(f"the folder `{path}` holds no {CONTRACT_FILE}{advice}")


def decoded(written: bytes) -> str:
    """The text of a contract's file; UnicodeDecodeError if it is not text."""
    return written.decode("utf-16" if written.startswith(_UTF_16) else "utf-8-sig")


def text_of(file: Path) -> str:
    """The text of a contract; UnreadableContract, which says what it is, where the file holds something else."""
    written = file.read_bytes()
    if written.startswith(_WORD_DOCUMENT):
        raise UnreadableContract(f"`{file}` is a document of a word processor: save it as plain text, in UTF-8")
    try:
        return decoded(written)
    except UnicodeDecodeError as wrong:
        line = written.count(b"\n", 0, wrong.start) + 1
        advice = "save the file as plain text, in UTF-8"
        raise UnreadableContract(f"`{file}` has a character on line {line} that is not in UTF-8: {advice}") from None


def beside(folder: Path, name: str) -> str | None:
    """The text of a file that a worked example or a table is read from; it must lie in the contract's folder."""
    file = (folder / name).resolve()
    try:
        return file.read_text(encoding="utf-8-sig") if file.is_relative_to(folder.resolve()) else None
    except (OSError, UnicodeDecodeError):
        return None
