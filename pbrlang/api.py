"""The Python interface: load a contract, check it, test it, pay by it, and ask why.

```python
import pbrlang

contract = pbrlang.load("examples/care-review")
payment = contract.pay()
print(payment.settlement.total)
```

Amounts are `fractions.Fraction` in the currency's main unit, dates are `datetime.date`, and a stretch of days
includes both its ends.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from hashlib import sha256
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.order import in_order, summary
from pbrlang.files import beside, decoded, find_contract, text_of
from pbrlang.payment import Payment
from pbrlang.pipeline import Compilation, compile_text

if TYPE_CHECKING:
    from pbrlang.data.errors import DataDiagnostic
    from pbrlang.data.reading import BadRow, Reading
    from pbrlang.engines.connecting import Resources
    from pbrlang.explain import Explanation
    from pbrlang.ir.program import Program
    from pbrlang.ledger import Run
    from pbrlang.lints import Found, Settings
    from pbrlang.render.model import Document
    from pbrlang.settle import AlwaysResult, ExampleResult, Settlement

DATA_FOLDER = "data"


class ContractMistakes(ValueError):
    """What was asked needs a contract without errors. `diagnostics` are all its messages, in order of place."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = _in_order(diagnostics)
        super().__init__(summary(self.diagnostics))


class CannotBeBuilt(ValueError):
    """A part of a contract cannot be said in another language. `diagnostics` says which parts, and why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = _in_order(diagnostics)
        super().__init__(summary(self.diagnostics))


class DataMistakes(ValueError):
    """Nothing is paid, because of the data.

    `problems` are faults of the folder and of whole files, `bad` the rows that cannot be used, a row with two
    faults twice; `findings` are the messages of both.
    """

    def __init__(self, problems: Iterable["DataDiagnostic"], bad: Iterable["BadRow"]) -> None:
        self.problems = tuple(problems)
        self.bad = tuple(bad)
        self.findings = (*self.problems, *(each.fault for each in self.bad))
        super().__init__(summary(self.findings))


class NoSuchAmount(ValueError):
    """A question names nothing that there is in the contract or its data; `diagnostic` says what."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic
        advice = diagnostic.help()
        super().__init__(f"{diagnostic.message()}; {advice}" if advice else diagnostic.message())


@frozen(eq=False, repr=False)
class Evidence:
    """What came of a contract's worked examples and of the properties that it states.

    A property is tried, never proved. `data_faults` says why it was not tried on the data, where the folder
    has data; it is empty where it was, or where there is none.
    """

    examples: tuple["ExampleResult", ...]
    always: tuple["AlwaysResult", ...]
    data_faults: tuple["DataDiagnostic", ...]

    @property
    def passed(self) -> int:
        """How many worked examples came out as expected."""
        return sum(each.held for each in self.examples)

    @property
    def failed(self) -> int:
        """How many did not, and how many properties failed in some trial."""
        return sum(not each.held for each in self.examples) + sum(not each.held for each in self.always)


