from pbrlang.cli.tables import aligned


def test_words_on_the_left_and_numbers_on_the_right() -> None:
    assert list(aligned([("", "Due", "Total"), ("Fee", "£5", "£1,200"), ("Attachment", "£500", "£3")])) == [
        "             Due   Total",
        "Fee           £5  £1,200",
        "Attachment  £500      £3",
    ]


def test_a_long_label_runs_on_over_empty_cells_and_makes_room_where_they_are_too_few() -> None:
    assert list(aligned([("", "Due", "Total"), ("a long label", "", "£9"), ("Fee", "£500", "£3")])) == [
        "         Due  Total",
        "a long label     £9",
        "Fee     £500     £3",
    ]


def test_a_label_alone_may_be_longer_than_the_table() -> None:
    assert list(aligned([("", "Due"), ("nothing at all is due in this one", ""), ("Fee", "£500")])) == [
        "      Due",
        "nothing at all is due in this one",
        "Fee  £500",
    ]


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    assert list(aligned([("", "Cut", "Due"), ("Fee", "", "£5")])) == ["     Due", "Fee   £5"]
