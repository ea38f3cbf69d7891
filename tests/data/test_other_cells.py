import pytest

from pbrlang.data.cells import Misread, column_reader, read_value
from pbrlang.data.errors import BlankValue, SpreadsheetLeftover, UnknownCategory, UnreadableYesNo
from pbrlang.kinds.model import DAY, SHARE, UNKNOWN, YES_NO, Category, Identifier, Kind, Length, Text, money
from tests.data.tables import a_field, counting

GROUP = Category("Payment Group", ("JSA 18 To 24", "JSA 25 And Over", "New ESA"))


def refused(text: str, kind: Kind, *, optional: bool = False) -> Misread:
    value = read_value(text, a_field(kind, optional=optional), "£")
    assert isinstance(value, Misread)
    return value


@pytest.mark.parametrize("text", ["yes", "Yes", " YES "])
def test_yes(text: str) -> None:
    assert read_value(text, a_field(YES_NO), "£") is True


def test_no() -> None:
    assert read_value("No", a_field(YES_NO), "£") is False


@pytest.mark.parametrize(("text", "meant"), [("Y", "`yes`"), ("0", "`no`"), ("TRUE", "`yes`"), ("perhaps", "`yes` or")])
def test_other_words_for_yes_and_no(text: str, meant: str) -> None:
    found = refused(text, YES_NO)
    assert found.fault is UnreadableYesNo
    assert meant in (found.hint or "")


@pytest.mark.parametrize("text", ["New ESA", "new esa", "  NEW   ESA ", "New\u00a0ESA"])
def test_a_category_is_given_in_the_spelling_of_the_contract(text: str) -> None:
    assert read_value(text, a_field(GROUP), "£") == "New ESA"


def test_the_nearest_choice_is_suggested() -> None:
    found = refused("JSA 25 and ovr", GROUP)
    assert (found.fault, found.hint) == (UnknownCategory, "did you mean `JSA 25 And Over`?")
    assert found.expected == "one of JSA 18 To 24, JSA 25 And Over, New ESA"
    assert refused("zzzz", GROUP).hint is None


def test_a_long_list_of_choices_is_cut_short() -> None:
    many = Category("Place", tuple(f"Place {n}" for n in range(20)))
    assert refused("zzzz", many).expected.endswith("Place 7 and 12 more")


def test_a_choice_may_be_a_word_for_nothing() -> None:
    kind = Category("Need", ("None", "Some"))
    assert read_value("none", a_field(kind), "£") == "None"


@pytest.mark.parametrize("text", ["P1", " P1 ", "\u00a0P1"])
def test_an_identifier_is_text_without_the_spaces_around_it(text: str) -> None:
    assert read_value(text, a_field(Identifier("Participant")), "£") == "P1"


def test_an_identifier_keeps_its_noughts_and_case() -> None:
    field = a_field(Identifier("Participant"))
    assert [read_value(text, field, "£") for text in ("007", "1E5", "a-B")] == ["007", "1E5", "a-B"]


@pytest.mark.parametrize("text", ["1.2E+11", "1E+11", "#N/A", "####"])
def test_a_spreadsheet_spoils_identifiers(text: str) -> None:
    assert refused(text, Identifier("Participant")).fault is SpreadsheetLeftover


def test_text_is_carried_as_it_is() -> None:
    assert read_value(" #N/A, see file ", a_field(Text()), "£") == "#N/A, see file"
    assert read_value("x", a_field(UNKNOWN), "£") == "x"


ALL_KINDS = [DAY, SHARE, YES_NO, GROUP, Identifier("Participant"), Text(), money("GBP"), counting("week")]


@pytest.mark.parametrize("kind", ALL_KINDS, ids=lambda kind: type(kind).__name__)
@pytest.mark.parametrize("text", ["", "  ", "\u00a0"])
def test_a_blank_stands_only_where_it_may(kind: Kind, text: str) -> None:
    assert read_value(text, a_field(kind, optional=True), "£") is None
    assert refused(text, kind).fault is BlankValue


@pytest.mark.parametrize("kind", [DAY, money("GBP"), YES_NO, GROUP])
def test_words_for_nothing_are_not_a_blank(kind: Kind) -> None:
    found = refused("N/A", kind, optional=True)
    assert (found.fault, found.hint) == (BlankValue, "leave the cell empty")


def test_a_column_reads_its_cells_alike_each_time() -> None:
    read = column_reader(a_field(counting("week")), "£")
    assert [read("26"), read("26"), read("x"), read("x")] == [26, 26, read("x"), read("x")]


def test_no_column_holds_a_length_of_time() -> None:
    with pytest.raises(TypeError, match="length of time"):
        read_value("2 weeks", a_field(Length()), "£")