@frozen(eq=False, repr=False)
class Contract:
    """A contract as it was read. `path` is its file; `compilation` has its text and all that was made of it."""

    path: Path
    compilation: Compilation

    def check(self) -> tuple[Diagnostic, ...]:
        """Every message about the contract, in order of place; empty if there is nothing to say."""
        return _in_order(self.compilation.diagnostics)

    def review(
        self, *, only: Iterable[str] = (), skip: Iterable[str] = (), settings: "Settings | None" = None
    ) -> "Found":
        """Look for weaknesses of the design: those that are open, and those that the contract accepts, with reasons.

        `only` and `skip` name findings by name, code or family; `settings` are the limits beyond which something is
        told. Raises ContractMistakes if the contract has errors.
        """
        from pbrlang.lints import find

        return find(self.program, self.compilation.tree, settings, only=tuple(only), skip=tuple(skip))

    @property
    def program(self) -> "Program":
        """The compiled contract. Raises ContractMistakes if it has errors."""
        if self.compilation.program is None:
            raise ContractMistakes(self.compilation.diagnostics)
        return self.compilation.program

    @property
    def data(self) -> Path:
        """The folder that holds its data unless another is named: `data`, beside the contract."""
        return self.path.parent / DATA_FOLDER

    def test(self) -> Evidence:
        """Run the worked examples, and try the stated properties on them and on the data in its folder.

        Raises ContractMistakes if the contract has errors.
        """
        from pbrlang.settle import run_example, try_always

        program = self.program
        examples = tuple(run_example(program, each) for each in program.examples)
        if not (program.always and program.tables and self.data.is_dir()):
            return Evidence(examples, try_always(program), ())
        reading = self.read(complete_to=program.terms.settles_until)
        faults = (*reading.errors, *(each.fault for each in reading.bad))
        return Evidence(examples, try_always(program, None if faults else reading.rows), faults)

    def read(
        self,
        data: str | PathLike[str] | None = None,
        *,
        complete_to: date | None = None,
        progress: Callable[[str, int], None] | None = None,
    ) -> "Reading":
        """Read a folder of data: the rows that can be used, and all that is wrong with the rest.

        `data` is a folder or a database, by default the folder beside the contract. `complete_to` is the date to which
        all data is complete, in the place of the folder's `complete.csv`. `progress` is told the name of a kind of data
        and how many of its rows have been read. Raises ContractMistakes if the contract has errors, OSError
        if a file cannot be opened.
        """
        from pbrlang.data.folder import read_folder
        from pbrlang.data.reading import Reading

        program = self.program
        if not program.tables:
            return Reading({}, (), (), {}, {})
        return read_folder(
            self.data if data is None else Path(data),
            tuple(program.tables.values()),
            symbol=program.terms.symbol,
            plurals=program.nouns.plurals,
            complete_to=complete_to,
            progress=progress,
        )

    def pay(
        self,
        data: "str | PathLike[str] | Reading | None" = None,
        *,
        as_at: date | None = None,
        complete_to: date | None = None,
        set_aside: str | PathLike[str] | None = None,
        engine: str = "python",
        lines: bool | str | PathLike[str] = True,
        resources: "Resources | None" = None,
        progress: Callable[[str, int], None] | None = None,
    ) -> Payment:
        """Make the statement of each settlement period that is over and to whose end the data is complete.

        `data` and `complete_to` are as for `read`, whose result `data` may also be. `as_at` is the day up to
        which to settle, by default the earliest date to which some data is complete. With `set_aside`, the
        name of a file, bad rows are written there with their reasons, and the rest is paid provisionally;
        without it, one bad row stops all payment.

        With the engine `duckdb`, data is read into a database and worked out there, to the same statements; `data` is
        a folder or database then, and `resources` say what it may use. With `postgres` and `spark`, rows are handed
        on from there. Where no single `lines` are wanted, it adds them up by clause and day. If `lines` names a file,
        they go there as by `Payment.write_lines`, and `duckdb` writes those that no limit cuts from where they lie.
        `progress` is as for `read`. Raises Declined where that engine cannot do it.

        Raises ContractMistakes if the contract has errors, DataMistakes if the data has; ValueError if neither
        `as_at` nor the data says up to which day to settle, as in a contract without data; OSError if a file
        cannot be opened or written.
        """
        from pbrlang.engines.choosing import DATABASES, ENGINES

        file = None if isinstance(lines, bool) else Path(lines)
        writes = file if engine == "duckdb" and self.program.tables else None
        if engine in DATABASES and self.program.tables:
            from pbrlang.engines.paying import Wanted, pay_in_database

            if not isinstance(data, str | PathLike | None):
                raise TypeError("a database reads a folder, or another database, and no rows")
            wanted = Wanted(as_at, complete_to, set_aside is not None, lines is not False and writes is None, writes)
            folder = self.data if data is None else Path(data)
            reading, settled = pay_in_database(self.program, folder, wanted, resources, progress, engine)
            if settled is None:
                raise DataMistakes(reading.problems, reading.bad)
            settlement = settled
        elif engine in ENGINES:
            reading = self._read(data, complete_to)
            provisional = set_aside is not None and bool(reading.bad)
            settlement = self._settle(reading, as_at, complete_to, provisional)
            if settlement.faults and set_aside is not None and not provisional:
                settlement = self._settle(reading, as_at, complete_to, provisional=True)
        else:
            raise ValueError(f"there is no engine {engine!r}")
        payment = Payment(settlement, reading, (*reading.bad, *settlement.faults), writes)
        if set_aside is not None:
            from pbrlang.data.set_aside import write_set_aside

            write_set_aside(Path(set_aside), payment.bad)
        elif payment.bad:
            raise DataMistakes(reading.problems, payment.bad)
        if file is not None and payment.lines_file is None:
            return payment.with_lines_in(file)
        return payment

    def pay_scenario(self, name: str, *, as_at: date | None = None) -> Payment:
        """Settle what a scenario of the contract supposes: its rows and values, and nothing else.

        `as_at` is the day up to which to settle, by default the end of the run-off; all is complete to that end.
        Raises ContractMistakes if the contract has errors, KeyError if it has no scenario of that name, and
        DataMistakes if rows of the scenario cannot be used.
        """
        from pbrlang.data.reading import Reading
        from pbrlang.settle import settle, suppose

        program = self.program
        supposed = suppose(program, program.scenarios[name])
        if supposed.faults:
            raise DataMistakes([each.fault for each in supposed.faults], ())
        end = program.terms.settles_until
        settlement = settle(program, supposed.rows, as_at=as_at or end, complete_to=end, given=supposed.given)
        if settlement.faults:
            raise DataMistakes((), settlement.faults)
        read = {table: len(rows) for table, rows in supposed.rows.items()}
        return Payment(settlement, Reading(supposed.rows, (), (), read, dict.fromkeys(read, end)), ())

    def settle(
        self,
        ledger: str | PathLike[str],
        to: date,
        data: "str | PathLike[str] | Reading | None" = None,
        *,
        complete_to: date | None = None,
        set_aside: str | PathLike[str] | None = None,
        dry_run: bool = False,
    ) -> "Run":
        """Issue every statement that has fallen due up to a day into a ledger, which is begun if it is not there.

        What earlier statements paid otherwise than the data now says is put right in the first of them. With
        `dry_run` nothing is written. The other arguments are as for `pay`. Raises LedgerRefused, with messages,
        if the ledger cannot be used; else what `pay` raises.
        """
        from pbrlang import __version__
        from pbrlang.ledger import Basis, issue, look, preview

        name = self.program.terms.name
        basis = Basis(name, self.path.read_bytes(), decoded, f"pbrlang {__version__}")
        look(Path(ledger), basis)
        settlement = self.pay(data, as_at=to, complete_to=complete_to, set_aside=set_aside).settlement
        return (preview if dry_run else issue)(Path(ledger), settlement, basis)

    def why(
        self,
        clause: str,
        for_: str | Mapping[str, str] | None = None,
        date: date | None = None,
        *,
        data: "str | PathLike[str] | Reading | None" = None,
        as_at: date | None = None,
        complete_to: date | None = None,
    ) -> "Explanation":
        """Say in plain English why a clause paid what it did for something, or why it paid nothing.

        `clause` is a name or a number. `for_` says for what: `{"Participant": "P1", "Weeks In Work": "26"}`, or
        `"P1"` where the key has one part; of several that it leaves open each is told in a line. `date` is
        that of the amount. The other arguments are as for `pay`; bad rows are left out.

        Raises NoSuchAmount if the question names nothing that there is, and otherwise what `pay` raises.
        """
        from pbrlang.explain import Explainer

        settlement = self._settle(self._read(data, complete_to), as_at, complete_to)
        key = {"": for_} if isinstance(for_, str) else for_ or {}
        answer = Explainer(settlement).explain(clause, key, date)
        if isinstance(answer, Diagnostic):
            raise NoSuchAmount(answer)
        return answer

    def why_payer(
        self,
        payer: str,
        period: str | None = None,
        *,
        data: "str | PathLike[str] | Reading | None" = None,
        as_at: date | None = None,
        complete_to: date | None = None,
    ) -> "Explanation":
        """Say why a payer bears what it does of the statement of a period; where none is named, of each of them.

        The other arguments and what is raised are as for `why`.
        """
        from pbrlang.explain import explain_payer

        settlement = self._settle(self._read(data, complete_to), as_at, complete_to, provisional=True)
        answer = explain_payer(settlement, payer, period)
        if isinstance(answer, Diagnostic):
            raise NoSuchAmount(answer)
        return answer

    def document(self) -> "Document":
        """The payment schedule of the contract as a neutral document, to be drawn by `pbrlang.render.formats.draw`.

        Raises ContractMistakes if the contract has errors.
        """
        from pbrlang import __version__
        from pbrlang.render.contents import Material, document

        made = self.compilation
        digest = sha256(self.path.read_bytes()).hexdigest()
        return document(Material(self.program, made.tree, made.source, digest, __version__))

    def build(self, target: str) -> dict[str, str]:
        """The contract as a program in another language: the text of each file, by its name.

        `target` is one of `pbrlang.backends.TARGETS`. The program gives what `pay` gives, to the penny, and needs no
        pbrlang. Raises ContractMistakes if the contract has errors, CannotBeBuilt if the target cannot say a part
        of it, ValueError if there is no such target.
        """
        from pbrlang.backends import build

        built = build(self.program, target)
        if isinstance(built, dict):
            return built
        raise CannotBeBuilt(built)

    def _read(self, data: "str | PathLike[str] | Reading | None", complete_to: date | None) -> "Reading":
        from pbrlang.data.reading import Reading

        reading = data if isinstance(data, Reading) else self.read(data, complete_to=complete_to)
        if reading.errors:
            raise DataMistakes(reading.problems, reading.bad)
        return reading

    def _settle(
        self, reading: "Reading", as_at: date | None, complete_to: date | None, provisional: bool = False
    ) -> "Settlement":
        from pbrlang.settle import settle

        complete = reading.as_at or complete_to or as_at
        if complete is None:
            raise ValueError("nothing says up to which day to settle: say it with as_at")
        return settle(
            self.program, reading.rows, as_at=as_at or complete, complete_to=complete, provisional=provisional
        )


def load(path: str | PathLike[str]) -> Contract:
    """Read and compile a contract: a file, or a folder that holds `contract.pbr`.

    Its mistakes are not raised; `check` tells them. Raises FileNotFoundError if there is no such file or the
    folder holds no contract, another OSError if it cannot be opened, and UnreadableContract if it is not text.
    """
    file = find_contract(Path(path))
    return Contract(file, compile_text(str(file), text_of(file), lambda name: beside(file.parent, name)))


def _in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(each for each in in_order(diagnostics) if isinstance(each, Diagnostic))
