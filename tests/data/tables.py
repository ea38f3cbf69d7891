"""Tables for these tests, built as a contract would have them; also those of the messages' pages."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path

from pbrlang.ir.tables import Field, Lasting, Table
from pbrlang.kinds.model import DAY, SHARE, YES_NO, Category, Identifier, Kind, Quantity, money
from pbrlang.source import Source, Span
from pbrlang.values.units import Unit

SPAN = Span(Source("contract.pbr", "data"), 0, 4)


def a_field(
    kind: Kind,
    *,
    name: str = "Figure",
    optional: bool = False,
    places: int = 0,
    least: Fraction | None = None,
    most: Fraction | None = None,
) -> Field:
    return Field(name, kind, SPAN, optional=optional, places=places, least=least, most=most)


def a_table(
    name: str, plural: str, fields: Iterable[Field], key: tuple[str, ...], *, lasts: Lasting | None = None
) -> Table:
    return Table(name, plural, tuple(fields), key, SPAN, "2", lasts=lasts)


def counting(noun: str) -> Quantity:
    return Quantity(Unit.noun(noun))


PARTICIPANT = a_table(
    "Participant",
    "Participants",
    [
        a_field(Identifier("Participant"), name="Participant"),
        a_field(Category("Payment Group", ("JSA 18 To 24", "New ESA")), name="Payment Group"),
        a_field(DAY, name="Referred On"),
        a_field(YES_NO, name="Supported"),
    ],
    ("Participant",),
)
CLAIM = a_table(
    "Employment Claim",
    "Employment Claims",
    [
        a_field(Identifier("Participant"), name="Participant"),
        a_field(counting("week"), name="Weeks In Work"),
        a_field(DAY, name="Reached On"),
    ],
    ("Participant", "Weeks In Work"),
)
STAY = a_table(
    "Custody Stay",
    "Custody Stays",
    [
        a_field(Identifier("Custody Stay"), name="Stay"),
        a_field(Category("Team", ("Bradford", "Leeds")), name="Team"),
        a_field(DAY, name="Admitted"),
        a_field(DAY, name="Released", optional=True),
    ],
    ("Stay",),
    lasts=Lasting("Admitted", "Released", "night"),
)
SURVEY = a_table(
    "Survey",
    "Surveys",
    [
        a_field(Identifier("Survey"), name="Survey"),
        a_field(SHARE, name="Response Rate", places=1),
        a_field(DAY, name="Held On"),
        a_field(money("GBP"), name="Grant", places=2),
    ],
    ("Survey",),
)
TABLES = (PARTICIPANT, CLAIM, STAY, SURVEY)

GOOD_FILES: Mapping[str, str] = {
    "participants.csv": "Participant,Payment Group,Referred On,Supported\nP1,New ESA,2011-06-20,yes\n",
    "employment_claims.csv": "Participant,Weeks In Work,Reached On\nP1,26,2012-02-01\n",
    "custody_stays.csv": "Stay,Team,Admitted,Released\nS1,Leeds,2012-03-02,\n",
    "surveys.csv": "Survey,Response Rate,Held On,Grant\nS1,37.5%,2012-02-01,8000\n",
    "complete.csv": "Data,Complete To\n"
    "Participants,2012-03-31\nEmployment Claims,2012-03-31\nCustody Stays,2012-02-29\nSurveys,2012-04-30\n",
}


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def with_files(**changed: str) -> dict[str, str]:
    """The good files, some of them replaced: `with_files(participants="...")`."""
    return dict(GOOD_FILES) | {f"{name}.csv": text for name, text in changed.items()}
