"""What `this` and `has earned` are about."""

from pbrlang.diagnostics import Diagnostic, Edit


class ThisOfNothing(Diagnostic):
    """`this` stands where nothing is counted.

    ## Why
    Where visits are counted in a clause for each Visit, a name in the condition is that of the visit that is tried,
    and `this Visit's Kind` that of the clause's own. Outside of what is counted there is one visit, and its names
    stand alone.

    ## Example
    ```pbr
    payment Reward
        for each Visit
        when this Visit's Kind is Long
        pays £5
    ```

    ## Instead
    ```pbr
    payment Reward
        for each Visit
        when Visit's Kind is Long
        pays £5
    ```
    """

    code = "PBR263"
    name = "this-of-nothing"

    said: str

    def message(self) -> str:
        return f"nothing is counted here, so that `{self.said}` needs no `this`"

    def help(self) -> str | None:
        return f"write `{self.said}`"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(f"write `{self.said}`", self.span, self.said),)


class EarnedByOne(Diagnostic):
    """`no X has earned a Y` is asked where there is one X.

    ## Why
    In a clause for each Client, `no Client has earned a Long Visit` could mean that this client has not, or that
    nobody has. For the one, lines are counted: those of this client. For the other, a definition for the whole
    contract says it, and is read by its name.

    ## Example
    ```pbr
    payment Long Visit
        for each Visit
        when Kind is Long
        pays £5

    bonus Consolation
        for each Client
        on 31 March 2033
        when no Client has earned a Long Visit
        pays £5
    ```

    ## Instead
    ```pbr
    payment Long Visit
        for each Visit
        when Kind is Long
        pays £5

    bonus Consolation
        for each Client
        on 31 March 2033
        when number of Long Visits to date is 0
        pays £5
    ```
    """

    code = "PBR264"
    name = "earned-by-one"

    said: str
    here: str
    counted: str

    def message(self) -> str:
        here = f"this is for each {self.here}, where there is one {self.said}"
        return f"{here}, and it is not said whether that one is meant or all of them"

    def help(self) -> str | None:
        return f"of this one, say `{self.counted}`; of all, define a number for the contract, and read it here"

    def edits(self) -> tuple[Edit, ...]:
        return (Edit(f"write `{self.counted}`", self.span, self.counted),)
