from textwrap import dedent

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from pbrlang.diagnostics import Diagnostic, Edit, Remark, Severity
from pbrlang.diagnostics.cells import columns
from pbrlang.diagnostics.draw import draw, draw_all
from pbrlang.source import Source, Span


@frozen(eq=False)
class TwoReadings(Diagnostic):
    code = "PBR214"
    name = "ambiguous-name"

    beside: str = "the tenant's, or the grower's?"
    others: tuple[Remark, ...] = ()
    advice: str | None = None
    answers: tuple[Edit, ...] = ()

    def message(self) -> str:
        return f"two readings of `{self.span.text}`"

    def label(self) -> str:
        return self.beside

    def remarks(self) -> tuple[Remark, ...]:
        return self.others

    def help(self) -> str | None:
        return self.advice

    def edits(self) -> tuple[Edit, ...]:
        return self.answers


@frozen(eq=False)
class Unused(Diagnostic):
    code = "PBR720"
    name = "unused-term"
    severity = Severity.WARNING

    def message(self) -> str:
        return f"`{self.span.text}` is not used"


ORCHARD = Source.of(
    "orchard.pbr",
    dedent(
        """\
        payment Harvest Payment
            for each Harvest
            pays Price for Plot

        limit Price
            is at most £100
        end"""
    ),
)


def place(text: str, source: Source = ORCHARD, clause: str | None = None) -> Span:
    start = source.text.index(text)
    return Span(source, start, start + len(text), clause)


def drawn(text: str) -> str:
    return dedent(text).strip("\n")


def test_place_clause_help_and_page() -> None:
    shown = draw(TwoReadings(place("Plot", clause="2.1 Harvest Payment"), advice="write `Tenant's Plot`"))
    assert shown == drawn(
        """
        error[PBR214]: two readings of `Plot`
         --> orchard.pbr:3:20
          |
        3 |     pays Price for Plot
          |                    ^^^^ the tenant's, or the grower's?
          = clause 2.1 Harvest Payment
          = help: write `Tenant's Plot`
          = more: pbr rule ambiguous-name
        """
    )


def test_line_numbers_share_a_margin() -> None:
    source = Source.of("long.pbr", "\n" * 8 + "first\nsecond")
    remark = Remark(place("second", source), "and here")
    assert draw(TwoReadings(place("first", source), beside="", others=(remark,))) == drawn(
        """
        error[PBR214]: two readings of `first`
          --> long.pbr:9:1
           |
         9 | first
           | ^^^^^
        10 | second
           | ------ and here
           = more: pbr rule ambiguous-name
        """
    )


def test_remarks_on_the_same_line_on_near_lines_and_far_lines() -> None:
    others = (
        Remark(place("Price"), "this price"),
        Remark(place("payment"), "in this payment"),
        Remark(place("end"), ""),
    )
    assert draw(TwoReadings(place("Plot"), others=others)) == drawn(
        """
        error[PBR214]: two readings of `Plot`
         --> orchard.pbr:3:20
          |
        1 | payment Harvest Payment
          | ------- in this payment
        2 |     for each Harvest
        3 |     pays Price for Plot
          |                    ^^^^ the tenant's, or the grower's?
          |          ----- this price
        ...
        7 | end
          | ---
          = more: pbr rule ambiguous-name
        """
    )


def test_remark_in_another_file() -> None:
    other = Source.of("terms.pbr", "Plot means land")
    shown = draw(TwoReadings(place("Plot"), others=(Remark(place("Plot", other), "said here"),)))
    assert " ::: terms.pbr:1:1\n  |\n1 | Plot means land\n  | ---- said here" in shown


def test_span_over_several_lines() -> None:
    span = Span(ORCHARD, ORCHARD.text.index("Harvest Payment"), ORCHARD.text.index("limit"))
    assert draw(TwoReadings(span, beside="all this")).splitlines()[2:8] == [
        "  |",
        "1 | payment Harvest Payment",
        "  |         ^^^^^^^^^^^^^^^",
        "2 |     for each Harvest",
        "3 |     pays Price for Plot",
        "  |     ^^^^^^^^^^^^^^^^^^^ all this",
    ]


