"""Reading a ledger, and issuing into it."""

from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from pbrlang.diagnostics import DataPlace
from pbrlang.ledger.documents import hash_of
from pbrlang.ledger.errors import Altered, ContractChanged, LedgerRefused, OtherContract
from pbrlang.ledger.history import History
from pbrlang.ledger.issuing import Drafts, draft
from pbrlang.ledger.model import Issued
from pbrlang.ledger.store import Store, begin, opened
from pbrlang.ledger.terms import VARIATION, differences
from pbrlang.ledger.verifying import verified
from pbrlang.settle import Settlement
from pbrlang.syntax import words


@frozen(eq=False)
class Basis:
    """What statements are issued by: the contract's name and its file byte for byte, and the program that does it.

    `decode` reads such a file as text.
    """

    name: str
    contract: bytes
    decode: Callable[[bytes], str]
    by: str


@frozen(eq=False)
class Ledger:
    """A ledger that is as it was written: its statements, and the texts of the contract by their hashes."""

    path: Path
    history: History
    contracts: dict[str, bytes]

    @property
    def statements(self) -> tuple[Issued, ...]:
        """The statements, oldest first."""
        return self.history.statements

    @property
    def contract(self) -> bytes | None:
        """The contract by which the last statement was made, byte for byte; nothing where there is no statement."""
        return self.contracts.get(self.history.contract or "")


@frozen(eq=False)
class Run:
    """What came of one run: the statements that were issued, or would be, and whether the ledger is new.

    `waiting` is, where none were, what earlier periods come to now less what was paid for them, in coins.
    """

    path: Path
    statements: tuple[Issued, ...]
    waiting: int
    begun: bool
    before: Issued | None


def read(path: Path) -> Ledger:
    """Read a ledger and verify it; raises LedgerRefused, and FileNotFoundError where there is none."""
    with opened(path) as store:
        wrong = store.sound()
        if wrong:
            raise _altered(path, [f"its file is damaged ({each})" for each in wrong[:3]])
        return _read(path, store)


def _read(path: Path, store: Store) -> Ledger:
    kept = store.read()
    history, wrong = verified(kept)
    if history is None:
        raise _altered(path, wrong)
    return Ledger(path, history, kept.contracts)


def _altered(path: Path, found: list[str]) -> LedgerRefused:
    return LedgerRefused(*(Altered(DataPlace(str(path), 0), each) for each in found))


def look(path: Path, basis: Basis) -> None:
    """Refuse, before any data is read, a ledger of another contract, and what is no ledger at all."""
    if path.exists():
        with opened(path) as store:
            last, contract = store.last()
            if last is not None and contract is not None:
                _refuse_other(path, last, contract, basis)


def preview(path: Path, settlement: Settlement, basis: Basis) -> Run:
    """What `issue` would record; nothing is written, and no file is made."""
    if not path.exists():
        nothing = Ledger(path, History((), {}), {})
        return _run(nothing, _draft(settlement, nothing, basis), begun=True)
    with opened(path) as store:
        ledger = _read(path, store)
        if ledger.history.last is not None and ledger.contract is not None:
            _refuse_other(path, ledger.history.last, ledger.contract, basis)
        return _run(ledger, _draft(settlement, ledger, basis), begun=False)


def issue(path: Path, settlement: Settlement, basis: Basis) -> Run:
    """Record the statements that have fallen due, all of them or none.

    While one run works out what is due against the recorded statements, no other can write. A ledger that is not
    there is begun, if any statement is due.
    """
    begun = not path.exists()
    if begun:
        first = preview(path, settlement, basis)
        if not first.statements:
            return first
        begin(path)
    with opened(path) as store, store.writing():
        ledger = _read(path, store)
        if ledger.history.last is not None and ledger.contract is not None:
            _refuse_other(path, ledger.history.last, ledger.contract, basis)
        drafts = _draft(settlement, ledger, basis)
        if drafts.statements:
            store.add(basis.contract, drafts.statements, drafts.changes)
    return _run(ledger, drafts, begun=begun)


def _draft(settlement: Settlement, ledger: Ledger, basis: Basis) -> Drafts:
    return draft(settlement, ledger.history, hash_of(basis.contract), basis.by)


def _run(ledger: Ledger, drafts: Drafts, *, begun: bool) -> Run:
    return Run(ledger.path, drafts.statements, drafts.waiting, begun, ledger.history.last)


def _refuse_other(path: Path, last: Issued, contract: bytes, basis: Basis) -> None:
    """Refuse a contract that is not the one by which the last statement was issued, varied or not."""
    if contract == basis.contract:
        return
    place = DataPlace(str(path), 0)
    if last.document["contract"] != basis.name:
        raise LedgerRefused(OtherContract(place, str(last.document["contract"]), basis.name))
    found = differences(basis.decode(contract), basis.decode(basis.contract))
    if found:
        changes = tuple((each.block, each.was, each.now) for each in found)
        raise LedgerRefused(ContractChanged(place, last.number, changes, VARIATION in words.BLOCKS))
