from pbrlang.data.errors import DanglingReference, DuplicateKey, RefersToBadRow
from pbrlang.data.linking import link, reference_fields
from pbrlang.data.rows import Row, Value
from pbrlang.data.sifting import Spoiled
from pbrlang.diagnostics import DataPlace
from pbrlang.ir.tables import Table
from pbrlang.kinds.model import Identifier
from tests.data.tables import CLAIM, PARTICIPANT, a_field, a_table

GROWER = a_table("Grower", "Growers", [a_field(Identifier("Grower"), name="Grower")], ("Grower",))
BADGE = a_table(
    "Badge",
    "Badges",
    [
        a_field(Identifier("Badge"), name="Badge"),
        a_field(Identifier("Badge"), name="Earlier Badge", optional=True),
        a_field(Identifier("Grower"), name="Grower"),
    ],
    ("Badge",),
)


def row_of(table: Table, number: int, *values: Value) -> Row:
    names = [each.name for each in table.fields]
    return Row(table, dict(zip(names, values, strict=True)), DataPlace(f"{table.plural.lower()}.csv", number))


def test_a_row_is_linked_to_the_rows_that_it_names() -> None:
    grower = row_of(GROWER, 2, "G1")
    first, second = row_of(BADGE, 2, "B1", None, "G1"), row_of(BADGE, 3, "B2", "B1", "G1")
    assert link({"Badge": [first, second], "Grower": [grower]}) == []
    assert first.links == {"Grower": grower}
    assert second.links == {"Earlier Badge": first, "Grower": grower}


def test_a_rows_own_name_is_no_reference() -> None:
    assert [each.name for each in reference_fields(BADGE)] == ["Earlier Badge", "Grower"]
    assert reference_fields(PARTICIPANT) == ()
    assert [each.name for each in reference_fields(CLAIM)] == ["Participant"]


def test_every_row_that_shares_a_key_is_at_fault() -> None:
    rows = [row_of(GROWER, number, name) for number, name in ((2, "G1"), (5, "G2"), (7, "G1"), (9, "G1"))]
    faults = link({"Grower": rows})
    assert [row.place for row, _ in faults] == [rows[0].place, rows[2].place, rows[3].place]
    assert [fault.message() for _, fault in faults] == [
        "Grower `G1` is again in row 7 of growers.csv",
        "Grower `G1` is already in row 2 of growers.csv",
        "Grower `G1` is already in row 2 of growers.csv",
    ]


def test_a_row_shares_its_key_with_a_bad_one_too() -> None:
    spoiled = Spoiled(GROWER, ("G1",), DataPlace("growers.csv", 3, "Grower", "x"))
    faults = link({"Grower": [row_of(GROWER, 2, "G1")]}, {"Grower": [spoiled]})
    assert [type(fault) for _, fault in faults] == [DuplicateKey, DuplicateKey]


def test_a_reference_that_leads_nowhere() -> None:
    grower, badge = row_of(GROWER, 2, "g-01"), row_of(BADGE, 2, "B1", None, "G1")
    [(row, fault)] = link({"Badge": [badge], "Grower": [grower]}, searched={"Grower": "growers.csv"})
    assert row is badge
    assert isinstance(fault, DanglingReference)
    assert fault.message() == "`G1` in Grower names no Grower in growers.csv"
    assert fault.near is None


def test_a_name_that_differs_in_case_hyphens_or_noughts_is_suggested() -> None:
    growers = [row_of(GROWER, n, name) for n, name in enumerate(["GA-1", "0042"], 2)]
    badges = [row_of(BADGE, n, f"B{n}", None, name) for n, name in enumerate(["ga1", "42"], 2)]
    faults = link({"Grower": growers, "Badge": badges})
    assert [fault.help() for _, fault in faults] == ["did you mean `GA-1`?", "did you mean `0042`?"]


def test_a_table_that_could_not_be_read_raises_no_complaint() -> None:
    badge = row_of(BADGE, 2, "B1", None, "G1")
    assert link({"Badge": [badge]}, unread=["Grower"]) == []
    assert len(link({"Badge": [badge]})) == 1


def test_what_names_a_bad_row_is_bad_through_any_number_of_rows() -> None:
    spoiled = Spoiled(GROWER, ("G1",), DataPlace("growers.csv", 2, "Grower"))
    good = row_of(GROWER, 3, "G2")
    chain = [row_of(BADGE, 2, "B2", None, "G1")]
    chain += [row_of(BADGE, n, f"B{n}", f"B{n - 1}", "G2") for n in range(3, 2000)]
    apart = row_of(BADGE, 2000, "B2000", None, "G2")
    faults = link({"Badge": [apart, *reversed(chain)], "Grower": [good]}, {"Grower": [spoiled]})
    assert {row.key for row, _ in faults} == {row.key for row in chain}
    assert all(isinstance(fault, RefersToBadRow) for _, fault in faults)
    assert [fault.message() for row, fault in faults if row is chain[1]] == [
        "`B2` in Earlier Badge names row 2 of badges.csv, which is itself bad"
    ]


def test_rows_that_name_each_other_are_no_trouble() -> None:
    one, two = row_of(BADGE, 2, "B1", "B2", "G1"), row_of(BADGE, 3, "B2", "B1", "G9")
    faults = link({"Badge": [one, two], "Grower": [row_of(GROWER, 2, "G1")]})
    assert [(row, type(fault)) for row, fault in faults] == [
        (two, DanglingReference),
        (one, RefersToBadRow),
        (two, RefersToBadRow),
    ]
