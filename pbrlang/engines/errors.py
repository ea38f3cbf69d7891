"""Why an engine does not work a contract out, and what to do instead."""

from pbrlang.diagnostics import Diagnostic


class DeclinedByEngine(Diagnostic):
    """A part of a contract is not worked out inside a database, which was asked for.

    ## Why
    Inside a database a contract is worked out in SQL, where many rows cost little. What SQL cannot say exactly is
    worked out of rows that are brought out of the database, as it is for few rows. Where that is all of a contract, a
    database is of no use, and it is declined: `pbr pay` then works it out from the files, which is the same to the
    penny. `pbr pay --plan` tells which parts run where.

    ## Example
    The folder `hours` has a contract whose data are `recorded on Entered On`.

    ```sh
    pbr pay hours --engine duckdb
    ```

    ## Instead
    Leave the engine out, and the interpreter works it out.

    ```sh
    pbr pay hours
    ```
    """

    code = "PBR620"
    name = "declined-by-engine"

    part: str
    number: str
    reason: str
    advice: str

    def message(self) -> str:
        which = f"`{self.part}`" + (f" (clause {self.number})" if self.number else "")
        return f"{which} is not worked out in a database: {self.reason}"

    def help(self) -> str | None:
        return self.advice


class DataDeclinedByEngine(Diagnostic):
    """There are rows in the data of which a database cannot tell all that must be told.

    ## Why
    Some row cannot be read as the contract asks: it refers to a row of a later date, say, or a price is asked for a
    year that has none. The interpreter finds each of these and says what is wrong with it, in which file and row.

    ## Example
    ```sh
    pbr pay examples/care-review --data claims --engine duckdb
    ```

    ## Instead
    Have the interpreter name the rows, and put them right.

    ```sh
    pbr pay examples/care-review --data claims --engine python
    ```
    """

    code = "PBR621"
    name = "data-declined-by-engine"

    what: str

    def message(self) -> str:
        return f"the data is not worked out in a database: {self.what}"

    def help(self) -> str | None:
        return "`pbr pay --engine python` names each row that is at fault"


class NoSuchEngine(Diagnostic):
    """An engine was asked for that is not installed.

    ## Why
    Many rows are worked out inside DuckDB, which is installed by `pip install 'pbrlang[bulk]'`; on a server of
    PostgreSQL with `pip install 'pbrlang[postgres]'`, in Spark with `pip install 'pbrlang[spark]'`.

    ## Example
    ```sh
    pbr pay examples/care-review --engine spark
    ```

    ## Instead
    ```sh
    pip install 'pbrlang[spark]'
    pbr pay examples/care-review --engine spark
    ```
    """

    code = "PBR622"
    name = "engine-not-installed"

    engine: str
    extra: str

    def message(self) -> str:
        return f"the engine {self.engine} is not installed"

    def help(self) -> str | None:
        return f"install it with `pip install 'pbrlang[{self.extra}]'`, or leave out --engine"


class ServerDoesNotAnswer(Diagnostic):
    """The server that a contract was to be worked out on does not answer, or does not let us in.

    ## Why
    With `--engine postgres` rows are worked out on the server that `--url` names, as in
    `postgresql://user@host:5432/database`. Whoever connects has to be allowed temporary tables there, and nothing
    else. Spark needs Java to start; on a cluster it needs a folder that all workers share, named by `--scratch`.

    ## Example
    ```sh
    pbr pay examples/care-review --engine postgres --url postgresql://localhost:1/nowhere
    ```

    ## Instead
    ```sh
    pbr pay examples/care-review --engine postgres --url postgresql://auditor@db.example:5432/claims
    ```
    """

    code = "PBR623"
    name = "server-does-not-answer"

    why: str

    def message(self) -> str:
        return f"the server cannot be used: {self.why}"

    def help(self) -> str | None:
        return "see that it runs and that `--url` is right, or leave out --engine"


ENGINE_ERRORS = (DeclinedByEngine, DataDeclinedByEngine, NoSuchEngine, ServerDoesNotAnswer)


class Declined(Exception):
    """An engine does not work a contract or its data out; `diagnostics` say which parts, and why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(each.message() for each in diagnostics))
        self.diagnostics = diagnostics