def test_empty_span_at_the_end_of_a_text_without_line_end() -> None:
    end = len(ORCHARD.text)
    shown = draw(TwoReadings(Span(ORCHARD, end, end), beside="something is missing"))
    assert "7 | end\n  |    ^ something is missing" in shown
    assert "orchard.pbr:7:4" in shown


def test_empty_text() -> None:
    assert "1 |\n  | ^ what?" in draw(TwoReadings(Span(Source.of("empty.pbr", ""), 0, 0), beside="what?"))


def test_span_of_a_line_end_alone() -> None:
    at = ORCHARD.text.index("\n", 0)
    assert "  |                        ^ here" in draw(TwoReadings(Span(ORCHARD, at, at + 1), beside="here"))


def test_tabs_wide_characters_and_accents() -> None:
    source = Source.of("wide.pbr", "\tA\t日本 e\u0301 Plot")
    lines = draw(TwoReadings(place("Plot", source), beside="")).splitlines()
    assert lines[3] == "1 |     A   日本 e\u0301 Plot"
    assert lines[4] == "  |" + " " * 16 + "^^^^"


def test_characters_are_shown_as_written_and_unseen_ones_made_visible() -> None:
    source = Source.of("word.pbr", "\u201cPlot\u201d \u2013 Ro\u200bw \x1b[31m")
    lines = draw(TwoReadings(place('"Plot"', source), beside="")).splitlines()
    assert lines[3] == "1 | \u201cPlot\u201d \u2013 Ro\u00b7w \u00b7[31m"
    assert lines[4] == "  | ^^^^^^"


def test_long_line_is_shown_around_the_place() -> None:
    source = Source.of("long.pbr", "apples " * 50 + "Plot " + "pears " * 50)
    lines = draw(TwoReadings(place("Plot", source), beside="whose?"), width=60).splitlines()
    assert lines[3].startswith("1 | ...")
    assert lines[3].endswith("...")
    assert len(lines[3]) <= 60
    caret = lines[4].index("^")
    assert lines[3][caret : caret + 4] == "Plot"
    assert lines[4].endswith("^^^^ whose?")


def test_long_line_is_shown_again_for_a_place_out_of_sight() -> None:
    source = Source.of("long.pbr", "Row " + "apples " * 50 + "Plot")
    shown = draw(TwoReadings(place("Plot", source), others=(Remark(place("Row", source), "near"),)), width=60)
    assert shown.count("\n1 | ") == 2
    assert "1 | Row apples" in shown
    assert "  | --- near" in shown


def test_long_label_goes_below_and_is_wrapped() -> None:
    label = "one of the two must be meant, and the text does not say which"
    shown = draw(TwoReadings(place("Plot"), beside=label), width=50)
    assert shown.splitlines()[4:7] == [
        "  |                    ^^^^",
        "  |          one of the two must be meant, and the",
        "  |          text does not say which",
    ]


def test_help_is_wrapped_and_its_examples_are_not() -> None:
    advice = (
        "say whose plot is meant, since both have one, as here:\n"
        "    pays Price for `Tenant's Plot`, and for nothing else\n"
        "or leave it out"
    )
    assert draw(TwoReadings(place("Plot"), beside="whose?", advice=advice), width=50).splitlines()[5:] == [
        "  = help: say whose plot is meant, since both have",
        "          one, as here:",
        "              pays Price for `Tenant's Plot`, and for nothing else",
        "          or leave it out",
        "  = more: pbr rule ambiguous-name",
    ]


def test_ready_answers() -> None:
    span = place("Plot")
    answers = (
        Edit("the tenant's", span, "Tenant's Plot"),
        Edit("write `Grower's Plot`", span, "Grower's Plot"),
        Edit("pay without it", span, ""),
        Edit("say where", span.at_end(), " in the list"),
        Edit("say more", span.at_end(), "\n    on Picked On\n      or after\n"),
    )
    assert draw(TwoReadings(span, answers=answers)).splitlines()[5:] == [
        "  = answer 1: the tenant's: write `Tenant's Plot`",
        "  = answer 2: write `Grower's Plot`",
        "  = answer 3: pay without it: leave out `Plot`",
        "  = answer 4: say where: add `in the list`",
        "  = answer 5: say more:",
        "                      on Picked On",
        "                        or after",
        "  = more: pbr rule ambiguous-name",
    ]


