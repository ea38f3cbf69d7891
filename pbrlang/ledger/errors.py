"""Why a ledger is not used, or cannot be written."""

from attrs import frozen

from pbrlang.data.errors.base import DataDiagnostic
from pbrlang.diagnostics.prose import plural

_MOST_SHOWN = 12


@frozen
class NotLedger(DataDiagnostic):
    """A file is no ledger, or can no longer be read as one.

    ## Why
    A ledger is one file that `pbr settle` makes. Any other file is left as it is: statements are never written
    into it. An empty file is no new ledger, since it may be what a mishap has left of an old one.

    ## Example
    ```console
    $ pbr settle . --ledger notes.txt --to 2020-04-30
    ```

    ## Instead
    Name a file that is not there yet, for a new ledger, or the ledger itself. If the ledger is damaged, put back the
    copy that was kept after the last statement.

    ```console
    $ pbr settle . --ledger homes.ledger --to 2020-04-30
    ```
    """

    code = "PBR801"
    name = "not-a-ledger"

    found: str

    def message(self) -> str:
        return f"{self.place.file} is not a ledger that can be read: {self.found}"

    def help(self) -> str | None:
        return "it was left as it is; name another file, or put back a copy of the ledger"


@frozen
class OtherFormat(DataDiagnostic):
    """A ledger is of a format that this version of `pbr` does not know.

    ## Why
    What an unknown format means can only be guessed, and a statement written after a wrong guess would stay issued.

    ## Example
    A ledger of a later format:

    ```console
    $ pbr ledger show later.ledger
    ```

    ## Instead
    Use the version of `pbr` that wrote it, or a later one.

    ```console
    $ pbr ledger show homes.ledger
    ```
    """

    code = "PBR802"
    name = "ledger-format"

    format: int
    known: int

    def message(self) -> str:
        return f"{self.place.file} is a ledger of format {self.format}, and this version of pbr knows only {self.known}"

    def help(self) -> str | None:
        if self.format > self.known:
            return "a later version of pbr wrote it: use that one; the file was left as it is"
        return "no version of pbr wrote such a format, so the file is damaged: put back a copy of it"


@frozen
class Altered(DataDiagnostic):
    """A ledger is not as it was written.

    ## Why
    Each statement carries the hash of the one before it, of the contract and of the data. Where one of them does
    not agree, something was altered, taken out, put in or moved since.

    ## Example
    A ledger in which a figure was changed with another program:

    ```console
    $ pbr ledger verify altered.ledger
    ```

    ## Instead
    Put back the copy that was kept after the last statement.

    ```console
    $ pbr ledger verify homes.ledger
    ```
    """

    code = "PBR803"
    name = "ledger-altered"

    what: str

    def message(self) -> str:
        return f"{self.place.file} is not as it was written: {self.what}"

    def help(self) -> str | None:
        return "put back the copy that was kept after the last statement that you can vouch for"


@frozen
class ContractChanged(DataDiagnostic):
    """The contract is not the one under which earlier statements were issued.

    ## Why
    Statements that were issued stay issued, and so do the rules by which they were worked out. If a rate or a
    condition could change below them, every earlier amount would be corrected without anyone having agreed to it.
    Comments, blank space, worked examples and properties may change: they do not state what is due.

    ## Example
    ```console
    $ pbr settle dearer.pbr --data data --ledger issued.ledger --to 2020-05-31
    ```

    ## Instead
    ```console
    $ pbr settle . --ledger issued.ledger --to 2020-05-31
    ```
    """

    code = "PBR804"
    name = "contract-changed"

    issued: int
    changes: tuple[tuple[str, str, str], ...]
    """For each change the block, what was written there and what is now; one of the two may be empty."""
    has_variations: bool

    def message(self) -> str:
        many = plural(self.issued, "statement")
        return f"the contract is not the one under which {self.place.file} has {many}"

    def help(self) -> str | None:
        told = []
        for block, was, now in self.changes[:_MOST_SHOWN]:
            told += [f"{block}:", *([f"    was `{was}`"] if was else []), *([f"    now `{now}`"] if now else [])]
        if len(self.changes) > _MOST_SHOWN:
            told.append(f"and {plural(len(self.changes) - _MOST_SHOWN, 'further change')}")
        agreed = "; what the parties agreed to change is written as a `variation`" if self.has_variations else ""
        return "\n".join([*told, f"settle by the contract as it was{agreed}"])


@frozen
class OtherContract(DataDiagnostic):
    """A ledger holds the statements of another contract.

    ## Why
    A ledger is for one contract: its balance and its corrections would otherwise be set off against sums of another.

    ## Example
    ```console
    $ pbr settle other.pbr --data data --ledger issued.ledger --to 2020-05-31
    ```

    ## Instead
    ```console
    $ pbr settle other.pbr --data data --ledger other.ledger --to 2020-05-31
    ```
    """

    code = "PBR805"
    name = "ledger-of-another-contract"

    recorded: str
    contract: str

    def message(self) -> str:
        return f"{self.place.file} has the statements of {self.recorded}, not of {self.contract}"

    def help(self) -> str | None:
        return "name the ledger of this contract, or a file that is not there yet"


@frozen
class NotWritten(DataDiagnostic):
    """A ledger cannot be written, so nothing was issued.

    ## Why
    A statement counts as issued once it is in the ledger, whole. Where there is no room for it, where the file or
    its folder may not be written, or while another run is writing, none of it is.

    ## Example
    A ledger that may only be read:

    ```console
    $ pbr settle . --ledger readonly.ledger --to 2020-05-31
    ```

    ## Instead
    Mend what stands in the way, and run the same command again. To look first, `--dry-run` writes nothing.

    ```console
    $ pbr settle . --ledger readonly.ledger --to 2020-05-31 --dry-run
    ```
    """

    code = "PBR806"
    name = "ledger-not-written"

    why: str

    def message(self) -> str:
        return f"nothing was issued, because {self.place.file} cannot be written: {self.why}"

    def help(self) -> str | None:
        return "the ledger is as it was; when that is mended, run the same command again"


class LedgerRefused(ValueError):
    """A ledger cannot be used as was asked; `findings` say why. Nothing was written."""

    def __init__(self, *findings: DataDiagnostic) -> None:
        self.findings = findings
        super().__init__("; ".join(each.message() for each in findings))


LEDGER_ERRORS: tuple[type[DataDiagnostic], ...] = (
    NotLedger,
    OtherFormat,
    Altered,
    ContractChanged,
    OtherContract,
    NotWritten,
)
"""Every message about a ledger, in code order."""
