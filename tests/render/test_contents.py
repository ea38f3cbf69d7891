from collections.abc import Iterator

import pytest

from pbrlang.render.contents import Material
from pbrlang.render.contents import document as written
from pbrlang.render.model import (
    Block,
    Clause,
    Document,
    Emphasis,
    Formula,
    Inlines,
    Inserted,
    Link,
    Note,
    Paragraph,
    Picture,
    Removed,
    Section,
    Strong,
    Table,
    Terms,
)
from pbrlang.render.model.visiting import anchors, every
from tests.language.pages import PAGES, Case, cases
from tests.language.running import compiled
from tests.render.made import EXAMPLES, contract, document, texts, whole


def _links(made: Document) -> Iterator[Link]:
    for block in every(made.sections):
        for words in _lines(block):
            yield from _linked(words)


def _lines(block: Block) -> Iterator[Inlines]:
    match block:
        case Section(heading=words) | Clause(heading=words) | Paragraph(words=words) | Note(title=words):
            yield words
        case Picture(caption=words):
            yield words
        case Table(columns=columns, rows=rows, caption=caption):
            yield from (caption, *(each.heading for each in columns), *(cell for row in rows for cell in row))
        case Terms(entries=entries):
            yield from (each.term for each in entries)
        case Formula(key=key):
            yield from (words for pair in key for words in pair)
        case _:
            pass


def _linked(words: Inlines) -> Iterator[Link]:
    for part in words:
        match part:
            case Link():
                yield part
                yield from _linked(part.parts)
            case Strong(parts=inner) | Emphasis(parts=inner) | Inserted(parts=inner) | Removed(parts=inner):
                yield from _linked(inner)
            case _:
                pass


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_link_leads_to_one_place_in_the_document(name: str) -> None:
    made = document(name)
    places = anchors(made)
    assert len(places) == len(set(places))
    assert {each.to for each in _links(made) if not each.outside} <= set(places)
    assert any(_links(made))


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_clause_stands_in_it_once_under_its_number(name: str) -> None:
    program = contract(name).program
    made = [each for each in every(document(name).sections) if isinstance(each, Clause)]
    numbers = [each.number for each in made]
    wanted = [each.clause for each in program.clauses.values()]
    wanted += [each.clause for each in program.caps.values()]
    wanted += [each.clause for each in program.tables.values()]
    assert all(numbers.count(each) == 1 for each in wanted)


def _sound() -> list[Case]:
    return [each for page in PAGES for each in cases(page) if each.contract.language == "pbr" and not each.is_mistaken]


def _document_of(case: Case) -> Document:
    made = compiled(case)
    assert made.program is not None
    return written(Material(made.program, made.tree, made.source, "0" * 64, "0"))


@pytest.mark.slow
@pytest.mark.parametrize("case", _sound(), ids=lambda each: each.name)
def test_all_that_the_reference_shows_has_words(case: Case) -> None:
    made = _document_of(case)
    places = anchors(made)
    assert len(places) == len(set(places))
    assert {each.to for each in _links(made) if not each.outside} <= set(places)


@pytest.mark.parametrize("case", _sound()[::12], ids=lambda each: each.name)
def test_a_part_of_what_the_reference_shows_has_words(case: Case) -> None:
    assert whole(_document_of(case))


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_words_are_left_that_only_a_program_would_write(name: str) -> None:
    for text in texts(document(name)):
        assert "None" not in text.split()
        assert "Fraction(" not in text
        assert "{" not in text
        assert "  " not in text.strip()
        assert " ." not in text
        assert "the the " not in text


def test_a_value_that_an_example_supposes_is_said_to_be_supposed_and_not_worked_out() -> None:
    words = whole(document("transforming-rehabilitation"))
    assert "Reoffending Rate is 45.6% (supposed)." in words
    assert "Reoffending Rate is 47.5% (clause 12.3): there is nothing to divide by" not in words


def test_it_is_said_why_no_sum_falls_due() -> None:
    words = whole(document("care-review"))
    assert "Saving is -£500 (clause 3.1), £500 short of £0" in words
