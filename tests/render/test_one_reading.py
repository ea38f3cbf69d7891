"""Places at which a schedule could once be read in two ways, or showed another sum than is paid."""

import functools
from io import BytesIO
from zipfile import ZipFile

from pbrlang.pipeline import compile_text
from pbrlang.render.contents import Material
from pbrlang.render.contents import document as written
from pbrlang.render.formats import draw
from pbrlang.render.model import Document, Section, plain
from tests.frame import above
from tests.render.made import document, whole

TERMS = """\
tariff Visit Price by year
    | year        | Visit Price |
    | 1           | £50         |
    | 2 and later | £60         |

payment Visit Payment
    for each Visit
    on Visited On + 365 days
    when Length is at least 30 minutes
    pays Visit Price
    every time

bonus Good Year
    for each year
    when number of Clients in the year is at least 1
    pays 10% of Visit Payment

fee Retainer
    for each month
    pays £1,000

deduction Few Visits
    for each year
    when number of Visits in the year is less than 100
    deducts 6% of Retainer

deduction Missing Report
    for each month
    when number of Visits in the month is less than 1
    deducts 3% of Retainer

fee Only Visitor
    for each Client
    when number of Visits of the same Client to date is 0
    pays Visit Price

cap Per Client
    limits Visit Payment to £500 for each Client, including results settled after the term
    cutting the latest first
"""


@functools.cache
def schedule() -> Document:
    text = above(TERMS)
    compiled = compile_text("contract.pbr", text)
    assert compiled.program is not None, [each.message() for each in compiled.diagnostics]
    return written(Material(compiled.program, compiled.tree, compiled.source, "0" * 64, "0"))


def test_sums_of_a_shorter_time_are_said_to_be_those_of_the_period() -> None:
    words = whole(schedule())
    assert "10% of the sums due under Visit Payment in the year" in words
    assert "dated on one of its days, the first and the last included" in words


def test_a_price_by_year_says_whose_year() -> None:
    words = whole(schedule())
    assert "by the year in which the row or period that it is read for is dated, whenever the sum falls due" in words


def test_the_row_that_a_sum_is_for_is_read_even_when_it_is_dated_later() -> None:
    words = whole(schedule())
    assert "Apart from the row that it is for, a sum reads only what is dated on or before its own day." in words
    assert "the end of what lasts" not in words
    assert "apart from the end of what lasts" in whole(document("west-yorkshire-custody"))


def test_an_index_in_a_formula_stands_for_its_figure_alone() -> None:
    words = whole(document("transforming-rehabilitation"))
    assert "the figure of Consumer Prices for the month in brackets; before February 2015 the factor is 1" in words


def test_what_is_taken_from_a_fee_of_one_year_is_pictured_by_the_fee_of_one_year() -> None:
    words = whole(schedule())
    assert "£12,000 for “Retainer for one year”" in words
    assert "£1,000 for “Retainer for one month”" in words
    assert "From 0 Visits to below 100 Visits, -£720 is due. From 100 Visits on, £0 is due." in words
    assert "From 0 Visits to below 1 Visit, -£30 is due." in words
    assert "-£735,697.92 is due" in whole(document("transforming-rehabilitation"))


def test_a_picture_says_what_is_due_at_its_very_end_and_at_which_prices() -> None:
    words = whole(schedule())
    assert "At 0 Visits, £50 is due. Above 0 Visits, £0 is due." in words
    assert "£50 for “Visit Price”" in words


def test_a_share_moves_by_percentage_points() -> None:
    words = whole(document("transforming-rehabilitation"))
    assert "by -£4,000 for each percentage point more." in words


def test_uses_stand_in_the_order_of_the_clauses() -> None:
    words = whole(document("drug-recovery"))
    users = "9 Recovery Service Fee; 10.1 Outcome Payment; 10.2 Lasting Outcome Payment; 11 Paid For One Person"
    assert f"Used in {users}" in words


def test_a_limit_for_each_of_many_is_not_passed_over_in_a_finding() -> None:
    told = "nothing limits what may fall due under Visit Payment in all: Per Client leaves that open"
    assert told in whole(schedule())


def test_the_day_of_a_confirmed_result_is_a_day() -> None:
    words = whole(document("transforming-rehabilitation"))
    assert "at the end of the day on which the result of the Quarterly Cohort is confirmed" in words


def test_a_column_that_a_clause_names_has_a_definition() -> None:
    words = whole(document("drug-recovery"))
    assert "means what stands in the column of that name of Stage Shares." in words
    assert "Stage Share (clause 7)" in words


def test_it_is_said_by_which_day_a_figure_has_to_be_published() -> None:
    assert "A statement uses what is published by its last day." in whole(document("transforming-rehabilitation"))


def test_an_answer_of_yes_or_no_keeps_its_name_in_a_condition() -> None:
    words = whole(document("drug-recovery"))
    assert "The condition holds: Stage is Interim and Achieved is yes" in words
    assert "yes is yes" not in words


def test_what_leads_to_a_formula_stays_on_its_page_in_word() -> None:
    drawn = draw(document("drug-recovery"), ".docx")
    with ZipFile(BytesIO(drawn)) as package:
        text = package.read("word/document.xml").decode()
    leads = [each for each in text.split("<w:p>") if "As a formula" in each]
    assert leads
    assert all("<w:keepNext/>" in each for each in leads)


def test_headings_of_pictures_begin_with_a_capital() -> None:
    (found,) = (each for each in schedule().sections if each.anchor == "curves")
    headings = [plain(each.heading) for each in found.blocks if isinstance(each, Section)]
    assert "Number of Clients in the year" in headings
    assert all(each[0].isupper() for each in headings)
