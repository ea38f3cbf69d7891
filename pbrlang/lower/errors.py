"""What a target cannot say, and so declines to."""

from pbrlang.diagnostics import Diagnostic


class CannotBuild(Diagnostic):
    """A part of a contract cannot be turned into another language without changing what it means.

    ## Why
    A program that is nearly right pays the wrong sums in silence. So `pbr build` writes a program that gives what
    `pbr pay` gives, to the penny, or none at all. A contract of which something cannot be built is sound none the less.

    ## Example
    ```pbr
    outcome Better Health
        Visit Part for each Visit means £1 * (Length / (Length + 7 minutes))

        Best Part for each quarter
            means the greatest Visit Part of Visits in the quarter, or £0 where there are no Visits
    ```

    ## Instead
    Round each quotient before one of them is picked.

    ```pbr
    outcome Better Health
        Visit Part for each Visit means ((£1 * (Length / (Length + 7 minutes))) rounded to the nearest penny, half up)

        Best Part for each quarter
            means the greatest Visit Part of Visits in the quarter, or £0 where there are no Visits

        payment Best Of The Quarter
            for each quarter
            pays Best Part
    ```
    """

    code = "PBR601"
    name = "cannot-build"

    part: str
    number: str
    reason: str
    advice: str

    def message(self) -> str:
        which = f"`{self.part}`" + (f" (clause {self.number})" if self.number else "")
        return f"{which} cannot be built: {self.reason}"

    def help(self) -> str | None:
        return self.advice
