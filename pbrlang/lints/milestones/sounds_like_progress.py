"""Words of progress where the contract says no more."""

import re
from collections.abc import Iterator

from pbrlang.diagnostics import Severity
from pbrlang.diagnostics.prose import quoted
from pbrlang.lints.advice import Advice
from pbrlang.lints.design import Design

_WORDS = re.compile(
    r"\b(attend\w*|assess\w*|plan|plans|planned|refer\w*|enrol\w*|session\w*|register\w*|registration\w*|complet\w*|"
    r"engag\w*|contact\w*|induct\w*|start\w*|join\w*|visit\w*|meeting\w*|appointment\w*|milestone\w*|workshop\w*)\b",
    re.IGNORECASE,
)


class SoundsLikeProgress(Advice):
    """A payment sounds as if it were for progress, and the contract does not say what its data records.

    ## Why
    The names speak of something that people do on the way, such as attending or being assessed. That is no more than a
    hint: `records results` or `records activity` in the data block would say what the rows are, and then names are not
    looked at.

    ## Source
    - Russell Webster, *Ten Commandments of Payment by Results* (2013), fourth commandment

    ## Example
    ```pbr
    data Workshop Attendance
        Attendance    identifier
        Attended On   date
        one row for each Attendance
        dated Attended On

    outcome Confident Parents
        payment Attendance Payment
            for each Workshop Attendance
            pays £20
    ```

    ## Instead
    ```pbr
    data Workshop Attendance
        Attendance    identifier
        Attended On   date
        one row for each Attendance
        dated Attended On
        records activity

    fee Workshop Fee
        for each Workshop Attendance
        pays £20
    ```
    """

    code = "PBR726"
    name = "sounds-like-progress"
    severity = Severity.NOTE

    word: str
    table: str

    def message(self) -> str:
        return (
            f"{quoted(self.about)} sounds like progress (“{self.word}”), and it "
            f"is not said what {quoted(self.table)} records"
        )

    def help(self) -> str:
        return "say `records activity` or `records results` in the data block"


def check(design: Design) -> Iterator[Advice]:
    """Payments in an outcome without measures, on data of which nothing is said, whose names speak of progress."""
    for outcome in design.outcomes:
        for clause in () if outcome.measures else outcome.clauses:
            money = design.flows[clause.name].money
            if clause.word not in ("payment", "bonus") or design.records(money) != {None}:
                continue
            tables = sorted(money.tables)
            names = [clause.name, *tables, *(field for _, field in sorted(money.fields))]
            found = next((match[0] for name in names if (match := _WORDS.search(name))), None)
            if found:
                yield SoundsLikeProgress(clause.span, clause.name, found, tables[0])