@pytest.mark.parametrize("title", ["leave it out", "leave out `Plot`", "leave this row out"])
def test_what_an_answer_leaves_out_is_said_once(title: str) -> None:
    drawing = draw(TwoReadings(place("Plot"), answers=(Edit(title, place("Plot"), ""),)))
    assert drawing.splitlines()[5] == "  = answer: leave out `Plot`"


def test_several_lines_that_an_answer_leaves_out_are_not_copied() -> None:
    span = Span(ORCHARD, ORCHARD.text.index("Harvest Payment"), ORCHARD.text.index("limit"))
    assert "= answer: leave it out\n" in draw(TwoReadings(span, answers=(Edit("leave it out", span, ""),)))


def test_an_answer_that_the_help_gives_is_not_repeated() -> None:
    answer = Edit("the tenant's", place("Plot"), "Tenant's Plot")
    assert "answer" not in draw(TwoReadings(place("Plot"), advice="write `Tenant's Plot`", answers=(answer,)))
    assert "= answer: the tenant's: write" in draw(TwoReadings(place("Plot"), advice="say whose", answers=(answer,)))


def test_colour_adds_codes_only() -> None:
    message = TwoReadings(place("Plot"), others=(Remark(place("Price"), "this"),), advice="write more")
    coloured = draw(message, colour=True)
    assert coloured.startswith("\x1b[1;31merror[PBR214]\x1b[0m")
    assert draw(Unused(place("Plot")), colour=True).startswith("\x1b[1;33mwarning[PBR720]")
    plain = coloured
    for code in ("\x1b[1;31m", "\x1b[1;34m", "\x1b[1m", "\x1b[0m"):
        plain = plain.replace(code, "")
    assert plain == draw(message)


def test_all_are_sorted_and_counted() -> None:
    told = [Unused(place("limit")), TwoReadings(place("Plot")), Unused(place("Price")), TwoReadings(place("Price"))]
    shown = draw_all(told)
    heads = [line for line in shown.splitlines() if line.startswith(("error", "warning"))]
    assert heads == [
        "error[PBR214]: two readings of `Price`",
        "warning[PBR720]: `Price` is not used",
        "error[PBR214]: two readings of `Plot`",
        "warning[PBR720]: `limit` is not used",
    ]
    assert shown.splitlines()[-1] == "2 errors, 2 warnings in orchard.pbr"
    assert draw_all(reversed(told)) == shown


def test_summary_names_few_files_and_counts_many() -> None:
    told = [Unused(place("Row", Source.of(f"{name}.pbr", "Row"))) for name in "abcd"]
    assert draw_all(told[:1]).endswith("\n\n1 warning in a.pbr")
    assert draw_all(told[:3]).endswith("\n\n3 warnings in a.pbr, b.pbr and c.pbr")
    assert draw_all(told).endswith("\n\n4 warnings in 4 files")
    assert draw_all([]) == ""


TEXTS = st.text(st.sampled_from("ab \t\n日e\u0301\u200b\u201c\x1b"), max_size=300)


@given(TEXTS, st.data(), st.integers(40, 90))
def test_any_place_in_any_text_is_drawn_within_the_width(written: str, data: st.DataObject, width: int) -> None:
    source = Source.of("any.pbr", written)
    offsets = st.lists(st.integers(0, len(source.text)), min_size=4, max_size=4).map(sorted)
    start, end, other_start, other_end = data.draw(offsets)
    remark = Remark(Span(source, other_start, other_end), "a label that is rather longer than the carets are")
    message = TwoReadings(Span(source, start, end), others=(remark,))
    body = draw(message, width=width).splitlines()[1:]
    assert max(map(columns, body)) <= width
    assert any("^" in line for line in body)
    assert any(set(line) >= {"-", "|"} for line in body)
