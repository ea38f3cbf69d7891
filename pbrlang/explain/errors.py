"""Questions that name nothing in the contract or its data."""

from attrs import frozen

from pbrlang.diagnostics import Diagnostic
from pbrlang.diagnostics.prose import listing, quoted_listing


@frozen(eq=False)
class NoSuchClause(Diagnostic):
    """A question names a clause that the contract does not have.

    ## Why
    Only clauses that make money due have amounts to explain. A clause is asked for by its name or its
    number; a definition is explained as a part of the clauses that use it, a cap as a part of those that it cuts.

    ## Example
    ```text
    Job Outcme --for Participant=P1
    ```

    ## Instead
    ```text
    Job Outcome --for Participant=P1
    ```
    """

    code = "PBR551"
    name = "no-such-clause"

    asked: str
    known: tuple[str, ...]
    nearest: tuple[str, ...]
    instead: str = ""
    cuts: tuple[str, ...] = ()

    def message(self) -> str:
        if self.cuts:
            return f"`{self.asked}` is {self.instead}: it cuts {listing(self.cuts, 'and')}, but pays nothing by itself"
        if self.instead:
            return f"`{self.asked}` is {self.instead}: it is worth something, but pays nothing by itself"
        return f"no clause is called `{self.asked}`, and none has that number"

    def help(self) -> str | None:
        if self.cuts:
            return f"ask why of {quoted_listing(self.cuts)}: each answer says what the cap left of it"
        if self.nearest:
            return f"did you mean {quoted_listing(self.nearest)}?"
        return f"the clauses that make money due are {quoted_listing(self.known, 'and')}" if self.known else None


@frozen(eq=False)
class NoSuchKey(Diagnostic):
    """A question picks by a name that is no part of the clause's key.

    ## Why
    An amount is found by what it is for: the key of a row, a period or a cohort. A value without a name
    is enough where the key has one part; where it has several, each must be named. What the rows refer to
    may be named too, if there is only one way to it: all amounts for it are then told.

    ## Example
    ```text
    Job Outcome --for Claimant=P1
    ```

    ## Instead
    ```text
    Job Outcome --for Participant=P1 --for "Weeks In Work=26"
    ```
    """

    code = "PBR552"
    name = "no-such-key"

    clause: str
    asked: str
    keys: tuple[str, ...]
    value: str
    also: tuple[str, ...] = ()

    def message(self) -> str:
        if not self.keys:
            return f"{self.clause} is due once, for the contract as a whole"
        if not self.asked:
            return f"it takes more than `{self.value}` to say for what {self.clause} is asked"
        return f"{self.clause} is not for each `{self.asked}`"

    def help(self) -> str | None:
        if not self.keys:
            return "ask without a key"
        named = f"name {listing([f'`{key}=…`' for key in self.keys], 'and')}"
        several = listing([f"`{each}=…`" for each in self.also]) if self.also else ""
        return f"{named}, or {several} for all of one" if several else named


@frozen(eq=False)
class UnreadableKey(Diagnostic):
    """A question picks by a value that cannot be one of that field.

    ## Why
    The value is read as a cell of the data would be, so that `26` and `26 weeks` mean the same.

    ## Example
    ```text
    Job Outcome --for "Weeks In Work=26 days"
    ```

    ## Instead
    ```text
    Job Outcome --for "Weeks In Work=26"
    ```
    """

    code = "PBR553"
    name = "unreadable-key"

    key: str
    value: str
    expected: str

    def message(self) -> str:
        return f"{self.key} cannot be `{self.value}`"

    def help(self) -> str | None:
        return f"write {self.expected}"


@frozen(eq=False)
class NothingSoKeyed(Diagnostic):
    """A question picks something that is not in the data.

    ## Why
    Nothing can be said of a row that was never supplied. The key may be misspelt, the row may be missing
    from its file, or it may have been set aside as a bad row.

    ## Example
    ```text
    Job Outcome --for Participant=P0002
    ```

    ## Instead
    ```text
    Job Outcome --for Participant=P00002
    ```
    """

    code = "PBR554"
    name = "nothing-so-keyed"

    clause: str
    asked: str
    nearest: tuple[str, ...]
    known: tuple[str, ...]

    def message(self) -> str:
        return f"there is no {self.asked}, so {self.clause} has nothing to say of it"

    def help(self) -> str | None:
        if self.nearest:
            return f"did you mean {quoted_listing(self.nearest)}?"
        return f"they run from `{self.known[0]}` to `{self.known[-1]}`" if self.known else None


@frozen(eq=False)
class NothingOnThatDay(Diagnostic):
    """A question picks a day on which the clause has nothing for that key.

    ## Why
    The day is that of the line: the date by which the clause pays.

    ## Example
    ```text
    Job Outcome --for Participant=P1 --on 2012-02-02
    ```

    ## Instead
    ```text
    Job Outcome --for Participant=P1 --on 2012-02-01
    ```
    """

    code = "PBR555"
    name = "nothing-on-that-day"

    clause: str
    day: str
    days: tuple[str, ...]

    def message(self) -> str:
        return f"{self.clause} has nothing dated {self.day} for that key"

    def help(self) -> str | None:
        return f"what there is, is dated {listing(self.days)}" if self.days else None


@frozen(eq=False)
class NoSuchPayer(Diagnostic):
    """A question names a payer that the contract does not have.

    ## Why
    What a payer bears of a statement is explained for the payers that the contract lists.

    ## Example
    ```text
    --payer "An aple fund"
    ```

    ## Instead
    ```text
    --payer "An apple fund"
    ```
    """

    code = "PBR575"
    name = "no-such-payer"

    asked: str
    known: tuple[str, ...]
    nearest: tuple[str, ...]

    def message(self) -> str:
        return f"no payer is called `{self.asked}`"

    def help(self) -> str | None:
        if self.nearest:
            return f"did you mean {quoted_listing(self.nearest)}?"
        return f"the payers are {quoted_listing(self.known, 'and')}" if self.known else "the contract lists no payers"


EXPLAIN_ERRORS: tuple[type[Diagnostic], ...] = (
    NoSuchClause,
    NoSuchKey,
    UnreadableKey,
    NothingSoKeyed,
    NothingOnThatDay,
    NoSuchPayer,
)
"""Every message about a question, in code order."""
