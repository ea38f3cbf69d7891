import pytest

from pbrlang.data.columns import match_columns
from pbrlang.data.errors import MissingColumn, TwoColumns, UnknownColumn
from pbrlang.data.matching import Matcher, name_key
from pbrlang.diagnostics import DataPlace
from pbrlang.kinds.model import Text
from tests.data.tables import CLAIM, STAY, a_field, a_table

PLACE = DataPlace("claims.csv", 1)


@pytest.mark.parametrize("heading", ["Bed Nights", "bed nights", "BED_NIGHTS", "bed-nights", " BedNights "])
def test_spellings_of_one_name(heading: str) -> None:
    assert name_key(heading) == name_key("Bed Nights")


def test_columns_in_any_order_and_spelling() -> None:
    columns = match_columns(CLAIM, ["reached_on", "PARTICIPANTS", "weeks-in-work"], PLACE)
    assert columns.positions == {"Reached On": 0, "Participant": 1, "Weeks In Work": 2}
    assert columns.faults == ()


def test_a_plural_is_understood_only_where_one_field_can_be_meant() -> None:
    table = a_table("Log", "Logs", [a_field(Text(), name="Night"), a_field(Text(), name="Nights")], ("Night",))
    assert match_columns(table, ["nights", "night"], PLACE).positions == {"Nights": 0, "Night": 1}
    matcher = Matcher({"Entry": ("Entry",), "Sheep": ("Sheep", "Flock")})
    assert [matcher.find(word) for word in ("entries", "flocks", "ewe")] == ["Entry", "Sheep", None]


def test_two_columns_for_one_field() -> None:
    columns = match_columns(CLAIM, ["Participant", "Weeks In Work", "weeks_in_work", "Reached On"], PLACE)
    [fault] = columns.faults
    assert fault.position == 2
    assert fault.fault == TwoColumns(PLACE, "Weeks In Work", ("Weeks In Work", "weeks_in_work"))
    assert fault.fault.message() == "the headings `Weeks In Work` and `weeks_in_work` both stand for Weeks In Work"


def test_a_missing_column_may_be_a_misspelt_one() -> None:
    columns = match_columns(CLAIM, ["Participant", "Weeks In Wrok", "Reached On"], PLACE)
    unknown, missing = (each.fault for each in columns.faults)
    assert isinstance(unknown, UnknownColumn)
    assert unknown.near == "Weeks In Work"
    assert isinstance(missing, MissingColumn)
    assert missing.help() == "if `Weeks In Wrok` is meant, head that column Weeks In Work"


def test_a_column_that_may_be_blank_is_missed_all_the_same() -> None:
    [missing] = match_columns(STAY, ["Stay", "Team", "Admitted"], PLACE).faults
    assert missing.fault.help() == "add the heading Released; its cells may be left empty"


def test_a_column_without_a_heading_is_told() -> None:
    [unknown] = match_columns(CLAIM, ["Participant", "", "Weeks In Work", "Reached On"], PLACE).faults
    assert "column 2, which has no heading" in unknown.fault.message()
